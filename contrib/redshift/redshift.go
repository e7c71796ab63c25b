package redshift

import (
	_ "embed"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/dialect/postgresql"
	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/driver/pgx"
	"github.com/azoth-go/azoth/sql/ast"
)

// The words are from "Reserved words" in the guide's SQL reference.
//
//go:embed reserved.txt
var reserved string

// Dialect is the SQL of Amazon Redshift.
var Dialect = build()

func init() {
	// standard_conforming_strings is none of its settings; see "Configuration
	// reference" in the guide.
	driver.Register(pgx.NewDriver(Dialect, pgx.Unprepared(), pgx.WithoutSetting("standard_conforming_strings")), "redshift", "redshift+pgx")
}

func build() *dialect.Dialect {
	d := postgresql.Dialect.Clone()
	d.Name = "redshift"
	d.Identifiers = dialect.NewIdentifiers('"', '"', 127, reserved)

	f := &d.Features
	f.InsertReturning, f.UpdateReturning, f.DeleteReturning, f.KeyReturning = false, false, false, false
	f.DistinctOn = false
	f.Upsert = dialect.NoUpsert
	f.Sequences = false
	f.Arrays = false
	f.UUIDs, f.Intervals = false, false
	f.AnyArguments = nil
	f.JSONSubscripts = false
	f.Locking, f.KeyLocks, f.LockOf, f.LockWaits = false, false, dialect.LockOfNothing, false
	f.Hints = dialect.NoHints
	f.WithinGroupOrder = true
	f.MaxParameters = 32767

	d.Overrides[ast.KindMatch] = unsupported("full text search")
	d.Overrides[ast.KindNextValue] = unsupported("a sequence")
	d.Overrides[ast.KindRegexpReplace] = regexpReplace
	d.Overrides[ast.KindJSONElement] = element

	d.FunctionNames = map[string]string{
		"pow": "power", "now": "GETDATE()", "aggregate_strings": "LISTAGG",
	}
	d.TypeName, d.CastName = typeName, nil
	d.Literal = literal
	d.Room, d.Incomparable = nil, nil
	d.Identity = identity
	d.Writer = writer{dialect.PageWriter{}}
	d.DDL = ddl
	d.Structure = queries
	d.Catalog = dialect.Catalog{Views: d.Catalog.Views}
	d.CreateType, d.DropType = nil, nil
	return d
}

// unsupported refuses a node.
func unsupported(feature string) dialect.Override {
	return func(c *dialect.Compiler, _ ast.Node) { c.Unsupported(feature) }
}

// regexpReplace replaces every match, which the function does by itself: its
// fourth argument is a position, and flags have no place. Only "g", which asks
// for every match, changes nothing.
func regexpReplace(c *dialect.Compiler, n ast.Node) {
	r := n.(*ast.RegexpReplace)
	if r.Flags != "" && r.Flags != "g" {
		c.Unsupported("REGEXP_REPLACE with the flags " + r.Flags)
		return
	}
	c.Call("REGEXP_REPLACE", r.X, r.Pattern, r.Replacement)
}
