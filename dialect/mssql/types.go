package mssql

import (
	"fmt"
	"strconv"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/types"
)

// words are what the names of types are called here that mean something else: a
// TIMESTAMP is a ROWVERSION.
var words = map[string]string{"TIMESTAMP WITH TIME ZONE": "DATETIMEOFFSET(#)"}

// typeName2008 has the large types of before version 2012, which the manual calls
// deprecated since.
func typeName2008(t *types.Type) (string, error) {
	switch {
	case t.Name != "":
	case t.Kind == types.KindText && (t.National || t.Lossless):
		return "NTEXT", nil
	case t.Kind == types.KindText:
		return "TEXT", nil
	case t.Kind == types.KindBytes && t.Length == 0:
		return "IMAGE", nil
	}
	return typeName(t)
}

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
		return dialect.SizedType("FLOAT", t.Precision), nil
	case types.KindDouble:
		return "DOUBLE PRECISION", nil
	case types.KindNumeric:
		if t.Lossless && t.Precision == 0 {
			return "NUMERIC(38, 10)", nil // without both it would be a NUMERIC(18, 0)
		}
		return dialect.NumericType("NUMERIC", t), nil
	case types.KindString, types.KindText:
		return stringName(t), nil
	case types.KindBytes:
		if t.Fixed {
			return dialect.SizedType("BINARY", t.Length), nil
		}
		return "VARBINARY" + length(t), nil
	case types.KindDate:
		return "DATE", nil
	case types.KindTime:
		return dialect.SizedType("TIME", t.Precision), nil
	case types.KindDateTime:
		switch {
		case t.Timezone:
			return dialect.SizedType("DATETIMEOFFSET", t.Precision), nil
		case t.Lossless || t.Precision > 0: // a DATETIME counts in 300ths of a second
			return dialect.SizedType("DATETIME2", t.Precision), nil
		}
		return "DATETIME", nil
	case types.KindJSON:
		return "NVARCHAR(max)", nil
	case types.KindUUID:
		return "UNIQUEIDENTIFIER", nil
	}
	return "", fmt.Errorf("type %s has no name in mssql", t)
}

// room is that of an interval, kept as a DATETIME, which counts 300ths of a second.
func room(t *types.Type) dialect.Room {
	switch {
	case t.Kind != types.KindInterval || t.Lossless:
		return dialect.Room{}
	case t.Precision > 0:
		return dialect.Room{Grain: dialect.FractionOf(t.Precision)}
	}
	return dialect.Room{Grain: dialect.FractionOf(2)}
}

// castName spells the types of casts: a decimal as it was asked for, and a
// DATETIME, which takes more spellings of a date than DATETIME2 does.
func castName(t *types.Type) (string, error) {
	switch {
	case t.Name != "":
	case t.Kind == types.KindNumeric && t.Precision == 0:
		return "NUMERIC", nil
	case t.Kind == types.KindDateTime && !t.Timezone:
		return "DATETIME", nil
	}
	return typeName(t)
}

func stringName(t *types.Type) string {
	name := "VARCHAR"
	if t.Fixed {
		name = "CHAR"
	}
	if t.National || t.Lossless { // others are of the code page of the database
		name = "N" + name
	}
	if t.Fixed && t.Length == 0 {
		return name
	}
	return name + length(t)
}

// length spells the length of a string; the longest is max.
func length(t *types.Type) string {
	if t.Length > 0 {
		return "(" + strconv.Itoa(t.Length) + ")"
	}
	return "(max)"
}

func identity(t *types.Type) (typ, suffix string) {
	name, err := typeName(t)
	if err != nil {
		name = "BIGINT"
	}
	return name, "IDENTITY"
}

func tables(schema string) dialect.Statement {
	const query = "SELECT table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema = "
	if schema == "" {
		return dialect.Statement{SQL: query + "schema_name() ORDER BY table_name", Returns: true}
	}
	return dialect.Statement{SQL: query + "@p1 ORDER BY table_name", Args: []any{schema}, Returns: true}
}
