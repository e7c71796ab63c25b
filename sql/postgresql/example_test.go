package postgresql_test

import (
	"fmt"

	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/postgresql"
)

func Example() {
	fmt.Println(sql.Select1(Items.ID).Where(
		postgresql.Overlaps(Items.Tags, Items.Tags),
		postgresql.Has(Items.Span, Items.ID),
	))
	// Output:
	// SELECT items.id FROM items WHERE items.tags && items.tags AND items.span @> items.id
}
