package postgresql_test

import (
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/azothtest"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/postgresql"
	"github.com/azoth-go/azoth/types"
)

var kept = schema.NewMetaData()

var Kept = schema.DeclareIn[struct {
	schema.Declared
	_      schema.Name                            `orm:"kept"`
	ID     sql.Number[int64]                      `orm:",pk"`
	Tags   sql.NullArray[string]                  `orm:",type=string(30)[]"`
	Matrix sql.NullArray[[]int64]                 `orm:",type=integer[][]"`
	Data   sql.NullJSON[any]                      `orm:",type=JSONB"`
	Attrs  sql.NullValue[postgresql.HStore]       `orm:",type=HSTORE"`
	Span   sql.NullValue[postgresql.Range[int64]] `orm:",type=INT8RANGE"`
	Body   sql.NullString                         `orm:",type=text"`
	Words  sql.NullValue[postgresql.TSVector]     `orm:",type=TSVECTOR"`
}](kept)

// server is a database with one row of each type.
func server(t *testing.T) *azoth.Engine {
	t.Helper()
	var eng *azoth.Engine
	for _, database := range append(azothtest.Databases(t), azothtest.Firebird()) {
		if database.Name == "postgresql" {
			eng = database.Open(t)
		}
	}
	if _, err := sql.Text("CREATE EXTENSION hstore").Exec(t.Context(), eng); err != nil {
		t.Fatal(err)
	}
	if err := eng.CreateAll(t.Context(), kept); err != nil {
		t.Fatal(err)
	}
	one := "1"
	_, err := sql.Insert(Kept).Values(
		Kept.ID.Set(1), Kept.Tags.Set([]string{"a", "b"}), Kept.Matrix.Set([][]int64{{1, 2}, {3, 4}}),
		Kept.Data.Set(map[string]any{"name": "ed", "list": []int{1, 2}, "size": 7, "deep": map[string]any{"er": "x"}}),
		Kept.Attrs.Set(postgresql.HStore{"k": &one, "none": nil}), Kept.Span.Set(postgresql.Between[int64](1, 5)),
		Kept.Body.Set("Three fat cats"), sql.SetTo(Kept.Words, postgresql.ToTSVector("english", sql.Val("Three fat cats"))),
	).Exec(t.Context(), eng)
	if err != nil {
		t.Fatal(err)
	}
	return eng
}

// TestPredicates asks the database for what is true of the row.
func TestPredicates(t *testing.T) {
	eng := server(t)
	one := "1"
	attrs := postgresql.HStore{"k": &one}
	cats := postgresql.ToTSQuery("english", sql.Val("fat & cat"))
	for _, p := range []sql.Bool{
		Kept.Tags.Contains("a"), Kept.Tags.ContainedBy("a", "b", "c"), Kept.Tags.Overlaps("b", "x"),
		sql.Eq(postgresql.Concat(Kept.Tags, sql.ArrayOf(sql.Val("c"))), Kept.Tags.Append("c")),
		sql.Eq(sql.Val("a"), sql.Any(Kept.Tags)), Kept.Tags.At(2).Eq("b"), Kept.Tags.Slice(1, 1).Eq([]string{"a"}),
		sql.Element[sql.NullNumber[int64]](Kept.Matrix, 2, 1).Eq(3),
		sql.CastTo[sql.NullArray[string]](sql.ArrayOf[string](), types.Array(types.Text)).Eq([]string{}),

		Kept.Data.Key("name").Eq("ed"), Kept.Data.Key("list").At(1).Eq(2), Kept.Data.Key("deep").Key("er").AsString().Eq("x"),
		Kept.Data.Key("deep").Key("er").AsText().Eq("x"), Kept.Data.Path("deep", "er").AsText().Eq("x"),
		Kept.Data.Key("list").At(0).AsInteger().Eq(1), sql.JSONIndex(Kept.Data, sql.Val("name")).Eq("ed"),
		Kept.Data.Key("missing").IsNull(),
		postgresql.Contains(Kept.Data, sql.Literal[sql.JSON[any]](any(map[string]any{"name": "ed"}))),
		postgresql.HasKey(Kept.Data, "name"), postgresql.HasAnyKey(Kept.Data, "x", "size"), postgresql.HasAllKeys(Kept.Data, "name", "size"),
		postgresql.PathExists(Kept.Data, "$.list[*] ? (@ > 1)"), postgresql.PathMatches(Kept.Data, "$.size > 5").Is(true),
		postgresql.DeletePath(Kept.Data, "list", "0").Key("list").At(0).Eq(2),

		postgresql.Key(Kept.Attrs, "k").Eq("1"), postgresql.HasKey(Kept.Attrs, "none"), postgresql.Defined(Kept.Attrs, "k"),
		sql.Not(postgresql.Defined(Kept.Attrs, "none")), postgresql.Contains(Kept.Attrs, sql.Val(attrs)),
		postgresql.Without(Kept.Attrs, "none").Eq(attrs), postgresql.Slice(Kept.Attrs, "k", "x").Eq(attrs),
		postgresql.Key(postgresql.Merge(Kept.Attrs, postgresql.Pair(sql.Val("k"), sql.Val("2"))), "k").Eq("2"),

		sql.BetweenSymmetric(Kept.ID, sql.Val(int64(5)), sql.Val(int64(0))), sql.Not(sql.BetweenSymmetric(Kept.ID, sql.Val(int64(5)), sql.Val(int64(2)))),

		postgresql.Has(Kept.Span, Kept.ID), postgresql.Has(Kept.Span, sql.Cast[sql.Number[int64]](sql.Val(4))),
		Kept.Body.RegexpMatch("^three", "ix"), Kept.Span.Eq(postgresql.Between[int64](1, 5)),
		postgresql.Overlaps(Kept.Span, sql.Val(postgresql.From[int64](4))), postgresql.ContainedBy(Kept.Span, sql.Val(postgresql.Until[int64](5))),

		postgresql.Matches(Kept.Words, cats), postgresql.Matches(Kept.Words, postgresql.PlainToTSQuery("english", sql.Val("cats fat"))),
		postgresql.Matches(Kept.Words, postgresql.PhraseToTSQuery("english", sql.Val("fat cats"))),
		sql.Not(postgresql.Matches(Kept.Words, postgresql.PhraseToTSQuery("english", sql.Val("cats fat")))),
		postgresql.Matches(Kept.Words, postgresql.WebSearchToTSQuery("english", sql.Val(`cat -dog`))),
		postgresql.Matches(postgresql.ToTSVector("", Kept.Body), postgresql.ToTSQuery("", sql.Val("three"))),
		Kept.Body.Match("cats"), Kept.Body.Match("cat", sql.MatchConfiguration("english")),
		postgresql.TSRank(Kept.Words, cats).Gt(0), postgresql.TSHeadline("english", Kept.Body, cats).Contains("<b>cats</b>"),
	} {
		q := sql.Select1(Kept.ID).Where(p)
		if ids, err := q.All(t.Context(), eng); err != nil || len(ids) != 1 {
			t.Errorf("%v\ngave %v, %v", q, ids, err)
		}
	}
}

