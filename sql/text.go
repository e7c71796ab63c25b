package sql

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// P are the values of the :name parameters of a text, by name.
type P map[string]any

// A Fragment is SQL that the program wrote: a predicate, an ordering, a whole
// statement for FromText. Parameters are written :name and travel as bind
// parameters.
type Fragment struct{ t *fragment }

type fragment struct {
	text    *ast.Text
	columns []ast.Expr // of a whole statement, where they were stated
	err     error
}

// Text makes a fragment of SQL:
//
//	sql.Text("id < :value AND name = :name", sql.P{"value": 224, "name": "fred"})
//
// A parameter is a colon with a name behind it. Strings, quoted identifiers
// and comments are left alone, as are PostgreSQL's casts (x::integer); a colon
// that stands for itself before a name is written \:. A parameter that has no
// value when the statement runs is an error, as is a value that the text has
// no parameter for. The text must not come from outside the program; values
// may.
func Text(sql string, params ...P) Fragment {
	f := Fragment{&fragment{text: parseText(sql)}}
	for _, p := range params {
		f = f.Params(p)
	}
	return f
}

// Params gives parameters their values, which may be given again.
func (f Fragment) Params(params P) Fragment {
	t := *f.fragment()
	text := *t.text
	text.Binds = slices.Clone(text.Binds)
	for _, name := range slices.Sorted(maps.Keys(params)) {
		filled, err := textBind(name, params[name])
		if err != nil {
			t.err = firstError(t.err, fmt.Errorf("parameter :%s: %w", name, err))
		}
		found := false
		for i, b := range text.Binds {
			if b.Key == name {
				text.Binds[i], found = filled, true
			}
		}
		if !found {
			t.err = firstError(t.err, fmt.Errorf("the text has no parameter :%s: %s", name, excerpt(&text)))
		}
	}
	t.text = &text
	return Fragment{&t}
}

// textBind is the parameter of a text with its value. A slice is a list, which
// the text has after IN: "id IN :ids".
func textBind(name string, value any) (*ast.Bind, error) {
	bind := &ast.Bind{Name: name, Key: name, Set: true}
	list := reflect.ValueOf(value)
	_, valuer := value.(driver.Valuer)
	if valuer || list.Kind() != reflect.Slice || list.Type().Elem().Kind() == reflect.Uint8 {
		var err error
		bind.Value, bind.Type, err = types.Bind(value)
		return bind, err
	}
	values := make([]any, list.Len())
	for i := range values {
		var err error
		if values[i], bind.Type, err = types.Bind(list.Index(i).Interface()); err != nil {
			return bind, err
		}
	}
	bind.Value, bind.List = values, true
	return bind, nil
}

// Columns states which columns a whole statement gives, in their order, where
// their names do not tell or do not match:
//
//	stmt := sql.Text("SELECT name, id FROM users").Columns(Users.Name, Users.ID)
func (f Fragment) Columns(columns ...Projection) Fragment {
	t := *f.fragment()
	t.columns = nil
	for _, c := range columns {
		if err := projectionFault(c); err != nil {
			t.err = firstError(t.err, err)
			continue
		}
		t.columns = append(t.columns, c.Columns()...)
	}
	return Fragment{&t}
}

// Node is the fragment as a tree.
func (f Fragment) Node() ast.Expr { return f.fragment().text }

func (f Fragment) predicate()   {}
func (f Fragment) ordering()    {}
func (f Fragment) fault() error { return f.fragment().err }

func (f Fragment) fragment() *fragment {
	if f.t == nil {
		return &fragment{text: &ast.Text{Parts: []string{""}}, err: errors.New("empty sql.Fragment: use sql.Text")}
	}
	return f.t
}

// Exec runs a whole statement that gives no rows:
//
//	sql.Text("VACUUM").Exec(ctx, eng)
func (f Fragment) Exec(ctx context.Context, ex Executor) (Result, error) {
	t := f.fragment()
	if t.err != nil {
		return Result{}, t.err
	}
	return exec(ctx, ex, &ast.TextStatement{Text: t.text})
}

// TextOf is a fragment as an expression of a kind, which is taken on trust:
//
//	sql.TextOf[sql.Number[int64]]("length(name) + :n", sql.P{"n": 1})
func TextOf[K Kind[K]](sql string, params ...P) K {
	f := Text(sql, params...)
	return build[K](f.Node(), f.fault())
}

// missingParameter is the error for a parameter without a value.
func missingParameter(b *ast.Bind, text *ast.Text) error {
	return fmt.Errorf("parameter :%s has no value: give it in sql.P, or write \\:%[1]s for a colon in the text: %s",
		b.Key, excerpt(text))
}

// excerpt is the beginning of a text for a message.
func excerpt(t *ast.Text) string {
	var b strings.Builder
	for i, part := range t.Parts {
		b.WriteString(part)
		if i < len(t.Binds) {
			b.WriteString(":" + t.Binds[i].Key)
		}
	}
	text := b.String()
	if runes := []rune(text); len(runes) > 80 {
		text = string(runes[:80]) + "…"
	}
	return text
}
