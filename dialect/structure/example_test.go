package structure_test

import (
	"fmt"
	"strconv"

	"github.com/azoth-go/azoth/dialect/structure"
)

func Example() {
	c := &structure.Queries{
		Checks: "SELECT table_name, name, 0, condition FROM all_checks WHERE owner = {schema} AND {tables: table_name}",
	}
	placeholder := func(n int) string { return ":" + strconv.Itoa(n) }
	quote := func(name string) (string, error) { return strconv.Quote(name), nil }
	text, args, err := c.Expand(c.Checks, structure.Scope{Schema: "crm", Tables: []string{"users", "orders"}}, placeholder, quote)
	fmt.Println(text)
	fmt.Println(args, err)
	fmt.Println(structure.Bare("((age > 0))"))
	// Output:
	// SELECT table_name, name, 0, condition FROM all_checks WHERE owner = :1 AND table_name IN (:2, :3)
	// [crm users orders] <nil>
	// age > 0
}
