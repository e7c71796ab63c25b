package attributes

import (
	"fmt"
	"go/ast"
	"go/build"
	"go/token"
	"go/types"
	"slices"
	"strconv"
)

// readEmbedded takes in the fields of an embedded struct, of this package or of
// another. With a tag of its own it is a column like other fields.
func (p *source) readEmbedded(e *entity, decl *structDecl, f *ast.Field, seen map[*structDecl]bool) {
	switch tag := p.tag(f); tag {
	case "-":
		return
	case "":
	default:
		p.readField(e, decl, f, embeddedName(f.Type))
		return
	}
	switch name := f.Type.(type) {
	case *ast.Ident:
		if found := p.structs[name.Name]; found != nil {
			if !seen[found] {
				seen[found] = true
				p.readFields(e, found, seen)
			}
			return
		}
	case *ast.SelectorExpr:
		p.readForeign(e, decl, f, seen)
		return
	}
	p.fail(f.Pos(), "%s: embeds %s, which is not a struct: declare the fields here, or tag it `orm:\"-\"`", decl.name, text(f.Type))
}

func embeddedName(x ast.Expr) string {
	switch n := x.(type) {
	case *ast.Ident:
		return n.Name
	case *ast.SelectorExpr:
		return n.Sel.Name
	case *ast.StarExpr:
		return embeddedName(n.X)
	case *ast.IndexExpr:
		return embeddedName(n.X)
	case *ast.IndexListExpr:
		return embeddedName(n.X)
	}
	return text(x)
}

// readForeign takes in the fields of a struct of another package.
func (p *source) readForeign(e *entity, decl *structDecl, f *ast.Field, seen map[*structDecl]bool) {
	importedFrom, name := qualified(decl.file, f.Type)
	other, err := p.foreign(importedFrom)
	if err != nil {
		p.fail(f.Pos(), "%s: embeds %s: %w", decl.name, text(f.Type), err)
		return
	}
	found := other.structs[name]
	if found == nil {
		p.fail(f.Pos(), "%s: embeds %s, which is not a struct: declare the fields here, or tag it `orm:\"-\"`", decl.name, text(f.Type))
		return
	}
	if seen[found] {
		return
	}
	seen[found] = true
	first := len(e.fields)
	other.errs = nil
	other.readFields(e, found, seen)
	p.errs = append(p.errs, other.errs...)
	for i := first; i < len(e.fields); i++ {
		if err := e.fields[i].moveFrom(other.name, importedFrom); err != nil {
			p.fail(f.Pos(), "%s: embeds %s: field %s: %w", decl.name, text(f.Type), e.fields[i].name, err)
		}
	}
}

// foreign reads another package that this one imports.
func (p *source) foreign(importedFrom string) (*source, error) {
	if known := p.packages[importedFrom]; known != nil {
		return known, nil
	}
	found, err := build.Import(importedFrom, p.dir, 0)
	if err != nil {
		return nil, fmt.Errorf("reading package %q: %w", importedFrom, err)
	}
	other := newSource(found.Dir, p.fileSet)
	if err := other.parse(append(found.GoFiles, found.CgoFiles...), true); err != nil {
		return nil, err
	}
	p.packages[importedFrom] = other
	return other, nil
}

// moveFrom makes the field's types, written in another package, be those of
// that package where they have no other.
func (f *field) moveFrom(packageName, importedFrom string) error {
	f.target = ""
	if f.attribute.of == nil {
		return nil
	}
	unexported := ""
	f.attribute.of = mapNames(f.attribute.of, func(x ast.Expr) ast.Expr {
		name, isName := x.(*ast.Ident)
		if !isName || types.Universe.Lookup(name.Name) != nil {
			return x
		}
		if !token.IsExported(name.Name) {
			unexported = name.Name
		}
		return &ast.SelectorExpr{X: ast.NewIdent(packageName), Sel: ast.NewIdent(name.Name)}
	})
	if unexported != "" {
		return fmt.Errorf("type %s is not exported by package %s: its attribute cannot be written here", unexported, packageName)
	}
	own := &ast.ImportSpec{Name: ast.NewIdent(packageName), Path: &ast.BasicLit{Kind: token.STRING, Value: strconv.Quote(importedFrom)}}
	f.file = &ast.File{Imports: append(slices.Clone(f.file.Imports), own)}
	return nil
}
