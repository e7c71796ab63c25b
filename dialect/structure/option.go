package structure

import (
	"cmp"
	"strconv"
)

// readOption reads what there is to say of a table, or of a constraint or a column of
// it.
func readOption(t *Table, rec *record) {
	of, option, value := rec.identifier(), rec.text(), rec.text()
	if of == "" {
		if t.Options == nil {
			t.Options = map[string]string{}
		}
		t.Options[option] = value
		return
	}
	if c := t.Column(of); c != nil && c.Identity != nil && c.Identity.set(option, value) {
		return
	}
	if option == "operator" {
		t.addOperator(of, value)
	}
	if d, timing := t.details(of); d != nil {
		d.set(option, value, rec.name, timing)
	}
}

// set takes in what is said of an identity, and reports whether it is of one.
func (i *Identity) set(option, value string) bool {
	n, _ := strconv.ParseInt(value, 10, 64)
	switch option {
	case "least":
		i.Min = n
	case "greatest":
		i.Max = n
	case "cache":
		i.Cache = n
	case "cycle":
		i.Cycle = true
	default:
		return false
	}
	return true
}

func (d *ConstraintDetails) set(option, value string, written func(stored string) string, timing *Timing) {
	switch option {
	case "comment":
		d.Comment = value
	case "include":
		d.Include = append(d.Include, written(value))
	case "not valid":
		d.NotValid = true
	case "deferrable":
		timing.Deferrable = true
	case "initially deferred":
		timing.InitiallyDeferred = true
	}
}

// addOperator makes an EXCLUDE of an index, operator by operator.
func (t *Table) addOperator(name, operator string) {
	index := t.Index(name)
	if index == nil {
		return
	}
	var x *Exclude
	for _, known := range t.Excludes {
		if known.Name == name {
			x = known
		}
	}
	if x == nil {
		x = &Exclude{ConstraintName: ConstraintName{Name: name}, Method: cmp.Or(index.Method, "btree"), Where: index.Where}
		t.Excludes = append(t.Excludes, x)
	}
	if n := len(x.Elements); n < len(index.Parts) {
		part := index.Parts[n]
		x.Elements = append(x.Elements, ExcludeElement{Column: part.Column, Expression: part.Expression, Operator: operator, Class: part.Class})
	}
}

// details finds those of the constraint of a name, with when it is checked.
func (t *Table) details(name string) (*ConstraintDetails, *Timing) {
	if key := t.PrimaryKey; key != nil && key.Name == name {
		return &key.ConstraintDetails, &key.Timing
	}
	for _, u := range t.Uniques {
		if u.Name == name {
			return &u.ConstraintDetails, &u.Timing
		}
	}
	for _, fk := range t.ForeignKeys {
		if fk.Name == name {
			return &fk.ConstraintDetails, &fk.Timing
		}
	}
	for _, k := range t.Checks {
		if k.Name == name {
			return &k.ConstraintDetails, &Timing{}
		}
	}
	for _, x := range t.Excludes {
		if x.Name == name {
			return &x.ConstraintDetails, &x.Timing
		}
	}
	return nil, nil
}
