package postgresql_test

import (
	"testing"

	dialect "github.com/azoth-go/azoth/dialect/postgresql"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/postgresql"
)

var Items = schema.DeclareIn[struct {
	schema.Declared
	_      schema.Name                            `orm:"items"`
	ID     sql.Number[int64]                      `orm:",pk"`
	Tags   sql.NullArray[string]                  `orm:",type=string(30)[]"`
	Scores sql.Array[int64]                       `orm:",type=integer[]"`
	Matrix sql.NullArray[[]int64]                 `orm:",type=integer[][]"`
	Data   sql.NullJSON[any]                      `orm:",type=JSONB"`
	Attrs  sql.NullValue[postgresql.HStore]       `orm:",type=HSTORE"`
	Span   sql.NullValue[postgresql.Range[int64]] `orm:",type=INT8RANGE"`
}](schema.NewMetaData())

func TestExpressions(t *testing.T) {
	d := dialect.Dialect.Clone()
	d.Features.TypedBinds = false
	for _, test := range []struct {
		x    sql.Expression
		want string
	}{
		{Items.Tags.Contains("a", "b"), "items.tags @> $1"},
		{Items.Tags.ContainedBy("a"), "items.tags <@ $1"},
		{Items.Tags.Overlaps(), "items.tags && $1"},
		{Items.Tags.Append("c"), "items.tags || $1"},
		{Items.Tags.At(1).Eq("x"), "items.tags[$1] = $2"},
		{Items.Scores.Slice(2, 4), "items.scores[$1:$2]"},
		{sql.Element[sql.NullNumber[int64]](Items.Matrix, 1, 2), "items.matrix[$1][$2]"},
		{sql.Eq(sql.Val(int64(5)), sql.Any(Items.Scores)), "$1 = ANY (items.scores)"},
		{sql.Lt(sql.Val(int64(5)), sql.All(Items.Scores)), "$1 < ALL (items.scores)"},
		{sql.Eq(Items.ID, sql.Any(sql.ArrayOf(Items.ID))), "items.id = ANY (ARRAY[items.id])"},
		{postgresql.Contains(Items.Scores, sql.ArrayOf(Items.ID)), "items.scores @> ARRAY[items.id]"},
		{postgresql.Overlaps(Items.Tags, Items.Tags), "items.tags && items.tags"},
		{sql.And(Items.Tags.Contains("a"), Items.ID.Eq(1)), "items.tags @> $1 AND items.id = $2"},
		{postgresql.HasKey(Items.Data, "a"), "items.data ? $1"},
		{postgresql.HasAnyKey(Items.Data, "a", "b"), "items.data ?| ARRAY[$1, $2]"},
		{postgresql.HasAllKeys(Items.Attrs, "a"), "items.attrs ?& ARRAY[$1]"},
		{postgresql.Key(Items.Attrs, "k").Eq("v"), "items.attrs[$1] = $2"},
		{postgresql.Has(Items.Span, Items.ID), "items.span @> items.id"},
		{postgresql.Contains(Items.Span, sql.Val(postgresql.Between[int64](1, 5))), "items.span @> $1"},
		{postgresql.Before(Items.Span, Items.Span), "items.span << items.span"},
		{postgresql.After(Items.Span, Items.Span), "items.span >> items.span"},
		{postgresql.NotRightOf(Items.Span, Items.Span), "items.span &< items.span"},
		{postgresql.NotLeftOf(Items.Span, Items.Span), "items.span &> items.span"},
		{postgresql.Adjacent(Items.Span, Items.Span), "items.span -|- items.span"},
		{postgresql.Join(Items.Span, Items.Span), "items.span + items.span"},
		{postgresql.Intersection(Items.Span, Items.Span), "items.span * items.span"},
		{postgresql.Difference(Items.Span, Items.Span), "items.span - items.span"},
	} {
		s, err := d.CompileExpression(test.x.Node())
		if err != nil || s.SQL != test.want {
			t.Errorf("got  %s, %v\nwant %s", s.SQL, err, test.want)
		}
	}
}

func TestHStoresAreRead(t *testing.T) {
	value := "b\"\\"
	written, err := postgresql.HStore{"a": nil, "k": &value}.Value()
	if want := `"a"=>NULL, "k"=>"b\"\\"`; err != nil || written != want {
		t.Fatalf("wrote %v, %v, want %s", written, err, want)
	}
	var read postgresql.HStore
	if err := read.Scan(written); err != nil || len(read) != 2 || read["a"] != nil || *read["k"] != value {
		t.Errorf("read %v, %v", read, err)
	}
	for _, text := range []string{"a", `"a`, `"a"`, `"a"=>`, `"a"=>b`} {
		if err := read.Scan(text); err == nil {
			t.Errorf("%s: no error, but %v", text, read)
		}
	}
}

func TestRangesAreRead(t *testing.T) {
	for _, r := range []postgresql.Range[int64]{
		postgresql.Between[int64](1, 5), postgresql.From[int64](1), postgresql.Until[int64](5), {Empty: true},
		{Bounds: "(]"},
	} {
		written, err := r.Value()
		if err != nil {
			t.Fatal(err)
		}
		var read postgresql.Range[int64]
		if err := read.Scan(written); err != nil {
			t.Error(err)
		}
		again, err := read.Value()
		if err != nil || again != written {
			t.Errorf("%v became %v, %v", written, again, err)
		}
	}
	if _, err := (postgresql.Range[int64]{Bounds: "<>"}).Value(); err == nil {
		t.Error("bounds that there are none of pass")
	}
	for _, text := range []string{"", "[", "[1]", "[x,2)"} {
		if err := new(postgresql.Range[int64]).Scan(text); err == nil {
			t.Errorf("%q passes for a range", text)
		}
	}
}