func TestTextsOfHStoresAreRead(t *testing.T) {
	eng := server(t)
	row, err := sql.Select2(postgresql.Keys(Kept.Attrs), postgresql.Texts(Kept.Attrs)).One(t.Context(), eng)
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]*string{}
	for i, key := range *row.V1 {
		texts[key] = (*row.V2)[i]
	}
	if len(texts) != 2 || texts["k"] == nil || *texts["k"] != "1" || texts["none"] != nil {
		t.Errorf("read %v and %v", row.V1, row.V2)
	}
}

func TestElementsAreAssignedTo(t *testing.T) {
	eng := server(t)
	_, err := sql.Update(Kept).Set(Kept.Tags.At(1).Set("z"), Kept.Data.Key("size").Set(8), Kept.Data.Key("list").At(0).Set("first")).
		Where(Kept.ID.Eq(1)).Exec(t.Context(), eng)
	if err != nil {
		t.Fatal(err)
	}
	n, err := sql.Select1(Kept.ID).Where(Kept.Tags.Eq([]string{"z", "b"}), Kept.Data.Key("size").Eq(8), Kept.Data.Path("list", 0).Eq("first"),
		Kept.Data.Path("list", 1).Eq(2)).Count(t.Context(), eng)
	if err != nil || n != 1 {
		t.Errorf("%d rows have what was assigned, %v", n, err)
	}
}

func TestRecordsAndSeriesAreRead(t *testing.T) {
	eng := server(t)
	n, x, i := sql.Column[sql.Number[int64]]("n"), sql.Column[sql.String]("x"), sql.Column[sql.Number[int64]]("i")
	series := sql.TableOf(sql.Func[sql.Number[int64]]("generate_series", sql.Cast[sql.Number[int64]](sql.Val(1)), sql.Val(9), sql.Val(2)), n).As("s").Listed()
	tags := sql.TableOf(sql.Func[sql.String]("unnest", Kept.Tags), x).WithOrdinality(i).As("u").Listed().Lateral()
	q := sql.Select2(sql.Via(series, n), sql.Via(tags, x)).From(Kept).Join(tags, sql.True()).
		Join(series, sql.Eq(sql.Via(series, n), sql.Via(tags, i))).OrderBy(sql.Via(series, n))
	if rows, err := q.All(t.Context(), eng); err != nil || len(rows) != 1 || rows[0] != sql.Pair(int64(1), "a") {
		t.Errorf("%v\ngave %v, %v", q, rows, err)
	}
}
