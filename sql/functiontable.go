package sql

import (
	"fmt"

	"github.com/azoth-go/azoth/sql/ast"
)

// A FunctionTable is the rows that a function gives, used as a table. [Via]
// gives its columns.
type FunctionTable struct{ RowSource }

// TableOf uses the rows that a function gives as a table with the columns given
// by [Column]:
//
//	n := sql.Column[sql.Number[int64]]("n")
//	series := sql.TableOf(sql.Func[sql.Number[int64]]("generate_series", sql.Val(1), sql.Val(5)), n)
//	sql.Select1(sql.Via(series, n)) // SELECT anon_1.n FROM generate_series(…) AS anon_1
func TableOf(function Expression, columns ...Expression) FunctionTable {
	n := &ast.FunctionTable{}
	r := &namedRows{from: n}
	var err error
	n.Function, err = functionNode(function)
	n.Columns, r.exprs, r.err = ownColumns(n, columns)
	r.err = firstError(err, r.err)
	return FunctionTable{RowSource{r}}
}

func functionNode(x Expression) (*ast.Function, error) {
	node, err := nodeOf(x)
	f, ok := node.(*ast.Function)
	if err == nil && !ok {
		err = fmt.Errorf("%s is not a call of a function: only those give tables", describe(node))
	}
	if err != nil {
		return &ast.Function{}, err
	}
	return f, nil
}

// As names the table.
func (t FunctionTable) As(name string) FunctionTable {
	return t.changed(func(n *ast.FunctionTable) { n.Name = name })
}

// Listed names the columns behind the name of the table: AS t(a, b).
func (t FunctionTable) Listed() FunctionTable {
	return t.changed(func(n *ast.FunctionTable) { n.ListColumns = true })
}

// ListedTypes names the columns behind the name of the table with their types,
// as functions need it that give records: AS t(a INTEGER, b TEXT).
func (t FunctionTable) ListedTypes() FunctionTable {
	return t.changed(func(n *ast.FunctionTable) { n.ListTypes = true })
}

// Lateral lets the function use columns of the sources before it.
func (t FunctionTable) Lateral() FunctionTable {
	return t.changed(func(n *ast.FunctionTable) { n.Lateral = true })
}

// WithOrdinality adds the number of the row, from 1, as a last column:
// WITH ORDINALITY.
func (t FunctionTable) WithOrdinality(column Expression) FunctionTable {
	with := t.changed(func(n *ast.FunctionTable) { n.Ordinality = true })
	r := *with.r
	n := r.from.(*ast.FunctionTable)
	own, exprs, err := ownColumns(n, []Expression{column})
	n.Columns = append(n.Columns, own...)
	r.exprs = append(clip(r.exprs), exprs...)
	r.err = firstError(r.err, err)
	return FunctionTable{RowSource{&r}}
}

func (t FunctionTable) changed(change func(*ast.FunctionTable)) FunctionTable {
	r := t.rows()
	n := &ast.FunctionTable{}
	if old, ok := r.from.(*ast.FunctionTable); ok {
		*n = *old
		n.Columns = columnsOnto(n, old.Columns)
	}
	change(n)
	return FunctionTable{RowSource{&namedRows{from: n, exprs: r.exprs, err: r.err}}}
}

// ColumnValued uses a function that gives one value in each row as a table and
// as its column at once:
//
//	n := sql.ColumnValued(sql.Func[sql.Number[int64]]("generate_series", sql.Val(1), sql.Val(4)), "n")
//	sql.Select2(n, n.Add(1)) // SELECT n, n + :n_1 AS anon_1 FROM generate_series(…) AS n
func ColumnValued[K Kind[K]](function K, name string) K {
	f, err := functionNode(function)
	n := &ast.FunctionTable{Function: f, Name: name, Scalar: true}
	column := &ast.Column{From: n, Name: name, Type: typeOfKind[K]().typeOf(f)}
	if column.Type == nil {
		column.Type = typeOfKind[K]().declared()
	}
	n.Columns = []*ast.Column{column}
	return build[K](column, err)
}

// TableSample reads a random part of a table's rows: TABLESAMPLE. The method is
// a call of a function; a seed makes the choice repeatable.
//
//	s := sql.TableSample(Users, "s", sql.Func[sql.Number[int]]("system", sql.Val(5)))
//	sql.Select1(sql.Via(s, Users.ID)) // SELECT s.id FROM users AS s TABLESAMPLE system(…)
func TableSample(table Joinable, name string, method Expression, seed ...Expression) RowSource {
	n := &ast.Sample{Name: name}
	r := &namedRows{from: n}
	from, err := oneSource(table)
	r.err = err
	if err != nil {
		return RowSource{r}
	}
	n.Of = from
	n.Method, r.err = functionNode(method)
	if len(seed) > 0 {
		n.Seed, err = nodeOf(seed[0])
		r.err = firstError(r.err, err)
	}
	for _, c := range ast.ColumnsOf(from) {
		n.Columns = append(n.Columns, &ast.Column{From: n, Name: c.Name, Type: c.Type, Of: c, Quote: c.Quote})
		r.exprs = append(r.exprs, c)
	}
	return RowSource{r}
}

// JoinSteps lets a text stand for a source of rows:
//
//	sql.Select1(sql.Count()).From(sql.Text("dual d"))
func (f Fragment) JoinSteps([]ast.From) ([]JoinStep, error) {
	t := f.fragment()
	if t.err != nil {
		return nil, t.err
	}
	return []JoinStep{{From: &ast.TextFrom{Text: t.text}}}, nil
}
