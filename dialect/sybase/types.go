package sybase

import (
	"fmt"
	"strconv"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/types"
)

// defaultLength is that of a string column which states none: without it, it
// would have one character.
const defaultLength = 255

func typeName(t *types.Type) (string, error) {
	switch t.Kind {
	case types.KindBoolean:
		return "BIT", nil
	case types.KindSmallInteger:
		return "SMALLINT", nil
	case types.KindInteger:
		return "INTEGER", nil
	case types.KindBigInteger, types.KindInterval: // an interval in nanoseconds
		return "BIGINT", nil
	case types.KindFloat:
		return "FLOAT", nil
	case types.KindDouble:
		return "DOUBLE PRECISION", nil
	case types.KindNumeric:
		if t.Precision > 0 {
			return "NUMERIC(" + strconv.Itoa(t.Precision) + ", " + strconv.Itoa(t.Scale) + ")", nil
		}
		return "NUMERIC(38, 10)", nil // without both it would be a NUMERIC(18, 0)
	case types.KindString:
		return stringName(t, defaultLength), nil
	case types.KindText:
		return "TEXT", nil
	case types.KindBytes:
		if t.Length > 0 {
			return "VARBINARY(" + strconv.Itoa(t.Length) + ")", nil
		}
		return "IMAGE", nil
	case types.KindDate:
		return "DATE", nil
	case types.KindTime:
		return "TIME", nil
	case types.KindDateTime:
		return "DATETIME", nil
	case types.KindUUID:
		return "CHAR(36)", nil
	case types.KindJSON:
		return "", &dialect.UnsupportedError{Dialect: "sybase", Feature: "JSON"}
	case types.KindNamed:
		return t.Name, nil
	}
	return "", fmt.Errorf("type %s has no name in sybase", t)
}

// castName spells the types of casts, as they were asked for.
func castName(t *types.Type) (string, error) {
	switch {
	case t.Kind == types.KindNumeric && t.Precision == 0:
		return "NUMERIC", nil
	case t.Kind == types.KindString:
		return stringName(t, 0), nil
	}
	return typeName(t)
}

func stringName(t *types.Type, length int) string {
	name := "VARCHAR"
	if t.Fixed {
		name, length = "CHAR", 0
	}
	if t.National {
		name = "N" + name
	}
	if t.Length > 0 {
		length = t.Length
	}
	if length == 0 {
		return name
	}
	return name + "(" + strconv.Itoa(length) + ")"
}

func identity(t *types.Type) (typ, suffix string) {
	name, err := typeName(t)
	if err != nil {
		name = "BIGINT"
	}
	return name, "IDENTITY"
}

func tables(schema string) dialect.Statement {
	const query = "SELECT name FROM sysobjects WHERE type = 'U' AND uid = user_id("
	if schema == "" {
		return dialect.Statement{SQL: query + ") ORDER BY name", Returns: true}
	}
	return dialect.Statement{SQL: query + "?) ORDER BY name", Args: []any{schema}, Returns: true}
}
