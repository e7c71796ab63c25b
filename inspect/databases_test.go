package inspect_test

import (
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/azothtest"
	"github.com/azoth-go/azoth/dialect"
)

// names are the databases that tests run on.
var names = []string{"sqlite", "postgresql", "mariadb", "firebird"}

// live runs a test on each of the named databases, all of them where none is named,
// each over an empty database of the test's own.
func live(t *testing.T, test func(t *testing.T, eng *azoth.Engine), only ...string) {
	if len(only) == 0 {
		only = names
	}
	for _, name := range only {
		t.Run(name, func(t *testing.T) { test(t, open(t, name)) })
	}
}

func open(t *testing.T, name string, options ...azoth.Option) *azoth.Engine {
	t.Helper()
	for _, db := range append(azothtest.Databases(t), azothtest.Firebird()) {
		if db.Name == name {
			return db.Open(t, options...)
		}
	}
	t.Fatalf("no database is called %q", name)
	return nil
}

// exec runs statements, each committed by itself.
func exec(t *testing.T, eng *azoth.Engine, statements ...string) {
	t.Helper()
	conn, err := eng.Connect(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	execOn(t, conn, statements...)
}

func execOn(t *testing.T, conn *azoth.Conn, statements ...string) {
	t.Helper()
	for _, statement := range statements {
		if _, err := conn.Exec(t.Context(), dialect.Statement{SQL: statement}); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
}
