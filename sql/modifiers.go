package sql

import "github.com/azoth-go/azoth/sql/ast"

// Prefix writes SQL behind the first word of the statement, for the dialects
// named, or all:
//
//	q.Prefix("STRAIGHT_JOIN", "mysql", "mariadb")   // SELECT STRAIGHT_JOIN …
//
// The text must not come from outside the program.
func (q Query[R]) Prefix(text string, dialects ...string) Query[R] {
	addPrefix(&q.s.rare().modifiers, text, dialects)
	return q
}

// Suffix writes SQL behind the end of the statement, for the dialects named, or
// all. The text must not come from outside the program.
func (q Query[R]) Suffix(text string, dialects ...string) Query[R] {
	addSuffix(&q.s.rare().modifiers, text, dialects)
	return q
}

// Hint is advice for a source of rows, written where the dialects named, or
// all, take such: behind the table, before it, or in a comment behind SELECT.
// %(name)s in the text is the name of the source.
//
//	q.Hint(Users, "USE INDEX (ix_name)", "mysql").Hint(Users, "INDEX(%(name)s ix_name)", "oracle")
//
// The text must not come from outside the program.
func (q Query[R]) Hint(source Joinable, text string, dialects ...string) Query[R] {
	from, err := oneSource(source)
	if err != nil {
		q.s.fail(err)
	}
	addHint(&q.s.rare().modifiers, from, text, dialects)
	return q
}

// StatementHint is advice for the whole statement, written at its end for the
// dialects named, or all. The text must not come from outside the program.
func (q Query[R]) StatementHint(text string, dialects ...string) Query[R] {
	addHint(&q.s.rare().modifiers, nil, text, dialects)
	return q
}

// DistinctOn keeps, of the rows in which the expressions are equal, the first
// in the order of the query: SELECT DISTINCT ON (…), which PostgreSQL has.
func (q Query[R]) DistinctOn(items ...Expression) Query[R] {
	m := &q.s.rare().modifiers
	m.DistinctOn = extend(&q.s, m.DistinctOn, items)
	return q
}

// With puts common table expressions in front of the statement that it does
// not name itself. Those it names are there anyway.
func (q Query[R]) With(ctes ...CTE) Query[R] {
	m := &q.s.rare().modifiers
	if err := addCTEs(m, ctes); err != nil {
		q.s.fail(err)
	}
	return q
}

// Correlate says which sources a subquery takes from the statement around it:
// those given, and no others. Without it a subquery takes those that it does
// not read from itself.
func (q Query[R]) Correlate(sources ...Joinable) Query[R] {
	q.s.correlate(false, sources)
	return q
}

// CorrelateExcept says that a subquery takes all sources from the statement
// around it but those given.
func (q Query[R]) CorrelateExcept(sources ...Joinable) Query[R] {
	q.s.correlate(true, sources)
	return q
}

// Uncorrelated says that a subquery takes no source from the statement around
// it: it reads from all that it names.
func (q Query[R]) Uncorrelated() Query[R] {
	q.s.correlate(false, nil)
	return q
}

func (s *selection) correlate(except bool, sources []Joinable) {
	c := &ast.Correlation{Except: except}
	for _, source := range sources {
		from, err := oneSource(source)
		if err != nil {
			s.fail(err)
			continue
		}
		c.Sources = append(c.Sources, from)
	}
	s.rare().modifiers.Correlation = c
}

// TableLabels names every column of the result after its table too:
// users.id AS users_id.
func (q Query[R]) TableLabels() Query[R] {
	q.s.rare().modifiers.Labels = ast.LabelTable
	return q
}

// NoLabels writes the columns of the result as they are, without the names that
// keep equal ones apart.
func (q Query[R]) NoLabels() Query[R] {
	q.s.rare().modifiers.Labels = ast.LabelNothing
	return q
}

func addPrefix(m *ast.Modifiers, text string, dialects []string) {
	m.Prefixes = append(clip(m.Prefixes), ast.Snippet{Text: text, Dialects: dialects})
}

func addSuffix(m *ast.Modifiers, text string, dialects []string) {
	m.Suffixes = append(clip(m.Suffixes), ast.Snippet{Text: text, Dialects: dialects})
}

func addHint(m *ast.Modifiers, of ast.From, text string, dialects []string) {
	m.Hints = append(clip(m.Hints), ast.Hint{Of: of, Snippet: ast.Snippet{Text: text, Dialects: dialects}})
}

func addCTEs(m *ast.Modifiers, ctes []CTE) (err error) {
	m.CTEs = clip(m.CTEs)
	for _, c := range ctes {
		node, fault := c.node()
		err = firstError(err, fault)
		m.CTEs = append(m.CTEs, node)
	}
	return err
}
