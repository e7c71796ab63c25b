package metamorphic_test

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/azothtest"
	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
)

// Shelves hold any number of boxes, which may lie on none; boxes carry labels,
// many to many, and own their notes, which die with them.
type shelf struct {
	_     orm.Table `orm:"meta_shelves"`
	ID    int64     `orm:",pk"`
	Name  string
	Boxes orm.Many[box] `orm:",back=Shelf,order=id"`
}

type box struct {
	_       orm.Table `orm:"meta_boxes"`
	ID      int64     `orm:",pk"`
	Name    string
	ShelfID *int64          `orm:",references=meta_shelves.id"`
	Shelf   orm.One[shelf]  `orm:",back=Boxes"`
	Labels  orm.Many[label] `orm:",secondary=meta_boxes_labels,back=Boxes,order=id"`
	Notes   orm.Many[note]  `orm:",back=Box,order=id,cascade=all delete-orphan"`
}

type label struct {
	_     orm.Table `orm:"meta_labels"`
	ID    int64     `orm:",pk"`
	Name  string
	Boxes orm.Many[box] `orm:",secondary=meta_boxes_labels,back=Labels,order=id"`
}

type note struct {
	_     orm.Table `orm:"meta_notes"`
	ID    int64     `orm:",pk"`
	Text  string
	BoxID int64        `orm:",references=meta_boxes.id"`
	Box   orm.One[box] `orm:",back=Notes"`
}

var (
	storage = orm.NewRegistry(schema.NewMetaData())

	boxesLabels = schema.DeclareIn[struct {
		_       schema.Name       `orm:"meta_boxes_labels"`
		BoxID   sql.Number[int64] `orm:",pk,references=meta_boxes.id"`
		LabelID sql.Number[int64] `orm:",pk,references=meta_labels.id"`
	}](storage.MetaData())

	shelves = orm.MapIn[struct {
		orm.Entity[shelf]
		ID    sql.Number[int64]
		Name  sql.String
		Boxes orm.ToMany[shelf, box]
	}](storage)

	boxes = orm.MapIn[struct {
		orm.Entity[box]
		ID      sql.Number[int64]
		Name    sql.String
		ShelfID sql.NullNumber[int64]
		Shelf   orm.ToOne[box, shelf]
		Labels  orm.ToMany[box, label]
		Notes   orm.ToMany[box, note]
	}](storage)

	labels = orm.MapIn[struct {
		orm.Entity[label]
		ID    sql.Number[int64]
		Name  sql.String
		Boxes orm.ToMany[label, box]
	}](storage)

	notes = orm.MapIn[struct {
		orm.Entity[note]
		ID    sql.Number[int64]
		Text  sql.String
		BoxID sql.Number[int64]
		Box   orm.ToOne[note, box]
	}](storage)
)

// A world is what the tables should hold, told without keys: everything by its
// name, which is unique.
type world struct {
	shelves map[string]bool
	boxes   map[string]string // the shelf's name, or ""
	labels  map[string]bool
	links   map[[2]string]bool // box, label
	notes   map[string]string  // the box's name
}

func newWorld() *world {
	return &world{map[string]bool{}, map[string]string{}, map[string]bool{}, map[[2]string]bool{}, map[string]string{}}
}

func (w *world) clone() *world {
	return &world{maps.Clone(w.shelves), maps.Clone(w.boxes), maps.Clone(w.labels), maps.Clone(w.links), maps.Clone(w.notes)}
}

func (w *world) String() string {
	return fmt.Sprint("shelves ", w.shelves, " boxes ", w.boxes, " labels ", w.labels, " links ", w.links, " notes ", w.notes)
}

