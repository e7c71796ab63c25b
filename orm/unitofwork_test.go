package orm_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
)

func TestInsertsFollowReferences(t *testing.T) {
	eachDatabase(t, travel, func(w *world) {
		ctx, s := w.ctx(), w.session()
		x := &Nation{Name: "x"}
		town, street, house, tenant := &Town{Name: "y"}, &Street{Name: "s"}, &House{Name: "1"}, &Tenant{Name: "t"}
		town.Nation.Set(x)
		street.Town.Set(town)
		house.Street.Set(street)
		tenant.House.Set(house)
		tenant.Home.Set(x)
		s.Add(tenant) // the end of the chain alone
		w.flushes(s, "INSERT nations(name) 1", "INSERT towns(name,nation_id) 1", "INSERT streets(name,town_id) 1",
			"INSERT houses(name,street_id) 1", "INSERT tenants(name,house_id,nation_id) 1")
		w.check(s.Commit(ctx))
		w.rows("SELECT house_id, nation_id FROM tenants", "1 1")
		s.Delete(x, street, tenant, town, house)
		w.sends(func() { w.check(s.Commit(ctx)) }, "DELETE tenants() 1", "DELETE houses() 1", "DELETE streets() 1", "DELETE towns() 1", "DELETE nations() 1")
	})
}

func TestInsertUpdateDeleteInOneFlush(t *testing.T) {
	eachDatabase(t, travel, func(w *world) {
		c1, c2, y1, y2 := &Nation{Name: "one"}, &Nation{Name: "two"}, &Town{Name: "y1"}, &Town{Name: "y2"}
		y1.Nation.Set(c1)
		y2.Nation.Set(c2)
		w.store(y1, y2)
		ctx, s := w.ctx(), w.session()
		towns := must(Towns.OrderBy(Towns.ID.Asc()).All(ctx, s))
		nations := must(Nations.OrderBy(Nations.ID.Asc()).All(ctx, s))
		nations[0].Name = "uno"
		s.Delete(nations[1], towns[1])
		y3 := &Town{Name: "y3"}
		y3.Nation.Set(&Nation{Name: "three"})
		s.Add(y3)
		w.flushes(s, "UPDATE nations(name) 1", "INSERT nations(name) 1", "INSERT towns(name,nation_id) 1", "DELETE towns() 1", "DELETE nations() 1")
		w.check(s.Commit(ctx))
		w.rows("SELECT name FROM nations ORDER BY id", "uno", "three")
		w.rows("SELECT name, nation_id FROM towns ORDER BY id", "y1 1", "y3 3")
	})
}

// A tree is inserted by one statement for each depth, and deleted by one for
// each depth from below.
func TestTree(t *testing.T) {
	eachDatabase(t, forest, func(w *world) {
		ctx, s := w.ctx(), w.session()
		root := &Tree{Name: "root"}
		for i := range 3 {
			child := &Tree{Name: fmt.Sprint(i)}
			child.Parent.Set(root)
			for j := range 2 {
				leaf := &Tree{Name: fmt.Sprintf("%d.%d", i, j)}
				leaf.Parent.Set(child)
				s.Add(leaf) // from below
			}
		}
		texts := w.sends(func() { w.check(s.Commit(ctx)) }, "INSERT trees(name,parent_id) 10")
		if w.dialect == "postgresql" && len(texts) != 3 {
			w.Errorf("%d statements for 3 depths: %q", len(texts), texts)
		}
		w.rows("SELECT count(*) FROM trees c LEFT JOIN trees p ON p.id = c.parent_id WHERE p.name = 'root' AND "+w.length("c.name")+" = 1 OR "+
			w.length("c.name")+" = 3 AND "+w.beginning("c.name", "1")+" = p.name OR c.name = 'root'", "10")

		other := w.session()
		top := must(Trees.Where(Trees.Name.Eq("root")).One(ctx, other))
		other.Delete(top)
		// Reading what hangs on it takes a statement for each depth, too.
		texts = w.sends(func() { w.check(other.Commit(ctx)) }, "SELECT trees", "SELECT trees", "SELECT trees", "DELETE trees() 10")
		if w.dialect == "postgresql" && len(texts) != 6 {
			w.Errorf("%d statements: %q", len(texts), texts)
		}
		w.rows("SELECT * FROM trees")
	})
}

