package mysql

import (
	"errors"
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

// words are what the names of types are called here that are not known, or mean
// something else.
var words = map[string]string{
	"BOOLEAN": "BOOL", "NCHAR": "NATIONAL CHAR(#)", "NVARCHAR": "NATIONAL VARCHAR(#)",
	"TIMESTAMP WITH TIME ZONE": "TIMESTAMP(#)", // which is kept in UTC
}

// typeNameMariaDB knows the UUIDs of MariaDB.
func typeNameMariaDB(t *types.Type) (string, error) {
	if t.Kind == types.KindUUID {
		return "UUID", nil
	}
	return typeName(t)
}

func typeName(t *types.Type) (string, error) {
	switch {
	case t.Kind == types.KindEnum:
		return "ENUM(" + dialect.QuoteLabels(t, ",", true) + ")", nil
	case t.Name != "" && t.Domain == nil:
		return dialect.NamedType(t, words), nil
	}
	switch t.Kind {
	case types.KindBoolean:
		return "BOOL", nil
	case types.KindSmallInteger:
		return "SMALLINT", nil
	case types.KindInteger:
		return "INTEGER", nil
	case types.KindBigInteger:
		return "BIGINT", nil
	case types.KindFloat:
		if t.Lossless { // FLOAT has 7 digits
			return "DOUBLE", nil
		}
		return dialect.SizedType("FLOAT", t.Precision), nil
	case types.KindDouble:
		return "DOUBLE", nil
	case types.KindNumeric:
		if t.Lossless && t.Precision == 0 {
			return "DECIMAL(38, 10)", nil // without both it would be a DECIMAL(10, 0)
		}
		return dialect.NumericType("NUMERIC", t), nil
	case types.KindString:
		if t.Fixed {
			return dialect.SizedType("CHAR", t.Length), nil
		}
		length := t.Length
		if length == 0 {
			if !t.Lossless {
				return "", errors.New("a VARCHAR needs a length in mysql")
			}
			length = defaultLength
		}
		return "VARCHAR(" + strconv.Itoa(length) + ")", nil
	case types.KindText:
		if t.Lossless { // a TEXT has 64 KB
			return "LONGTEXT", nil
		}
		return "TEXT", nil
	case types.KindBytes:
		switch {
		case t.Fixed:
			return dialect.SizedType("BINARY", t.Length), nil
		case t.Lossless && t.Length > 0: // a BLOB is no key
			return dialect.SizedType("VARBINARY", t.Length), nil
		case t.Lossless: // a BLOB has 64 KB
			return "LONGBLOB", nil
		}
		return dialect.SizedType("BLOB", t.Length), nil
	case types.KindDate:
		return "DATE", nil
	case types.KindTime:
		return dialect.SizedType("TIME", fraction(t)), nil
	case types.KindDateTime:
		return dialect.SizedType("DATETIME", fraction(t)), nil
	case types.KindJSON:
		return "JSON", nil
	}
	return "", fmt.Errorf("type %s has no name in mysql", t)
}

// rooms are how many bytes the types without a length of their own have.
var rooms = map[string]int{
	"TINYTEXT": 1<<8 - 1, "TINYBLOB": 1<<8 - 1, "TEXT": 1<<16 - 1, "BLOB": 1<<16 - 1, "MEDIUMTEXT": 1<<24 - 1, "MEDIUMBLOB": 1<<24 - 1,
}

func room(t *types.Type) dialect.Room {
	name := t.Name
	switch {
	case t.Kind == types.KindInterval && !t.Lossless:
		return dialect.Room{Grain: dialect.FractionOf(t.Precision)}
	case t.Kind != types.KindText && t.Kind != types.KindBytes:
		return dialect.Room{}
	case name == "" && !t.Lossless && !t.Fixed && t.Length == 0:
		name = "BLOB"
	}
	return dialect.Room{Bytes: rooms[firstWord(name)]}
}

// fraction is how many digits of a second are kept, of which there are none
// unless they are asked for.
func fraction(t *types.Type) int {
	if t.Lossless && t.Precision == 0 {
		return 6
	}
	return t.Precision
}

// castable are the first words of names of types that CAST knows beside those
// that castName gives; see the manual's chapter Cast Functions and Operators.
var castable = map[string]bool{"CHAR": true, "NCHAR": true, "BINARY": true, "SIGNED": true, "UNSIGNED": true, "REAL": true}

// castName spells the types that CAST knows, which are not those of columns; a
// boolean is a number already, and so is a YEAR. What CAST does not know is left
// as it is.
func castName(t *types.Type) (string, error) {
	switch {
	case strings.EqualFold(t.Name, "YEAR"):
		return "", nil
	case unsigned(t.Name):
		return "UNSIGNED INTEGER", nil
	case castable[firstWord(t.Name)]:
		return t.Name, nil
	}
	switch t.Kind {
	case types.KindBoolean:
		return "", nil
	case types.KindSmallInteger, types.KindInteger, types.KindBigInteger:
		return "SIGNED INTEGER", nil
	case types.KindFloat:
		return "FLOAT", nil
	case types.KindNumeric:
		return dialect.NumericType("DECIMAL", t), nil
	case types.KindEnum:
		return "CHAR", nil
	case types.KindString:
		return dialect.SizedType("CHAR", t.Length), nil
	case types.KindText:
		return "CHAR", nil
	case types.KindBytes:
		return dialect.SizedType("BINARY", t.Length), nil
	case types.KindTime:
		return dialect.SizedType("TIME", t.Precision), nil
	case types.KindDateTime:
		return dialect.SizedType("DATETIME", t.Precision), nil
	case types.KindNamed: // CAST knows few names
		return "", nil
	}
	return typeName(t)
}

// unsigned tells that a type is one of the integers without a sign, which CAST
// has one of.
func unsigned(name string) bool {
	_, attributes, _ := strings.Cut(strings.ToUpper(name), " ")
	integer := firstWord(name)
	return (integer == "INTEGER" || strings.HasSuffix(integer, "INT")) && slices.Contains(strings.Fields(attributes), "UNSIGNED")
}

// firstWord is the beginning of a type's name, before lengths and attributes.
func firstWord(name string) string {
	word, _, _ := strings.Cut(strings.ToUpper(name), " ")
	word, _, _ = strings.Cut(word, "(")
	return word
}

// castName57 has no floats, which CAST did not know before version 8.
func castName57(t *types.Type) (string, error) {
	if t.Kind == types.KindFloat || t.Kind == types.KindDouble {
		return "", nil
	}
	return castName(t)
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