// readWorld reads the tables, without the session.
func readWorld(t *testing.T, ctx context.Context, eng *azoth.Engine) *world {
	t.Helper()
	w := newWorld()
	for name, err := range sql.Select1(shelves.Name).Iter(ctx, eng) {
		check(t, err)
		w.shelves[name] = true
	}
	for name, err := range sql.Select1(labels.Name).Iter(ctx, eng) {
		check(t, err)
		w.labels[name] = true
	}
	for row, err := range sql.Select2(boxes.Name, sql.Nullable(shelves.Name)).From(boxes).OuterJoin(boxes.Shelf).Iter(ctx, eng) {
		check(t, err)
		w.boxes[row.V1] = ""
		if row.V2 != nil {
			w.boxes[row.V1] = *row.V2
		}
	}
	for row, err := range sql.Select2(boxes.Name, labels.Name).From(boxes).Join(boxes.Labels).Iter(ctx, eng) {
		check(t, err)
		w.links[[2]string{row.V1, row.V2}] = true
	}
	for row, err := range sql.Select2(notes.Text, boxes.Name).From(notes).Join(notes.Box).Iter(ctx, eng) {
		check(t, err)
		w.notes[row.V1] = row.V2
	}
	return w
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestRandomWork does random work in a session, under every loading strategy,
// and compares the tables with what the work should have left after every
// commit and rollback.
func TestRandomWork(t *testing.T) {
	strategies := map[string][]sql.OptionFor[*box]{
		"batch":    nil,
		"lazy":     {orm.Lazy(boxes.Labels), orm.Lazy(boxes.Notes), orm.Lazy(boxes.Shelf)},
		"selectin": {orm.SelectIn(boxes.Labels), orm.SelectIn(boxes.Notes), orm.SelectIn(boxes.Shelf)},
		"joined":   {orm.Joined(boxes.Labels), orm.Joined(boxes.Notes), orm.Joined(boxes.Shelf)},
		"subquery": {orm.Subquery(boxes.Labels), orm.Subquery(boxes.Notes), orm.Subquery(boxes.Shelf)},
	}
	for _, db := range append(azothtest.Databases(t), azothtest.Firebird()) {
		t.Run(db.Name, func(t *testing.T) {
			eng := db.Open(t)
			ctx := t.Context()
			check(t, storage.CreateAll(ctx, eng))
			for _, name := range slices.Sorted(maps.Keys(strategies)) {
				for seed := range seeds() {
					t.Run(fmt.Sprintf("%s/%d", name, seed), func(t *testing.T) {
						w := &worker{t: t, ctx: ctx, eng: eng, random: rand.New(rand.NewPCG(seed, 7)), options: strategies[name]}
						w.run(60)
					})
				}
			}
		})
	}
}

// A worker does random work and keeps the books.
type worker struct {
	t         *testing.T
	ctx       context.Context
	eng       *azoth.Engine
	random    *rand.Rand
	options   []sql.OptionFor[*box]
	session   *orm.Session
	committed *world // what was committed
	now       *world // what the session should have
	nested    bool   // in a savepoint, which nothing else may end
	names     int
	log       []string
}

func (w *worker) run(steps int) {
	w.committed = readWorld(w.t, w.ctx, w.eng)
	w.now = w.committed.clone()
	w.names = len(w.committed.boxes)*100 + 1
	w.session = orm.NewSession(w.eng, orm.InRegistry(storage))
	defer func() { w.session.Close() }()
	for range steps {
		w.step()
		if w.t.Failed() {
			return
		}
	}
	w.finish(true)
}

func (w *worker) did(format string, args ...any) { w.log = append(w.log, fmt.Sprintf(format, args...)) }

func (w *worker) fresh(kind string) string {
	w.names++
	return fmt.Sprintf("%s-%s-%d", w.t.Name(), kind, w.names)
}

// pick gives one of the names, or "".
func (w *worker) pick(names map[string]bool) string {
	sorted := slices.Sorted(maps.Keys(names))
	if len(sorted) == 0 {
		return ""
	}
	return sorted[w.random.IntN(len(sorted))]
}

func (w *worker) anyBox() *box {
	names := map[string]bool{}
	for name := range w.now.boxes {
		names[name] = true
	}
	name := w.pick(names)
	if name == "" {
		return nil
	}
	b, err := boxes.Where(boxes.Name.Eq(name)).Options(w.options...).One(w.ctx, w.session)
	w.check(err)
	return b
}

func (w *worker) anyShelf() *shelf {
	name := w.pick(w.now.shelves)
	if name == "" {
		return nil
	}
	s, err := shelves.Where(shelves.Name.Eq(name)).One(w.ctx, w.session)
	w.check(err)
	return s
}

func (w *worker) anyLabel() *label {
	name := w.pick(w.now.labels)
	if name == "" {
		return nil
	}
	l, err := labels.Where(labels.Name.Eq(name)).One(w.ctx, w.session)
	w.check(err)
	return l
}

func (w *worker) check(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatalf("%v\nafter %q", err, w.log)
	}
}

