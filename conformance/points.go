package conformance

import (
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
)

// points are the tables that queries read, and none changes. Of pairs, each
// refers to a point or to none.
type points struct {
	meta  *schema.MetaData
	table *schema.Table
	id    sql.Number[int64]
	x, y  sql.Number[int64]
	name  sql.NullString

	pairs sql.Joinable
	pair  sql.Number[int64]
	point sql.NullNumber[int64]
	label sql.String
}

var pointRows = []struct {
	x, y int64
	name string // "" is NULL
}{{1, 2, "one"}, {2, 3, "two"}, {3, 4, "three"}, {4, 5, ""}, {4, 6, "five"}}

func newPoints(s *suite) (p points) {
	p.meta = schema.NewMetaData()
	name := s.prefix + "points"
	p.table = schema.New(p.meta, name, key(), integer("x", schema.NotNull()), integer("y", schema.NotNull()), varchar("name"))
	p.id, p.x, p.y, p.name = number(p.table, "id"), number(p.table, "x"), number(p.table, "y"), column[sql.NullString](p.table, "name")
	pairs := schema.New(p.meta, s.prefix+"pairs", key(), integer("point_id", schema.References(name+".id")), varchar("label", schema.NotNull()))
	p.pairs, p.pair, p.point, p.label = pairs, number(pairs, "id"), column[sql.NullNumber[int64]](pairs, "point_id"), text(pairs, "label")
	return p
}

// fill inserts the points 1 to 5, and the pairs a (of point 1), b (of point 2) and
// c (of none).
func (p points) fill(t *testing.T, eng *azoth.Engine) {
	ctx := t.Context()
	err := eng.Run(ctx, func(tx *azoth.Tx) error {
		for i, r := range pointRows {
			named := p.name.SetNull()
			if r.name != "" {
				named = p.name.Set(r.name)
			}
			if _, err := sql.Insert(p.table).Values(p.id.Set(int64(i+1)), p.x.Set(r.x), p.y.Set(r.y), named).Exec(ctx, tx); err != nil {
				return err
			}
		}
		for i, label := range []string{"a", "b", "c"} {
			of := p.point.SetNull()
			if label != "c" {
				of = p.point.Set(int64(i + 1))
			}
			if _, err := sql.Insert(p.pairs).Values(p.pair.Set(int64(i+1)), of, p.label.Set(label)).Exec(ctx, tx); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// ids asks for the ids of the points that a predicate holds for, in order.
func (p points) ids(predicates ...sql.Predicate) sql.Query[int64] {
	return sql.Select1(p.id).Where(predicates...).OrderBy(p.id.Asc())
}
