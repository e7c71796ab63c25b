package driver_test

import (
	"strings"
	"testing"

	"github.com/azoth-go/azoth/driver"
)

// TestLookupNamesTheImport asks for drivers in a program that has none.
func TestLookupNamesTheImport(t *testing.T) {
	for scheme, want := range map[string]string{
		"postgresql":  `add import _ "github.com/azoth-go/azoth/driver/pgx"`,
		"postgres":    `add import _ "github.com/azoth-go/azoth/driver/pgx"`,
		"sqlite":      `add import _ "github.com/azoth-go/azoth/driver/sqlite"`,
		"mysql":       `add import _ "github.com/azoth-go/azoth/driver/mysql"`,
		"redshift":    `add import _ "github.com/azoth-go/azoth/contrib/redshift"`,
		"cockroachdb": `add import _ "github.com/azoth-go/azoth/contrib/cockroachdb"`,
		"mariadb":     `add import _ "github.com/azoth-go/azoth/driver/mysql"`,
		"firebird":    `add import _ "github.com/azoth-go/azoth/driver/firebird"`,
		"mysql+gosql": `add import _ "github.com/azoth-go/azoth/driver/mysql"`,
		"oracel":      `unknown database scheme "oracel"`,
	} {
		if _, err := driver.Lookup(scheme); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %s", scheme, err, want)
		}
	}
}

// TestRegisterTwice refuses a second driver for a scheme.
func TestRegisterTwice(t *testing.T) {
	driver.Register(nil, "registered-once")
	defer func() {
		if reason := recover(); reason == nil || !strings.Contains(reason.(string), "registered-once is registered twice") {
			t.Errorf("a second registration gave %v", reason)
		}
	}()
	driver.Register(nil, "registered-once")
}
