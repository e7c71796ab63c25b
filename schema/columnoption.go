package schema

// PK makes the column part of the primary key. Several such columns are one
// key, in the order of the columns.
func PK() ColumnOption {
	return columnOption(func(c *Column) error {
		c.PrimaryKey = true
		c.Table.PrimaryKey = append(c.Table.PrimaryKey, c)
		return nil
	})
}

// NotNull forbids NULL.
func NotNull() ColumnOption {
	return columnOption(func(c *Column) error {
		c.notNull = true
		return nil
	})
}

// Null allows NULL, which is the default outside of primary keys.
func Null() ColumnOption {
	return columnOption(func(c *Column) error {
		c.null = true
		return nil
	})
}

// UniqueColumn forbids two rows with the same value; the constraint has no
// name. Unique is for several columns, or a name.
func UniqueColumn() ColumnOption {
	return columnOption(func(c *Column) error {
		return Unique().applyTo(c)
	})
}

// References makes the column a foreign key to "table.column", or
// "schema.table.column". The target may be declared later.
func References(target string, options ...ForeignKeyOption) ColumnOption {
	return columnOption(func(c *Column) error {
		ref, err := parseReference(target)
		if err != nil {
			return err
		}
		fk := &ForeignKeyConstraint{
			Table: c.Table, Columns: []*Column{c},
			refSchema: ref.schema, refTable: ref.table, refColumns: []string{ref.column},
		}
		if err := fk.apply(options); err != nil {
			return err
		}
		c.Table.attached = append(c.Table.attached, fk)
		return nil
	})
}

// ClientDefault gives the value of an INSERT that sets none. The function is
// called once for each row, and must be safe for concurrent use.
func ClientDefault(value func() any) ColumnOption {
	return columnOption(func(c *Column) error {
		c.ClientDefault = value
		return nil
	})
}

// ClientOnUpdate gives the value of an UPDATE that sets none. The function is
// called once for each row, and must be safe for concurrent use.
func ClientOnUpdate(value func() any) ColumnOption {
	return columnOption(func(c *Column) error {
		c.ClientOnUpdate = value
		return nil
	})
}

// A CommentText is the comment of a table, of a column, of a foreign key or of
// a view.
type CommentText string

// Comment describes a table, a column, a foreign key or a view, in the database's own catalogue where
// that has a place for it.
func Comment(text string) CommentText { return CommentText(text) }

func (text CommentText) applyToForeignKey(fk *ForeignKeyConstraint) error {
	fk.Comment = string(text)
	return nil
}

func (text CommentText) applyToView(v *View) { v.Comment = string(text) }

// System marks a column that the database has by itself, such as xmin of
// PostgreSQL: statements may read it, CREATE TABLE leaves it out.
func System() ColumnOption {
	return columnOption(func(c *Column) error {
		c.System = true
		return nil
	})
}

func (text CommentText) addTo(t *Table) error {
	t.Comment = string(text)
	return nil
}

func (text CommentText) applyTo(c *Column) error {
	c.Comment = string(text)
	return nil
}
