package types

import (
	"regexp"
	"strconv"
	"strings"
)

// Named is a type by the very name that a database has for it, with its
// parameters: Named("INET"), Named("DECIMAL(8, 3)"), Named("BIGINT UNSIGNED"),
// Named("TIMESTAMP WITH TIME ZONE"). It is written into statements as it stands
// and must not come from users' input.
//
// Names that are known to be of a generic kind, those of the SQL standard above
// all, have that kind and its parameters, so that their values are checked,
// bound and compared as those of the generic type are. [Type.Generic] gives that
// type. A dialect that spells a standard name otherwise (NVARCHAR is NATIONAL
// VARCHAR on MySQL) writes its own.
func Named(name string) *Type {
	t := &Type{Kind: KindNamed, Name: name}
	word, arguments, suffix := t.Spelling()
	known, ok := namedKinds[strings.ToUpper(word+suffix)]
	if !ok {
		if known, ok = namedKinds[strings.ToUpper(word)]; !ok {
			return t
		}
	}
	*t = known
	t.Name = name
	numbers := parameters(arguments)
	switch t.Kind {
	case KindString, KindBytes:
		if len(numbers) == 1 {
			t.Length = numbers[0]
		} else if t.Fixed && arguments == "" && t.Length == 0 {
			t.Length = 1
		}
	case KindNumeric:
		if len(numbers) > 0 {
			t.Precision = numbers[0]
		}
		if len(numbers) > 1 {
			t.Scale = numbers[1]
		}
	case KindFloat, KindDateTime, KindTime, KindInterval:
		if len(numbers) == 1 {
			t.Precision = numbers[0]
		}
	}
	return t
}

// Generic is the generic type that is nearest to a named one: what a column of
// one database becomes on another. It is the type itself where no generic type
// is known to be near.
func (t *Type) Generic() *Type {
	if t.Name == "" || t.Kind == KindNamed || t.Kind == KindEnum || t.Domain != nil {
		return t
	}
	generic := *t
	generic.Name = ""
	generic.Lossless = !generic.limited() || t.Kind == KindBytes || t.Kind == KindNumeric
	if t.Kind == KindJSON {
		generic.Lossless = strings.EqualFold(t.Name, "JSONB")
	}
	return &generic
}

// limited reports whether the type says itself how much it holds.
func (t *Type) limited() bool { return t.Length > 0 || t.Precision > 0 }

