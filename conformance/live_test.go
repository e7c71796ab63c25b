package conformance_test

import (
	"os"
	"testing"

	"github.com/azoth-go/azoth/azothtest"
	"github.com/azoth-go/azoth/conformance"
	_ "github.com/azoth-go/azoth/driver/mssql" // the driver of SQL Server
)

// lacking is what the databases of this module lack that their dialects do not
// publish.
var lacking = map[string][]conformance.Capability{
	"sqlite": {
		conformance.Schemas, conformance.Comments, conformance.IdentityOptions, conformance.TemporaryReflection, conformance.MixedCaseNames, conformance.TablesWithoutColumns,
		conformance.ReplaceView, conformance.DecimalArithmetic, conformance.Fetch, conformance.TableValues,
		conformance.RegexpReplace, conformance.Arrays,
	},
	"postgresql": {conformance.FetchPercent},
	"mariadb": {
		conformance.WriteCTE, conformance.Deferrable, conformance.TransactionalDDL, conformance.IdentityOptions, conformance.ExpressionIndexes,
		conformance.TablesWithoutColumns, conformance.TemporaryReflection, conformance.FetchPercent, conformance.FullJoin,
		conformance.LimitExpressions, conformance.TableValues, conformance.Arrays, conformance.Infinity,
		conformance.TemporaryViews,
	},
	"mysql": {
		conformance.IfExists, conformance.IndexIfExists, conformance.Deferrable, conformance.TransactionalDDL, conformance.IdentityOptions,
		conformance.TablesWithoutColumns, conformance.TemporaryReflection, conformance.Fetch, conformance.FetchTies, conformance.FetchPercent,
		conformance.FullJoin, conformance.LimitExpressions, conformance.TableValues, conformance.Arrays, conformance.Infinity,
		conformance.TemporaryViews,
	},
	"mssql": {
		conformance.TablesWithoutColumns, conformance.Deferrable, conformance.TemporaryReflection, conformance.TemporaryViews, conformance.ReplaceView,
		conformance.WindowRange, conformance.RegexpMatch, conformance.RegexpReplace, conformance.ExistsColumn, conformance.Arrays,
		conformance.Infinity, conformance.MixedCaseNames,
	},
	"firebird": {
		conformance.Schemas, conformance.IfExists, conformance.IndexIfExists, conformance.Deferrable, conformance.TablesWithoutColumns,
		conformance.TemporaryViews, conformance.ReplaceView, conformance.WriteCTE, conformance.CTEValues,
		conformance.TableValues, conformance.Intersect, conformance.Except, conformance.FetchTies, conformance.FetchPercent,
		conformance.WindowRows, conformance.WindowRange, conformance.RegexpMatch, conformance.RegexpReplace,
		conformance.JSONParts, conformance.Arrays, conformance.Microseconds, conformance.Decimals38, conformance.ReturningRows,
	},
}

// The suite against the databases that scripts/servers starts.
func TestDatabases(t *testing.T) {
	for _, d := range append(azothtest.Databases(t), azothtest.Firebird()) {
		t.Run(d.Name, func(t *testing.T) {
			conformance.Run(t, conformance.Database{URL: d.Scratch(t), Lacks: lacking[d.Name]})
		})
	}
}

// The suite against a server that is there where a URL is given. What these lack
// is listed as far as it is known: no run has confirmed the lists.
func TestServer(t *testing.T) {
	for name, variable := range map[string]string{"mssql": "AZOTH_TEST_MSSQL", "mysql": "AZOTH_TEST_MYSQL"} {
		t.Run(name, func(t *testing.T) {
			url := os.Getenv(variable)
			if url == "" {
				t.Skipf("set %s to the URL of a database whose user may create tables", variable)
			}
			if db, ok := azothtest.MySQL(); ok && name == "mysql" {
				url = db.Scratch(t)
			}
			conformance.Run(t, conformance.Database{URL: url, Lacks: lacking[name]})
		})
	}
}
