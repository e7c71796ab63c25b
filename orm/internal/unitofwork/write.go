package unitofwork

import (
	"context"
	"fmt"
	"slices"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/orm/internal/mapping"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// A Connection is where a flush is written.
type Connection interface {
	Dialect() *dialect.Dialect
	Compile(stmt ast.Statement) (dialect.Statement, error)
	Pipeline(ctx context.Context, writes []azoth.Write, commit bool, each func(i int, result driver.Result, rows driver.Rows) error) error
}

// A batch is what goes out in one round trip.
type batch struct {
	writes  []azoth.Write
	details []writeDetail // parallel to writes
}

// A writeDetail says what to do with the result of a write.
type writeDetail struct {
	group     *group
	first     int
	count     int
	match     dialect.Match
	returning []*mapping.Column
}

// Write sends everything, level by level. Where the last level needs no look
// at its results, commit ends the transaction in the same round trip, and
// committed says so.
func (u *Unit) Write(ctx context.Context, conn Connection, commit bool) (committed bool, err error) {
	last := u.lastLevel()
	for level := int32(0); level <= last; level++ {
		var b batch
		groups, err := u.writeGroups(level)
		if err != nil {
			return false, err
		}
		// A link row goes before another may take its place.
		groups = slices.Concat(u.linkGroups(true, level), groups, u.linkGroups(false, level))
		final := level == last
		if final {
			// What late updates write must not be in the rows before.
			late := u.lateGroups()
			switch {
			case len(late) == 0:
			case u.needsKeys(groups):
				if err := u.send(ctx, conn, groups, false); err != nil {
					return false, err
				}
				groups = nil
			default:
				if err := b.add(conn, groups); err != nil {
					return false, err
				}
				groups = nil
			}
			if err := u.applyLate(); err != nil {
				return false, err
			}
			groups = append(groups, late...)
			groups = append(u.postDeletes(groups), u.deleteGroups()...)
		}
		if len(groups) == 0 && len(b.writes) == 0 {
			continue
		}
		committed = final && commit && blind(groups)
		if err := b.send(ctx, conn, groups, committed); err != nil {
			return false, err
		}
	}
	return committed, nil
}

func (u *Unit) send(ctx context.Context, conn Connection, groups []*group, commit bool) error {
	if len(groups) == 0 {
		return nil
	}
	var b batch
	return b.send(ctx, conn, groups, commit)
}

// needsKeys reports whether any group inserts rows whose keys the database
// makes.
func (u *Unit) needsKeys(groups []*group) bool {
	for _, g := range groups {
		for _, n := range g.rows {
			if g.operation == insertRow && u.generates(n) {
				return true
			}
		}
	}
	return false
}

// postDeletes adds the updates that blank post-update foreign keys of rows
// which are deleted in a circle.
func (u *Unit) postDeletes(groups []*group) []*group {
	for at := range u.nodes {
		n := &u.nodes[at]
		if n.operation != deleteRow {
			continue
		}
		for _, r := range n.instance.Entity.Relationships {
			if !r.PostUpdate || r.Direction != mapping.ManyToOne {
				continue
			}
			parent := u.loader.Find(r, n.instance.Snapshot)
			if parent == nil || !u.isDoomed(parent) {
				continue
			}
			var columns columnSet
			blankable := true
			for _, c := range r.Local {
				columns.add(c)
				blankable = blankable && c.Nullable() && !c.Key && c.Codec.Assign(c.At(n.instance.Object), nil) == nil
			}
			if blankable {
				groups = append(groups, &group{operation: updateRow, entity: n.instance.Entity, columns: columns, rows: []*node{n}, late: true})
			}
		}
	}
	return groups
}

// blind reports whether the results of groups need no look: inserts alone are
// either done or refused.
func blind(groups []*group) bool {
	for _, g := range groups {
		if g.operation != insertRow {
			return false
		}
	}
	return true
}

// send compiles groups, sends them, and takes their results in.
func (b *batch) send(ctx context.Context, conn Connection, groups []*group, commit bool) error {
	if err := b.add(conn, groups); err != nil {
		return err
	}
	return conn.Pipeline(ctx, b.writes, commit, func(i int, result driver.Result, rows driver.Rows) error {
		return b.details[i].take(result, rows)
	})
}

// add compiles groups with the values that their rows have now.
func (b *batch) add(conn Connection, groups []*group) error {
	for _, g := range groups {
		if err := b.compile(conn, g); err != nil {
			return err
		}
	}
	return nil
}

// compile turns a group into the statements that its database takes best.
func (b *batch) compile(conn Connection, g *group) (err error) {
	d := conn.Dialect()
	var writes []dialect.Write
	var returning []*mapping.Column
	described := azoth.Write{}
	switch {
	case g.relationship != nil:
		writes, err = g.compileLinks(d, &described)
	case g.single:
		return b.compileSingle(conn, g)
	case g.operation == insertRow:
		returning = g.returning(d)
		if !d.Features.InsertReturning && g.serverMade() > len(returning) {
			for _, n := range g.rows {
				n.incomplete = true
			}
		}
		insert := &dialect.InsertGroup{Table: g.entity.Table.AST(), Rows: len(g.rows), Returning: nodesOf(returning)}
		if len(returning) > 0 && returning[0] == g.entity.Generated {
			insert.Generated = returning[0].AST
			for _, n := range g.rows {
				n.instance.Generated = true
			}
		}
		columns := g.columns.columns(g.entity)
		insert.Columns = nodesOf(columns)
		if insert.Values, err = vectors(g.rows, columns, object); err == nil {
			writes, err = d.Writer.Insert(d, insert)
		}
		described = azoth.Write{Operation: "INSERT", Columns: names(insert.Columns), Values: insert.Values}
	case g.operation == updateRow:
		columns, keys := g.columns.columns(g.entity), g.keys()
		update := &dialect.UpdateGroup{Table: g.entity.Table.AST(), Rows: len(g.rows), Columns: nodesOf(columns), Keys: nodesOf(keys)}
		if update.Values, err = vectors(g.rows, columns, object); err == nil {
			find := before
			if g.late {
				find = written
			}
			if update.KeyValues, err = vectors(g.rows, keys, find); err == nil {
				writes, err = d.Writer.Update(d, update)
			}
		}
		described = azoth.Write{Operation: "UPDATE", Columns: names(update.Columns), Keys: names(update.Keys), Values: update.Values, KeyValues: update.KeyValues}
	default:
		keys := g.keys()
		remove := &dialect.DeleteGroup{Table: g.entity.Table.AST(), Rows: len(g.rows), Keys: nodesOf(keys)}
		if remove.KeyValues, err = vectors(g.rows, keys, before); err == nil {
			writes, err = d.Writer.Delete(d, remove)
		}
		described = azoth.Write{Operation: "DELETE", Keys: names(remove.Keys), KeyValues: remove.KeyValues}
	}
	if err != nil {
		return fmt.Errorf("writing table %s: %w", g.table(), err)
	}
	described.Table = g.table()
	for _, w := range writes {
		described.Statement, described.First, described.Count = w.Statement, w.First, w.Count
		b.writes = append(b.writes, described)
		b.details = append(b.details, writeDetail{group: g, first: w.First, count: w.Count, match: w.Match, returning: returning})
	}
	return nil
}

func (g *group) table() string {
	if g.relationship != nil {
		return g.relationship.Secondary.FullName()
	}
	return g.entity.Table.FullName()
}

// keys are the columns that find a row: its key, and its version.
func (g *group) keys() []*mapping.Column {
	if g.entity.Version == nil || g.late {
		return g.entity.Keys
	}
	return append(g.entity.Keys[:len(g.entity.Keys):len(g.entity.Keys)], g.entity.Version)
}

// returning are the columns that the database fills in, the generated key
// first. Where it can give back only the key, the others are read when the
// object is met again.
func (g *group) returning(d *dialect.Dialect) (columns []*mapping.Column) {
	for _, c := range g.entity.Columns {
		if !g.leaves(c) || c != g.entity.Generated && !d.Features.InsertReturning {
			continue
		}
		if c == g.entity.Generated {
			columns = append([]*mapping.Column{c}, columns...)
		} else {
			columns = append(columns, c)
		}
	}
	return columns
}

// leaves reports whether an INSERT leaves a column to the database.
func (g *group) leaves(c *mapping.Column) bool { return c.ServerMade && !g.columns.has(c) }

// serverMade counts the columns that an INSERT leaves to the database.
func (g *group) serverMade() (n int) {
	for _, c := range g.entity.Columns {
		if g.leaves(c) {
			n++
		}
	}
	return n
}

// compileLinks writes rows of an association table.
func (g *group) compileLinks(d *dialect.Dialect, described *azoth.Write) ([]dialect.Write, error) {
	pairs := linkColumns(g.relationship)
	columns := make([]*ast.Column, len(pairs))
	values := make([]*types.Vector, len(pairs))
	for i, pair := range pairs {
		columns[i] = pair.link
		values[i] = types.NewVector(pair.column.Codec.Vector(), pair.link.Type, len(g.links))
		for _, l := range g.links {
			side := l.local
			if pair.remote {
				side = l.remote
			}
			if err := pair.column.Codec.Append(values[i], pair.column.At(side.Object)); err != nil {
				return nil, err
			}
		}
	}
	table := g.relationship.Secondary.AST()
	if g.operation == deleteRow {
		*described = azoth.Write{Operation: "DELETE", Keys: names(columns), KeyValues: values}
		return d.Writer.Delete(d, &dialect.DeleteGroup{Table: table, Keys: columns, KeyValues: values, Rows: len(g.links)})
	}
	*described = azoth.Write{Operation: "INSERT", Columns: names(columns), Values: values}
	return d.Writer.Insert(d, &dialect.InsertGroup{Table: table, Columns: columns, Values: values, Rows: len(g.links)})
}

func names(columns []*ast.Column) []string {
	list := make([]string, len(columns))
	for i, c := range columns {
		list[i] = c.Name
	}
	return list
}
