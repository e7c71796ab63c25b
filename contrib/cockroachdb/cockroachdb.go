package cockroachdb

import (
	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/dialect/postgresql"
	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/driver/pgx"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/types"
)

// Dialect is the SQL of CockroachDB 23.2 or later.
var Dialect = build()

func init() {
	driver.Register(pgx.NewDriver(Dialect), "cockroachdb", "cockroach", "cockroachdb+pgx")
}

func build() *dialect.Dialect {
	d := postgresql.Dialect.Clone()
	d.Name = "cockroachdb"
	// "Known differences" in the documentation's PostgreSQL compatibility has no
	// bound for names.
	d.Identifiers.MaxLength = 0
	d.LabelLength = 63 // those that the compiler makes stay readable

	d.Features.Merge = false
	d.Features.JSONSubscripts = false // documents are read by them, but not assigned to
	d.Features.Hints = dialect.HintsAfterSource

	d.Identity = identity
	d.Writer = writer{}
	d.DDL.Exclude = false
	d.DDL.IdentityNotNull = false // of SERIAL it goes without saying
	d.DDL.Write = refuse
	return d
}

// identity is the expression that SERIAL stands for. It is written out, since
// what SERIAL means is a setting of the session.
func identity(*types.Type) (typ, suffix string) { return "INT8", "DEFAULT unique_rowid()" }

// refuse fails what cannot be created.
func refuse(c *dialect.Compiler, s schema.DDL) bool {
	table, ok := s.(schema.TableDDL)
	if !ok || table.Drop {
		return false
	}
	for _, key := range table.Table.ForeignKeys {
		if clauses := key.Clauses(); clauses.Deferrable || clauses.InitiallyDeferred {
			c.Unsupported("a constraint that is deferred")
		}
	}
	return false
}
