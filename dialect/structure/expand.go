package structure

import (
	"cmp"
	"strings"
)

// A Scope says which tables a query is about.
type Scope struct {
	// Schema is where they are; "" is the default schema.
	Schema string
	// Tables are their names as the database stores them; none means all.
	Tables []string
	// Sequence is the name of the one that is asked for.
	Sequence string
}

// maxNames is how many tables are asked for by name; where there are more, all
// are, which costs less than it seems and is within every database's bound.
const maxNames = 400

// Expand fills in the marks of a query and gives what is to be bound to it:
//
//	{schema}        the name of the schema, NULL for the default one
//	{main}          the same as an identifier, for the catalogues of SQLite
//	{sequence}      the name of the sequence, with its schema if it has one
//	{tables: expr}  the condition that expr is one of the names
//
// Placeholder writes the mark of parameter n, counted from 1; quote writes an
// identifier.
func (q *Queries) Expand(query string, scope Scope, placeholder func(n int) string, quote func(name string) (string, error)) (string, []any, error) {
	var b strings.Builder
	var args []any
	bind := func(value any) {
		args = append(args, value)
		b.WriteString(placeholder(len(args)))
	}
	for {
		text, rest, found := strings.Cut(query, "{")
		b.WriteString(text)
		if !found {
			return b.String(), args, nil
		}
		mark, after, _ := strings.Cut(rest, "}")
		query = after
		expression, named := strings.CutPrefix(mark, "tables:")
		switch {
		case named && (len(scope.Tables) == 0 || len(scope.Tables) > maxNames):
			b.WriteString("1 = 1")
		case named:
			b.WriteString(strings.TrimSpace(expression) + " IN (")
			for i, name := range scope.Tables {
				if i > 0 {
					b.WriteString(", ")
				}
				bind(name)
			}
			b.WriteString(")")
		case mark == "main":
			if err := identifier(&b, quote, cmp.Or(scope.Schema, q.Main)); err != nil {
				return "", nil, err
			}
		case mark == "sequence":
			if scope.Schema != "" {
				if err := identifier(&b, quote, scope.Schema); err != nil {
					return "", nil, err
				}
				b.WriteByte('.')
			}
			if err := identifier(&b, quote, scope.Sequence); err != nil {
				return "", nil, err
			}
		case scope.Schema == "":
			bind(nil)
		default:
			bind(scope.Schema)
		}
	}
}

func identifier(b *strings.Builder, quote func(name string) (string, error), name string) error {
	quoted, err := quote(name)
	b.WriteString(quoted)
	return err
}
