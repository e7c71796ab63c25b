package orm_test

import (
	"fmt"
	"testing"

	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
)

// An Inquiry has a key and other values that the program makes.
type Inquiry struct {
	_       orm.Table        `orm:"inquiries"`
	Code    string           `orm:",pk,size=10"`
	Title   string           `orm:",size=20"`
	Desk    *string          `orm:",size=10"`
	Changes int              `orm:",notnull"`
	Answers orm.Many[Answer] `orm:",back=Inquiry,order=id"`
}

type Answer struct {
	_           orm.Table        `orm:"answers"`
	ID          int64            `orm:",pk"`
	InquiryCode string           `orm:",size=10,references=inquiries.code"`
	Inquiry     orm.One[Inquiry] `orm:",back=Answers"`
}

var (
	desk      = orm.NewRegistry(schema.NewMetaData())
	Inquiries = orm.MapIn[struct {
		orm.Entity[Inquiry]
		Code    sql.String
		Title   sql.String
		Desk    sql.NullString
		Changes sql.Number[int]
		Answers orm.ToMany[Inquiry, Answer]
	}](desk)
	Answers = orm.MapIn[struct {
		orm.Entity[Answer]
		ID          sql.Number[int64]
		InquiryCode sql.String
		Inquiry     orm.ToOne[Answer, Inquiry]
	}](desk)
)

// inquiryNumber counts the codes that were made.
var inquiryNumber int

func init() {
	orm.Default(Inquiries.Code, func() string { inquiryNumber++; return fmt.Sprint("T", inquiryNumber) })
	orm.Default(Inquiries.Desk, func() string { return "front" })
	orm.OnUpdate(Inquiries.Changes, func() int { return 1 })
}

func TestProgramMakesDefaults(t *testing.T) {
	eachDatabase(t, desk, func(w *world) {
		inquiryNumber = 0
		s := w.session()
		first, second := &Inquiry{Title: "a"}, &Inquiry{Title: "b", Code: "zz", Desk: new("back")}
		first.Answers.Append(&Answer{}, &Answer{})
		s.Add(first, second)
		if first.Code != "" {
			w.Error("Add made a value")
		}
		w.check(s.Flush(w.ctx()))
		if first.Code != "T1" || *first.Desk != "front" || second.Code != "zz" || *second.Desk != "back" || first.Answers.Items()[0].InquiryCode != "T1" {
			w.Errorf("after the flush: %+v, %+v", first, second)
		}
		w.expect("BEGIN", "INSERT inquiries(code,title,desk,changes) 2", "INSERT answers(inquiry_code) 2")
		first.Title = "A"
		w.check(s.Flush(w.ctx()))
		w.expect("UPDATE inquiries(title,changes) 1")
		if first.Changes != 1 {
			w.Errorf("after the update: %+v", first)
		}
		first.Title, first.Changes, first.Desk = "AA", 7, nil
		w.check(s.Commit(w.ctx()))
		w.expect("UPDATE inquiries(title,desk,changes) 1", "COMMIT")
		w.rows("SELECT code, title, desk, changes FROM inquiries ORDER BY code", "T1 AA <nil> 7", "zz b back 0")
	})
}

func TestProgramCannotMakeWhatTheDatabaseMakes(t *testing.T) {
	for name, declare := range map[string]func(){
		"generated key":      func() { orm.Default(Clerks.ID, func() int64 { return 1 }) },
		"server default":     func() { orm.Default(Clerks.State, func() string { return "x" }) },
		"column of an alias": func() { orm.Default(orm.Alias(Inquiries, "t").Title, func() string { return "x" }) },
		"expression":         func() { orm.OnUpdate(sql.Upper(Inquiries.Title), func() string { return "x" }) },
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("there was no panic")
				}
			}()
			declare()
		})
	}
}

func TestServerDefaultsAreReadBack(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		s := w.session()
		ann := &Clerk{Name: "ann"}
		s.Add(ann)
		w.check(s.Flush(w.ctx()))
		if ann.State != "new" || ann.Tries != 3 || !ann.Active {
			w.Errorf("after the flush: %+v", ann)
		}
		w.expect("BEGIN", "INSERT clerks(name,salary,grade) 1")
		if len(s.Dirty()) != 0 {
			w.Errorf("dirty is %v", s.Dirty())
		}
		bob := &Clerk{Name: "bob", State: "done", Tries: 5}
		several := []*Clerk{{Name: "x"}, {Name: "y"}, {Name: "z"}}
		s.Add(bob, several[0], several[1], several[2])
		w.check(s.Commit(w.ctx()))
		if bob.State != "done" || bob.Tries != 5 || !bob.Active {
			w.Errorf("after the commit: %+v", bob)
		}
		for i, c := range several {
			if c.State != "new" || c.Tries != 3 || !c.Active || c.ID != bob.ID+1+int64(i) {
				w.Errorf("after the commit: %+v", c)
			}
		}
		w.rows("SELECT name, state, tries FROM clerks ORDER BY id", "ann new 3", "bob done 5", "x new 3", "y new 3", "z new 3")
	})
}

// A zero over a default is said with Set.
func TestZeroOverADefault(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		s := w.session()
		ann := &Clerk{Name: "ann"}
		s.Set(ann, Clerks.Active.Set(false), Clerks.Tries.Set(0))
		s.Add(ann)
		w.check(s.Flush(w.ctx()))
		if ann.Active || ann.Tries != 0 || ann.State != "new" {
			w.Errorf("after the flush: %+v", ann)
		}
		w.expect("BEGIN", "INSERT clerks(name,salary,grade,tries,active) 1")
		// In an UPDATE, Set of a value is as good as storing it.
		s.Set(ann, Clerks.Active.Set(true))
		if !ann.Active {
			w.Error("Set did not store the value")
		}
		w.check(s.Commit(w.ctx()))
		w.expect("UPDATE clerks(active) 1", "COMMIT")
		n, err := Clerks.Where(Clerks.Active, Clerks.Tries.Eq(0)).Count(w.ctx(), s)
		w.check(err)
		if n != 1 {
			w.Errorf("%d rows", n)
		}
	})
}

func TestDefaultTakesTheKindOfAValue(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		// Set by an expression beside columns that are left to their defaults.
		s := w.session()
		ann := &Clerk{}
		s.Set(ann, sql.SetTo(Clerks.Name, sql.Lower(sql.Literal[sql.String]("ANN"))), Clerks.Tries.Set(0))
		s.Add(ann)
		w.check(s.Commit(w.ctx()))
		w.rows("SELECT name, state, tries FROM clerks", "ann new 0")
		if clerk(w, s, ann.ID) != ann || ann.Name != "ann" || ann.State != "new" || !ann.Active {
			w.Errorf("read again: %+v", ann)
		}
	})
}
