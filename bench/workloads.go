package main

import (
	"context"
	"fmt"
	"time"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/sql"
)

// The workloads, by what they are called everywhere.
const (
	getByKey   = "01-get-by-pk"
	page100    = "02-page-100"
	load10k    = "03-load-10k"
	uow1000    = "07-uow-1000"
	eager500x5 = "08-eager-500x5"
	graph500x5 = "09-graph-500x5"
	buildOnly  = "10-build-only"
)

var workloadNames = []string{getByKey, page100, load10k, uow1000, eager500x5, graph500x5, buildOnly}

// A limit is what the targets of a database are.
type limit struct {
	get, page, load, readOnly, again, unit, eager, joined, graph target
	hit                                                          target
}

var postgresqlTargets = limit{
	get:      target{reach: 1.15, fail: 1.45, allocs: 20},
	hit:      target{reachNs: 150, failNs: 1000},
	page:     target{reach: 1.15, fail: 1.4, allocs: 4.5},
	load:     target{reach: 1.20, fail: 1.6, allocs: 3.2},
	readOnly: target{reach: 1.05, fail: 1.3, allocs: 3.1},
	again:    target{reach: 0.85, fail: 1.0, allocs: 0.1},
	unit:     target{reach: 1.20, fail: 2.0, allocs: 8},
	eager:    target{reach: 1.20, fail: 1.5, allocs: 3.5},
	joined:   target{reach: 1.25, fail: 2.0},
	graph:    target{reach: 1.25, fail: 1.6, allocs: 8},
}

// sqliteTargets fail where a contender is worse than the best peer.
var sqliteTargets = limit{
	get:      target{reach: 1.3, fail: 2.1, allocs: 20},
	hit:      target{reachNs: 150, failNs: 1000},
	page:     target{reach: 1.1, fail: 1.3, allocs: 4.5},
	load:     target{reach: 1.1, fail: 1.15, allocs: 3.2},
	readOnly: target{reach: 1.1, fail: 1.15, allocs: 3.1},
	again:    target{reach: 1.0, fail: 1.1, allocs: 0.1},
	unit:     target{reach: 1.15, fail: 2.1, allocs: 8},
	eager:    target{reach: 1.15, fail: 1.17, allocs: 3.5},
	joined:   target{reach: 1.25, fail: 2.0},
	graph:    target{reach: 1.2, fail: 1.3, allocs: 8},
}

var (
	farUnit  = target{reach: 1.0, fail: 1.6, roundTrips: 4}
	farGraph = target{reach: 1.10, fail: 1.3, roundTrips: 4}
)

// reads gives what only reads: all that is done with the full tables.
func reads(ctx context.Context, database string, engine *azoth.Engine, limits limit, hand handWritten) []*contender {
	var list []*contender
	add := func(c contender) *contender {
		c.database = database
		list = append(list, &c)
		return &c
	}

	var id int64
	next := func() int64 { id = id%userRows + 1; return id }
	var plain *plainUser
	var entity *User
	var plains []*plainUser
	var entities []*User
	one := func(u *User) func() error {
		return func() error { return checkUsers([]*User{entity}, entity.ID, id) }
	}

	floor := add(contender{workload: getByKey, name: hand.name,
		run:   func() (err error) { plain, err = hand.get(ctx, next()); return err },
		check: func() error { return checkPlainUsers([]*plainUser{plain}, plain.ID, id) }})
	add(contender{workload: getByKey, name: "azoth, new session", floor: floor, target: limits.get,
		run:   func() (err error) { entity, err = sessionGet(ctx, engine, next()); return err },
		check: one(entity)})
	add(contender{workload: getByKey, name: "azoth, on the engine", floor: floor, target: limits.get,
		run:   func() (err error) { entity, err = Users.Get(ctx, engine, next()); return err },
		check: one(entity)})
	held := orm.NewSession(engine, orm.AutocommitReads())
	add(contender{workload: getByKey, name: "azoth, in the identity map", floor: floor, target: limits.hit,
		settle: func() error {
			if held.Contains(entity) {
				return nil
			}
			_, err := Users.Get(ctx, held, int64(7777))
			return err
		},
		run: func() (err error) { id = 7777; entity, err = Users.Get(ctx, held, id); return err },
		check: func() error {
			if again, err := Users.Get(ctx, held, id); again != entity {
				return fmt.Errorf("a second object, %w", err)
			}
			return checkUsers([]*User{entity}, id, id)
		}})

	floor = add(contender{workload: page100, name: hand.name, items: pageRows,
		run:   func() (err error) { plains, err = hand.page(ctx); return err },
		check: func() error { return checkPlainUsers(plains, 1, pageRows) }})
	add(contender{workload: page100, name: "azoth, tracked", floor: floor, items: pageRows, target: limits.page,
		run:   func() (err error) { entities, err = sessionUsers(ctx, engine, pageOfUsers()); return err },
		check: func() error { return checkUsers(entities, 1, pageRows) }})

	floor = add(contender{workload: load10k, name: hand.name, items: userRows,
		run:   func() (err error) { plains, err = hand.all(ctx); return err },
		check: func() error { return checkPlainUsers(plains, 1, userRows) }})
	add(contender{workload: load10k, name: "azoth, tracked", floor: floor, items: userRows, target: limits.load,
		run:   func() (err error) { entities, err = sessionUsers(ctx, engine, allUsers()); return err },
		check: func() error { return checkUsers(entities, 1, userRows) }})
	add(contender{workload: load10k, name: "azoth, read-only (on the engine)", floor: floor, items: userRows, target: limits.readOnly,
		run:   func() (err error) { entities, err = allUsers().All(ctx, engine); return err },
		check: func() error { return checkUsers(entities, 1, userRows) }})
	type row = sql.Row8[int64, string, string, string, int32, float64, bool, time.Time]
	var rows []row
	add(contender{workload: load10k, name: "azoth, projection", floor: floor, items: userRows, target: limits.readOnly,
		run: func() (err error) {
			rows, err = sql.Select8(Users.ID, Users.Name, Users.Fullname, Users.Email, Users.Age, Users.Balance, Users.Active, Users.CreatedAt).
				OrderBy(Users.ID.Asc()).All(ctx, engine)
			return err
		},
		check: func() error {
			var sum checksum
			for _, r := range rows {
				sum.user(r.V1, r.V2, r.V3, r.V4, r.V5, r.V6, r.V7, r.V8)
			}
			return sum.equal(expectUsers(1, userRows))
		}})
	full := orm.NewSession(engine, orm.AutocommitReads())
	loaded := 0
	add(contender{workload: load10k, name: "azoth, again in the same session", floor: floor, items: userRows, target: limits.again,
		settle: func() error {
			users, err := allUsers().All(ctx, full)
			loaded = len(users)
			return err
		},
		run:   func() (err error) { entities, err = allUsers().All(ctx, full); return err },
		check: func() error { return checkUsers(entities, 1, int64(loaded)) }})

	graph := parents * (1 + children)
	floor = add(contender{workload: eager500x5, name: hand.name + ", select-in", items: graph,
		run:   func() (err error) { plains, err = hand.selectIn(ctx); return err },
		check: func() error { return checkPlainGraph(plains) }})
	add(contender{workload: eager500x5, name: "azoth, SelectIn, tracked", floor: floor, items: graph, target: limits.eager,
		run: func() (err error) {
			entities, err = sessionUsers(ctx, engine, firstUsers(parents).Options(orm.SelectIn(Users.Addresses)))
			return err
		},
		check: func() error { return checkGraph(entities) }})
	floor = add(contender{workload: eager500x5, name: hand.name + ", join", items: graph,
		run:   func() (err error) { plains, err = hand.join(ctx); return err },
		check: func() error { return checkPlainGraph(plains) }})
	add(contender{workload: eager500x5, name: "azoth, Joined, tracked", floor: floor, items: graph, target: limits.joined,
		run: func() (err error) {
			entities, err = sessionUsers(ctx, engine, firstUsers(parents).Options(orm.Joined(Users.Addresses)))
			return err
		},
		check: func() error { return checkGraph(entities) }})
	return list
}

