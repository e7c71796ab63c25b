package attributes

import (
	"errors"
	"fmt"
	"go/ast"
	"go/printer"
	"go/token"
	"go/types"
	"strings"

	"github.com/azoth-go/azoth/schema"
)

// An attribute is the type of a field of the attributes: sql.String, or a kind
// with a type of its own, sql.Number[int64].
type attribute struct {
	kind  string   // with the package: "sql.Number"
	owner string   // of a relationship
	of    ast.Expr // the type parameter, or nil
}

// simple are the basic types' kinds; those of numbers take the type.
var simple = map[string]string{
	"string": "String", "bool": "Bool",
	"int": "Number", "int8": "Number", "int16": "Number", "int32": "Number", "int64": "Number",
	"uint": "Number", "uint8": "Number", "uint16": "Number", "uint32": "Number", "uint64": "Number", "byte": "Number", "rune": "Number",
	"float32": "Number", "float64": "Number",
}

// known are the kinds of types of other packages.
var known = map[string]string{
	"time.Time": "Time", "time.Duration": "Duration",
	typesPath + ".Date": "Date", typesPath + ".TimeOfDay": "TimeOfDay",
	decimalPath + ".Decimal":   "Number",
	"encoding/json.RawMessage": "JSON", typesPath + ".JSONText": "JSON",
}

// nullTypes are the nullable types of database/sql by what they hold.
var nullTypes = map[string]string{
	"NullString": "string", "NullBool": "bool", "NullByte": "byte", "NullFloat64": "float64",
	"NullInt16": "int16", "NullInt32": "int32", "NullInt64": "int64",
}

// attributeOf gives the attribute for a column of a Go type.
func (p *source) attributeOf(file *ast.File, x ast.Expr, tag schema.Tag) (attribute, error) {
	held, nullable := nullableType(file, x)
	kind, of, err := p.kindOf(file, held, tag)
	if err != nil {
		return attribute{}, err
	}
	if nullable {
		kind = "Null" + kind
	}
	return attribute{kind: "sql." + kind, of: of}, nil
}

// nullableType takes off a pointer or sql.Null.
func nullableType(file *ast.File, x ast.Expr) (held ast.Expr, nullable bool) {
	switch n := x.(type) {
	case *ast.ParenExpr:
		return nullableType(file, n.X)
	case *ast.StarExpr:
		return n.X, true
	case *ast.IndexExpr:
		if importedFrom, name := qualified(file, n.X); name == "Null" && (importedFrom == sqlPath || importedFrom == "database/sql") {
			return n.Index, true
		}
	case *ast.SelectorExpr:
		importedFrom, name := qualified(file, x)
		switch {
		case importedFrom != "database/sql":
		case name == "NullTime":
			return &ast.SelectorExpr{X: ast.NewIdent("time"), Sel: ast.NewIdent("Time")}, true
		case nullTypes[name] != "":
			return ast.NewIdent(nullTypes[name]), true
		}
	}
	return x, false
}

// kindOf gives the kind for a Go type that is not nullable, and its type
// parameter where it has one.
func (p *source) kindOf(file *ast.File, x ast.Expr, tag schema.Tag) (kind string, of ast.Expr, err error) {
	if strings.EqualFold(tag.Type, "json") {
		return "JSON", x, nil
	}
	switch n := x.(type) {
	case *ast.Ident:
		return p.namedKind(n)
	case *ast.SelectorExpr:
		importedFrom, name := qualified(file, n)
		if importedFrom == "" && text(n) == "time.Time" {
			importedFrom = "time"
		}
		switch kind := known[importedFrom+"."+name]; kind {
		case "":
			return "Value", x, nil
		case "Number", "JSON":
			return kind, x, nil
		default:
			return kind, nil, nil
		}
	case *ast.IndexExpr, *ast.IndexListExpr:
		return "Value", x, nil
	case *ast.ArrayType:
		element, _ := n.Elt.(*ast.Ident)
		isByte := element != nil && (element.Name == "byte" || element.Name == "uint8")
		switch {
		case n.Len == nil && strings.HasSuffix(tag.Type, "[]"):
			return "Array", n.Elt, nil
		case isByte && n.Len == nil:
			return "Bytes", nil, nil
		case isByte:
			return "Value", x, nil
		}
	case *ast.StarExpr:
		return "", nil, errors.New("a pointer to a pointer is no column: use one pointer, which is NULL when it is nil")
	}
	return "", nil, noColumn(x)
}

func noColumn(x ast.Expr) error {
	return fmt.Errorf("%s is no type of a column: tag it `orm:\",type=json\"` to keep it as a document, or `orm:\"-\"` to leave it out", text(x))
}

// namedKind gives the kind for a basic type or a type of the package.
func (p *source) namedKind(n *ast.Ident) (kind string, of ast.Expr, err error) {
	underlying, declared := p.kinds[n.Name]
	switch {
	case declared:
		for range len(p.kinds) {
			name, isName := underlying.(*ast.Ident)
			if !isName {
				break
			}
			if simple[name.Name] == "Number" && p.kinds[name.Name] == nil {
				return "Number", n, nil
			}
			underlying = p.kinds[name.Name]
		}
		return "Value", n, nil
	case p.structs[n.Name] != nil:
		return "Value", n, nil
	}
	switch kind = simple[n.Name]; {
	case kind == "" && types.Universe.Lookup(n.Name) != nil:
		return "", nil, noColumn(n)
	case kind == "":
		return "", nil, fmt.Errorf("type %s is not known in this package: is it spelled right?", n.Name)
	case kind == "Number":
		return kind, n, nil
	}
	return kind, nil, nil
}

// text gives the source of a type.
func text(x ast.Expr) string {
	var b strings.Builder
	if err := printer.Fprint(&b, token.NewFileSet(), x); err != nil {
		return fmt.Sprintf("%T", x)
	}
	return b.String()
}
