package sql

import "github.com/azoth-go/azoth/sql/ast"

// A MatchOption is what only some databases have for full text search. Others
// leave it out.
type MatchOption struct{ name, value string }

// MatchMode is how MySQL reads the query: "boolean" (which it does without),
// "natural language", "expansion", "natural language expansion", or "none".
func MatchMode(mode string) MatchOption { return MatchOption{"mode", mode} }

// MatchConfiguration is the text search configuration of PostgreSQL, such as
// "english".
func MatchConfiguration(name string) MatchOption { return MatchOption{"regconfig", name} }

// Match is the database's full text search for the query against: MATCH …
// AGAINST on MySQL, @@ plainto_tsquery() on PostgreSQL, CONTAINS on SQL Server
// and Oracle, MATCH on SQLite. Several columns are searched at once on MySQL.
func Match(against Operand[string], options []MatchOption, columns ...Expression) Bool {
	nodes, err := nodesOf(columns)
	query, queryErr := nodeOf(against)
	m := &ast.Match{Against: query}
	switch len(nodes) {
	case 0:
		return build[Bool](unmapped, ErrUnmapped)
	case 1:
		m.X = nodes[0]
	default:
		m.X = &ast.Tuple{Items: nodes}
	}
	m.Options = matchOptions(options)
	return build[Bool](m, err, queryErr)
}

func (t *term) match(against string, options []MatchOption) Bool {
	b, err := bindBeside(t, against)
	return Bool{newTerm(&ast.Match{X: t.expr(), Against: b, Options: matchOptions(options)}, t.fault(), err)}
}

func matchOptions(options []MatchOption) map[string]string {
	if len(options) == 0 {
		return nil
	}
	m := make(map[string]string, len(options))
	for _, o := range options {
		m[o.name] = o.value
	}
	return m
}
