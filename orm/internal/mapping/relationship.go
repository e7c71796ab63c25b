package mapping

import (
	"slices"
	"unsafe"

	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql/ast"
)

// Direction says on which side of a relationship the foreign key lies.
type Direction uint8

// The directions. A one-to-one is OneToMany with a scalar field on the side
// without the key, ManyToOne on the other.
const (
	ManyToOne Direction = iota
	OneToMany
	ManyToMany
)

// Cascade is a set of operations that pass along a relationship.
type Cascade uint8

// The cascades; SaveUpdate and Merge are the default.
const (
	SaveUpdate Cascade = 1 << iota
	Merge
	Delete
	DeleteOrphan
	Expunge
	RefreshExpire
)

// Strategy is how a relationship is loaded.
type Strategy uint8

// The loading strategies. Batch, the default, loads lazily for all objects
// that came from one result.
const (
	Batch Strategy = iota
	Lazy
	Immediate
	Joined
	SelectIn
	Subquery
	ContainsEager
	Raise
	NoLoad
	Dynamic
)

// A Relationship leads from the objects of one entity to those of another.
type Relationship struct {
	Index     int
	Owner     *Entity
	Field     string
	Offset    uintptr // of the field, an orm.Many or orm.One
	Many      bool    // the field is a collection
	Target    *Entity
	Direction Direction
	// Local and Remote are the columns that are equal, in pairs: of the owner
	// and the target; through an association table, each with its link column.
	Local, Remote []*Column
	Secondary     *schema.Table
	LocalLinks    []*ast.Column // of the secondary, paired with Local
	RemoteLinks   []*ast.Column // of the secondary, paired with Remote
	Back          *Relationship
	Cascade       Cascade
	Strategy      Strategy
	Order         []Order
	// PassiveDeletes leaves unloaded children of a deleted parent to the
	// database's ON DELETE.
	PassiveDeletes bool
	// PassiveDeletesAll leaves loaded ones to it, too.
	PassiveDeletesAll bool
	// PostUpdate writes the foreign key by an UPDATE of its own, after the rows
	// that it connects.
	PostUpdate bool
	// SingleParent says that an object is in one owner's collection at most.
	SingleParent bool
	// ViewOnly relationships are read and never written.
	ViewOnly bool
	// ByKey says that Remote is the target's whole primary key, in its order,
	// so that the identity map can answer a many-to-one.
	ByKey bool

	spec relationshipSpec
}

// An Order is a column that a collection is sorted by.
type Order struct {
	Column     *Column
	Descending bool
}

// At is the address of the relationship's field in an object.
func (r *Relationship) At(object unsafe.Pointer) unsafe.Pointer {
	return unsafe.Add(object, r.Offset)
}

// Has reports whether an operation cascades along the relationship.
func (r *Relationship) Has(c Cascade) bool { return r.Cascade&c != 0 }

// Repeats reports whether the association table may have several rows for the
// same two objects: its primary key does not keep them apart.
func (r *Relationship) Repeats() bool {
	if r.Secondary == nil {
		return false
	}
	for _, key := range r.Secondary.PrimaryKey {
		if !slices.Contains(r.LocalLinks, key.AST()) && !slices.Contains(r.RemoteLinks, key.AST()) {
			return true
		}
	}
	return len(r.Secondary.PrimaryKey) == 0
}

// String names the relationship as messages do: "User.Addresses".
func (r *Relationship) String() string { return r.Owner.Name + "." + r.Field }
