// Command tutorial walks through the whole ORM, step by step, from the first
// connection to many-to-many relationships:
//
//	go run ./examples/tutorial
//
// Each step prints what it does and what comes out of it; with -echo also the
// SQL. Read it beside the code, a file for each chapter in the order of the
// list below. With -db it uses a server, where it drops and creates its own
// tables: users, addresses, posts, keywords and post_keywords.
//
//	go run ./examples/tutorial -db postgresql://user:password@localhost/test -echo
package main

import (
	"context"
	"flag"
	"io"
	"log"
	"os"

	"github.com/azoth-go/azoth"
	_ "github.com/azoth-go/azoth/driver/mysql"
	_ "github.com/azoth-go/azoth/driver/pgx"
	_ "github.com/azoth-go/azoth/driver/sqlite"
)

func main() {
	url := flag.String("db", "sqlite:///:memory:", "the `URL` of the database")
	echo := flag.Bool("echo", false, "log all SQL")
	flag.Parse()
	if err := run(context.Background(), os.Stdout, *url, *echo); err != nil {
		log.Fatal(err)
	}
}

// chapters are the tutorial, in its order.
var chapters = []struct {
	title string
	walk  func(ctx context.Context, t *tour) error
}{
	{"Connecting", connecting},
	{"Adding and updating objects", adding},
	{"Rolling back", rollingBack},
	{"Querying", querying},
	{"Common filter operators", filtering},
	{"Lists and scalars", listsAndScalars},
	{"Textual SQL", textualSQL},
	{"Counting", counting},
	{"Building a relationship", buildingARelationship},
	{"Joins", joining},
	{"Subqueries", subqueries},
	{"EXISTS and relationship operators", relationshipOperators},
	{"Eager loading", eagerLoading},
	{"Deleting", deleting},
	{"Deleting with cascade", deletingWithCascade},
	{"Many to many", manyToMany},
}

func run(ctx context.Context, out io.Writer, url string, echo bool) error {
	var options []azoth.Option
	if echo {
		options = append(options, azoth.Echo(nil)) // to slog.Default
	}
	eng, err := azoth.Open(url, options...)
	if err != nil {
		return err
	}
	defer eng.Close()
	return walk(ctx, out, eng)
}

func walk(ctx context.Context, out io.Writer, eng *azoth.Engine) error {
	t := &tour{out: out, eng: eng}
	defer t.close()
	for _, chapter := range chapters {
		t.chapter(chapter.title)
		if err := chapter.walk(ctx, t); err != nil {
			return err
		}
	}
	return nil
}
