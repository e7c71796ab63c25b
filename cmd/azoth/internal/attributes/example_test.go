package attributes_test

import (
	"fmt"

	"github.com/azoth-go/azoth/cmd/azoth/internal/attributes"
)

func ExampleGenerate() {
	files, err := attributes.Generate("testdata/tutorial")
	for _, file := range files {
		stale, _ := file.Stale()
		fmt.Println(file.Path, stale)
	}
	fmt.Println(err)
	// Output:
	// testdata/tutorial/azoth_gen.go false
	// <nil>
}
