package sql

import (
	"fmt"
	"maps"
	"reflect"
	"slices"

	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// Params gives the parameters of the query their values, which may be given
// again: a query is built once and run with many values. A parameter without a
// value, and a value that no parameter has the name of, are errors where the
// query runs, before anything is sent.
//
//	byName := Users.Where(sql.Eq(Users.Name, sql.Param[sql.String]("who")))
//	eds, err := byName.Params(sql.P{"who": "ed"}).All(ctx, eng)
func (q Query[R]) Params(params P) Query[R] {
	more := q.s.rare()
	more.parameters = mergedParams(more.parameters, params)
	return q
}

func mergedParams(old, more P) P {
	merged := make(P, len(old)+len(more))
	maps.Copy(merged, old)
	maps.Copy(merged, more)
	return merged
}

// withParameters gives a statement, which belongs to the caller, the values of
// its parameters.
func withParameters[S ast.Statement](stmt S, params P) (S, error) {
	if params == nil {
		return stmt, nil
	}
	binds := map[string]*ast.Bind{}
	f := bindFinder{binds: binds, seen: map[ast.From]bool{}}
	ast.Walk(stmt, f.visit)
	values := make(map[string]any, len(params))
	for _, name := range slices.Sorted(maps.Keys(params)) {
		b := binds[name]
		if b == nil {
			return stmt, fmt.Errorf("the statement has no parameter %q: it has %q", name, slices.Sorted(maps.Keys(binds)))
		}
		value, err := parameterValue(params[name], b)
		if err != nil {
			return stmt, fmt.Errorf("parameter %q: %w", name, err)
		}
		values[name] = value
	}
	for _, name := range slices.Sorted(maps.Keys(binds)) {
		if _, ok := values[name]; !ok && !binds[name].Set {
			return stmt, fmt.Errorf("parameter %q has no value: give it with Params", name)
		}
	}
	modifiersOf(stmt).Parameters = values
	return stmt, nil
}

// A bindFinder finds the binds of a statement that wait for a value, also in
// the sources that it only names columns of.
type bindFinder struct {
	binds map[string]*ast.Bind
	seen  map[ast.From]bool
}

func (f *bindFinder) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.Bind:
		if n.Key != "" && (!n.Set || f.binds[n.Key] == nil) {
			f.binds[n.Key] = n
		}
	case *ast.Column:
		if n.From != nil && !f.seen[n.From] {
			ast.Walk(n.From, f.visit)
		}
	case ast.From:
		if f.seen[n] {
			return false
		}
		f.seen[n] = true
	}
	return true
}

// parameterValue is what travels for a value given to a bind.
func parameterValue(v any, b *ast.Bind) (any, error) {
	if b.List {
		list := reflect.ValueOf(v)
		if list.Kind() != reflect.Slice && list.Kind() != reflect.Array {
			return nil, fmt.Errorf("a %T was given for a list", v)
		}
		values := make([]any, list.Len())
		for i := range values {
			var err error
			if values[i], err = typedValue(list.Index(i).Interface(), b.Type); err != nil {
				return nil, err
			}
		}
		return values, nil
	}
	return typedValue(v, b.Type)
}

func typedValue(v any, t *types.Type) (any, error) {
	if v == nil || t == nil || t.Kind == types.KindUnknown {
		value, _, err := types.Bind(v)
		return value, err
	}
	codec, err := types.Of(reflect.TypeOf(v), t)
	if err != nil {
		return nil, err
	}
	holder := reflect.New(reflect.TypeOf(v))
	holder.Elem().Set(reflect.ValueOf(v))
	return codec.Value(holder.UnsafePointer())
}

// modifiersOf gives the modifiers of a statement for setting, making them where
// there are none.
func modifiersOf(stmt ast.Statement) *ast.Modifiers {
	at := modifiersAt(stmt)
	if at == nil {
		return new(ast.Modifiers)
	}
	if *at == nil {
		*at = new(ast.Modifiers)
	}
	return *at
}

// parametersOf gives the values that a statement has for its parameters.
func parametersOf(stmt ast.Statement) map[string]any {
	if at := modifiersAt(stmt); at != nil && *at != nil {
		return (*at).Parameters
	}
	return nil
}

func modifiersAt(stmt ast.Statement) **ast.Modifiers {
	switch n := stmt.(type) {
	case *ast.Select:
		return &n.More
	case *ast.Compound:
		return &n.More
	case *ast.Insert:
		return &n.More
	case *ast.Update:
		return &n.More
	case *ast.Delete:
		return &n.More
	case *ast.Merge:
		return &n.More
	}
	return nil
}
