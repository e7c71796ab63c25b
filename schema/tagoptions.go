package schema

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// valueRule says whether an option stands alone or takes a value.
type valueRule uint8

const (
	valueNone valueRule = iota
	valueOptional
	valueRequired
)

// An option is one key of the tag grammar.
type option struct {
	value   valueRule
	example string // of a value, for messages
	set     func(t *Tag, value string) error
}

var (
	cascades   = []string{"save-update", "merge", "delete", "delete-orphan", "expunge", "refresh-expire", "all", "none"}
	strategies = []string{"select", "immediate", "joined", "selectin", "subquery", "raise", "noload", "dynamic", "batch"}
	actions    = []string{"CASCADE", "SET NULL", "SET DEFAULT", "RESTRICT", "NO ACTION"}
)

var options = map[string]option{
	"pk":      flag(func(t *Tag) *bool { return &t.PK }),
	"notnull": flag(func(t *Tag) *bool { return &t.NotNull }),
	"null":    flag(func(t *Tag) *bool { return &t.Null }),
	"identity": {valueOptional, "always", func(t *Tag, value string) error {
		t.Identity, t.Always = true, value == "always"
		if value == "" {
			return nil
		}
		return oneOf(value, []string{"always"})
	}},
	"start":      number("100", func(t *Tag) *int64 { return &t.Start }),
	"increment":  number("10", func(t *Tag) *int64 { return &t.Increment }),
	"noidentity": flag(func(t *Tag) *bool { return &t.NoIdentity }),
	"version":    flag(func(t *Tag) *bool { return &t.Version }),
	"passive_deletes": {valueOptional, "all", func(t *Tag, value string) error {
		t.PassiveDeletes, t.PassiveDeletesAll = true, value == "all"
		if value == "" {
			return nil
		}
		return oneOf(value, []string{"all"})
	}},
	"single_parent": flag(func(t *Tag) *bool { return &t.SingleParent }),
	"post_update":   flag(func(t *Tag) *bool { return &t.PostUpdate }),
	"viewonly":      flag(func(t *Tag) *bool { return &t.ViewOnly }),
	"unique":        group(func(t *Tag) (*bool, *string) { return &t.Unique, &t.UniqueGroup }),
	"index":         group(func(t *Tag) (*bool, *string) { return &t.Index, &t.IndexGroup }),
	"uniqueindex":   group(func(t *Tag) (*bool, *string) { return &t.UniqueIndex, &t.UniqueIndexGroup }),
	"collate":       text("NOCASE", func(t *Tag) *string { return &t.Collate }),
	"comment":       text("'what it is'", func(t *Tag) *string { return &t.Comment }),
	"pkname":        text("users_key", func(t *Tag) *string { return &t.PKName }),
	"fkname":        text("fk_author", func(t *Tag) *string { return &t.ForeignName }),
	"enum": {valueRequired, "'mood: sad, so so'", func(t *Tag, value string) error {
		t.Enum = value
		_, err := parseEnum(value)
		return err
	}},
	"match": {valueRequired, "full", func(t *Tag, value string) error {
		t.Match = strings.ToUpper(value)
		return oneOf(t.Match, []string{"FULL", "PARTIAL", "SIMPLE"})
	}},
	"deferrable": {valueOptional, "deferred", func(t *Tag, value string) error {
		t.Deferrable, t.Deferred = true, value == "deferred"
		if value == "" {
			return nil
		}
		return oneOf(value, []string{"deferred"})
	}},
	"size":      count("50", func(t *Tag) *int { return &t.Size }),
	"precision": count("10", func(t *Tag) *int { return &t.Precision }),
	"scale":     count("2", func(t *Tag) *int { return &t.Scale }),
	"default":   text("now()", func(t *Tag) *string { return &t.Default }),
	"computed":  text("'price * quantity'", func(t *Tag) *string { return &t.Computed }),
	"stored":    flag(func(t *Tag) *bool { return &t.Stored }),
	"check":     text("'price > 0'", func(t *Tag) *string { return &t.Check }),
	"checkname": text("ck_price", func(t *Tag) *string { return &t.CheckName }),
	"sequence":  text("user_id_seq", func(t *Tag) *string { return &t.Sequence }),
	"back":      text("User", func(t *Tag) *string { return &t.Back }),
	"foreign":   text("order_line", func(t *Tag) *string { return &t.ForeignGroup }),
	"secondary": text("post_keywords", func(t *Tag) *string { return &t.Secondary }),
	"type": {valueRequired, "text", func(t *Tag, value string) error {
		t.Type = value
		_, err := t.SQLType(nil)
		return err
	}},
	"references": {valueRequired, "users.id", func(t *Tag, value string) error {
		t.References = value
		_, err := parseReference(value)
		return err
	}},
	"ondelete": action(func(t *Tag) *string { return &t.OnDelete }),
	"onupdate": action(func(t *Tag) *string { return &t.OnUpdate }),
	"fk": {valueRequired, "billing_address_id", func(t *Tag, value string) error {
		t.Foreign = words(value)
		return nil
	}},
	"order": {valueRequired, "id", func(t *Tag, value string) (err error) {
		t.Order, err = parseOrder(value)
		return err
	}},
	"cascade": {valueRequired, "all delete-orphan", func(t *Tag, value string) error {
		t.Cascade = words(value)
		for _, word := range t.Cascade {
			if err := oneOf(word, cascades); err != nil {
				return err
			}
		}
		return nil
	}},
	"lazy": {valueRequired, "selectin", func(t *Tag, value string) error {
		t.Lazy = value
		return oneOf(value, strategies)
	}},
}

var optionNames = slices.Sorted(maps.Keys(options))

var relationshipOptions = map[string]bool{
	"back": true, "order": true, "cascade": true, "secondary": true, "fk": true, "lazy": true,
	"passive_deletes": true, "single_parent": true, "post_update": true, "viewonly": true,
}

func flag(field func(*Tag) *bool) option {
	return option{valueNone, "", func(t *Tag, _ string) error {
		*field(t) = true
		return nil
	}}
}

func group(fields func(*Tag) (*bool, *string)) option {
	return option{valueOptional, "", func(t *Tag, value string) error {
		given, name := fields(t)
		*given, *name = true, value
		return nil
	}}
}

func count(example string, field func(*Tag) *int) option {
	return option{valueRequired, example, func(t *Tag, value string) error { return parseCount(field(t), value) }}
}

func number(example string, field func(*Tag) *int64) option {
	return option{valueRequired, example, func(t *Tag, value string) (err error) {
		if *field(t), err = strconv.ParseInt(value, 10, 64); err != nil {
			return fmt.Errorf("not a whole number")
		}
		return nil
	}}
}

func text(example string, field func(*Tag) *string) option {
	return option{valueRequired, example, func(t *Tag, value string) error {
		*field(t) = value
		return nil
	}}
}

func action(field func(*Tag) *string) option {
	return option{valueRequired, "cascade", func(t *Tag, value string) error {
		value = strings.ToUpper(strings.Join(strings.Fields(value), " "))
		*field(t) = value
		return oneOf(value, actions)
	}}
}