func (w *worker) step() {
	kind := w.random.IntN(21)
	if w.nested && kind >= 18 {
		return
	}
	switch kind {
	case 0:
		s := &shelf{Name: w.fresh("shelf")}
		b := &box{Name: w.fresh("box")}
		s.Boxes.Append(b)
		w.session.Add(s)
		w.now.shelves[s.Name], w.now.boxes[b.Name] = true, s.Name
		w.did("new %s with %s", s.Name, b.Name)
	case 1:
		b := &box{Name: w.fresh("box")}
		n := &note{Text: w.fresh("note")}
		b.Notes.Append(n)
		w.now.boxes[b.Name], w.now.notes[n.Text] = "", b.Name
		if s := w.anyShelf(); s != nil {
			s.Boxes.Append(b)
			w.now.boxes[b.Name] = s.Name
		} else {
			w.session.Add(b)
		}
		w.did("new %s", b.Name)
	case 2:
		l := &label{Name: w.fresh("label")}
		w.session.Add(l)
		w.now.labels[l.Name] = true
		w.did("new %s", l.Name)
	case 3, 4: // from the shelf's side, loaded or not
		if b, s := w.anyBox(), w.anyShelf(); b != nil && s != nil {
			if w.random.IntN(2) == 0 {
				_, err := s.Boxes.All(w.ctx)
				w.check(err)
			}
			if w.now.boxes[b.Name] != s.Name {
				s.Boxes.Append(b)
				w.now.boxes[b.Name] = s.Name
				w.did("%s to %s", b.Name, s.Name)
			}
		}
	case 5: // from the box's side
		if b, s := w.anyBox(), w.anyShelf(); b != nil && s != nil {
			b.Shelf.Set(s)
			w.now.boxes[b.Name] = s.Name
			w.did("%s set to %s", b.Name, s.Name)
		}
	case 6:
		if b := w.anyBox(); b != nil {
			b.Shelf.Set(nil)
			w.now.boxes[b.Name] = ""
			w.did("%s off its shelf", b.Name)
		}
	case 7:
		if s := w.anyShelf(); s != nil {
			items, err := s.Boxes.All(w.ctx)
			w.check(err)
			if len(items) > 0 {
				b := items[w.random.IntN(len(items))]
				s.Boxes.Remove(b)
				w.now.boxes[b.Name] = ""
				w.did("%s out of %s", b.Name, s.Name)
			}
		}
	case 8, 9: // a link, from either side
		if b, l := w.anyBox(), w.anyLabel(); b != nil && l != nil {
			link := [2]string{b.Name, l.Name}
			if w.now.links[link] {
				if w.random.IntN(2) == 0 {
					b.Labels.Remove(l)
				} else {
					l.Boxes.Remove(b)
				}
				delete(w.now.links, link)
				w.did("unlink %v", link)
			} else {
				if w.random.IntN(2) == 0 {
					b.Labels.Append(l)
				} else {
					l.Boxes.Append(b)
				}
				w.now.links[link] = true
				w.did("link %v", link)
			}
		}
	case 10: // replace all labels, loaded or not
		if b, l := w.anyBox(), w.anyLabel(); b != nil && l != nil {
			b.Labels.Set(l)
			for link := range w.now.links {
				if link[0] == b.Name {
					delete(w.now.links, link)
				}
			}
			w.now.links[[2]string{b.Name, l.Name}] = true
			w.did("%s labelled %s alone", b.Name, l.Name)
		}
	case 11: // an orphan
		if b := w.anyBox(); b != nil {
			items, err := b.Notes.All(w.ctx)
			w.check(err)
			if len(items) > 0 {
				n := items[w.random.IntN(len(items))]
				b.Notes.Remove(n)
				delete(w.now.notes, n.Text)
				w.did("note %s dropped", n.Text)
			} else {
				n := &note{Text: w.fresh("note")}
				b.Notes.Append(n)
				w.now.notes[n.Text] = b.Name
				w.did("note %s on %s", n.Text, b.Name)
			}
		}
	case 12:
		if b := w.anyBox(); b != nil {
			w.session.Delete(b)
			w.dropBox(b.Name)
			w.did("delete %s", b.Name)
		}
	case 13:
		if s := w.anyShelf(); s != nil {
			w.session.Delete(s)
			delete(w.now.shelves, s.Name)
			for name, on := range w.now.boxes {
				if on == s.Name {
					w.now.boxes[name] = ""
				}
			}
			w.did("delete %s", s.Name)
		}
	case 14:
		w.check(w.session.Flush(w.ctx))
		w.did("flush")
	case 15: // a note goes to another box, which is no orphanage
		if a, b := w.anyBox(), w.anyBox(); a != nil && b != nil && a != b {
			items, err := a.Notes.All(w.ctx)
			w.check(err)
			if len(items) > 0 {
				n := items[w.random.IntN(len(items))]
				if w.random.IntN(2) == 0 {
					n.Box.Set(b)
				} else {
					b.Notes.Append(n)
				}
				w.now.notes[n.Text] = b.Name
				w.did("note %s to %s", n.Text, b.Name)
			}
		}
	case 16: // replace the boxes of a shelf, loaded or not
		if b, s := w.anyBox(), w.anyShelf(); b != nil && s != nil {
			s.Boxes.Set(b)
			for name, on := range w.now.boxes {
				if on == s.Name {
					w.now.boxes[name] = ""
				}
			}
			w.now.boxes[b.Name] = s.Name
			w.did("%s holds %s alone", s.Name, b.Name)
		}
	case 17:
		w.check(w.session.Flush(w.ctx))
		w.session.ExpireAll()
		w.did("expire all")
	case 18: // a savepoint with work in it, kept or undone
		before := w.now.clone()
		w.check(w.session.Savepoint(w.ctx))
		w.did("savepoint")
		for range 1 + w.random.IntN(4) {
			if !w.inSavepoint() {
				return
			}
		}
		if w.random.IntN(2) == 0 {
			w.check(w.session.ReleaseSavepoint(w.ctx))
			w.did("release")
		} else {
			w.check(w.session.RollbackToSavepoint(w.ctx))
			w.now = before
			w.did("rollback to savepoint")
		}
	case 19: // an object that a rollback made transient is added again
		s := &shelf{Name: w.fresh("shelf")}
		b := &box{Name: w.fresh("box")}
		s.Boxes.Append(b)
		w.session.Add(s)
		w.check(w.session.Flush(w.ctx))
		w.finish(false)
		w.session.Add(s)
		w.now.shelves[s.Name], w.now.boxes[b.Name] = true, s.Name
		w.did("%s with %s again", s.Name, b.Name)
	default:
		w.finish(w.random.IntN(3) > 0)
	}
}

