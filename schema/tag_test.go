package schema_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

func TestParseTag(t *testing.T) {
	cases := map[string]schema.Tag{
		"":              {},
		"-":             {Skip: true},
		"email_address": {Name: "email_address"},
		",pk,noidentity": {
			PK: true, NoIdentity: true, Seen: []string{"pk", "noidentity"}},
		"name, size=50 , notnull, unique, index=by_name": {
			Name: "name", Size: 50, NotNull: true, Unique: true, Index: true, IndexGroup: "by_name",
			Seen: []string{"size", "notnull", "unique", "index"}},
		",references=users.id,ondelete=set  null,onupdate=CASCADE": {
			References: "users.id", OnDelete: "SET NULL", OnUpdate: "CASCADE", Seen: []string{"references", "ondelete", "onupdate"}},
		",default='a,b'": {
			Default: "'a,b'", Seen: []string{"default"}},
		",default=coalesce(1, 2),size=3": {
			Default: "coalesce(1, 2)", Size: 3, Seen: []string{"default", "size"}},
		",back=User,order='placed_at desc, id',cascade=all delete-orphan,lazy=selectin": {
			Back: "User", Order: []schema.OrderTerm{{Column: "placed_at", Descending: true}, {Column: "id"}},
			Cascade: []string{"all", "delete-orphan"}, Lazy: "selectin", Seen: []string{"back", "order", "cascade", "lazy"}},
		",cascade='save-update, merge',fk=billing_id": {
			Cascade: []string{"save-update", "merge"}, Foreign: []string{"billing_id"}, Seen: []string{"cascade", "fk"}},
		",secondary=post_keywords,passive_deletes,single_parent,post_update,viewonly": {
			Secondary: "post_keywords", PassiveDeletes: true, SingleParent: true, PostUpdate: true, ViewOnly: true,
			Seen: []string{"secondary", "passive_deletes", "single_parent", "post_update", "viewonly"}},
	}
	for tag, want := range cases {
		got, err := schema.ParseTag(tag)
		if err != nil {
			t.Errorf("ParseTag(%q): %v", tag, err)
			continue
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("ParseTag(%q)\n got %+v\nwant %+v", tag, got, want)
		}
	}
}

func TestParseTagErrors(t *testing.T) {
	cases := map[string]string{
		",sise=50":                         `unknown option "sise" (did you mean "size"?): the options are back, cascade, check, checkname, collate, comment, computed, default`,
		",pk=yes":                          `option "pk" takes no value: write pk`,
		",size":                            `option "size" needs a value: write size=50`,
		",size=big":                        `option size=big: not a whole number`,
		",pk,pk":                           `option "pk" is given twice`,
		",null,notnull":                    `"null" and "notnull" contradict each other`,
		",cascade=orphans":                 `unknown value "orphans": the values are save-update`,
		",passive_deletes=some":            `unknown value "some": the values are all`,
		",cascade=delete-orphn":            `did you mean "delete-orphan"?`,
		",lazy=eager":                      `the values are select, immediate`,
		",references=users":                `not of the form table.column`,
		",ondelete=cascade":                `needs references=table.column`,
		",references=a.b,ondelete=explode": `unknown value "EXPLODE"`,
		",order=id sideways":               `with asc or desc`,
		",order='id":                       `single quote without its partner`,
		",default=now(":                    `parenthesis without its partner`,
		",checkname=x":                     `option "checkname" needs check= beside it`,
		",start=5":                         `option "start" needs identity beside it`,
		",identity,start=x":                `option start=x: not a whole number`,
		",identity=never":                  `unknown value "never": the values are always`,
		",match=full":                      `needs references=table.column`,
		",pkname=x":                        `option "pkname" needs pk beside it`,
		",enum=mood":                       `write the name of the type and its labels`,
		",enum='mood: a, a'":               `each once`,
		",enum='mood: a',type=text":        `contradict each other`,
		",type=txet":                       `unknown type "txet" (did you mean "text"?)`,
		"pk":                               "",
		"pk=1":                             "put a comma before",
		",,pk":                             "empty option",
	}
	for tag, want := range cases {
		_, err := schema.ParseTag(tag)
		switch {
		case want == "" && err != nil:
			t.Errorf("ParseTag(%q): %v", tag, err)
		case want != "" && (err == nil || !strings.Contains(err.Error(), want)):
			t.Errorf("ParseTag(%q)\n got %v\nwant …%s…", tag, err, want)
		}
	}
}

