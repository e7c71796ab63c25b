package types

import "strings"

// Hole is where the value stands in the SQL that a type has it pass through.
const Hole = "{}"

// Through is the type with SQL that its values pass through: bind is what stands
// for a parameter in statements, column what stands for an expression of the type
// in the select list of a query whose rows the program reads, and in RETURNING;
// {} is the value in both. "" leaves it as it is.
//
//	var Geometry = types.Named("GEOMETRY").Through("ST_GeomFromText({}, 4326)", "ST_AsText({})")
//	var Sealed = types.Named("BYTEA").Through("pgp_sym_encrypt({}::text, 'key')", "pgp_sym_decrypt({}, 'key')")
//
// A condition, an order, a subquery and a view have the column as it is. Databases
// whose functions differ are variants (see [Type.Variant]). The SQL is written into
// statements as it stands and must not come from users' input.
func (t *Type) Through(bind, column string) *Type {
	through := *t
	through.BindSQL, through.ColumnSQL = bind, column
	return &through
}

// CutHole takes the SQL of a type apart: what stands before the value and behind
// it. It is not ok where the value has no place in it.
func CutHole(sql string) (before, after string, ok bool) { return strings.Cut(sql, Hole) }
