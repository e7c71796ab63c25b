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
	"github.com/azoth-go/azoth/sql/ast"
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

// spoken gives the dialect of a case, with the settings that the case has for it.
func spoken(name string, s settings) *dialect.Dialect {
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
	d = d.Clone()
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

// compared gives the dialect of a case as the data has it: parameters are numbered
// by their place, without casts that only a driver needs, and what databases do
// without is there. docs/differences.md tells of each; the tests that ask a server
// or a parser take what is spoken.
func compared(name string, s settings) *dialect.Dialect {
	d := spoken(name, s)
	switch name {
	case "mssql":
		d = mssql.WithCodePage(d)
	case "firebird":
		d = firebird.WithoutDocuments(d)
		d.Identifiers = d.Identifiers.WithReserved("active desc key level size")
	}
	d.Placeholder = func(buf []byte, n int) []byte { return strconv.AppendInt(append(buf, ':'), int64(n), 10) }
	f := &d.Features
	f.TypedBinds, f.NumberedBinds = false, false
	f.NoTuples, f.NullsOrder, f.IdentityInsert, f.NoNestedWith = false, true, false, false
	f.NoConditionValues, f.NoTruthTests, f.AliasTarget, f.NoValuesQuery = false, false, false, false
	f.Lateral = dialect.LateralWord
	d.DDL.NoRestrict = false
	switch name {
	case "sybase":
		d.Overrides[ast.KindDistinctFrom] = nil
	case "oracle":
		d.DDL.NoImplicitIdentity = true
	case "firebird":
		d.DDL.NoImplicitIdentity = true
		f.ReturningMark = ""
		f.OrdinalOrder, f.BareMembers, f.CTEFollowsInsert = false, false, false
		f.NoSchemas, f.InlineOrder, f.OuterLock = false, false, false
	}
	return d
}

func integer(v any) int {
	n, _ := strconv.Atoi(v.(json.Number).String())
	return n
}
