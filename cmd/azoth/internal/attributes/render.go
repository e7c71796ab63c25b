package attributes

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"strings"
)

// render writes the file that maps the entities into a registry, the default
// one where it has no name.
func render(packageName, registry string, entities []*entity) ([]byte, error) {
	used := imports{}
	orm := used.use(ormPath, "orm")
	mapping := orm + ".Map"
	if registry != "" {
		mapping = orm + ".MapIn"
	}
	var body bytes.Buffer
	for _, e := range entities {
		fmt.Fprintf(&body, "\n// %s are the attributes of %s, table %s.\n", e.variable, e.decl.name, e.table)
		fmt.Fprintf(&body, "var %s = %s[struct {\n\t%s.Entity[%s]\n", e.variable, mapping, orm, e.decl.name)
		for _, f := range e.fields {
			fmt.Fprintf(&body, "\t%s %s\n", f.name, f.attribute.spell(used, f.file))
		}
		fmt.Fprintf(&body, "}](%s)\n", registry)
	}
	var whole bytes.Buffer
	fmt.Fprintf(&whole, "%s\npackage %s\n\nimport (\n", header, packageName)
	for _, line := range used.lines() {
		fmt.Fprintf(&whole, "\t%s\n", line)
	}
	whole.WriteString(")\n")
	whole.Write(body.Bytes())
	content, err := format.Source(whole.Bytes())
	if err != nil {
		return nil, fmt.Errorf("formatting what was generated: %w\n%s", err, whole.Bytes())
	}
	return content, nil
}

// spell writes the type of an attribute, and has its packages imported.
func (a *attribute) spell(used imports, file *ast.File) string {
	pkg, kind, _ := strings.Cut(a.kind, ".")
	paths := map[string]string{"orm": ormPath, "sql": sqlPath}
	name := used.use(paths[pkg], pkg) + "." + kind
	var parameters []string
	if a.owner != "" {
		parameters = append(parameters, a.owner)
	}
	if a.of != nil {
		parameters = append(parameters, text(rename(a.of, used, file)))
	}
	if len(parameters) == 0 {
		return name
	}
	return name + "[" + strings.Join(parameters, ", ") + "]"
}

// rename copies a type with the packages in it under the names that they have
// in the written file.
func rename(x ast.Expr, used imports, file *ast.File) ast.Expr {
	return mapNames(x, func(x ast.Expr) ast.Expr {
		selector, isSelector := x.(*ast.SelectorExpr)
		if !isSelector {
			return x
		}
		pkg, isName := selector.X.(*ast.Ident)
		if !isName {
			return x
		}
		imported := importPath(file, pkg.Name)
		if imported == "" {
			return x
		}
		return &ast.SelectorExpr{X: ast.NewIdent(used.use(imported, pkg.Name)), Sel: ast.NewIdent(selector.Sel.Name)}
	})
}

// mapNames copies a type with every name in it, qualified or not, replaced.
func mapNames(x ast.Expr, replace func(ast.Expr) ast.Expr) ast.Expr {
	again := func(x ast.Expr) ast.Expr {
		if x == nil {
			return nil
		}
		return mapNames(x, replace)
	}
	switch n := x.(type) {
	case *ast.Ident, *ast.SelectorExpr:
		return replace(x)
	case *ast.StarExpr:
		return &ast.StarExpr{X: again(n.X)}
	case *ast.ArrayType:
		return &ast.ArrayType{Len: again(n.Len), Elt: again(n.Elt)}
	case *ast.MapType:
		return &ast.MapType{Key: again(n.Key), Value: again(n.Value)}
	case *ast.IndexExpr:
		return &ast.IndexExpr{X: again(n.X), Index: again(n.Index)}
	case *ast.IndexListExpr:
		indices := make([]ast.Expr, len(n.Indices))
		for i, index := range n.Indices {
			indices[i] = again(index)
		}
		return &ast.IndexListExpr{X: again(n.X), Indices: indices}
	}
	return x
}
