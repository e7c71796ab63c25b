package ormgolden

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/dialect"
)

// quote writes a name as the database takes it.
func (r *run) quote(name string) string {
	if r.database == "mariadb" {
		return "`" + name + "`"
	}
	return `"` + name + `"`
}

func (r *run) quoteAll(names []string) string {
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = r.quote(name)
	}
	return strings.Join(quoted, ", ")
}

// literal writes a recorded value as SQL.
func (r *run) literal(value any) string {
	switch value := value.(type) {
	case nil:
		return "NULL"
	case bool:
		return strings.ToUpper(fmt.Sprint(value))
	case json.Number:
		return value.String()
	case map[string]any:
		if text, ok := value["$hex"].(string); ok {
			if r.database == "postgresql" {
				return `'\x` + text + `'`
			}
			return "X'" + text + "'"
		}
	case string:
		value = strings.ReplaceAll(value, "'", "''")
		if r.database == "mariadb" {
			value = strings.ReplaceAll(value, `\`, `\\`)
		}
		return "'" + value + "'"
	}
	panic(fmt.Sprintf("%s: a row has the value %v", r.scenario.ID, value))
}

func (r *run) connection() *azoth.Conn {
	conn, err := r.engine.Connect(r.ctx)
	r.check(err)
	return conn
}

// insertGiven puts the rows there that are there before the first step.
func (r *run) insertGiven() {
	conn := r.connection()
	defer conn.Close()
	exec := func(sql string) {
		_, err := conn.Exec(r.ctx, dialect.Statement{SQL: sql})
		r.check(err)
	}
	for _, entry := range r.scenario.Given {
		columns := r.scenario.TableColumns[entry.table]
		for _, row := range entry.rows {
			values := make([]string, len(row))
			for i, value := range row {
				values[i] = r.literal(value)
			}
			exec(fmt.Sprintf("INSERT INTO %s (%s) VALUES (%s)", r.quote(entry.table), r.quoteAll(columns), strings.Join(values, ", ")))
		}
		keys := r.scenario.keys(entry.table)
		if r.database != "postgresql" || len(keys) != 1 || len(entry.rows) == 0 {
			continue
		}
		if _, isNumber := entry.rows[0][max(0, slices.Index(columns, keys[0]))].(json.Number); isNumber {
			// The next generated key follows those that are there.
			exec(fmt.Sprintf("SELECT setval(pg_get_serial_sequence('%s', '%s'), (SELECT max(%s) FROM %s))",
				r.quote(entry.table), keys[0], r.quote(keys[0]), r.quote(entry.table)))
		}
	}
}

// checkTables compares what the tables contain at the end.
func (r *run) checkTables() {
	r.t.Helper()
	conn := r.connection()
	defer conn.Close()
	got := map[string][][]any{}
	for name := range r.scenario.FinalTables {
		got[name] = r.read(conn, name)
	}
	var faults []string
	for _, recorded := range variants(r.scenario, r.database, 0, "final_tables", r.scenario.FinalTables) {
		faults = nil
		for name, data := range recorded {
			want := decode(data).([]any)
			if !slices.EqualFunc(got[name], want, func(row []any, want any) bool { return r.equal(row, want) }) {
				faults = append(faults, fmt.Sprintf("%s has %s, want %s", name, r.show(got[name]), data))
			}
		}
		if len(faults) == 0 {
			return
		}
	}
	for _, fault := range faults {
		r.differs(nil, "tables", "%s", fault)
	}
}

// read gives the rows of a table in the order of its key.
func (r *run) read(conn *azoth.Conn, name string) (rows [][]any) {
	columns := r.scenario.TableColumns[name]
	result, err := conn.Query(r.ctx, dialect.Statement{Returns: true, SQL: fmt.Sprintf("SELECT %s FROM %s ORDER BY %s",
		r.quoteAll(columns), r.quote(name), r.quoteAll(r.scenario.keys(name)))})
	r.check(err)
	defer result.Close()
	for result.Next() {
		row := make([]any, len(columns))
		for i := range row {
			row[i], err = result.Any(i)
			r.check(err)
		}
		rows = append(rows, row)
	}
	r.check(result.Err())
	return rows
}