// The tree has a relationship downwards only.
func TestTreeWithoutBackReference(t *testing.T) {
	eachDatabase(t, forest, func(w *world) {
		top, mid, leaf := &Folder{Name: "top"}, &Folder{Name: "mid"}, &Folder{Name: "leaf"}
		mid.Folders.Append(leaf)
		top.Folders.Append(mid, &Folder{Name: "side"})
		w.store(top)
		w.rows("SELECT c.name, p.name FROM folders c LEFT JOIN folders p ON p.id = c.parent_id ORDER BY c.id", "top <nil>", "mid top", "side top", "leaf mid")
		ctx, s := w.ctx(), w.session()
		s.Delete(must(Folders.Get(ctx, s, 1)))
		w.check(s.Commit(ctx))
		w.rows("SELECT * FROM folders")
	})
}

func TestTreeMoves(t *testing.T) {
	eachDatabase(t, forest, func(w *world) {
		root, a, b, a1, a2 := &Loose{Name: "root"}, &Loose{Name: "a"}, &Loose{Name: "b"}, &Loose{Name: "a1"}, &Loose{Name: "a2"}
		a.Children.Append(a1, a2)
		root.Children.Append(a, b)
		ctx, s := w.ctx(), w.session()
		s.Add(a1)
		w.states(a1, orm.Pending, a, orm.Transient) // a plain literal does not know its owner
		s.Add(root)
		w.states(root, orm.Pending, a, orm.Pending, b, orm.Pending, a2, orm.Pending)
		w.check(s.Commit(ctx))
		b.Children.Append(a1)
		w.same(names(must(a.Children.All(ctx))), "a2")
		w.flushes(s)
		w.same(must(a1.Parent.Get(ctx)), b)
		parent := orm.Alias(Looses, "parent")
		w.same(names(must(Looses.Join(Looses.Parent.To(parent)).Where(parent.Name.Eq("a")).All(ctx, s))), "a2")
		s.Delete(a)
		w.flushes(s, "UPDATE looses(parent_id) 1", "DELETE looses() 1")
		w.check(s.Commit(ctx))
		w.rows("SELECT c.name, p.name FROM looses c LEFT JOIN looses p ON p.id = c.parent_id ORDER BY c.name", "a1 b", "a2 <nil>", "b root", "root <nil>")
	})
}

func TestTreeWithGivenKeysAndASurvivor(t *testing.T) {
	eachDatabase(t, forest, func(w *world) {
		ctx, s := w.ctx(), w.session()
		b, a := &Tree{ID: 10, Name: "b"}, &Tree{ID: 20, Name: "a"}
		b.Parent.Set(a)
		s.Add(b, a)
		w.check(s.Commit(ctx))
		// b's parent is deleted, and b goes to another in the same flush.
		must(a.Children.All(ctx))
		c := &Tree{Name: "c"}
		b.Parent.Set(c)
		s.Delete(a)
		w.check(s.Commit(ctx))
		w.states(a, orm.Detached, b, orm.Persistent, c, orm.Persistent)
		w.rows("SELECT c.name, p.name FROM trees c LEFT JOIN trees p ON p.id = c.parent_id ORDER BY c.name", "b c", "c <nil>")
	})
}

