package faketds_test

import (
	"fmt"
	"testing"

	"github.com/azoth-go/azoth/driver/internal/faketds"
)

// The columns of a result are written as those of CREATE TABLE.
func Example() {
	result := faketds.Rows("id bigint, price decimal(10,2)", faketds.Row{1, "9.50"}, faketds.Row{2, nil})
	fmt.Println(result.Columns, result.Count)

	_ = func(t *testing.T) {
		server := faketds.Start(t)
		server.When("SELECT id, price FROM items WHERE id < @p1", 3).Reply(result)
		// … a driver connects to server.Address() …
		fmt.Println(server.Log())
	}
	// Output: [{id bigint} {price decimal(10,2)}] 2
}
