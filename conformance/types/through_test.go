package types_test

import (
	"strings"
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

// A shout is kept in small letters and read in capitals, which the database sees to.
var _ = types.Register("shout", types.String(30).Through("lower({})", "upper({})"))

// A Slogan has a column whose values pass through SQL, as a key, too.
type Slogan struct {
	_    orm.Table `orm:"slogans"`
	Code string    `orm:",pk,type=shout"`
	Text *string   `orm:"said,type=shout"`
	Rank int64
}

// Slogans are the attributes of Slogan.
var Slogans = orm.MapIn[struct {
	orm.Entity[Slogan]
	Code sql.String
	Text sql.NullString `orm:"said"`
	Rank sql.Number[int64]
}](slogans)

var slogans = orm.NewRegistry(schema.NewMetaData())

// TestValuesPassThroughSQL writes and reads an entity by every way there is.
func TestValuesPassThroughSQL(t *testing.T) {
	engines(t, func(t *testing.T, eng *azoth.Engine) {
		ctx := t.Context()
		if err := eng.CreateAll(ctx, slogans.MetaData()); err != nil {
			t.Fatal(err)
		}
		said := func(s string) *string { return &s }
		s := orm.NewSession(eng, orm.InRegistry(slogans))
		defer s.Close()
		s.Add(&Slogan{Code: "One", Text: said("Hello"), Rank: 1}, &Slogan{Code: "Two", Text: said("World"), Rank: 2},
			&Slogan{Code: "Three", Rank: 3}, &Slogan{Code: "Four", Text: said("it's"), Rank: 4})
		if err := s.Commit(ctx); err != nil {
			t.Fatal(err)
		}
		// As the database has them: an expression of another type is read as it is.
		plain := sql.CoerceTo[sql.String](Slogans.Code, types.Text)
		kept := func(want string) {
			t.Helper()
			codes, err := sql.Select1(plain).OrderBy(plain.Asc()).All(ctx, eng)
			if err != nil || strings.Join(codes, " ") != want {
				t.Errorf("kept are %q, %v, want %q", codes, err, want)
			}
		}
		kept("four one three two")

		fresh := orm.NewSession(eng, orm.InRegistry(slogans))
		defer fresh.Close()
		all, err := Slogans.OrderBy(Slogans.Rank.Asc()).All(ctx, fresh)
		if err != nil || len(all) != 4 || all[0].Code != "ONE" || *all[1].Text != "WORLD" || all[2].Text != nil || *all[3].Text != "IT'S" {
			t.Fatalf("read %+v, %v", all, err)
		}
		found, err := sql.Select2(Slogans.Code, Slogans.Text).Where(Slogans.Text.Eq("HELLO")).One(ctx, eng)
		if err != nil || found.V1 != "ONE" {
			t.Errorf("found %v, %v", found, err)
		}
		several, err := Slogans.Where(Slogans.Code.In("ONE", "TWO", "nine")).Count(ctx, eng)
		if err != nil || several != 2 {
			t.Errorf("IN finds %d, %v", several, err)
		}
		inner := sql.Select(Slogans.Code, Slogans.Text).Where(Slogans.Rank.Lt(3)).Subquery("inner_slogans")
		outer, err := sql.Select1(sql.Via(inner, Slogans.Code)).OrderBy(sql.Via(inner, Slogans.Code).Asc()).All(ctx, eng)
		if err != nil || strings.Join(outer, " ") != "ONE TWO" {
			t.Errorf("through a subquery: %q, %v", outer, err)
		}
		union, err := sql.UnionAll(sql.Select1(Slogans.Code).Where(Slogans.Rank.Eq(1)), sql.Select1(Slogans.Code).Where(Slogans.Rank.Eq(4))).All(ctx, eng)
		if err != nil || len(union) != 2 || union[0]+union[1] != "ONEFOUR" && union[0]+union[1] != "FOURONE" {
			t.Errorf("a union: %q, %v", union, err)
		}

		for _, slogan := range all[:2] {
			slogan.Text = said("Changed")
		}
		fresh.Delete(all[2])
		fresh.Delete(all[3])
		if err := fresh.Commit(ctx); err != nil {
			t.Fatal(err)
		}
		kept("one two")
		if n, err := Slogans.Where(Slogans.Code.Eq("TWO")).Update(ctx, eng, Slogans.Text.Set("Again")); err != nil || n != 1 {
			t.Errorf("UPDATE: %+v, %v", n, err)
		}
		got, err := Slogans.Get(ctx, eng, "Two")
		if err != nil || *got.Text != "AGAIN" {
			t.Errorf("Get: %+v, %v", got, err)
		}
	})
}

// TestSQLWithoutAPlace names a type whose SQL does not say where the value stands.
func TestSQLWithoutAPlace(t *testing.T) {
	table := schema.New(schema.NewMetaData(), "t", schema.Col("id", types.Integer, schema.PK()), schema.Col("x", types.String(5).Through("lower(?)", "")))
	var x sql.String
	sql.BindAttribute(&x, table.Column("x").AST())
	engines(t, func(t *testing.T, eng *azoth.Engine) {
		_, err := sql.Select1(x).Where(x.Eq("a")).All(t.Context(), eng)
		if err == nil || !strings.Contains(err.Error(), `VARCHAR(5)`) || !strings.Contains(err.Error(), "{}") {
			t.Errorf("the error is %v", err)
		}
	})
}

// TestWhatCannotBeCompared names the column and what to declare.
func TestWhatCannotBeCompared(t *testing.T) {
	table := schema.New(schema.NewMetaData(), "t", schema.Col("id", types.Integer, schema.PK()), schema.Col("doc", types.JSON))
	var doc sql.JSON[any]
	sql.BindAttribute(&doc, table.Column("doc").AST())
	engines(t, func(t *testing.T, eng *azoth.Engine) {
		if eng.Name() != "postgresql" {
			return
		}
		for _, query := range []sql.Query[any]{
			sql.Select1(doc).Where(doc.Eq(map[string]any{"a": 1})), sql.Select1(doc).OrderBy(doc.Asc()),
		} {
			_, err := query.All(t.Context(), eng)
			if err == nil || !strings.Contains(err.Error(), "t.doc") || !strings.Contains(err.Error(), "postgresql.JSONB") {
				t.Errorf("the error is %v", err)
			}
		}
	})
}
