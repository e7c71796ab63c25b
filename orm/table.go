package orm

import "github.com/azoth-go/azoth/orm/internal/state"

// Table marks a struct as an entity and names its table:
//
//	type User struct {
//		_  orm.Table `orm:"users"`
//		ID int64     `orm:",pk"`
//	}
//
// It also keeps the pointer through which an object finds its session, which
// costs a word.
type Table state.Marker

// State is where an object is in its life.
type State = state.Status

// The states of an object.
const (
	// Transient: not in a session, has no row.
	Transient = state.Transient
	// Pending: added to a session; its row is not written yet.
	Pending = state.Pending
	// Persistent: in a session, has a row.
	Persistent = state.Persistent
	// Deleted: its row was deleted in the transaction under way.
	Deleted = state.Deleted
	// Detached: has or had a row, belongs to no session.
	Detached = state.Detached
)
