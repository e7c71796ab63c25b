package sqlgolden

import "github.com/azoth-go/azoth/sql"

func init() {
	ids := sql.Select(Users.ID).OrderBy(Users.ID)
	x := sql.Select(Users.ID).Where(Users.Name.Eq("x")).OrderBy(Users.ID)
	register(cases{
		"versions.oracle_11_limit": func(golden) any {
			return []any{sql.Select(Users.ID, Users.Name).OrderBy(Users.ID).Limit(10), ids.Offset(5), x.Limit(10).Offset(20)}
		},
		"versions.oracle_offset_fetch_off": func(golden) any {
			return sql.Select(Users.ID).OrderBy(Users.Name).Limit(3).Offset(1)
		},
		"versions.oracle_non_ansi_joins": func(golden) any {
			return []any{sql.Select(Users.ID, Addresses.ID).From(Users).Join(Addresses),
				sql.Select(Users.ID, Orders.ID).From(Users).OuterJoin(Orders),
				sql.Select(Users.ID).From(Users).OuterJoin(Orders).OuterJoin(OrderItems).Where(Users.Name.Eq("x"))}
		},
		"versions.mssql_2008_limit": func(golden) any {
			return []any{ids.Limit(5), sql.Select(Users.ID, Users.Name).Where(Users.Name.Eq("x")).OrderBy(Users.ID).Limit(5).Offset(10),
				sql.Select(Users.ID).OrderBy(Users.Name.Desc()).Offset(3)}
		},
	})
}
