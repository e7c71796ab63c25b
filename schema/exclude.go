package schema

import (
	"errors"

	"github.com/azoth-go/azoth/sql"
)

// An ExcludeConstraint forbids two rows for which all of its operators hold at
// once. Only PostgreSQL has it.
type ExcludeConstraint struct {
	Table    *Table
	Elements []ExcludeElement
	// Using is the method of the index; "" is gist.
	Using string
	// Where limits it to some rows; nil is all.
	Where sql.Predicate
	ConstraintClauses
}

// An ExcludeElement is what two rows are compared by, and how.
type ExcludeElement struct {
	Expression sql.Expression
	Operator   string
	// Class is the operator class, or "".
	Class string
}

// Owner is the table.
func (e *ExcludeConstraint) Owner() *Table    { return e.Table }
func (e *ExcludeConstraint) kind() string     { return "exclude" }
func (e *ExcludeConstraint) names() []*Column { return nil }

// An Exclusion is an EXCLUDE constraint being declared. Its methods give
// another one.
type Exclusion struct{ constraint ExcludeConstraint }

// Exclude forbids two rows for which the operators of all elements hold:
//
//	schema.Exclude(
//		schema.ExcludeElement{Expression: Bookings.Room, Operator: "="},
//		schema.ExcludeElement{Expression: Bookings.During, Operator: "&&"}).Using("gist")
//
// Everywhere but on PostgreSQL it is an error of type *dialect.UnsupportedError;
// When limits it to that.
func Exclude(elements ...ExcludeElement) Exclusion {
	return Exclusion{ExcludeConstraint{Elements: elements}}
}

// Named gives the constraint a name.
func (x Exclusion) Named(name string) Exclusion {
	x.constraint.Name = name
	return x
}

// Using is the method of the index, gist if it is not said.
func (x Exclusion) Using(method string) Exclusion {
	x.constraint.Using = method
	return x
}

// Where limits the constraint to the rows that fulfil a condition.
func (x Exclusion) Where(condition sql.Predicate) Exclusion {
	x.constraint.Where = condition
	return x
}

// Deferrable lets a transaction put off the check to its end, as it always does
// where initiallyDeferred.
func (x Exclusion) Deferrable(initiallyDeferred bool) Exclusion {
	x.constraint.Deferrable, x.constraint.InitiallyDeferred = true, initiallyDeferred
	return x
}

// Comment describes the constraint in the catalogue.
func (x Exclusion) Comment(text string) Exclusion {
	x.constraint.Comment = text
	return x
}

// When leaves the constraint out of databases that do not meet the condition.
func (x Exclusion) When(condition Condition) Exclusion {
	x.constraint.Condition = condition
	return x
}

func (x Exclusion) addTo(t *Table) error {
	if len(x.constraint.Elements) == 0 {
		return errors.New("Exclude has no elements")
	}
	constraint := x.constraint
	constraint.Table = t
	return t.constrain(&constraint)
}