func TestRowsInACircle(t *testing.T) {
	eachDatabase(t, forest, func(w *world) {
		ctx, s := w.ctx(), w.session()
		a, b := &Ring{Name: "a"}, &Ring{Name: "b"}
		a.Next.Set(b)
		b.Next.Set(a)
		s.Add(a, b)
		w.wants(s.Flush(ctx), orm.ErrCircularDependency)
		w.check(s.Rollback(ctx))
		w.states(a, orm.Transient, b, orm.Transient)

		// In two flushes it is possible.
		a, b = &Ring{Name: "a"}, &Ring{Name: "b"}
		b.Next.Set(a)
		s.Add(b)
		w.flushes(s, "INSERT rings(name,next_id) 2")
		a.Next.Set(b)
		w.flushes(s, "UPDATE rings(next_id) 1")
		w.check(s.Commit(ctx))
		s.Delete(a)
		w.wants(s.Commit(ctx), azoth.ErrForeignKeyViolation)
		w.check(s.Rollback(ctx))
		w.rows("SELECT count(*) FROM rings WHERE next_id IS NOT NULL", "2")
	})
}

func TestPostUpdateOfRowsInACircle(t *testing.T) {
	eachDatabase(t, forest, func(w *world) {
		ctx, s := w.ctx(), w.session()
		a, b, c := &Loop{Name: "a"}, &Loop{Name: "b"}, &Loop{Name: "c"}
		a.Next.Set(b)
		b.Next.Set(a)
		s.Add(a, b)
		w.flushes(s, "INSERT loops(name,next_id) 2", "UPDATE loops(next_id) 2")
		w.same([]int64{*a.NextID, *b.NextID}, []int64{b.ID, a.ID})
		c.Next.Set(c)
		s.Add(c)
		w.flushes(s, "INSERT loops(name,next_id) 1", "UPDATE loops(next_id) 1")
		w.check(s.Commit(ctx))
		w.rows("SELECT next_id FROM loops ORDER BY id", "2", "1", "3")
		must(Loops.All(ctx, s))
		s.Delete(a, b)
		w.sends(func() { w.check(s.Commit(ctx)) }, "UPDATE loops(next_id) 2", "DELETE loops() 2")
		s.Delete(c)
		w.check(s.Commit(ctx))
		w.rows("SELECT * FROM loops")
	})
}

func TestPostUpdateOfTablesInACircle(t *testing.T) {
	eachDatabase(t, forest, func(w *world) {
		ctx, s := w.ctx(), w.session()
		widget, e1, e2 := &Widget{Name: "w"}, &Entry{Name: "e1"}, &Entry{Name: "e2"}
		widget.Entries.Append(e1, e2)
		widget.Favorite.Set(e1)
		s.Add(widget)
		w.flushes(s, "INSERT widgets(name,favorite_id) 1", "INSERT entries(name,widget_id) 2", "UPDATE widgets(favorite_id) 1")
		w.same(*widget.FavoriteID, e1.ID)
		widget.Name = "w2"
		widget.Favorite.Set(e2)
		w.check(s.Commit(ctx))
		w.rows("SELECT name, favorite_id FROM widgets", "w2 2")
		s.Delete(widget)
		w.sends(func() { w.check(s.Commit(ctx)) }, "SELECT entries", "UPDATE widgets(favorite_id) 1", "DELETE entries() 2", "DELETE widgets() 1")
		w.rows("SELECT * FROM entries")

		// A favourite that comes later, with its entry.
		widget, e1 = &Widget{Name: "v"}, &Entry{Name: "e3"}
		s.Add(widget)
		w.check(s.Flush(ctx))
		widget.Entries.Append(e1)
		widget.Favorite.Set(e1)
		w.check(s.Commit(ctx))
		w.rows("SELECT w.name, e.name FROM widgets w JOIN entries e ON e.id = w.favorite_id AND e.widget_id = w.id", "v e3")
	})
}

