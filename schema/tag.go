package schema

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A Tag is what the struct tag of a column or a relationship says.
//
// The first element, before the first comma, is the name of the column; empty,
// the name is derived from the field. Options follow, separated by commas, as
// key or key=value:
//
//	ID     int64             `orm:",pk"`
//	Email  string            `orm:"email_address,size=120,unique"`
//	Price  decimal.Decimal   `orm:",precision=10,scale=2,default=0"`
//	Orders orm.Many[Order]   `orm:",back=User,order='placed_at desc, id',cascade=all delete-orphan"`
//
// A value may contain spaces. A comma inside parentheses or single quotes
// belongs to the value; single quotes around a whole value are taken off, a
// doubled one inside them is one. Only default keeps its value verbatim, being
// SQL: default='new' is the string, default=now() the call.
type Tag struct {
	Name string // of the column; "" where the field's name decides
	Skip bool   // the tag is "-": the field is not mapped

	// Of columns.

	PK          bool   // pk: part of the primary key
	PKName      string // pkname=users_key: what the primary key is called
	Size        int    // size=50: greatest length of a string, in characters
	Type        string // type=text: the SQL type, in place of the one that fits the Go type
	Precision   int    // precision=10: digits of a numeric
	Scale       int    // scale=2: digits after the point
	NotNull     bool   // notnull: NOT NULL, also where the Go type is nullable
	Null        bool   // null: nullable, also where the Go type is not
	Unique      bool   // unique
	UniqueGroup string // unique=name: columns of one name are unique together
	UniqueIndex bool   // uniqueindex: an index, where unique is a constraint
	// uniqueindex=name: columns of one name share it
	UniqueIndexGroup string
	Index            bool   // index
	IndexGroup       string // index=name: columns of one name share an index
	References       string // references=users.id: a foreign key
	// foreign=name: columns of one name, each with references=, are one foreign
	// key together
	ForeignGroup string
	OnDelete     string // ondelete=cascade: upper case, "SET NULL"
	OnUpdate     string // onupdate=cascade
	Match        string // match=full: upper case
	Deferrable   bool   // deferrable: the foreign key can be checked at the end of the transaction
	Deferred     bool   // deferrable=deferred: it is
	ForeignName  string // fkname=fk_author: what the foreign key is called
	Default      string // default=now(): server default, SQL text
	Computed     string // computed='price * quantity': the database computes it, SQL text
	Stored       bool   // stored: what is computed is kept, not made anew when it is read
	Check        string // check='price > 0': a CHECK of the table, SQL text
	CheckName    string // checkname=ck_price: what it is called
	Sequence     string // sequence=user_id_seq: what an INSERT draws the value from
	Identity     bool   // identity: the database generates the key
	Always       bool   // identity=always: and refuses values of the program
	Start        int64  // start=100: the first number of an identity
	Increment    int64  // increment=10: the step from one to the next
	NoIdentity   bool   // noidentity: the program sets the key
	Version      bool   // version: counts the row's updates
	Collate      string // collate=NOCASE: the order of characters
	// enum='mood: sad, so so': the type mood, whose values are these labels
	Enum    string
	Comment string // comment='what it is': kept in the database's catalogue; of a table, too

	// Of relationships.

	Back           string      // back=User: the relationship on the other side
	Order          []OrderTerm // order=id or order='placed_at desc, id'
	Cascade        []string    // cascade=all delete-orphan, as written
	Secondary      string      // secondary=post_keywords: the association table
	Foreign        []string    // fk=billing_address_id: the foreign key columns that connect the two tables
	Lazy           string      // lazy=selectin: the loading strategy
	PassiveDeletes bool        // passive_deletes: the database cascades to what is not loaded
	// passive_deletes=all: the database cascades, also to what is loaded
	PassiveDeletesAll bool
	SingleParent      bool // single_parent: a child has one parent at most
	PostUpdate        bool // post_update: the foreign key is written by an UPDATE of its own
	ViewOnly          bool // viewonly: never written

	moment int // digits of a second, datetime(3)

	// Seen are the names of the options given, in their order.
	Seen []string
}

// An OrderTerm is one column of a relationship's order.
type OrderTerm struct {
	Column     string
	Descending bool
}

// ParseTag parses the text of a struct tag's orm key. An error names the option
// and what is allowed in its place.
func ParseTag(tag string) (Tag, error) {
	var t Tag
	if strings.TrimSpace(tag) == "-" {
		t.Skip = true
		return t, nil
	}
	elements, err := splitTag(tag)
	if err != nil {
		return t, err
	}
	t.Name = elements[0]
	if name, _, found := strings.Cut(t.Name, "="); found && slices.Contains(optionNames, name) {
		return t, fmt.Errorf("the first element of tag %q is the column's name, not an option: put a comma before %q", tag, t.Name)
	}
	for _, element := range elements[1:] {
		if err := t.set(element); err != nil {
			return t, fmt.Errorf("tag %q: %w", tag, err)
		}
	}
	if err := t.contradiction(); err != nil {
		return t, fmt.Errorf("tag %q: %w", tag, err)
	}
	return t, nil
}

// Has reports whether the option was given.
func (t *Tag) Has(option string) bool { return slices.Contains(t.Seen, option) }

