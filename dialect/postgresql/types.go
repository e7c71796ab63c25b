package postgresql

import (
	"fmt"
	"strconv"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/types"
)

func typeName(t *types.Type) (string, error) {
	switch t.Kind {
	case types.KindBoolean:
		return "BOOLEAN", nil
	case types.KindSmallInteger:
		return "SMALLINT", nil
	case types.KindInteger:
		return "INTEGER", nil
	case types.KindBigInteger:
		return "BIGINT", nil
	case types.KindFloat, types.KindDouble:
		return "DOUBLE PRECISION", nil
	case types.KindNumeric:
		if t.Precision > 0 {
			return "NUMERIC(" + strconv.Itoa(t.Precision) + ", " + strconv.Itoa(t.Scale) + ")", nil
		}
		return "NUMERIC", nil
	case types.KindString:
		name := "VARCHAR"
		if t.Fixed {
			name = "CHAR"
		}
		if t.Length > 0 {
			name += "(" + strconv.Itoa(t.Length) + ")"
		}
		return name, nil
	case types.KindText:
		return "TEXT", nil
	case types.KindBytes:
		return "BYTEA", nil
	case types.KindDate:
		return "DATE", nil
	case types.KindTime:
		if t.Timezone {
			return "TIME WITH TIME ZONE", nil
		}
		return "TIME WITHOUT TIME ZONE", nil
	case types.KindDateTime:
		if t.Timezone {
			return "TIMESTAMP WITH TIME ZONE", nil
		}
		return "TIMESTAMP WITHOUT TIME ZONE", nil
	case types.KindInterval:
		return "INTERVAL", nil
	case types.KindJSON:
		return "JSONB", nil
	case types.KindUUID:
		return "UUID", nil
	case types.KindNamed:
		return t.Name, nil
	case types.KindArray:
		return arrayName(t)
	}
	return "", fmt.Errorf("type %s has no name in postgresql", t)
}

// castName spells a type in casts, where FLOAT is the same as DOUBLE PRECISION.
func castName(t *types.Type) (string, error) {
	if t.Kind == types.KindFloat {
		return "FLOAT", nil
	}
	return typeName(t)
}

// arrayName spells an array, whose dimensions are no part of its type.
func arrayName(t *types.Type) (string, error) {
	element := t.Element
	for element != nil && element.Kind == types.KindArray {
		element = element.Element
	}
	if element == nil {
		return "", fmt.Errorf("type %s does not say what its elements are", t)
	}
	name, err := typeName(element)
	return name + "[]", err
}

// identity is the standard's identity column, which also takes a key that the
// program states.
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