// inSavepoint does one step that does not end the transaction.
func (w *worker) inSavepoint() bool {
	w.nested = true
	w.step()
	w.nested = false
	return !w.t.Failed()
}

func (w *worker) dropBox(name string) {
	delete(w.now.boxes, name)
	for link := range w.now.links {
		if link[0] == name {
			delete(w.now.links, link)
		}
	}
	for text, on := range w.now.notes {
		if on == name {
			delete(w.now.notes, text)
		}
	}
}

// finish commits or rolls back, and compares the tables with the books.
func (w *worker) finish(commit bool) {
	if commit {
		w.check(w.session.Commit(w.ctx))
		w.committed = w.now.clone()
		w.did("commit")
	} else {
		w.check(w.session.Rollback(w.ctx))
		w.now = w.committed.clone()
		w.did("rollback")
	}
	if got, want := readWorld(w.t, w.ctx, w.eng).String(), w.committed.String(); got != want {
		w.t.Fatalf("the tables hold\n  %s\nwant\n  %s\nafter %q", got, want, w.log)
	}
}

var _ = boxesLabels

// seeds is how many runs each strategy gets: few by default, as many as
// AZOTH_TEST_SEEDS says for a search.
func seeds() uint64 {
	if n, err := strconv.ParseUint(os.Getenv("AZOTH_TEST_SEEDS"), 10, 32); err == nil {
		return n
	}
	return 3
}
