package sql

import "github.com/azoth-go/azoth/sql/ast"

// extras are the rarer parts of statements that write rows.
type extras struct {
	modifiers  ast.Modifiers
	parameters P
}

func (e *extras) modified() *ast.Modifiers {
	m := e.modifiers
	if len(m.CTEs)+len(m.Prefixes)+len(m.Suffixes)+len(m.Hints)+len(m.OrderBy) == 0 && m.Limit == nil {
		return nil
	}
	return &m
}

// Prefix writes SQL behind INSERT, for the dialects named, or all:
//
//	sql.Insert(Keywords).Prefix("IGNORE", "mysql").Values(…)   // INSERT IGNORE INTO …
//
// The text must not come from outside the program.
func (b InsertBuilder) Prefix(text string, dialects ...string) InsertBuilder {
	addPrefix(&b.n.more.modifiers, text, dialects)
	return b
}

// Suffix writes SQL behind the end of the statement, for the dialects named, or
// all. The text must not come from outside the program.
func (b InsertBuilder) Suffix(text string, dialects ...string) InsertBuilder {
	addSuffix(&b.n.more.modifiers, text, dialects)
	return b
}

// Hint is advice for the table, written where the dialects named, or all, take
// such. The text must not come from outside the program.
func (b InsertBuilder) Hint(text string, dialects ...string) InsertBuilder {
	addHint(&b.n.more.modifiers, b.n.table, text, dialects)
	return b
}

// With puts common table expressions in front of the statement that it does
// not name itself.
func (b InsertBuilder) With(ctes ...CTE) InsertBuilder {
	if err := addCTEs(&b.n.more.modifiers, ctes); err != nil {
		b.n.fail(err)
	}
	return b
}

// Params gives the parameters of the statement their values; see
// [Query.Params].
func (b InsertBuilder) Params(params P) InsertBuilder {
	b.n.more.parameters = mergedParams(b.n.more.parameters, params)
	return b
}

// Prefix writes SQL behind UPDATE, for the dialects named, or all. The text must
// not come from outside the program.
func (b UpdateBuilder) Prefix(text string, dialects ...string) UpdateBuilder {
	addPrefix(&b.more.modifiers, text, dialects)
	return b
}

// Suffix writes SQL behind the end of the statement, for the dialects named, or
// all. The text must not come from outside the program.
func (b UpdateBuilder) Suffix(text string, dialects ...string) UpdateBuilder {
	addSuffix(&b.more.modifiers, text, dialects)
	return b
}

// Hint is advice for the table, written where the dialects named, or all, take
// such: UPDATE users USE INDEX (a) SET …. The text must not come from outside
// the program.
func (b UpdateBuilder) Hint(text string, dialects ...string) UpdateBuilder {
	addHint(&b.more.modifiers, b.n, text, dialects)
	return b
}

// With puts common table expressions in front of the statement that it does
// not name itself.
func (b UpdateBuilder) With(ctes ...CTE) UpdateBuilder {
	if err := addCTEs(&b.more.modifiers, ctes); err != nil {
		b.s.fail(err)
	}
	return b
}

// OrderBy says in which order rows are updated, which matters with a Limit, on
// databases that have both here (MySQL).
func (b UpdateBuilder) OrderBy(items ...Ordering) UpdateBuilder {
	b.more.modifiers.OrderBy = extend(&b.s, b.more.modifiers.OrderBy, items)
	return b
}

// Limit updates n rows at most, on databases that have it here (MySQL).
func (b UpdateBuilder) Limit(n int) UpdateBuilder {
	b.more.modifiers.Limit = countBind(int64(n))
	return b
}

// Params gives the parameters of the statement their values; see
// [Query.Params].
func (b UpdateBuilder) Params(params P) UpdateBuilder {
	b.more.parameters = mergedParams(b.more.parameters, params)
	return b
}

// Prefix writes SQL behind DELETE, for the dialects named, or all. The text must
// not come from outside the program.
func (b DeleteBuilder) Prefix(text string, dialects ...string) DeleteBuilder {
	addPrefix(&b.more.modifiers, text, dialects)
	return b
}

// Suffix writes SQL behind the end of the statement, for the dialects named, or
// all. The text must not come from outside the program.
func (b DeleteBuilder) Suffix(text string, dialects ...string) DeleteBuilder {
	addSuffix(&b.more.modifiers, text, dialects)
	return b
}

// Hint is advice for the table, written where the dialects named, or all, take
// such. The text must not come from outside the program.
func (b DeleteBuilder) Hint(text string, dialects ...string) DeleteBuilder {
	addHint(&b.more.modifiers, b.n, text, dialects)
	return b
}

// With puts common table expressions in front of the statement that it does
// not name itself.
func (b DeleteBuilder) With(ctes ...CTE) DeleteBuilder {
	if err := addCTEs(&b.more.modifiers, ctes); err != nil {
		b.s.fail(err)
	}
	return b
}

// OrderBy says in which order rows are deleted, which matters with a Limit, on
// databases that have both here (MySQL).
func (b DeleteBuilder) OrderBy(items ...Ordering) DeleteBuilder {
	b.more.modifiers.OrderBy = extend(&b.s, b.more.modifiers.OrderBy, items)
	return b
}

// Limit deletes n rows at most, on databases that have it here (MySQL).
func (b DeleteBuilder) Limit(n int) DeleteBuilder {
	b.more.modifiers.Limit = countBind(int64(n))
	return b
}

// Params gives the parameters of the statement their values; see
// [Query.Params].
func (b DeleteBuilder) Params(params P) DeleteBuilder {
	b.more.parameters = mergedParams(b.more.parameters, params)
	return b
}
