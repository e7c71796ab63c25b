package sql_test

import (
	"context"
	"errors"
	"reflect"
	"testing"

	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// joined is a projection as an entity is whose collection is joined in: rows
// of one key are one object, to which each row adds.
type joined struct {
	objects map[int64]*object
	after   func(context.Context) error
}

type object struct {
	id    int64
	items []string
}

func (j *joined) Columns() []ast.Expr { return []ast.Expr{Users.ID.Node()} }

func (j *joined) Prepare(p *sql.Plan) (sql.Reader[*object], error) {
	positions, err := p.Add(Users.ID.Node(), Addresses.Email.Node())
	if err != nil {
		return nil, err
	}
	p.Unique = true
	p.Statement.From = []ast.From{&ast.Join{
		Left: Users.From(), Right: Addresses.From(), On: sql.Eq(Users.ID, Addresses.UserID).Node()}}
	if j.after != nil {
		p.After(j.after)
	}
	j.objects = map[int64]*object{}
	return func(row types.Row, into **object) error {
		id, err := row.Int64(positions[0])
		if err != nil {
			return err
		}
		item, err := row.String(positions[1])
		if err != nil {
			return err
		}
		o := j.objects[id]
		if o == nil {
			o = &object{id: id}
			j.objects[id] = o
		}
		o.items = append(o.items, item)
		*into = o
		return nil
	}, nil
}

func TestUniqueRows(t *testing.T) {
	ex := &canned{rows: [][]any{{int64(1), "a"}, {int64(1), "b"}, {int64(2), "c"}, {int64(1), "d"}}}
	closedBefore := -1
	q := sql.From(&joined{after: func(context.Context) error { closedBefore = ex.closed; return nil }}, Users.From())
	all, err := q.All(ctx, ex)
	if err != nil || len(all) != 2 || !reflect.DeepEqual(all[0].items, []string{"a", "b", "d"}) {
		t.Fatalf("%v, %v", all, err)
	}
	if closedBefore != 1 {
		t.Error("what comes after the rows ran while the result was open")
	}
	first, err := q.First(ctx, ex)
	if err != nil || len(first.items) != 3 {
		t.Errorf("first is %v, %v", first, err)
	}
	if _, err := q.One(ctx, ex); !errors.Is(err, sql.ErrMultipleResults) {
		t.Errorf("%v", err)
	}
	ex.rows = ex.rows[:2]
	if one, err := q.One(ctx, ex); err != nil || len(one.items) != 2 {
		t.Errorf("one is %v, %v", one, err)
	}
	for o, err := range q.Iter(ctx, ex) {
		if err != nil || len(o.items) != 2 {
			t.Errorf("%v, %v", o, err)
		}
	}
	failure := errors.New("no more")
	q = sql.From(&joined{after: func(context.Context) error { return failure }}, Users.From())
	if _, err := q.All(ctx, ex); err != failure {
		t.Errorf("error after the rows is %v", err)
	}
}

// session is an executor that takes part in bulk statements.
type session struct {
	canned
	bulk []ast.Statement
}

func (s *session) ExecBulk(_ context.Context, stmt ast.Statement) (sql.Result, error) {
	s.bulk = append(s.bulk, stmt)
	return sql.Result{RowsAffected: 1}, nil
}

func TestBulkExecutor(t *testing.T) {
	s := &session{}
	if n, err := sql.Select1(Users.ID).Where(Users.Active).Delete(ctx, s); n != 1 || err != nil {
		t.Errorf("%v, %v", n, err)
	}
	if _, err := sql.Update(Users).Set(Users.Age.Set(1)).Everywhere().Exec(ctx, s); err != nil {
		t.Error(err)
	}
	if _, err := sql.Insert(Users).Exec(ctx, s); err != nil {
		t.Error(err)
	}
	if len(s.bulk) != 2 || len(s.asked) != 1 {
		t.Errorf("%d bulk statements, %q", len(s.bulk), s.asked)
	}
}