// spelled takes the spelling of a type apart: word, parameters, the rest.
var spelled = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9_]*(?: [A-Za-z]+)*?)\s*(?:\(([^()]*)\))?((?: [A-Za-z]+)*)$`)

// Spelling takes the name of a named type apart: BIT VARYING and "8" of BIT
// VARYING(8); TIMESTAMP, "3" and " WITH TIME ZONE" of TIMESTAMP(3) WITH TIME
// ZONE. What does not have that form is all word.
func (t *Type) Spelling() (word, arguments, suffix string) {
	parts := spelled.FindStringSubmatch(t.Name)
	if parts == nil {
		return t.Name, "", ""
	}
	word, arguments, suffix = parts[1], parts[2], parts[3]
	if arguments == "" && suffix != "" {
		for _, rest := range []string{" WITH TIME ZONE", " WITHOUT TIME ZONE", " WITH LOCAL TIME ZONE", " UNSIGNED", " ZEROFILL"} {
			if head, ok := strings.CutSuffix(word+suffix, rest); ok {
				return head, "", rest
			}
		}
		return word + suffix, "", ""
	}
	return word, arguments, suffix
}

// parameters reads the numbers in the parentheses of a type. A length may be
// followed by what it counts.
func parameters(arguments string) (numbers []int) {
	if arguments == "" {
		return nil
	}
	for argument := range strings.SplitSeq(arguments, ",") {
		number, _, _ := strings.Cut(strings.TrimSpace(argument), " ")
		n, err := strconv.Atoi(number)
		if err != nil {
			return nil
		}
		numbers = append(numbers, n)
	}
	return numbers
}

// namedKinds are the kinds of the names that are known.
var namedKinds = map[string]Type{
	"BOOLEAN": {Kind: KindBoolean}, "BOOL": {Kind: KindBoolean},
	"TINYINT": {Kind: KindSmallInteger}, "SMALLINT": {Kind: KindSmallInteger}, "INT2": {Kind: KindSmallInteger}, "YEAR": {Kind: KindSmallInteger},
	"INTEGER": {Kind: KindInteger}, "INT": {Kind: KindInteger}, "INT4": {Kind: KindInteger}, "MEDIUMINT": {Kind: KindInteger},
	"BIGINT": {Kind: KindBigInteger}, "INT8": {Kind: KindBigInteger},
	"FLOAT": {Kind: KindFloat}, "REAL": {Kind: KindFloat}, "FLOAT4": {Kind: KindFloat}, "BINARY_FLOAT": {Kind: KindFloat},
	"DOUBLE": {Kind: KindDouble}, "DOUBLE PRECISION": {Kind: KindDouble}, "FLOAT8": {Kind: KindDouble}, "BINARY_DOUBLE": {Kind: KindDouble},
	"NUMERIC": {Kind: KindNumeric}, "DECIMAL": {Kind: KindNumeric}, "DEC": {Kind: KindNumeric}, "NUMBER": {Kind: KindNumeric},
	"MONEY": {Kind: KindNumeric}, "SMALLMONEY": {Kind: KindNumeric},
	"CHAR": {Kind: KindString, Fixed: true}, "CHARACTER": {Kind: KindString, Fixed: true},
	"NCHAR": {Kind: KindString, Fixed: true, National: true}, "NATIONAL CHAR": {Kind: KindString, Fixed: true, National: true},
	"VARCHAR": {Kind: KindString}, "VARCHAR2": {Kind: KindString}, "CHARACTER VARYING": {Kind: KindString},
	"NVARCHAR": {Kind: KindString, National: true}, "NVARCHAR2": {Kind: KindString, National: true}, "NATIONAL VARCHAR": {Kind: KindString, National: true},
	"TEXT": {Kind: KindText}, "TINYTEXT": {Kind: KindText}, "MEDIUMTEXT": {Kind: KindText}, "LONGTEXT": {Kind: KindText},
	"CLOB": {Kind: KindText}, "NCLOB": {Kind: KindText, National: true}, "NTEXT": {Kind: KindText, National: true}, "LONG": {Kind: KindText},
	"BLOB": {Kind: KindBytes}, "TINYBLOB": {Kind: KindBytes}, "MEDIUMBLOB": {Kind: KindBytes}, "LONGBLOB": {Kind: KindBytes},
	"BYTEA": {Kind: KindBytes}, "IMAGE": {Kind: KindBytes}, "RAW": {Kind: KindBytes}, "LONG RAW": {Kind: KindBytes},
	"BINARY": {Kind: KindBytes, Fixed: true}, "VARBINARY": {Kind: KindBytes},
	"DATE": {Kind: KindDate}, "TIME": {Kind: KindTime}, "TIME WITHOUT TIME ZONE": {Kind: KindTime},
	"TIME WITH TIME ZONE": {Kind: KindTime, Timezone: true}, "TIMETZ": {Kind: KindTime, Timezone: true},
	"DATETIME": {Kind: KindDateTime}, "DATETIME2": {Kind: KindDateTime}, "SMALLDATETIME": {Kind: KindDateTime},
	"TIMESTAMP": {Kind: KindDateTime}, "TIMESTAMP WITHOUT TIME ZONE": {Kind: KindDateTime},
	"TIMESTAMP WITH TIME ZONE": {Kind: KindDateTime, Timezone: true}, "TIMESTAMP WITH LOCAL TIME ZONE": {Kind: KindDateTime, Timezone: true},
	"TIMESTAMPTZ": {Kind: KindDateTime, Timezone: true}, "DATETIMEOFFSET": {Kind: KindDateTime, Timezone: true},
	"INTERVAL": {Kind: KindInterval}, "JSON": {Kind: KindJSON}, "JSONB": {Kind: KindJSON},
	"UUID": {Kind: KindUUID}, "UNIQUEIDENTIFIER": {Kind: KindUUID},
}
