package schema_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
)

func TestColumnName(t *testing.T) {
	for field, want := range map[string]string{
		"ID": "id", "UserID": "user_id", "Name": "name", "HTTPStatus": "http_status", "ImageURLs": "image_urls",
		"IDsSeen": "ids_seen", "Line2": "line2", "Line2B": "line2_b", "Is_Done": "is_done", "X": "x", "ÄndertAm": "ändert_am",
	} {
		if got := schema.ColumnName(field); got != want {
			t.Errorf("ColumnName(%q) = %q, want %q", field, got, want)
		}
	}
}

type labels struct{ Color string }

func TestDeclare(t *testing.T) {
	meta := schema.NewMetaData()
	Links := schema.DeclareIn[struct {
		schema.Declared
		_       schema.Name         `orm:"media.links"`
		MovieID sql.Number[int64]   `orm:",pk,references=movies.id,ondelete=cascade"`
		ActorID sql.Number[int32]   `orm:"actor,pk,references=actors.id"`
		Role    sql.NullString      `orm:",size=50,index=ix_role,unique=uq_role"`
		Rank    sql.Number[int16]   `orm:",default=1,index=ix_role,unique=uq_role"`
		Pay     sql.Number[float64] `orm:",precision=10,scale=2,null"`
		Labels  sql.JSON[labels]
		Note    sql.String     `orm:",type=text,unique"`
		Cache   map[string]int `orm:"-"`
	}](meta)
	table := meta.Table("media.links")
	if table == nil || Links.Table() != table || Links.From() != ast.From(table.AST()) {
		t.Fatal("the attributes do not know their table")
	}
	want := "Table(media.links, movie_id BIGINT PRIMARY KEY, actor INTEGER PRIMARY KEY, role VARCHAR(50), rank SMALLINT NOT NULL DEFAULT 1, " +
		"pay NUMERIC(10, 2), labels JSON NOT NULL, note TEXT NOT NULL)"
	if got := table.String(); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
	if Links.Role.Node() != ast.Expr(table.Column("role").AST()) || Links.ActorID.Node() != ast.Expr(table.Column("actor").AST()) {
		t.Error("an attribute is bound to another column")
	}
	if x := table.Indexes; len(x) != 1 || x[0].Name != "ix_role" || len(x[0].Columns) != 2 {
		t.Errorf("indexes: %+v", x)
	}
	if u := table.Uniques; len(u) != 2 || len(u[0].Columns) != 2 || u[0].Name != "uq_role" || len(u[1].Columns) != 1 {
		t.Errorf("unique constraints: %+v", u)
	}
	if fk := table.ForeignKeys; len(fk) != 2 || fk[0].OnDelete != "CASCADE" || fk[1].TargetName() != "actors.id" {
		t.Errorf("foreign keys: %+v", fk)
	}
	var joinable sql.Joinable = Links
	if steps, err := joinable.JoinSteps(nil); err != nil || steps[0].From != Links.From() {
		t.Error(steps, err)
	}
	if _, err := (schema.Declared{}).JoinSteps(nil); err == nil {
		t.Error("an undeclared table can be joined with")
	}
}

func TestDeclarePanics(t *testing.T) {
	meta := schema.NewMetaData()
	cases := map[string]func(){
		"the table has no name: add the field _ schema.Name": func() {
			schema.DeclareIn[struct{ ID sql.Number[int64] }](meta)
		},
		"is not a table's name": func() {
			schema.DeclareIn[struct {
				_ schema.Name
			}](meta)
		},
		`table "a": field ID: tag ",pkk": unknown option "pkk" (did you mean "pk"?)`: func() {
			schema.DeclareIn[struct {
				_  schema.Name       `orm:"a"`
				ID sql.Number[int64] `orm:",pkk"`
			}](meta)
		},
		`field Tags: option "back" belongs to a relationship`: func() {
			schema.DeclareIn[struct {
				_    schema.Name `orm:"a"`
				Tags sql.String  `orm:",back=X"`
			}](meta)
		},
		"field Name: string is not an attribute: use sql.String": func() {
			schema.DeclareIn[struct {
				_    schema.Name `orm:"a"`
				Name string
			}](meta)
		},
		"field name: it is not exported": func() {
			schema.DeclareIn[struct {
				_    schema.Name `orm:"a"`
				name sql.String
			}](meta)
		},
		"int is not a struct of attributes": func() { schema.DeclareIn[int](meta) },
		"field Born: option \"size\" does not fit the type": func() {
			schema.DeclareIn[struct {
				_    schema.Name `orm:"a"`
				Born sql.Time    `orm:",size=3"`
			}](meta)
		},
	}
	for want, declare := range cases {
		func() {
			defer func() {
				if got := fmt.Sprint(recover()); !strings.Contains(got, want) {
					t.Errorf("got %s\nwant …%s…", got, want)
				}
			}()
			declare()
		}()
	}
	if len(meta.Tables()) != 0 {
		t.Error("a wrong table was added")
	}
}

func ExampleDeclare() {
	var PostKeywords = schema.Declare[struct {
		schema.Declared
		_         schema.Name       `orm:"post_keywords"`
		PostID    sql.Number[int64] `orm:",pk,references=posts.id"`
		KeywordID sql.Number[int64] `orm:",pk,references=keywords.id"`
	}]()
	fmt.Println(PostKeywords.Table())
	// Output: Table(post_keywords, post_id BIGINT PRIMARY KEY, keyword_id BIGINT PRIMARY KEY)
}
