package azothtest

import (
	"strconv"
	"strings"
)

// rows are the rows that the SQL of a write names by their values. batch has
// the arguments of each execution, where there were several.
func (t *text) rows(args []any, batch [][]any) (rows []Row) {
	if len(batch) == 0 {
		batch = [][]any{args}
	}
	for _, args := range batch {
		r := rowReader{text: t, args: args}
		switch t.kind {
		case "INSERT":
			rows = append(rows, r.inserted()...)
		case "UPDATE":
			rows = append(rows, Row{Set: r.assigned(), Where: r.found()})
		case "DELETE":
			rows = append(rows, Row{Where: r.found()})
		}
	}
	return rows
}

// A rowReader reads rows from SQL and the arguments of one execution of it.
type rowReader struct {
	*text
	args []any
}

func (r rowReader) inserted() (rows []Row) {
	i := r.verb
	for i < len(r.tokens) && !r.at(i).is("INTO") {
		i++
	}
	_, i = r.qualified(i + 1)
	var columns []string
	if r.at(i).is("(") {
		for _, part := range r.parts(i) {
			column, _ := r.qualified(part[0])
			columns = append(columns, column)
		}
		i = r.closing(i) + 1
	}
	for r.at(i).is("OVERRIDING", "SYSTEM", "VALUE") && r.at(i).kind == word {
		i++
	}
	if !r.at(i).is("VALUES") {
		return nil
	}
	for i++; r.at(i).is("("); i++ {
		row := Row{Set: map[string]any{}}
		for n, part := range r.parts(i) {
			if n < len(columns) {
				row.Set[columns[n]] = r.value(part[0], part[1])
			}
		}
		rows = append(rows, row)
		if i = r.closing(i) + 1; !r.at(i).is(",") {
			break
		}
	}
	return rows
}

// assigned are the assignments of an UPDATE.
func (r rowReader) assigned() map[string]any {
	i := r.clause("SET")
	if i < 0 {
		return nil
	}
	set := map[string]any{}
	for _, part := range r.split(i+1, ",", "WHERE", "FROM", "RETURNING") {
		column, next := r.column(part[0], part[1])
		if r.at(next).is("=") {
			set[column] = r.value(next+1, part[1])
		}
	}
	return set
}

// found are the columns that the WHERE clause compares with values, or nil if
// there is more to it than that.
func (r rowReader) found() map[string]any {
	i := r.clause("WHERE")
	if i < 0 {
		return nil
	}
	where := map[string]any{}
	for _, part := range r.split(i+1, "AND", "RETURNING", "ORDER", "LIMIT") {
		column, next := r.column(part[0], part[1])
		if column == "" || !r.at(next).is("=") || part[1]-next != 2 {
			return nil
		}
		where[column] = r.value(next+1, part[1])
	}
	return where
}

// column reads a column at token i, without the table before it.
func (r rowReader) column(i, end int) (string, int) {
	full, next := r.qualified(i)
	if next >= end {
		return "", next
	}
	return full[strings.LastIndexByte(full, '.')+1:], next
}

// clause finds a word of the statement's own.
func (r rowReader) clause(text string) int {
	depth := 0
	for i := r.verb; i < len(r.tokens); i++ {
		switch token := r.tokens[i]; {
		case token.is("("):
			depth++
		case token.is(")"):
			depth--
		case depth == 0 && token.is(text):
			return i
		}
	}
	return -1
}

// split cuts the tokens from i up to one of the ends, or the last, at separator.
func (r rowReader) split(i int, separator string, ends ...string) (parts [][2]int) {
	start, depth := i, 0
	for ; i < len(r.tokens); i++ {
		token := r.tokens[i]
		switch {
		case token.is("("):
			depth++
		case token.is(")"):
			depth--
		}
		if depth < 0 || depth == 0 && token.is(ends...) {
			break
		}
		if depth == 0 && token.is(separator) {
			parts = append(parts, [2]int{start, i})
			start = i + 1
		}
	}
	return append(parts, [2]int{start, i})
}

// parts are what stands between the commas of the parentheses at token i.
func (r rowReader) parts(i int) [][2]int { return r.split(i+1, ",") }

// closing finds the parenthesis that closes the one at token i.
func (r rowReader) closing(i int) int {
	for depth := 0; i < len(r.tokens); i++ {
		switch {
		case r.tokens[i].is("("):
			depth++
		case r.tokens[i].is(")"):
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return i
}

// value gives the value of the tokens from i up to end.
func (r rowReader) value(i, end int) any {
	if i >= end {
		return Expression("")
	}
	token := r.tokens[i]
	if end-i == 1 {
		switch {
		case token.kind == parameter:
			if arg, ok := r.argument(i, r.args); ok {
				return arg
			}
		case token.kind == number:
			if n, err := strconv.ParseInt(token.text, 10, 64); err == nil {
				return n
			}
			if f, err := strconv.ParseFloat(token.text, 64); err == nil {
				return f
			}
		case token.kind == literal:
			return strings.ReplaceAll(token.text[1:len(token.text)-1], "''", "'")
		case token.is("NULL"):
			return nil
		case token.is("TRUE", "FALSE"):
			return token.text == "TRUE"
		}
	}
	return Expression(r.sql[token.start:r.tokens[end-1].end])
}