func TestTagSQLType(t *testing.T) {
	cases := []struct {
		tag      string
		inferred *types.Type
		want     string
	}{
		{"", types.Integer, "INTEGER"},
		{",size=50", types.String(0), "VARCHAR(50)"},
		{",size=50", types.Text, "VARCHAR(50)"},
		{",type=text", types.String(0), "TEXT"},
		{",type=VarChar(20)", types.String(0), "VARCHAR(20)"},
		{",type=numeric(10, 2)", types.Float, "NUMERIC(10, 2)"},
		{",precision=8,scale=3", types.Numeric(0, 0), "NUMERIC(8, 3)"},
		{",type=INET", types.String(0), "INET"},
		{",type=json", nil, "JSON"},
		{",enum='crm.mood: sad, so so'", types.String(0), "mood"},
	}
	for _, c := range cases {
		tag, err := schema.ParseTag(c.tag)
		if err != nil {
			t.Errorf("ParseTag(%q): %v", c.tag, err)
			continue
		}
		got, err := tag.SQLType(c.inferred)
		if err != nil || got.String() != c.want {
			t.Errorf("%q of %v: got %v, %v; want %s", c.tag, c.inferred, got, err, c.want)
		}
	}
	for tag, want := range map[string]string{
		",size=3":              "for strings and bytes",
		",precision=3,scale=5": "scale=5 is more than precision=3",
	} {
		parsed, _ := schema.ParseTag(tag)
		inferred := types.Integer
		if parsed.Scale > 0 {
			inferred = types.Numeric(0, 0)
		}
		if _, err := parsed.SQLType(inferred); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want …%s…", tag, err, want)
		}
	}
}

func TestTagSides(t *testing.T) {
	column, _ := schema.ParseTag("id,pk")
	relationship, _ := schema.ParseTag(",back=User,lazy=raise")
	if err := column.CheckColumn(); err != nil {
		t.Error(err)
	}
	if err := relationship.CheckRelationship(); err != nil {
		t.Error(err)
	}
	if err := relationship.CheckColumn(); err == nil || !strings.Contains(err.Error(), `"back" belongs to a relationship`) {
		t.Error(err)
	}
	if err := column.CheckRelationship(); err == nil || !strings.Contains(err.Error(), `remove "id" before the first comma`) {
		t.Error(err)
	}
}

// TestTagsOfTables declares tables by tags, and compares what that is with what items
// say.
func TestTagsOfTables(t *testing.T) {
	fromTags := schema.NewMetaData()
	schema.DeclareIn[struct {
		_      schema.Name           `orm:"members"`
		ID     sql.Number[int64]     `orm:",pk,pkname=members_key,identity=always,start=100,increment=5"`
		Name   sql.String            `orm:",size=20,collate=NOCASE,uniqueindex,comment='it''s the name'"`
		First  sql.Number[int64]     `orm:",uniqueindex=ux_both"`
		Second sql.Number[int64]     `orm:",uniqueindex=ux_both"`
		Boss   sql.NullNumber[int64] `orm:",references=members.id,ondelete=cascade,match=full,deferrable=deferred,fkname=fk_boss"`
		Mood   sql.String            `orm:",enum='crm.mood: sad, so so'"`
	}](fromTags)
	table := fromTags.Table("members")
	id, name, mood, boss := table.Column("id"), table.Column("name"), table.Column("mood").Type, table.ForeignKeys[0]
	if table.Key.Name != "members_key" || !id.IdentityOptions.Always || *id.IdentityOptions.Start != 100 || *id.IdentityOptions.Increment != 5 {
		t.Errorf("the key is %+v, with %+v", table.Key, id.IdentityOptions)
	}
	if name.Type.Collation != "NOCASE" || name.Type.Length != 20 || name.Comment != "it's the name" {
		t.Errorf("the name is %+v of %v", name, name.Type)
	}
	if len(table.Indexes) != 2 || !table.Indexes[0].Unique || table.Index("ux_both") == nil || len(table.Index("ux_both").Columns) != 2 || len(table.Uniques) > 0 {
		t.Errorf("the indexes are %+v", table.Indexes)
	}
	if boss.Name != "fk_boss" || boss.OnDelete != "CASCADE" || boss.Match != "FULL" || !boss.Deferrable || !boss.InitiallyDeferred {
		t.Errorf("the foreign key is %+v", boss)
	}
	if mood.Name != "mood" || mood.Schema != "crm" || !slices.Equal(mood.Labels, []string{"sad", "so so"}) {
		t.Errorf("the enum is %+v", mood)
	}
}

func FuzzParseTag(f *testing.F) {
	for _, tag := range []string{"", "-", "id,pk", ",size=50,default='a,b'", ",order='a desc, b',type=numeric(1, 2)", ",references=a.b,ondelete=set null"} {
		f.Add(tag)
	}
	f.Fuzz(func(t *testing.T, text string) {
		tag, err := schema.ParseTag(text)
		if err != nil {
			return
		}
		for i, option := range tag.Seen {
			if !tag.Has(option) || !strings.Contains(text, option) || slices.Contains(tag.Seen[:i], option) {
				t.Errorf("ParseTag(%q) saw %q", text, tag.Seen)
			}
		}
		if (tag.CheckColumn() == nil) == (tag.CheckRelationship() == nil) && len(tag.Seen) > 0 && tag.CheckColumn() == nil {
			t.Errorf("ParseTag(%q) is of a column and of a relationship", text)
		}
		_, _ = tag.ColumnOptions()
		_, _ = tag.SQLType(types.Text)
	})
}

func ExampleParseTag() {
	tag, err := schema.ParseTag("email_address,size=120,unique")
	fmt.Println(tag.Name, tag.Size, tag.Unique, err)
	_, err = schema.ParseTag(",cascade=al")
	fmt.Println(err)
	// Output:
	// email_address 120 true <nil>
	// tag ",cascade=al": option cascade=al: unknown value "al" (did you mean "all"?): the values are save-update, merge, delete, delete-orphan, expunge, refresh-expire, all, none
}
