package orm_test

import (
	"testing"

	"github.com/azoth-go/azoth"
	_ "github.com/azoth-go/azoth/driver/sqlite"
	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
)

type crate struct {
	_      orm.Table `orm:"crates"`
	ID     int64     `orm:",pk"`
	Width  int64
	Height int64
	Area   int64 `orm:",computed='width * height'"`
}

// The database computes the column: it is never written, whatever the object
// has, and read back.
func TestComputedColumns(t *testing.T) {
	registry := orm.NewRegistry(schema.NewMetaData())
	Crates := orm.MapIn[struct {
		orm.Entity[crate]
		ID, Width, Height, Area sql.Number[int64]
	}](registry)
	ctx := t.Context()
	eng, err := azoth.Open("sqlite://")
	if err != nil {
		t.Fatal(err)
	}
	defer eng.Close()
	if err := registry.CreateAll(ctx, eng); err != nil {
		t.Fatal(err)
	}
	s := orm.NewSession(eng, orm.InRegistry(registry))
	defer s.Close()
	c := &crate{Width: 3, Height: 4, Area: 99}
	s.Add(c)
	if err := s.Flush(ctx); err != nil {
		t.Fatal(err)
	}
	area := func(want int64) {
		t.Helper()
		if found, err := Crates.Where(Crates.ID.Eq(c.ID)).One(ctx, s); err != nil || found.Area != want {
			t.Fatalf("area %d (%v), want %d", c.Area, err, want)
		}
	}
	area(12)
	c.Width = 5
	if err := s.Flush(ctx); err != nil {
		t.Fatal(err)
	}
	area(20)
	c.Area = 7
	if err := s.Flush(ctx); err != nil {
		t.Fatalf("a computed column was written: %v", err)
	}
}
