package schema

import "github.com/azoth-go/azoth/types"

// A TypeDDL creates or drops a type that has a name of its own: an Enum or a
// domain. On databases without such types it is an empty text.
type TypeDDL struct {
	Type *types.Type
	Drop bool
	// Guarded is IF EXISTS.
	Guarded bool
}

func (TypeDDL) ddl() {}

// CreateType is CREATE TYPE or CREATE DOMAIN. Creating all of a MetaData creates
// the types that its tables use.
func CreateType(t *types.Type) TypeDDL { return TypeDDL{Type: t} }

// DropType is DROP TYPE or DROP DOMAIN.
func DropType(t *types.Type) TypeDDL { return TypeDDL{Type: t, Drop: true} }

// IfExists leaves out a type that does not exist.
func (s TypeDDL) IfExists() TypeDDL {
	s.Guarded = true
	return s
}
