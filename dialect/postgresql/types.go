package postgresql

import (
	"fmt"
	"strings"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/types"
)

// words are the names of types that mean the same with more words here.
var words = map[string]string{
	"TIME":      "TIME(#) WITHOUT TIME ZONE",
	"TIMESTAMP": "TIMESTAMP(#) WITHOUT TIME ZONE",
}

func typeName(t *types.Type) (string, error) {
	switch {
	case t.IsNamed():
		return qualified(t)
	case t.Name != "":
		return dialect.NamedType(t, words), nil
	}
	switch t.Kind {
	case types.KindBoolean:
		return "BOOLEAN", nil
	case types.KindSmallInteger:
		return "SMALLINT", nil
	case types.KindInteger:
		return "INTEGER", nil
	case types.KindBigInteger:
		return "BIGINT", nil
	case types.KindFloat:
		if t.Lossless {
			return "DOUBLE PRECISION", nil
		}
		return dialect.SizedType("FLOAT", t.Precision), nil
	case types.KindDouble:
		return "DOUBLE PRECISION", nil
	case types.KindNumeric:
		return dialect.NumericType("NUMERIC", t), nil
	case types.KindString:
		if t.Fixed {
			return dialect.SizedType("CHAR", t.Length), nil
		}
		return dialect.SizedType("VARCHAR", t.Length), nil
	case types.KindText:
		return "TEXT", nil
	case types.KindBytes:
		return "BYTEA", nil
	case types.KindDate:
		return "DATE", nil
	case types.KindTime:
		return dialect.SizedType("TIME", t.Precision) + zone(t), nil
	case types.KindDateTime:
		return dialect.SizedType("TIMESTAMP", t.Precision) + zone(t), nil
	case types.KindInterval:
		return dialect.SizedType("INTERVAL", t.Precision), nil
	case types.KindJSON:
		if t.Lossless { // a JSON can be neither compared nor indexed
			return "JSONB", nil
		}
		return "JSON", nil
	case types.KindUUID:
		return "UUID", nil
	case types.KindArray:
		return arrayName(t)
	}
	return "", fmt.Errorf("type %s has no name in postgresql", t)
}

// castName spells a type in casts, where FLOAT is the same as DOUBLE PRECISION.
func castName(t *types.Type) (string, error) {
	if t.Kind == types.KindFloat && t.Name == "" {
		return "FLOAT", nil
	}
	return typeName(t)
}

func zone(t *types.Type) string {
	if t.Timezone {
		return " WITH TIME ZONE"
	}
	return " WITHOUT TIME ZONE"
}

// incomparable are the types without operators for comparisons.
func incomparable(t *types.Type) (instead string) {
	switch name := strings.ToUpper(t.Name); {
	case t.Kind == types.KindJSON && (name == "JSON" || name == "" && !t.Lossless):
		return "postgresql.JSONB or types.Lossless(types.JSON)"
	case name == "XML":
		return "types.Text, or compare a cast of it to a text"
	case name == "POINT":
		return "postgresql.Box, or compare by sql.Op with ~="
	}
	return ""
}

// arrayName spells an array. The brackets say how many dimensions are meant; the
// database keeps none of that.
func arrayName(t *types.Type) (string, error) {
	if t.Element == nil {
		return "", fmt.Errorf("type %s does not say what its elements are", t)
	}
	name, err := typeName(t.Element.On("postgresql"))
	return name + "[]", err
}

// identity has the key drawn from a sequence that belongs to the column.
func identity(t *types.Type) (typ, suffix string) {
	switch t.Kind {
	case types.KindSmallInteger:
		return "SMALLSERIAL", ""
	case types.KindBigInteger:
		return "BIGSERIAL", ""
	}
	return "SERIAL", ""
}

func tables(schema string) dialect.Statement {
	const query = "SELECT c.relname FROM pg_catalog.pg_class AS c" +
		" JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace" +
		" WHERE c.relkind IN ('r', 'p') AND "
	if schema == "" {
		return dialect.Statement{
			SQL:     query + "pg_catalog.pg_table_is_visible(c.oid) AND n.nspname <> 'pg_catalog' ORDER BY c.relname",
			Returns: true,
		}
	}
	return dialect.Statement{
		SQL:     query + "n.nspname = $1 ORDER BY c.relname",
		Args:    []any{schema},
		Returns: true,
	}
}