func TestTablesInACircle(t *testing.T) {
	eachDatabase(t, forest, func(w *world) {
		ctx, s := w.ctx(), w.session()
		boss, aide := &Boss{Name: "b"}, &Aide{Name: "a"}
		boss.Favorite.Set(aide)
		aide.Boss.Set(boss)
		s.Add(boss)
		w.wants(s.Flush(ctx), orm.ErrCircularDependency)
		w.check(s.Rollback(ctx))
		boss, aide = &Boss{Name: "b"}, &Aide{Name: "a"}
		aide.Boss.Set(boss)
		s.Add(aide)
		w.flushes(s, "INSERT bosses(name,favorite_id) 1", "INSERT aides(name,boss_id) 1")
		boss.Favorite.Set(aide)
		w.flushes(s, "UPDATE bosses(favorite_id) 1")
		w.check(s.Commit(ctx))

		// The other way round, in the same tables.
		boss, aide = &Boss{Name: "b2"}, &Aide{Name: "a2"}
		boss.Favorite.Set(aide)
		s.Add(boss)
		w.flushes(s, "INSERT aides(name,boss_id) 1", "INSERT bosses(name,favorite_id) 1")
		w.check(s.Commit(ctx))
		s.Delete(boss, aide)
		w.sends(func() { w.check(s.Commit(ctx)) }, "DELETE bosses() 1", "DELETE aides() 1")
		w.rows("SELECT favorite_id FROM bosses", "1")
	})
}

func TestCompositeForeignKey(t *testing.T) {
	eachDatabase(t, travel, func(w *world) {
		ctx, s := w.ctx(), w.session()
		flight := &Flight{Code: "XY1", Day: 126}
		flight.Legs.Append(&Leg{Num: 1, Dest: "OSL"}, &Leg{Num: 2, Dest: "JFK"})
		s.Add(flight)
		w.flushes(s, "INSERT flights(code,day) 1", "INSERT legs(code,day,num,dest) 2")
		second := must(Legs.Get(ctx, s, "XY1", 126, 2))
		w.same([]any{second.Code, second.Day, second.Dest}, []any{"XY1", 126, "JFK"})
		second.Dest = "LAX"
		flight.Legs.Remove(flight.Legs.Items()[0])
		w.flushes(s, "UPDATE legs(dest) 1", "DELETE legs() 1")
		w.check(s.Commit(ctx))
		flight.Legs.Append(&Leg{Num: 2})
		w.wants(s.Flush(ctx), azoth.ErrUniqueViolation)
		w.check(s.Rollback(ctx))

		other := &Flight{Code: "XY1", Day: 127}
		other.Legs.Append(&Leg{Num: 1, Dest: "CDG"})
		s.Add(other)
		w.check(s.Commit(ctx))
		for _, load := range []string{"joined", "select in", "subquery", "lazy"} {
			query := Flights.OrderBy(Flights.Day.Asc())
			switch load {
			case "joined":
				query = query.Options(orm.Joined(Flights.Legs))
			case "select in":
				query = query.Options(orm.SelectIn(Flights.Legs))
			case "subquery":
				query = query.Options(orm.Subquery(Flights.Legs))
			}
			fresh := w.session()
			var found []string
			for _, f := range must(query.All(ctx, fresh)) {
				for _, leg := range must(f.Legs.All(ctx)) {
					found = append(found, fmt.Sprint(f.Day, leg.Dest))
					w.same(must(leg.Flight.Get(ctx)), f)
				}
			}
			w.same(strings.Join(found, ", "), "126LAX, 127CDG")
			w.check(fresh.Close())
		}
		s.Delete(flight)
		w.sends(func() { w.check(s.Commit(ctx)) }, "SELECT legs", "DELETE legs() 1", "DELETE flights() 1")
		w.rows("SELECT code, "+w.quoted("day")+", num FROM legs", "XY1 127 1")
	})
}

