package sqlgolden

import "github.com/azoth-go/azoth/sql"

func init() {
	register(cases{
		"select.two_columns": func(g golden) any { return sql.Select(Users.ID, Users.Name) },
		"select.where_eq":    func(g golden) any { return sql.Select(Users.ID).Where(Users.Name.Eq("ed")) },
	})
}
