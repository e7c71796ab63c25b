package mssql

import (
	sqldriver "database/sql/driver"
	"time"

	"github.com/azoth-go/azoth/types"
	gomssql "github.com/microsoft/go-mssqldb"
)

// rows are the rows of a statement, their values as those of other databases.
type rows struct {
	*gomssql.Rows
	types []string // the database's names
	done  func()   // ends their context
}

func newRows(inner sqldriver.Rows, done func()) sqldriver.Rows {
	own, ok := inner.(*gomssql.Rows)
	if !ok {
		return inner
	}
	r := &rows{Rows: own, done: done, types: make([]string, len(own.Columns()))}
	for i := range r.types {
		r.types[i] = own.ColumnTypeDatabaseTypeName(i)
	}
	return r
}

// Next reads the next row.
func (r *rows) Next(values []sqldriver.Value) error {
	if err := r.Rows.Next(values); err != nil {
		return err
	}
	for i, value := range values {
		if value == nil {
			continue
		}
		switch r.types[i] {
		case "UNIQUEIDENTIFIER", "DECIMAL", "MONEY", "SMALLMONEY":
			if b, ok := value.([]byte); ok {
				values[i] = textOf(r.types[i], b)
			}
		case "TIME":
			if t, ok := value.(time.Time); ok {
				values[i] = types.TimeOfDayOf(t).String()
			}
		}
	}
	return nil
}

// Close ends the rows, which the server stops sending.
func (r *rows) Close() error {
	defer r.done()
	return r.Rows.Close()
}

// textOf gives a decimal, which comes as text, or a UUID, whose first three groups
// come with their lowest byte first.
func textOf(databaseType string, b []byte) string {
	if databaseType != "UNIQUEIDENTIFIER" {
		return string(b)
	}
	var id gomssql.UniqueIdentifier
	if id.Scan(b) != nil {
		return string(b)
	}
	text, err := types.AnyToString([16]byte(id))
	if err != nil {
		return id.String()
	}
	return text
}
