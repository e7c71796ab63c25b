package azothtest_test

import (
	"context"
	"fmt"
	"log"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/azothtest"
	"github.com/azoth-go/azoth/orm"
)

// What a commit sends, row by row.
func ExampleRecorder() {
	ctx := context.Background()
	rec := azothtest.NewRecorder()
	eng, err := azoth.Open("sqlite://", rec.Option())
	if err != nil {
		log.Fatal(err)
	}
	defer eng.Close()
	if err := orm.CreateAll(ctx, eng); err != nil {
		log.Fatal(err)
	}

	rec.Reset()
	s := orm.NewSession(eng)
	defer s.Close()
	king := &Author{Name: "King"}
	king.Books.Append(&Book{Title: "It"}, &Book{Title: "Carrie"})
	s.Add(king)
	if err := s.Commit(ctx); err != nil {
		log.Fatal(err)
	}
	for _, statement := range rec.Statements() {
		fmt.Println(statement)
		for _, row := range statement.Rows {
			fmt.Println("  ", row)
		}
	}
	// Output:
	// BEGIN
	// INSERT authors
	//    name='King'
	// INSERT books
	//    author_id=1 copies=0 title='It'
	//    author_id=1 copies=0 title='Carrie'
	// COMMIT
}
