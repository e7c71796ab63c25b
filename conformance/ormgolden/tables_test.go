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
	quoted, err := r.engine.Dialect().Identifiers.AppendQuoted(nil, name)
	r.check(err)
	return string(quoted)
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
		if !r.engine.Dialect().Features.BooleanLiterals {
			return map[bool]string{false: "0", true: "1"}[value]
		}
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
		if len(keys) != 1 || len(entry.rows) == 0 {
			continue
		}
		if _, isNumber := entry.rows[0][max(0, slices.Index(columns, keys[0]))].(json.Number); !isNumber {
			continue
		}
		// The next generated key follows those that are there.
		switch table, key := r.quote(entry.table), r.quote(keys[0]); r.database {
		case "postgresql":
			exec(fmt.Sprintf("SELECT setval(pg_get_serial_sequence('%s', '%s'), (SELECT max(%[2]s) FROM %[1]s))", table, key))
		case "firebird":
			exec(fmt.Sprintf(restart, table, key))
		}
	}
}

// restart has the numbers of a key of a Firebird table follow the greatest, unless
// the key is not one that is generated.
const restart = `EXECUTE BLOCK AS
	DECLARE last INTEGER;
BEGIN
	SELECT max(%[2]s) FROM %[1]s INTO last;
	IF (EXISTS (SELECT 1 FROM rdb$relation_fields WHERE rdb$relation_name = upper('%[1]s')
			AND rdb$field_name = upper('%[2]s') AND rdb$identity_type IS NOT NULL)) THEN
		EXECUTE STATEMENT 'ALTER TABLE %[1]s ALTER COLUMN %[2]s RESTART WITH ' || last;
END`

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
