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

// words are what the names of types are called here that mean something else: a
// TIMESTAMP is the version of a row.
var words = map[string]string{"TIMESTAMP WITH TIME ZONE": "BIGDATETIME", "TIME WITH TIME ZONE": "BIGTIME"}

func typeName(t *types.Type) (string, error) {
	switch {
	case t.Kind == types.KindEnum:
		return dialect.SizedType("VARCHAR", t.Longest()), nil
	case t.Name != "" && t.Domain == nil:
		return dialect.NamedType(t, words), nil
	}
	switch t.Kind {
	case types.KindBoolean:
		return "BIT", nil
	case types.KindSmallInteger:
		return "SMALLINT", nil
	case types.KindInteger:
		return "INTEGER", nil
	case types.KindBigInteger:
		return "BIGINT", nil
	case types.KindFloat:
		return "FLOAT", nil
	case types.KindDouble:
		return "DOUBLE PRECISION", nil
	case types.KindNumeric:
		if t.Lossless && t.Precision == 0 {
			return "NUMERIC(38, 10)", nil // without both it would be a NUMERIC(18, 0)
		}
		return dialect.NumericType("NUMERIC", t), nil
	case types.KindString:
		if !t.Lossless {
			return stringName(t, 0), nil
		}
		return stringName(t, defaultLength), nil
	case types.KindText:
		return "TEXT", nil
	case types.KindBytes:
		switch {
		case t.Fixed:
			return dialect.SizedType("BINARY", t.Length), nil
		case t.Lossless && t.Length > 0: // an IMAGE is no key
			return dialect.SizedType("VARBINARY", t.Length), nil
		}
		return "IMAGE", nil
	case types.KindDate:
		return "DATE", nil
	case types.KindTime:
		if t.Lossless { // a TIME counts in 300ths of a second
			return "BIGTIME", nil
		}
		return "TIME", nil
	case types.KindDateTime:
		if t.Lossless { // a DATETIME counts in 300ths of a second
			return "BIGDATETIME", nil
		}
		return "DATETIME", nil
	case types.KindJSON:
		return "", &dialect.UnsupportedError{Dialect: "sybase", Feature: "JSON"}
	}
	return "", fmt.Errorf("type %s has no name in sybase", t)
}

// room is that of an interval, kept as a DATETIME, which counts 300ths of a second,
// and the one character of a string without a length.
func room(t *types.Type) dialect.Room {
	switch {
	case t.Lossless:
	case t.Kind == types.KindInterval:
		return dialect.Room{Grain: dialect.FractionOf(2)}
	case t.Kind == types.KindString && t.Length == 0:
		return dialect.Room{Bytes: 1}
	}
	return dialect.Room{}
}

// castName spells the types of casts, as they were asked for.
func castName(t *types.Type) (string, error) {
	switch {
	case t.Name != "":
	case t.Kind == types.KindDateTime:
		return "DATETIME", nil
	case t.Kind == types.KindTime:
		return "TIME", nil
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
