package postgresql

import "github.com/azoth-go/azoth/sql"

// PathExists is x @? path: whether a path of SQL/JSON, such as
// $.items[*] ? (@.price > 5), leads to anything in a JSONB document.
func PathExists(x sql.Expression, path string) sql.Bool {
	return compare(x, "@?", sql.Val(path))
}

// PathMatches is x @@ path: whether the predicate that a path of SQL/JSON is,
// such as $.price > 5, holds for a JSONB document. It is NULL where the path
// gives no truth value.
func PathMatches(x sql.Expression, path string) sql.NullBool {
	return sql.Nullable[sql.NullBool](compare(x, "@@", sql.Val(path)))
}

// DeletePath is x #- ARRAY[…]: a JSONB document without the part that names of
// members and positions lead to; positions are written as texts.
func DeletePath[K sql.Kind[K]](x K, steps ...string) K {
	return sql.Op[K](x, "#-", texts(steps), sql.Binding(concatenating))
}
