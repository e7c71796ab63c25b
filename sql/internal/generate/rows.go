package main

import "strings"

// widest is the greatest number of columns that typed rows have.
const widest = 8

// A row is what the template is told of rows of so many values.
type row struct {
	Size   int
	Values []value
}

// A value is one of a row, by the names that it has.
type value struct {
	Type   string // its type parameter: A
	Column string // the column that it is read from: a
	Field  string // of the row: V1
	Last   bool
}

func rowOf(size int) row {
	r := row{Size: size}
	for i := range size {
		letter := string(rune('A' + i))
		r.Values = append(r.Values, value{letter, strings.ToLower(letter), "V" + string(rune('1'+i)), i == size-1})
	}
	return r
}

// Each makes a list of a text for each value, in which {T} stands for its type,
// {c} for its column and {V} for its field.
func (r row) Each(text string) string {
	items := make([]string, len(r.Values))
	for i, v := range r.Values {
		items[i] = strings.NewReplacer("{T}", v.Type, "{c}", v.Column, "{V}", v.Field).Replace(text)
	}
	return strings.Join(items, ", ")
}

// Types are the type arguments.
func (r row) Types() string { return r.Each("{T}") }

// rowsSource gives the file of the rows.
func rowsSource() ([]byte, error) {
	var b body
	if err := b.add("row", nil); err != nil {
		return nil, err
	}
	for size := 2; size <= widest; size++ {
		if err := b.add("rows", rowOf(size)); err != nil {
			return nil, err
		}
	}
	return b.source()
}
