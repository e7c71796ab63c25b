package sqlgolden

import (
	"encoding/json"
	"strconv"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/dialect/firebird"
	"github.com/azoth-go/azoth/dialect/mssql"
	"github.com/azoth-go/azoth/dialect/mysql"
	"github.com/azoth-go/azoth/dialect/oracle"
	"github.com/azoth-go/azoth/dialect/postgresql"
	"github.com/azoth-go/azoth/dialect/sqlite"
	"github.com/azoth-go/azoth/dialect/sybase"
)

var dialectNames = []string{"sqlite", "postgresql", "mysql", "mariadb", "mssql", "oracle", "firebird", "sybase"}

var dialects = map[string]*dialect.Dialect{
	"sqlite": sqlite.Dialect, "postgresql": postgresql.Dialect, "mysql": mysql.Dialect, "mariadb": mysql.MariaDB,
	"mssql": mssql.Dialect, "oracle": oracle.Dialect, "firebird": firebird.Dialect, "sybase": sybase.Dialect,
}

// versions are the dialects that differ by the version of the server.
var versions = map[string]func(major, minor int) *dialect.Dialect{
	"mssql": mssql.Version, "oracle": oracle.Version, "mysql": mysql.Version, "postgresql": postgresql.Version,
}

// compared gives the dialect that a case is compiled with: parameters are
// numbered by their place, and have no casts that only a driver needs. On Oracle
// and Firebird an integer key is generated only where a case says so: the data
// leaves it to the program there, which docs/differences.md tells of, as of SQL
// Server, where the data has texts in the code page, and tuples, and of NULLS FIRST,
// which it has everywhere.
func compared(name string, s settings) *dialect.Dialect {
	d := dialects[name]
	given := s.Dialect[name]
	if version, ok := given["server_version"].([]any); ok && versions[name] != nil {
		d = versions[name](integer(version[0]), integer(version[1]))
	}
	if given["enable_offset_fetch"] == false {
		d = oracle.WithoutOffsetFetch(d)
	}
	if given["optimize_limits"] == true {
		d = oracle.WithFirstRowsHint(d)
	}
	if given["use_nchar_for_unicode"] == true {
		d = oracle.WithNationalTypes(d)
	}
	if given["use_ansi"] == false {
		d = oracle.WithoutANSIJoins(d)
	}
	if name == "mssql" {
		d = mssql.WithCodePage(d)
	}
	d = d.Clone()
	d.Features.TypedBinds, d.Features.NumberedBinds = false, false
	d.Features.NoTuples, d.Features.NullsOrder = false, true
	if name == "firebird" {
		asRecordedForFirebird(d)
	}
	d.DDL.NoImplicitIdentity = name == "oracle" || name == "firebird"
	d.Placeholder = func(buf []byte, n int) []byte { return strconv.AppendInt(append(buf, ':'), int64(n), 10) }
	if length, ok := given["label_length"]; ok {
		d.LabelLength = integer(length)
	}
	if length, ok := given["max_identifier_length"]; ok {
		d.Identifiers.MaxLength, d.LabelLength = integer(length), integer(length)
	}
	if s.SchemaMap != nil {
		d.Schemas = map[string]string{}
		for from, to := range s.SchemaMap {
			if from == "None" {
				from = ""
			}
			if to == nil {
				to = new(string)
			}
			d.Schemas[from] = *to
		}
	}
	return d
}

// asRecordedForFirebird leaves out what the data has not and Firebird 3 wants:
// docs/differences.md tells of each. TestGoldenRuns runs the cases with them.
func asRecordedForFirebird(d *dialect.Dialect) {
	f := &d.Features
	f.ReturningMark = ""
	f.OrdinalOrder, f.BareMembers, f.CTEFollowsInsert = false, false, false
	f.NoSchemas, f.NoTruthTests = false, false
	f.InlineOrder = false
	d.DDL.NoRestrict = false
}

func integer(v any) int {
	n, _ := strconv.Atoi(v.(json.Number).String())
	return n
}
