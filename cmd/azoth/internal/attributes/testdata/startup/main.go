// Command startup maps the entities of the golden directories, as programs do
// when they start.
package main

import (
	"fmt"

	_ "github.com/azoth-go/azoth/cmd/azoth/internal/attributes/testdata/embedding"
	_ "github.com/azoth-go/azoth/cmd/azoth/internal/attributes/testdata/kinds"
	_ "github.com/azoth-go/azoth/cmd/azoth/internal/attributes/testdata/tutorial"
	"github.com/azoth-go/azoth/orm"
)

func main() {
	if err := orm.Configure(); err != nil {
		fmt.Println(err)
	}
	for _, t := range orm.DefaultRegistry().MetaData().Tables() {
		fmt.Println(t.FullName(), len(t.Columns))
	}
}