// A graph of many objects goes out by one statement for each table where the
// database takes arrays, and in one round for each level everywhere.
func TestGraphIsWrittenByFewStatements(t *testing.T) {
	eachDatabase(t, ridership, func(w *world) {
		ctx, s := w.ctx(), w.session()
		for i := range 500 {
			club := &Club{Name: fmt.Sprint(i)}
			for j := range 5 {
				club.Riders.Append(&Rider{Name: fmt.Sprintf("%d.%d", i, j)})
			}
			s.Add(club)
		}
		texts := w.sends(func() { w.check(s.Commit(ctx)) }, "INSERT clubs(name) 500", "INSERT riders(name,club_id) 2500")
		if w.dialect == "postgresql" && len(texts) != 2 {
			w.Errorf("%d statements", len(texts))
		}
		w.rows("SELECT count(*) FROM riders r JOIN clubs c ON c.id = r.club_id AND "+w.beginning("r.name", w.length("r.name")+" - 2")+" = c.name", "2500")
		for _, club := range must(Clubs.OrderBy(Clubs.ID.Asc()).Options(orm.SelectIn(Clubs.Riders)).All(ctx, s)) {
			for j, rider := range club.Riders.Items() {
				w.same(rider.Name, fmt.Sprintf("%s.%d", club.Name, j))
				rider.Name = "x"
			}
			club.Name = "y"
		}
		texts = w.sends(func() { w.check(s.Commit(ctx)) }, "UPDATE clubs(name) 500", "UPDATE riders(name) 2500")
		if w.dialect == "postgresql" && len(texts) != 2 {
			w.Errorf("%d statements", len(texts))
		}
	})
}

func TestFlushIsAllOrNothing(t *testing.T) {
	eachDatabase(t, society, func(w *world) {
		ctx, s := w.ctx(), w.session()
		good, bad := &Order{ID: 1, Buyer: "good"}, &Order{ID: 2, Buyer: "bad"}
		w.store(&Order{ID: 2, Buyer: "there"})
		product := &Product{Name: "p"}
		s.Add(product, good, bad)
		w.wants(s.Flush(ctx), azoth.ErrUniqueViolation)
		w.wants(s.Commit(ctx), orm.ErrPendingRollback)
		w.check(s.Rollback(ctx))
		w.states(good, orm.Transient, bad, orm.Transient, product, orm.Transient)
		w.rows("SELECT buyer FROM orders", "there")
		w.rows("SELECT * FROM products")
		s.Add(product, good)
		w.check(s.Commit(ctx))
		w.rows("SELECT buyer FROM orders ORDER BY id", "good", "there")
	})
}

// Seats are taken by one guest each, which the database holds to.
type guest struct {
	_    orm.Table `orm:"guests"`
	ID   int64     `orm:",pk"`
	Name string
	Seat orm.One[seat] `orm:",back=Guest"`
}

type seat struct {
	_       orm.Table      `orm:"seats"`
	ID      int64          `orm:",pk"`
	GuestID *int64         `orm:",references=guests.id,unique"`
	Guest   orm.One[guest] `orm:",back=Seat"`
}

var (
	hall = orm.NewRegistry(schema.NewMetaData())
	_    = orm.MapIn[struct {
		orm.Entity[guest]
		ID   sql.Number[int64]
		Name sql.String
		Seat orm.ToOne[guest, seat]
	}](hall)
	seats = orm.MapIn[struct {
		orm.Entity[seat]
		ID      sql.Number[int64]
		GuestID sql.NullNumber[int64]
		Guest   orm.ToOne[seat, guest]
	}](hall)
)

// A row lets a unique foreign key go before another takes it, whatever the
// order of their keys.
func TestUniqueKeyIsFreedFirst(t *testing.T) {
	eachDatabase(t, hall, func(w *world) {
		s := w.session()
		first, second := &seat{}, &seat{}
		ann, bob := &guest{Name: "ann"}, &guest{Name: "bob"}
		second.Guest.Set(ann)
		s.Add(first, second, bob)
		w.check(s.Commit(w.ctx()))

		first.Guest.Set(ann) // which frees the second, of the higher key
		w.check(s.Commit(w.ctx()))
		taken, err := sql.Select2(seats.ID, seats.GuestID).OrderBy(seats.ID).All(w.ctx(), w.engine)
		w.check(err)
		if taken[0].V2 == nil || *taken[0].V2 != ann.ID || taken[1].V2 != nil {
			t.Errorf("seats are taken as %v", taken)
		}
	})
}
