package dialect_test

import (
	"testing"

	"github.com/azoth-go/azoth/dialect/postgresql"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

func table(name string, columns ...string) *ast.Table {
	t := &ast.Table{Name: name}
	for _, c := range columns {
		t.Columns = append(t.Columns, &ast.Column{From: t, Name: c, Type: types.BigInteger})
	}
	return t
}

// threeJoins is the statement that the benchmark compiles: three joins, four
// predicates, an order and a limit.
func threeJoins() *ast.Select {
	users := table("users", "id", "name", "age")
	orders := table("orders", "id", "user_id", "status")
	lines := table("order_lines", "id", "order_id", "item_id", "quantity")
	items := table("items", "id", "sku", "price")
	join := func(left ast.From, right, key *ast.Table, of *ast.Table, column string) ast.From {
		return &ast.Join{Left: left, Right: right, On: &ast.Binary{
			Op: ast.Equal, Left: key.Column(column), Right: of.Column("id"),
		}}
	}
	var from ast.From = users
	from = join(from, orders, orders, users, "user_id")
	from = join(from, lines, lines, orders, "order_id")
	from = join(from, items, lines, items, "item_id")
	return &ast.Select{
		Columns: []ast.Expr{
			users.Column("id"), users.Column("name"), orders.Column("id"), items.Column("sku"), items.Column("price"),
		},
		From: []ast.From{from},
		Where: []ast.Expr{
			&ast.Binary{Op: ast.Equal, Left: users.Column("name"), Right: &ast.Bind{Value: "ed", Name: "name"}},
			&ast.Binary{Op: ast.Greater, Left: items.Column("price"), Right: &ast.Bind{Value: int64(10), Name: "price"}},
			&ast.Like{X: items.Column("sku"), Pattern: &ast.Bind{Value: "A%", Name: "sku"}},
			&ast.Logical{Op: ast.Or, Items: []ast.Expr{
				&ast.Binary{Op: ast.Equal, Left: orders.Column("status"), Right: &ast.Bind{Value: "open", Name: "status"}},
				&ast.IsNull{X: orders.Column("status")},
			}},
		},
		OrderBy: []ast.Expr{&ast.Order{X: users.Column("id"), Direction: ast.Descending}},
		Limit:   &ast.Bind{Value: int64(20)},
	}
}

func BenchmarkCompileSelect(b *testing.B) {
	query := threeJoins()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := postgresql.Dialect.Compile(query); err != nil {
			b.Fatal(err)
		}
	}
}

func TestCompileAllocations(t *testing.T) {
	query := threeJoins()
	s, err := postgresql.Dialect.Compile(query)
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Args) != 5 || !s.Returns {
		t.Fatalf("compiled to %+v", s)
	}
	allocations := testing.AllocsPerRun(100, func() {
		if _, err := postgresql.Dialect.Compile(query); err != nil {
			t.Fatal(err)
		}
	})
	// One is for the arguments; the race detector has pools forget some.
	if allocations > 4 {
		t.Errorf("compiling a statement seen before allocates %v times, want at most 4", allocations)
	}
}
