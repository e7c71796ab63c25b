package postgresql

import (
	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/types"
)

// Version is the SQL of a server of that version, where it differs from that of
// Dialect: from 18 on computed columns need not be stored; before 14 documents
// have no subscripts; before 10 there are no identity columns, in whose place
// keys are SERIAL; before 9.2 small integers are not generated, and DROP INDEX is
// never CONCURRENTLY. See the release notes in the manual's appendix E.
func Version(major, minor int) *dialect.Dialect {
	d := Dialect.Clone()
	if major >= 18 {
		d.DDL.Computed = map[schema.Storage]string{schema.StorageDefault: "", schema.Stored: " STORED", schema.Virtual: " VIRTUAL"}
	}
	if major < 14 {
		d.Features.JSONSubscripts = false
	}
	if major < 10 {
		d.DDL.Identity = dialect.IdentityAsKey
	}
	if major < 9 || major == 9 && minor < 2 {
		d.Identity = identity91
		d.DDL.Index = index91
	}
	return d
}

func identity91(t *types.Type) (typ, suffix string) {
	if t.Kind == types.KindSmallInteger {
		return "SMALLINT", ""
	}
	return identity(t)
}

func index91(x *schema.TableIndex) dialect.IndexClauses {
	clauses := index(x)
	clauses.DropWords = ""
	return clauses
}
