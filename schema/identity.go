package schema

import "errors"

// IdentityOptions are what is said of an identity column besides that it is
// one.
type IdentityOptions struct {
	// Always has the database refuse values of the program.
	Always bool
	// OnNull has an INSERT of NULL take the next value (Oracle).
	OnNull bool
	SequenceOptions
}

// An IdentityOption is an option of Identity: Always, OnNull, or one of those
// of sequences.
type IdentityOption interface {
	applyToIdentity(o *IdentityOptions) error
}

type identityOption func(o *IdentityOptions)

func (f identityOption) applyToIdentity(o *IdentityOptions) error {
	f(o)
	return nil
}

// Always has the database refuse values of the program for an identity column.
func Always() IdentityOption { return identityOption(func(o *IdentityOptions) { o.Always = true }) }

// OnNull has an INSERT of NULL into an identity column take the next value, on
// Oracle.
func OnNull() IdentityOption { return identityOption(func(o *IdentityOptions) { o.OnNull = true }) }

// Identity makes the column an identity column, GENERATED … AS IDENTITY in the
// standard: the database numbers the rows.
//
//	schema.Col("id", types.BigInteger, schema.PK(), schema.Identity(schema.StartWith(100), schema.IncrementBy(10)))
//
// Where the database has no such columns, the key is generated as AutoIncrement
// says, the options are left out, and a column that is not part of the key is an
// ordinary one.
func Identity(options ...IdentityOption) ColumnOption {
	return columnOption(func(c *Column) error {
		c.identity = true
		c.IdentityOptions = &IdentityOptions{}
		for _, option := range options {
			if option == nil {
				return errors.New("an option of Identity is nil")
			}
			if err := option.applyToIdentity(c.IdentityOptions); err != nil {
				return err
			}
		}
		return nil
	})
}

// AutoIncrement has the database generate the integer key in its usual way:
// SERIAL, AUTO_INCREMENT, IDENTITY … . It is so by default where an integer
// column alone is the primary key; see Column.Identity.
func AutoIncrement() ColumnOption {
	return columnOption(func(c *Column) error {
		c.identity = true
		return nil
	})
}

// NoIdentity leaves the key to the program.
func NoIdentity() ColumnOption {
	return columnOption(func(c *Column) error {
		c.noIdentity = true
		return nil
	})
}
