package unitofwork

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"unsafe"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/orm/internal/mapping"
	"github.com/azoth-go/azoth/types"
)

// ErrStale says that a row was not as the session knew it.
var ErrStale = errors.New("row was changed or deleted by somebody else")

// A StaleError says which statement met another number of rows than it should.
type StaleError struct {
	Operation string // UPDATE or DELETE
	Table     string
	Expected  int
	Found     int64
}

// Error tells the numbers.
func (e *StaleError) Error() string {
	return fmt.Sprintf("%s of table %s: expected %d row(s), found %d: %v", e.Operation, e.Table, e.Expected, e.Found, ErrStale)
}

// Is reports whether target is ErrStale.
func (e *StaleError) Is(target error) bool { return target == ErrStale }

// Where the values of a vector are read from.
func object(n *node) unsafe.Pointer { return n.instance.Object }
func before(n *node) unsafe.Pointer { return n.before() }

// written is where the key of a row lies that may be new.
func written(n *node) unsafe.Pointer {
	if row := n.before(); row != nil {
		return row
	}
	return n.instance.Object
}

// vectors gathers columns of rows.
func vectors(rows []*node, columns []*mapping.Column, from func(*node) unsafe.Pointer) ([]*types.Vector, error) {
	values := make([]*types.Vector, len(columns))
	for at, c := range columns {
		v := types.NewVector(c.Codec.Vector(), c.AST.Type, len(rows))
		for _, n := range rows {
			if err := c.Codec.Append(v, c.At(from(n))); err != nil {
				return nil, fmt.Errorf("column %s: %w", c.AST.Name, err)
			}
		}
		values[at] = v
	}
	return values, nil
}

// take checks the result of a write and stores what the database filled in.
func (w *writeDetail) take(result driver.Result, rows driver.Rows) error {
	g := w.group
	if g.operation != insertRow {
		found := result.RowsAffected
		if len(w.returning) > 0 {
			found = 0
			for rows.Next() {
				if err := w.decode(rows, 0, g.rows[0].instance.Object); err != nil {
					return err
				}
				found++
			}
			if err := rows.Err(); err != nil {
				return err
			}
		}
		if found != int64(w.count) && g.counted() {
			operation := "UPDATE"
			if g.operation == deleteRow {
				operation = "DELETE"
			}
			return &StaleError{Operation: operation, Table: g.table(), Expected: w.count, Found: found}
		}
		return nil
	}
	if len(w.returning) == 0 {
		return nil
	}
	switch w.match {
	case dialect.MatchLastInsertID:
		key := w.returning[0]
		return key.Codec.Assign(key.At(g.rows[w.first].instance.Object), result.LastInsertID)
	case dialect.MatchPosition:
		return w.takeByPosition(rows)
	case dialect.MatchOrder:
		return w.takeInOrder(rows)
	case dialect.MatchAscending:
		return w.takeAscending(rows)
	}
	return nil
}

// counted reports whether the number of rows that a write meets has to be that
// of its objects. A row that is gone already needs no deletion, unless its
// version says that somebody else had a say in it.
func (g *group) counted() bool {
	return g.operation == updateRow || g.relationship != nil || g.entity.Version != nil
}

func (w *writeDetail) decode(rows driver.Rows, position int, object unsafe.Pointer) error {
	for at, c := range w.returning {
		if err := c.Codec.Decode(rows, position+at, c.At(object)); err != nil {
			return fmt.Errorf("reading %s.%s after INSERT: %w", w.group.table(), c.AST.Name, err)
		}
	}
	return nil
}

func (w *writeDetail) takeByPosition(rows driver.Rows) error {
	seen := 0
	for rows.Next() {
		position, err := rows.Int64(0)
		if err != nil {
			return err
		}
		if position < 1 || position > int64(w.count) {
			return fmt.Errorf("INSERT into %s gave back row %d of %d", w.group.table(), position, w.count)
		}
		if err := w.decode(rows, 1, w.group.rows[w.first+int(position)-1].instance.Object); err != nil {
			return err
		}
		seen++
	}
	return w.complete(rows, seen)
}

func (w *writeDetail) takeInOrder(rows driver.Rows) error {
	seen := 0
	for seen < w.count && rows.Next() {
		if err := w.decode(rows, 0, w.group.rows[w.first+seen].instance.Object); err != nil {
			return err
		}
		seen++
	}
	return w.complete(rows, seen)
}

// takeAscending sorts what came back by its generated key, which the database
// hands out in the order of the rows.
func (w *writeDetail) takeAscending(rows driver.Rows) error {
	e, key := w.group.entity, w.returning[0]
	var objects []unsafe.Pointer
	for rows.Next() {
		object := e.Layout.NewStruct()
		if err := w.decode(rows, 0, object); err != nil {
			return err
		}
		objects = append(objects, object)
	}
	if err := w.complete(rows, len(objects)); err != nil {
		return err
	}
	slices.SortFunc(objects, func(a, b unsafe.Pointer) int {
		x, _ := key.Integer.LoadInt(key.At(a))
		y, _ := key.Integer.LoadInt(key.At(b))
		return cmp.Compare(x, y)
	})
	for at, object := range objects {
		target := w.group.rows[w.first+at].instance.Object
		for _, c := range w.returning {
			c.Codec.Copy(c.At(target), c.At(object))
		}
	}
	return nil
}

func (w *writeDetail) complete(rows driver.Rows, seen int) error {
	if err := rows.Err(); err != nil {
		return err
	}
	if seen != w.count {
		return fmt.Errorf("INSERT into %s gave back %d of %d rows", w.group.table(), seen, w.count)
	}
	return nil
}
