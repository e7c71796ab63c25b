package mysql

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/types"
)

// defaultLength is that of a string column which states none: a VARCHAR must
// have a length here, and one of up to 255 can be a key.
const defaultLength = 255

func typeName(t *types.Type) (string, error) {
	switch t.Kind {
	case types.KindBoolean:
		return "BOOL", nil
	case types.KindSmallInteger:
		return "SMALLINT", nil
	case types.KindInteger:
		return "INTEGER", nil
	case types.KindBigInteger, types.KindInterval: // an interval in nanoseconds
		return "BIGINT", nil
	case types.KindFloat, types.KindDouble: // FLOAT has 7 digits
		return "DOUBLE", nil
	case types.KindNumeric:
		if t.Precision > 0 {
			return decimalName(t), nil
		}
		return "DECIMAL(38, 10)", nil // without both it would be a DECIMAL(10, 0)
	case types.KindString:
		if t.Fixed {
			return "CHAR" + size(t), nil
		}
		length := t.Length
		if length == 0 {
			length = defaultLength
		}
		return "VARCHAR(" + strconv.Itoa(length) + ")", nil
	case types.KindText:
		return "LONGTEXT", nil
	case types.KindBytes:
		if t.Length > 0 {
			return "VARBINARY(" + strconv.Itoa(t.Length) + ")", nil
		}
		return "LONGBLOB", nil
	case types.KindDate:
		return "DATE", nil
	case types.KindTime:
		return "TIME(6)", nil
	case types.KindDateTime:
		return "DATETIME(6)", nil
	case types.KindJSON:
		return "JSON", nil
	case types.KindUUID:
		return "CHAR(36)", nil
	case types.KindNamed:
		return t.Name, nil
	}
	return "", fmt.Errorf("type %s has no name in mysql", t)
}

// castName spells the types that CAST knows, which are not those of columns; a
// boolean is a number already, and so is a YEAR.
func castName(t *types.Type) (string, error) {
	switch t.Kind {
	case types.KindBoolean:
		return "", nil
	case types.KindSmallInteger, types.KindInteger, types.KindBigInteger:
		return "SIGNED INTEGER", nil
	case types.KindFloat:
		return "FLOAT", nil
	case types.KindNumeric:
		return decimalName(t), nil
	case types.KindString:
		return "CHAR" + size(t), nil
	case types.KindText:
		return "CHAR", nil
	case types.KindBytes:
		return "BINARY" + size(t), nil
	case types.KindTime:
		return "TIME", nil
	case types.KindDateTime:
		return "DATETIME", nil
	case types.KindNamed:
		if strings.EqualFold(t.Name, "YEAR") {
			return "", nil
		}
		if unsigned(t.Name) {
			return "UNSIGNED INTEGER", nil
		}
	case types.KindInterval:
		return "", fmt.Errorf("mysql cannot cast to %s", t)
	}
	return typeName(t)
}

// unsigned tells that a type is one of the integers without a sign, which CAST
// has one of.
func unsigned(name string) bool {
	integer, attributes, _ := strings.Cut(strings.ToUpper(name), " ")
	integer, _, _ = strings.Cut(integer, "(")
	return (integer == "INTEGER" || strings.HasSuffix(integer, "INT")) && slices.Contains(strings.Fields(attributes), "UNSIGNED")
}

// castName57 has no floats, which CAST did not know before version 8.
func castName57(t *types.Type) (string, error) {
	if t.Kind == types.KindFloat || t.Kind == types.KindDouble {
		return "", nil
	}
	return castName(t)
}

func decimalName(t *types.Type) string {
	if t.Precision == 0 {
		return "DECIMAL"
	}
	return "DECIMAL(" + strconv.Itoa(t.Precision) + ", " + strconv.Itoa(t.Scale) + ")"
}

// size spells a length, if there is one.
func size(t *types.Type) string {
	if t.Length == 0 {
		return ""
	}
	return "(" + strconv.Itoa(t.Length) + ")"
}

func identity(t *types.Type) (typ, suffix string) {
	name, err := typeName(t)
	if err != nil {
		name = "BIGINT"
	}
	return name, "AUTO_INCREMENT"
}

func tables(schema string) dialect.Statement {
	const query = "SELECT table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema = "
	if schema == "" {
		return dialect.Statement{SQL: query + "database() ORDER BY table_name", Returns: true}
	}
	return dialect.Statement{SQL: query + "? ORDER BY table_name", Args: []any{schema}, Returns: true}
}