// A handWritten is the floor of each workload.
type handWritten struct {
	name           string
	get            func(ctx context.Context, id int64) (*plainUser, error)
	page, all      func(ctx context.Context) ([]*plainUser, error)
	selectIn, join func(ctx context.Context) ([]*plainUser, error)
	unit           func(ctx context.Context) error
	graph          func(ctx context.Context, users []*plainUser) error
	balances       func(ctx context.Context) (float64, error)
	empty          func(ctx context.Context) error
	settle         func(ctx context.Context) error // removes what updates leave behind
	checkGraph     func(ctx context.Context) error
}

// units gives the unit of work.
func units(ctx context.Context, database string, engine *azoth.Engine, t target, hand handWritten, between *proxy) []*contender {
	settle := func() error { return hand.settle(ctx) }
	var before float64
	prepared := func() (err error) { before, err = hand.balances(ctx); return err }
	check := func() error {
		after, err := hand.balances(ctx)
		if err == nil && after != before+unitOfWork*changeBalance {
			err = fmt.Errorf("the balances went from %g to %g", before, after)
		}
		return err
	}
	floor := &contender{workload: uow1000, database: database, name: hand.name, items: unitOfWork, settle: settle, prepare: prepared, check: check, proxy: between,
		run: func() error { return hand.unit(ctx) }}
	return []*contender{floor, {workload: uow1000, database: database, name: "azoth", floor: floor, items: unitOfWork, target: t,
		settle: settle, prepare: prepared, check: check, proxy: between,
		run: func() error { return sessionUnitOfWork(ctx, engine) }}}
}

// graphs gives the insert of a graph, into empty tables.
func graphs(ctx context.Context, database string, engine *azoth.Engine, t target, hand handWritten, between *proxy) []*contender {
	var plains []*plainUser
	var entities []any
	items := parents * (1 + children)
	floor := &contender{workload: graph500x5, database: database, name: hand.name, items: items, proxy: between,
		prepare: func() error { plains = newPlainGraph(); return hand.empty(ctx) },
		run:     func() error { return hand.graph(ctx, plains) },
		check: func() error {
			if err := checkPlainGraph(plains); err != nil {
				return fmt.Errorf("keys: %w", err)
			}
			return hand.checkGraph(ctx)
		}}
	return []*contender{floor, {workload: graph500x5, database: database, name: "azoth", floor: floor, items: items, target: t, proxy: between,
		prepare: func() error { entities = newGraph(); return hand.empty(ctx) },
		run:     func() error { return sessionGraph(ctx, engine, entities) },
		check: func() error {
			if err := checkKeys(entities); err != nil {
				return err
			}
			return hand.checkGraph(ctx)
		}}}
}
