package sqlite

import (
	"fmt"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/types"
)

// words are the names of types with more words than one need.
var words = map[string]string{"TIMESTAMP WITH TIME ZONE": "TIMESTAMP", "TIME WITH TIME ZONE": "TIME"}

// typeName spells a type. SQLite takes any word; these give a column the
// affinity that keeps its values as they are.
func typeName(t *types.Type) (string, error) {
	switch {
	case t.Kind == types.KindEnum:
		return dialect.SizedType("VARCHAR", t.Longest()), nil
	case t.Name != "" && t.Domain == nil:
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
		return "FLOAT", nil
	case types.KindDouble:
		return "DOUBLE", nil
	case types.KindNumeric:
		if t.Lossless { // a NUMERIC is a float
			return "TEXT COLLATE " + Collation, nil
		}
		return dialect.NumericType("NUMERIC", t), nil
	case types.KindText:
		return "TEXT", nil
	case types.KindString:
		if t.Fixed {
			return dialect.SizedType("CHAR", t.Length), nil
		}
		return dialect.SizedType("VARCHAR", t.Length), nil
	case types.KindBytes:
		return "BLOB", nil
	case types.KindDate:
		return "DATE", nil
	case types.KindTime:
		return "TIME", nil
	case types.KindDateTime:
		return "DATETIME", nil
	case types.KindJSON:
		return "JSON", nil
	}
	return "", fmt.Errorf("type %s has no name in sqlite", t)
}

// castName spells a type in casts, where decimals are numbers.
func castName(t *types.Type) (string, error) {
	if t.Kind == types.KindNumeric && t.Name == "" {
		return dialect.NumericType("NUMERIC", t), nil
	}
	return typeName(t)
}

// room is that of a NUMERIC, which is kept as a float where it is no integer.
func room(t *types.Type) dialect.Room {
	if t.Kind == types.KindNumeric && !(t.Lossless && t.Name == "") {
		return dialect.Room{Digits: 15}
	}
	return dialect.Room{}
}

// identity is the alias of the rowid, which only the very type INTEGER is.
func identity(*types.Type) (typeName, suffix string) { return "INTEGER", "" }

// tables asks for the names of a database's tables; schema is the name of an
// attached database.
func tables(schema string) dialect.Statement {
	catalog := "sqlite_master"
	if schema != "" {
		quoted, err := identifiers.AppendQuoted(nil, schema)
		if err == nil {
			catalog = string(quoted) + ".sqlite_master"
		}
	}
	return dialect.Statement{
		SQL: "SELECT name FROM " + catalog +
			" WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY name",
		Returns: true,
	}
}
