package schema

import (
	"fmt"
	"strings"
)

// A reference names a column of a table that may not be declared yet.
type reference struct{ schema, table, column string }

// parseReference reads "table.column" or "schema.table.column".
func parseReference(text string) (reference, error) {
	parts := strings.Split(text, ".")
	for _, part := range parts {
		if strings.TrimSpace(part) == "" {
			parts = nil
		}
	}
	switch len(parts) {
	case 2:
		return reference{table: parts[0], column: parts[1]}, nil
	case 3:
		return reference{schema: parts[0], table: parts[1], column: parts[2]}, nil
	}
	return reference{}, fmt.Errorf("reference %q is not of the form table.column (or schema.table.column)", text)
}
