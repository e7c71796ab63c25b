package attributes

import "go/ast"

// handwrittenEntity gives the name of the struct whose attributes an expression
// declares by hand, as orm.Map[struct{ orm.Entity[User]; … }]() does, or "".
// The tags of such a struct are checked, and nothing is written for it.
func handwrittenEntity(value ast.Expr) string {
	call, ok := value.(*ast.CallExpr)
	if !ok {
		return ""
	}
	instance, ok := call.Fun.(*ast.IndexExpr)
	if !ok || !isSelector(instance.X, "Map") && !isSelector(instance.X, "MapIn") {
		return ""
	}
	attributes, ok := instance.Index.(*ast.StructType)
	if !ok {
		return ""
	}
	for _, f := range attributes.Fields.List {
		entity, ok := f.Type.(*ast.IndexExpr)
		if len(f.Names) > 0 || !ok || !isSelector(entity.X, "Entity") {
			continue
		}
		if name, ok := entity.Index.(*ast.Ident); ok {
			return name.Name
		}
	}
	return ""
}

// isSelector reports whether an expression is a name of another package.
func isSelector(x ast.Expr, name string) bool {
	s, ok := x.(*ast.SelectorExpr)
	return ok && s.Sel.Name == name
}