// CheckColumn gives an error when an option is given that only a relationship
// can have.
func (t *Tag) CheckColumn() error {
	for _, option := range t.Seen {
		if relationshipOptions[option] {
			return fmt.Errorf("option %q belongs to a relationship (orm.Many, orm.One), not to a column: remove it", option)
		}
	}
	return nil
}

// CheckRelationship gives an error when a name or an option is given that only
// a column can have.
func (t *Tag) CheckRelationship() error {
	if t.Name != "" {
		return fmt.Errorf("a relationship has no column name: remove %q before the first comma", t.Name)
	}
	for _, option := range t.Seen {
		if !relationshipOptions[option] {
			return fmt.Errorf("option %q belongs to a column, not to a relationship (orm.Many, orm.One): remove it", option)
		}
	}
	return nil
}

// splitTag cuts a tag at the commas outside of quotes and parentheses.
func splitTag(tag string) ([]string, error) {
	var (
		elements []string
		start    int
		depth    int
		quoted   bool
	)
	for i := range len(tag) {
		switch c := tag[i]; {
		case c == '\'':
			quoted = !quoted
		case quoted:
		case c == '(':
			depth++
		case c == ')':
			depth--
		case c == ',' && depth <= 0:
			elements = append(elements, strings.TrimSpace(tag[start:i]))
			start = i + 1
		}
	}
	switch {
	case quoted:
		return nil, fmt.Errorf("tag %q has a single quote without its partner", tag)
	case depth != 0:
		return nil, fmt.Errorf("tag %q has a parenthesis without its partner", tag)
	}
	return append(elements, strings.TrimSpace(tag[start:])), nil
}

// unquote takes off the single quotes around a whole value.
func unquote(value string) string {
	if len(value) < 2 || value[0] != '\'' || value[len(value)-1] != '\'' {
		return value
	}
	return strings.ReplaceAll(value[1:len(value)-1], "''", "'")
}

func (t *Tag) set(element string) error {
	key, value, valued := strings.Cut(element, "=")
	key, value = strings.TrimSpace(key), strings.TrimSpace(value)
	if key == "" {
		return fmt.Errorf("empty option: remove the comma")
	}
	option, known := options[key]
	switch {
	case !known:
		return fmt.Errorf("unknown option %q%s: the options are %s", key, didYouMean(key, optionNames), strings.Join(optionNames, ", "))
	case t.Has(key):
		return fmt.Errorf("option %q is given twice", key)
	case option.value == valueNone && valued:
		return fmt.Errorf("option %q takes no value: write %s", key, key)
	case option.value == valueRequired && value == "":
		return fmt.Errorf("option %q needs a value: write %s=%s", key, key, option.example)
	}
	t.Seen = append(t.Seen, key)
	if key != "default" {
		value = unquote(value)
	}
	if err := option.set(t, value); err != nil {
		return fmt.Errorf("option %s=%s: %w", key, value, err)
	}
	return nil
}

func (t *Tag) contradiction() error {
	for _, pair := range [][2]string{{"null", "notnull"}, {"identity", "noidentity"}, {"null", "pk"}, {"default", "identity"}, {"default", "computed"}, {"identity", "computed"}, {"enum", "type"}} {
		if t.Has(pair[0]) && t.Has(pair[1]) {
			return fmt.Errorf("options %q and %q contradict each other: keep one", pair[0], pair[1])
		}
	}
	for _, option := range []string{"ondelete", "onupdate", "foreign", "match", "deferrable", "fkname"} {
		if t.Has(option) && !t.Has("references") {
			return fmt.Errorf("option %q needs references=table.column beside it", option)
		}
	}
	for _, pair := range [][2]string{{"stored", "computed="}, {"checkname", "check="}, {"pkname", "pk"}, {"start", "identity"}, {"increment", "identity"}} {
		if t.Has(pair[0]) && !t.Has(strings.TrimSuffix(pair[1], "=")) {
			return fmt.Errorf("option %q needs %s beside it", pair[0], pair[1])
		}
	}
	return nil
}

// words cuts a value that is a list at its spaces and commas.
func words(value string) []string {
	return strings.FieldsFunc(value, func(r rune) bool { return r == ' ' || r == ',' })
}

func parseCount(into *int, value string) error {
	n, err := strconv.Atoi(value)
	if err != nil || n < 0 {
		return fmt.Errorf("not a whole number")
	}
	*into = n
	return nil
}

func parseOrder(value string) ([]OrderTerm, error) {
	var terms []OrderTerm
	for part := range strings.SplitSeq(value, ",") {
		term := strings.Fields(part)
		switch {
		case len(term) == 1:
			terms = append(terms, OrderTerm{Column: term[0]})
		case len(term) == 2 && strings.EqualFold(term[1], "asc"):
			terms = append(terms, OrderTerm{Column: term[0]})
		case len(term) == 2 && strings.EqualFold(term[1], "desc"):
			terms = append(terms, OrderTerm{Column: term[0], Descending: true})
		default:
			return nil, fmt.Errorf("write columns of the related table, each with asc or desc after it: order='placed_at desc, id'")
		}
	}
	return terms, nil
}

func oneOf(value string, allowed []string) error {
	if slices.Contains(allowed, value) {
		return nil
	}
	return fmt.Errorf("unknown value %q%s: the values are %s", value, didYouMean(value, allowed), strings.Join(allowed, ", "))
}
