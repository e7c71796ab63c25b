package conformance_test

import (
	"fmt"

	"github.com/azoth-go/azoth/conformance"
)

// The cases tell what they need, so that one sees what is asked of a database
// before it is there.
func Example() {
	for _, c := range conformance.Cases() {
		if c.Name == "sequence/in-schema" {
			fmt.Println(c.Name, c.Needs)
		}
	}
	// Output: sequence/in-schema [sequences schemas]
}
