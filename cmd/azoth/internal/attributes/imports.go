package attributes

import (
	"go/ast"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// The packages that are looked for in the structs and used by what is written.
const (
	ormPath     = "github.com/azoth-go/azoth/orm"
	sqlPath     = "github.com/azoth-go/azoth/sql"
	typesPath   = "github.com/azoth-go/azoth/types"
	decimalPath = "github.com/shopspring/decimal"
)

var version = regexp.MustCompile(`^v[0-9]+$`)

// packageName guesses the name of a package from its import path: the last
// element that is not a version, without what cannot be in a name.
func packageName(importPath string) string {
	base := path.Base(importPath)
	if version.MatchString(base) && strings.Contains(importPath, "/") {
		base = path.Base(path.Dir(importPath))
	}
	base, _, _ = strings.Cut(base, ".v")
	base = strings.TrimPrefix(base, "go-")
	base = strings.TrimSuffix(base, "-go")
	return strings.ReplaceAll(base, "-", "")
}

// importPath finds what a package is imported as by its name in a file, or "".
func importPath(file *ast.File, name string) string {
	likely := ""
	for _, spec := range file.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		switch {
		case err != nil:
		case spec.Name != nil:
			if spec.Name.Name == name {
				return imported
			}
		case packageName(imported) == name:
			return imported
		case strings.Contains(imported, name):
			likely = imported
		}
	}
	return likely
}

// qualified splits the type pkg.Name into the import path of pkg and Name.
func qualified(file *ast.File, x ast.Expr) (importedFrom, name string) {
	selector, ok := x.(*ast.SelectorExpr)
	if !ok {
		return "", ""
	}
	pkg, ok := selector.X.(*ast.Ident)
	if !ok {
		return "", ""
	}
	return importPath(file, pkg.Name), selector.Sel.Name
}

// imports are those of a file being written: paths by the names they get.
type imports map[string]string

// reserved are the names that are kept for the packages every file uses.
var reserved = map[string]string{"orm": ormPath, "sql": sqlPath}

// use gives the name under which a package can be used.
func (m imports) use(importedPath, wanted string) string {
	if keeper := reserved[wanted]; keeper != "" && keeper != importedPath {
		wanted = "other" + wanted
	}
	name := wanted
	for n := 2; m[name] != "" && m[name] != importedPath; n++ {
		name = wanted + strconv.Itoa(n)
	}
	m[name] = importedPath
	return name
}

// lines gives the import specs: the standard library's first, then the rest.
func (m imports) lines() []string {
	var standard, others []string
	for name, importedPath := range m {
		spec := strconv.Quote(importedPath)
		if packageName(importedPath) != name || path.Base(importedPath) != name {
			spec = name + " " + spec
		}
		if first, _, _ := strings.Cut(importedPath, "/"); strings.Contains(first, ".") {
			others = append(others, spec)
		} else {
			standard = append(standard, spec)
		}
	}
	byPath := func(a, b string) int {
		return strings.Compare(a[strings.IndexByte(a, '"'):], b[strings.IndexByte(b, '"'):])
	}
	slices.SortFunc(standard, byPath)
	slices.SortFunc(others, byPath)
	if len(standard) > 0 && len(others) > 0 {
		standard = append(standard, "")
	}
	return append(standard, others...)
}
