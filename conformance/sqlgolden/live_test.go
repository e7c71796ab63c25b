package sqlgolden

import (
	"bufio"
	"context"
	"errors"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/azothtest"
	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/inspect"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
)

// TestGoldenRuns executes every case, as it is compiled for the database, on
// the databases that can be reached: the tables of the cases are there, and what
// a statement did is rolled back. A case that defines tables or types has a
// database of its own, without or else with those tables, from which what it made
// is reflected. What the database refuses, or lacks, is listed
// with the reason in testdata/not_run.txt; a line that is not needed is an error.
// What speaks MySQL's SQL where a server is given is Dolt: testdata/not_run_dolt.txt.
func TestGoldenRuns(t *testing.T) {
	refused := refusedLive(t)
	databases := append(azothtest.Databases(t), azothtest.Firebird())
	if db, ok := azothtest.MySQL(); ok {
		databases = append(databases, db)
	}
	for _, db := range databases {
		t.Run(db.Name, func(t *testing.T) {
			conn := connected(t, db, func(*schema.Table) bool { return true })
			for _, c := range load(t) {
				e, ok := c.Expect[db.Name]
				if !ok || e.skipped() || slices.Contains(surroundings[db.Name].outside, c.ID) || c.Compile.Dialect[db.Name] != nil || c.Compile.SchemaMap != nil {
					continue // it is not for this database, or for settings that it does not have
				}
				t.Run(c.ID, func(t *testing.T) {
					reason, listed := refused[c.ID+" "+db.Name]
					err := execute(t, db, conn, c)
					switch {
					case err != nil && !listed:
						t.Error(err)
					case err == nil && listed:
						t.Errorf("testdata/not_run.txt says %q, and it runs", reason)
					}
				})
			}
			for line := range refused {
				id, name, _ := strings.Cut(line, " ")
				if builders[id] == nil && name == db.Name {
					t.Errorf("testdata/not_run.txt lists %s, which is no case", id)
				}
			}
		})
	}
}

// tooLong is the name of the table that only SQLite has, the other databases
// allowing 63 or 64 letters.
const tooLong = "a_table_with_a_rather_long_name_made_to_exceed_the_limits_of_labels"

// surroundings are what a database needs before and after it has the tables of the cases,
// which of them it cannot have, and which cases would reach outside of it: on
// MariaDB a schema is a database. The rows that statements refer to are not
// there, so that foreign keys are not checked.
var surroundings = map[string]struct{ before, after, lacks, outside []string }{
	"sqlite": {
		before: []string{"ATTACH ':memory:' AS billing", "PRAGMA foreign_keys = off"},
		lacks:  []string{"pg_items"},
	},
	"postgresql": {
		before: []string{"CREATE SCHEMA billing", "CREATE EXTENSION hstore", "SET session_replication_role = replica"},
		lacks:  []string{tooLong},
	},
	"mariadb": {
		before:  []string{"SET foreign_key_checks = 0"},
		lacks:   []string{tooLong, "pg_items", "billing.accounts", "billing.entries"},
		outside: []string{"ddl.create_schema"},
	},
	"mysql": {
		before:  []string{"SET foreign_key_checks = 0"},
		lacks:   []string{tooLong, "pg_items", "billing.accounts", "billing.entries"},
		outside: []string{"ddl.create_schema"},
	},
	"firebird": {
		after: []string{withoutForeignKeys},
		lacks: []string{tooLong, "pg_items"},
	},
}

// withoutForeignKeys drops those of a Firebird database, where they cannot be
// switched off.
const withoutForeignKeys = `EXECUTE BLOCK AS
	DECLARE place VARCHAR(31);
	DECLARE name VARCHAR(31);
BEGIN
	FOR SELECT trim(rdb$relation_name), trim(rdb$constraint_name) FROM rdb$relation_constraints
		WHERE rdb$constraint_type = 'FOREIGN KEY' INTO place, name DO
		EXECUTE STATEMENT 'ALTER TABLE "' || place || '" DROP CONSTRAINT "' || name || '"';
END`

