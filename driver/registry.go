package driver

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
)

var registry = struct {
	sync.RWMutex
	drivers map[string]Driver
}{drivers: map[string]Driver{}}

// imports names, for the schemes that this repository has drivers for, the
// package that brings the driver, so that a missing import can be told.
var imports = map[string]string{
	"sqlite":     "github.com/azoth-go/azoth/driver/sqlite",
	"postgresql": "github.com/azoth-go/azoth/driver/pgx",
	"postgres":   "github.com/azoth-go/azoth/driver/pgx",
	"mysql":      "github.com/azoth-go/azoth/driver/mysql",
	"mariadb":    "github.com/azoth-go/azoth/driver/mysql",
	"firebird":   "github.com/azoth-go/azoth/driver/firebird",
	"mssql":      "github.com/azoth-go/azoth/driver/mssql",
	"sqlserver":  "github.com/azoth-go/azoth/driver/mssql",
	"sybase":     "github.com/azoth-go/azoth/driver/odbc",
	"oracle":     "github.com/azoth-go/azoth/driver/goora",
	"redshift":   "github.com/azoth-go/azoth/contrib/redshift",

	"cockroachdb": "github.com/azoth-go/azoth/contrib/cockroachdb",
	"cockroach":   "github.com/azoth-go/azoth/contrib/cockroachdb",
}

// Register makes a driver known under URL schemes: "postgresql" for the
// default driver of a dialect, "postgresql+pgx" for a named one. It is called
// from init and panics when a scheme is taken.
func Register(d Driver, schemes ...string) {
	registry.Lock()
	defer registry.Unlock()
	for _, scheme := range schemes {
		if _, taken := registry.drivers[scheme]; taken {
			panic("driver: scheme " + scheme + " is registered twice")
		}
		registry.drivers[scheme] = d
	}
}

// Lookup finds the driver for a URL scheme. The error for an unknown scheme
// names the import to add, or lists the schemes that are there.
func Lookup(scheme string) (Driver, error) {
	registry.RLock()
	defer registry.RUnlock()
	if d, ok := registry.drivers[scheme]; ok {
		return d, nil
	}
	dialectName, _, _ := strings.Cut(scheme, "+")
	if path, known := imports[dialectName]; known {
		if _, there := registry.drivers[dialectName]; !there {
			return nil, fmt.Errorf("no driver for %q is linked into the program: add import _ %q", scheme, path)
		}
	}
	there := "no driver: import one"
	if len(registry.drivers) > 0 {
		there = strings.Join(slices.Sorted(maps.Keys(registry.drivers)), ", ")
	}
	return nil, fmt.Errorf("unknown database scheme %q: this program has %s", scheme, there)
}
