package types_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"reflect"
	"strconv"
	"testing"

	"github.com/azoth-go/azoth/types"
)

// TestTypesAsGoSource holds that the source of a type is what one would write, and
// that it makes the same type.
func TestTypesAsGoSource(t *testing.T) {
	for want, of := range map[string]*types.Type{
		`types.String(50)`:                                        types.String(50),
		`types.Char(4)`:                                           types.Char(4),
		`types.Unicode(9)`:                                        types.Unicode(9),
		`types.Integer`:                                           types.Integer,
		`types.DateTimeTZ`:                                        types.DateTimeTZ,
		`types.TimeOnlyTZ`:                                        types.TimeOnlyTZ,
		`types.UnicodeText`:                                       types.UnicodeText,
		`types.Numeric(10, 2)`:                                    types.Numeric(10, 2),
		`types.Binary(16)`:                                        types.Binary(16),
		`types.Lossless(types.Text)`:                              types.Lossless(types.Text),
		`types.Lossless(types.String(0))`:                         types.Lossless(types.String(0)),
		`types.DateTime.WithPrecision(3)`:                         types.DateTime.WithPrecision(3),
		`types.Lossless(types.DateTime).WithPrecision(3)`:         types.Lossless(types.DateTime.WithPrecision(3)),
		`types.Array(types.Array(types.Integer))`:                 types.Array(types.Array(types.Integer)),
		`types.Named("INET")`:                                     types.Named("INET"),
		`types.Named("DECIMAL(8, 3)")`:                            types.Named("DECIMAL(8, 3)"),
		`types.Enum("mood", "sad", "it's \"ü\"")`:                 types.Enum("mood", "sad", `it's "ü"`),
		`types.Enum("mood", "sad").WithCheck("ck").InSchema("s")`: types.Enum("mood", "sad").InSchema("s").WithCheck("ck"),
		`types.DomainOf("posint", types.Domain{Base: types.Integer, Check: "VALUE > 0"})`: types.DomainOf("posint", types.Domain{Base: types.Integer, Check: "VALUE > 0"}),
		`types.String(20).WithCollation("de_DE")`:                                         types.String(20).WithCollation("de_DE"),
		`types.UUID.Variant(types.Named("BINARY(16)"), "mysql")`:                          types.UUID.Variant(types.Named("BINARY(16)"), "mysql"),
		`types.Text.Through("f({})", "g({})")`:                                            types.Text.Through("f({})", "g({})"),
		`(&types.Type{Kind: types.KindString, Length: 3, Fixed: true, National: true})`:   {Kind: types.KindString, Length: 3, Fixed: true, National: true},
		`types.Lossless(types.Float)`:                                                     types.For[float64]().Type(),
	} {
		got := fmt.Sprintf("%#v", of)
		if got != want {
			t.Errorf("the source is %s, want %s", got, want)
			continue
		}
		expression, err := parser.ParseExpr(got)
		if err != nil {
			t.Errorf("%s: %v", got, err)
			continue
		}
		made := evaluate(t, expression).Interface()
		if !reflect.DeepEqual(made, any(of)) {
			t.Errorf("%s makes %+v, want %+v", got, made, of)
		}
	}
}

// A registered type is found again by its name; the functions of others cannot be
// written.
func TestDecoratedTypesAsGoSource(t *testing.T) {
	upper := types.Decorate(types.String(3), func(s loud) (string, error) { return string(s), nil }, func(s string) (loud, error) { return loud(s), nil })
	if got, want := fmt.Sprintf("%#v", upper), "types.Decorate(types.String(3), …)"; got != want {
		t.Errorf("the source is %s, want %s", got, want)
	}
	types.Register("loud", upper)
	if got, want := fmt.Sprintf("%#v", upper), `types.Registered("loud")`; got != want {
		t.Errorf("the source is %s, want %s", got, want)
	}
}

type loud string

// exported are the names of the package that sources use.
var exported = map[string]any{
	"String": types.String, "Char": types.Char, "Unicode": types.Unicode, "Integer": types.Integer, "DateTime": types.DateTime,
	"DateTimeTZ": types.DateTimeTZ, "TimeOnlyTZ": types.TimeOnlyTZ, "UnicodeText": types.UnicodeText, "Numeric": types.Numeric,
	"Binary": types.Binary, "Lossless": types.Lossless, "Text": types.Text, "Array": types.Array, "Named": types.Named,
	"Enum": types.Enum, "DomainOf": types.DomainOf, "UUID": types.UUID, "Float": types.Float, "KindString": types.KindString,
}

// evaluate evaluates the few kinds of expressions that sources of types consist of.
func evaluate(t *testing.T, e ast.Expr) reflect.Value {
	t.Helper()
	switch e := e.(type) {
	case *ast.BasicLit:
		if n, err := strconv.Atoi(e.Value); err == nil {
			return reflect.ValueOf(n)
		}
		text, err := strconv.Unquote(e.Value)
		if err != nil {
			t.Fatal(err)
		}
		return reflect.ValueOf(text)
	case *ast.Ident:
		return reflect.ValueOf(e.Name == "true")
	case *ast.ParenExpr:
		return evaluate(t, e.X)
	case *ast.UnaryExpr:
		v := evaluate(t, e.X)
		p := reflect.New(v.Type())
		p.Elem().Set(v)
		return p
	case *ast.SelectorExpr:
		if id, ok := e.X.(*ast.Ident); ok && id.Name == "types" {
			v := reflect.ValueOf(exported[e.Sel.Name])
			if !v.IsValid() {
				t.Fatalf("types.%s is not known to the test", e.Sel.Name)
			}
			return v
		}
		return evaluate(t, e.X).MethodByName(e.Sel.Name)
	case *ast.CallExpr:
		var arguments []reflect.Value
		for _, argument := range e.Args {
			arguments = append(arguments, evaluate(t, argument))
		}
		return evaluate(t, e.Fun).Call(arguments)[0]
	case *ast.CompositeLit:
		var v reflect.Value
		switch e.Type.(*ast.SelectorExpr).Sel.Name {
		case "Type":
			v = reflect.New(reflect.TypeFor[types.Type]()).Elem()
		case "Domain":
			v = reflect.New(reflect.TypeFor[types.Domain]()).Elem()
		}
		for _, element := range e.Elts {
			pair := element.(*ast.KeyValueExpr)
			v.FieldByName(pair.Key.(*ast.Ident).Name).Set(evaluate(t, pair.Value))
		}
		return v
	}
	t.Fatalf("a %T is no part of the source of a type", e)
	return reflect.Value{}
}
