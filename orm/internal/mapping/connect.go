package mapping

import (
	"fmt"
	"slices"
	"strings"

	"github.com/azoth-go/azoth/schema"
)

// connect finds the target of a relationship and the foreign key that joins
// the two tables.
func (reg *Registry) connect(r *Relationship) error {
	r.Target = reg.entity(r.spec.target)
	if r.Target == nil {
		return fmt.Errorf("%s is not mapped in this registry: call orm.Map for it", r.spec.target)
	}
	r.Local, r.Remote, r.LocalLinks, r.RemoteLinks, r.Secondary = nil, nil, nil, nil, nil
	if r.spec.secondary != "" {
		return reg.connectSecondary(r)
	}
	outward := r.pick(keysBetween(r.Owner.Table, r.Target.Table))
	inward := r.pick(keysBetween(r.Target.Table, r.Owner.Table))
	if r.Owner == r.Target {
		// Both lists are the same; the kind of field tells the direction.
		if r.Many {
			outward = nil
		} else {
			inward = nil
		}
	}
	if r.Many {
		outward = nil // a collection's key lies with its items
	}
	candidates := append(slices.Clone(outward), inward...)
	switch {
	case len(candidates) == 0:
		return r.noForeignKey()
	case len(candidates) > 1:
		return r.ambiguous(candidates)
	case len(outward) == 1:
		r.Direction = ManyToOne
		return r.join(outward[0], true)
	}
	r.Direction = OneToMany
	return r.join(inward[0], false)
}

// join takes the column pairs from a foreign key.
func (r *Relationship) join(fk *schema.ForeignKeyConstraint, outward bool) error {
	for i, c := range fk.Columns {
		from, to := c, fk.TargetColumns[i]
		local, remote := from, to
		if !outward {
			local, remote = to, from
		}
		l, rm := r.Owner.ColumnOf(local.AST()), r.Target.ColumnOf(remote.AST())
		if l == nil || rm == nil {
			return fmt.Errorf("the foreign key %s uses a column that no field is mapped to", describeKey(fk))
		}
		r.Local, r.Remote = append(r.Local, l), append(r.Remote, rm)
	}
	if outward && len(r.Remote) == len(r.Target.Keys) {
		r.ByKey = true
		for _, c := range r.Remote {
			r.ByKey = r.ByKey && c.Key
		}
	}
	return nil
}

// connectSecondary finds the two foreign keys of an association table.
func (reg *Registry) connectSecondary(r *Relationship) error {
	r.Secondary = reg.MetaData.Table(r.spec.secondary)
	if r.Secondary == nil {
		var names []string
		for _, t := range reg.MetaData.Tables() {
			names = append(names, t.FullName())
		}
		return fmt.Errorf("secondary=%s: there is no such table (declared are: %s): declare it by schema.Declare or schema.New", r.spec.secondary, strings.Join(names, ", "))
	}
	r.Direction = ManyToMany
	local := r.pick(keysBetween(r.Secondary, r.Owner.Table))
	remote := keysBetween(r.Secondary, r.Target.Table)
	if r.Owner == r.Target && len(local) == 2 && len(r.spec.foreign) == 0 {
		// Of a table related to itself the first key is this side's, unless the
		// other side was declared first.
		local, remote = local[:1], remote[1:]
		if back := r.Target.Relationship(r.spec.back); back != nil && back.Index < r.Index {
			local, remote = remote, keysBetween(r.Secondary, r.Owner.Table)[:1]
		}
	}
	if len(local) == 1 {
		remote = slices.DeleteFunc(slices.Clone(remote), func(fk *schema.ForeignKeyConstraint) bool { return fk == local[0] })
	}
	if len(local) != 1 || len(remote) != 1 {
		return fmt.Errorf("secondary=%s: it needs one foreign key to %s and one to %s, and has %d and %d: say fk=… with the columns that refer to %s",
			r.spec.secondary, r.Owner.Table.Name, r.Target.Table.Name, len(local), len(remote), r.Owner.Name)
	}
	for i, c := range local[0].Columns {
		mapped := r.Owner.ColumnOf(local[0].TargetColumns[i].AST())
		if mapped == nil {
			return fmt.Errorf("the foreign key %s refers to a column that no field is mapped to", describeKey(local[0]))
		}
		r.Local, r.LocalLinks = append(r.Local, mapped), append(r.LocalLinks, c.AST())
	}
	for i, c := range remote[0].Columns {
		mapped := r.Target.ColumnOf(remote[0].TargetColumns[i].AST())
		if mapped == nil {
			return fmt.Errorf("the foreign key %s refers to a column that no field is mapped to", describeKey(remote[0]))
		}
		r.Remote, r.RemoteLinks = append(r.Remote, mapped), append(r.RemoteLinks, c.AST())
	}
	return nil
}

// pick keeps the foreign keys that the tag's fk option allows.
func (r *Relationship) pick(keys []*schema.ForeignKeyConstraint) []*schema.ForeignKeyConstraint {
	if len(r.spec.foreign) == 0 {
		return keys
	}
	return slices.DeleteFunc(slices.Clone(keys), func(fk *schema.ForeignKeyConstraint) bool {
		if len(fk.Columns) != len(r.spec.foreign) {
			return true
		}
		for _, c := range fk.Columns {
			if !slices.Contains(r.spec.foreign, c.Name) {
				return true
			}
		}
		return false
	})
}

// keysBetween gives the foreign keys of one table to another.
func keysBetween(from, to *schema.Table) (keys []*schema.ForeignKeyConstraint) {
	for _, fk := range from.ForeignKeys {
		if fk.Target == to {
			keys = append(keys, fk)
		}
	}
	return keys
}

func (r *Relationship) noForeignKey() error {
	with, from, to := "", r.Owner, r.Target
	if len(r.spec.foreign) > 0 {
		with = " with the columns " + strings.Join(r.spec.foreign, ", ")
	}
	if r.Many {
		from, to = r.Target, r.Owner
	}
	return fmt.Errorf("no foreign key%s leads from table %s to %s: give the key's field references=%s.%s, or name an association table by secondary=…",
		with, from.Table.Name, to.Table.Name, to.Table.Name, to.Keys[0].AST.Name)
}

func (r *Relationship) ambiguous(keys []*schema.ForeignKeyConstraint) error {
	var names []string
	for _, fk := range keys {
		names = append(names, describeKey(fk))
	}
	return fmt.Errorf("several foreign keys connect the tables %s and %s: %s: say which by fk=%s",
		r.Owner.Table.Name, r.Target.Table.Name, strings.Join(names, "; "), keys[0].Columns[0].Name)
}

func describeKey(fk *schema.ForeignKeyConstraint) string {
	var columns []string
	for _, c := range fk.Columns {
		columns = append(columns, c.Name)
	}
	return fk.Table.Name + "(" + strings.Join(columns, ", ") + ") → " + fk.TargetName()
}