// connected opens a connection to a database of its own, with those of the tables
// of the cases that it is to have.
func connected(t *testing.T, db azothtest.Database, has func(table *schema.Table) bool) *azoth.Conn {
	t.Helper()
	conn, err := db.Open(t).Connect(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	own := surroundings[db.Name]
	tables := []*schema.Table{} // nil would be all
	for _, table := range meta.Tables() {
		if has(table) && !slices.Contains(own.lacks, table.FullName()) {
			tables = append(tables, table)
		}
	}
	plan, err := conn.Dialect().CreatePlan(dialect.Scope{MetaData: meta, Tables: tables})
	if err != nil {
		t.Fatal(err)
	}
	statements := make([]dialect.Statement, 0, len(own.before)+len(plan))
	for _, text := range own.before {
		statements = append(statements, dialect.Statement{SQL: text})
	}
	for _, ddl := range plan {
		s, err := conn.Dialect().CompileDDL(ddl)
		if err != nil {
			t.Fatal(err)
		}
		if db.Name == "mysql" {
			// Dolt refuses, unlike MySQL, a default of fewer digits than the column has.
			s.SQL = strings.ReplaceAll(s.SQL, "DEFAULT (now())", "DEFAULT (now(6))")
		}
		statements = append(statements, s)
	}
	for _, text := range own.after {
		statements = append(statements, dialect.Statement{SQL: text})
	}
	for _, s := range statements {
		if _, err := conn.Exec(t.Context(), s); err != nil {
			t.Fatalf("%s: %v", s.SQL, err)
		}
	}
	return conn
}

// execute builds, compiles and runs the statements of a case. Statements that do
// not compile are not meant to run.
func execute(t *testing.T, db azothtest.Database, conn *azoth.Conn, c recorded) error {
	members, err := membersOf(builders[c.ID](golden{dialect: db.Name}), conn.Dialect())
	if err != nil {
		return nil
	}
	var statements []dialect.Statement
	defines := false
	for _, member := range members {
		if x, ok := member.(sql.Expression); ok {
			projection, ok := x.(sql.Projection)
			if !ok {
				continue
			}
			member = sql.Select(projection)
		}
		compiled, err := compileOne(conn.Dialect(), member, c.Compile.LiteralBinds)
		if err != nil {
			continue
		}
		statements = append(statements, compiled)
		_, isDDL := member.(schema.DDL)
		defines = defines || isDDL
	}
	if !defines {
		for _, s := range statements {
			if err := undone(t.Context(), conn, s); err != nil {
				return err
			}
		}
		return nil
	}
	if define(t, connected(t, db, func(*schema.Table) bool { return false }), statements) == nil {
		return nil
	}
	return define(t, connected(t, db, func(table *schema.Table) bool {
		name := table.FullName()
		if conn.Dialect().Features.NoSchemas {
			name = table.Name
		}
		creates := "CREATE TABLE " + name + " ("
		return !slices.ContainsFunc(statements, func(s dialect.Statement) bool { return strings.Contains(s.SQL, creates) })
	}), statements)
}

// define runs statements that follow from each other, and reflects what is there
// then.
func define(t *testing.T, conn *azoth.Conn, statements []dialect.Statement) error {
	for _, s := range statements {
		if err := run(t.Context(), conn, s); err != nil {
			return err
		}
	}
	return inspect.Open(conn).Reflect(t.Context(), schema.NewMetaData())
}

// undone runs a statement, reads its rows, and rolls back.
func undone(ctx context.Context, conn *azoth.Conn, s dialect.Statement) error {
	if err := conn.Begin(ctx, driver.TxOptions{}); err != nil {
		return err
	}
	return errors.Join(run(ctx, conn, s), conn.Rollback(ctx))
}

func run(ctx context.Context, conn *azoth.Conn, s dialect.Statement) error {
	if !s.Returns {
		_, err := conn.Exec(ctx, s)
		return err
	}
	rows, err := conn.Query(ctx, s)
	if err != nil {
		return err
	}
	for rows.Next() {
	}
	return errors.Join(rows.Err(), rows.Close())
}

// refusedLive reads which cases a database does not run, by case and database
// with a space between.
func refusedLive(t *testing.T) map[string]string {
	t.Helper()
	list := listedReasons(t, "testdata/not_run.txt")
	maps.Copy(list, listedReasons(t, "testdata/not_run_dolt.txt"))
	return list
}

// listedReasons reads a list of what is refused: lines of a case, who refuses it,
// and why.
func listedReasons(t *testing.T, path string) map[string]string {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	list := map[string]string{}
	for lines := bufio.NewScanner(file); lines.Scan(); {
		about, reason, ok := strings.Cut(lines.Text(), ": ")
		names := strings.Fields(about)
		if !ok || len(names) < 2 {
			t.Fatalf("%s: not a case, those who refuse it and the reason: %q", path, lines.Text())
		}
		for _, name := range names[1:] {
			list[names[0]+" "+name] = reason
		}
	}
	return list
}
