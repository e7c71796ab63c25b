package postgresql

import (
	"errors"
	"fmt"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/types"
)

// createType writes CREATE TYPE … AS ENUM for an Enum and CREATE DOMAIN for a
// domain.
func createType(t *types.Type) (string, error) {
	name, err := qualified(t)
	switch {
	case err != nil:
		return "", err
	case t.Domain != nil:
		return createDomain(name, t.Domain)
	case len(t.Labels) == 0:
		return "", fmt.Errorf("type %s has no labels", t)
	}
	return "CREATE TYPE " + name + " AS ENUM (" + dialect.QuoteLabels(t, ", ", false) + ")", nil
}

// dropType writes DROP TYPE or DROP DOMAIN.
func dropType(t *types.Type, ifExists bool) (string, error) {
	name, err := qualified(t)
	if err != nil {
		return "", err
	}
	if ifExists {
		name = "IF EXISTS " + name
	}
	if t.Domain != nil {
		return "DROP DOMAIN " + name, nil
	}
	return "DROP TYPE " + name, nil
}

func createDomain(name string, d *types.Domain) (string, error) {
	base, err := typeName(d.Base)
	if err != nil {
		return "", err
	}
	text := "CREATE DOMAIN " + name + " AS " + base
	if d.Default != "" {
		text += " DEFAULT " + d.Default
	}
	if d.NotNull {
		text += " NOT NULL"
	}
	if d.Check != "" {
		text += " CHECK (" + d.Check + ")"
	}
	return text, nil
}

// qualified is the name of a type that is created by name.
func qualified(t *types.Type) (string, error) {
	if t.Name == "" {
		return "", errors.New("a type that is created needs a name")
	}
	var buf []byte
	if t.Schema != "" {
		quoted, err := identifiers.AppendQuoted(buf, t.Schema)
		if err != nil {
			return "", err
		}
		buf = append(quoted, '.')
	}
	buf, err := identifiers.AppendQuoted(buf, t.Name)
	return string(buf), err
}

// existingTypes asks for the names of the enumerations and domains of a schema.
func existingTypes(schema string) dialect.Statement {
	const query = "SELECT t.typname FROM pg_catalog.pg_type AS t" +
		" JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace" +
		" WHERE t.typtype IN ('e', 'd') AND "
	if schema == "" {
		return dialect.Statement{SQL: query + "pg_catalog.pg_type_is_visible(t.oid) ORDER BY t.typname", Returns: true}
	}
	return dialect.Statement{SQL: query + "n.nspname = $1 ORDER BY t.typname", Args: []any{schema}, Returns: true}
}
