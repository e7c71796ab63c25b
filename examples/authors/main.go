// Command authors follows one session from its first select to its last
// rollback:
//
//	go run ./examples/authors
//
// With -db it uses a server, where it drops and creates its own two tables,
// author and book; with -echo it logs all SQL:
//
//	go run ./examples/authors -db postgresql://user:password@localhost/test -echo
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"log"
	"os"

	"github.com/azoth-go/azoth"
	_ "github.com/azoth-go/azoth/driver/mysql"
	_ "github.com/azoth-go/azoth/driver/pgx"
	_ "github.com/azoth-go/azoth/driver/sqlite"
	"github.com/azoth-go/azoth/orm"
)

func main() {
	url := flag.String("db", "sqlite:///:memory:", "the `URL` of the database")
	echo := flag.Bool("echo", false, "log all SQL")
	flag.Parse()
	if err := run(context.Background(), os.Stdout, *url, *echo); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, out io.Writer, url string, echo bool) error {
	var options []azoth.Option
	if echo {
		options = append(options, azoth.Echo(nil))
	}
	eng, err := azoth.Open(url, options...)
	if err != nil {
		return err
	}
	defer eng.Close()
	if err := orm.DropAll(ctx, eng); err != nil {
		return err
	}
	if err := orm.CreateAll(ctx, eng); err != nil {
		return err
	}
	if err := fillShelves(ctx, eng); err != nil {
		return err
	}
	return walk(ctx, eng, out)
}

// fillShelves stores the authors that the session below begins with.
func fillShelves(ctx context.Context, eng *azoth.Engine) error {
	shelves := []struct {
		firstName, lastName string
		titles              []string
	}{
		{"Isaac", "Asimov", []string{"Foundation"}},
		{"Pearl", "Buck", []string{"The Good Earth"}},
		{"Tom", "Clancy", []string{"The Hunt For Red October"}},
		{"Stephen", "King", []string{"Dead Zone", "The Shining"}},
		{"John", "Le Carre", []string{"Tinker, Tailor, Soldier, Spy"}},
		{"Alex", "Michaelides", []string{"The Silent Patient"}},
		{"Carol", "Shaben", []string{"Into The Abyss"}},
	}
	// Run commits when the function returns nil, and rolls back otherwise.
	return orm.Run(ctx, eng, func(s *orm.Session) error {
		for _, shelf := range shelves {
			author := &Author{FirstName: shelf.firstName, LastName: shelf.lastName}
			for _, title := range shelf.titles {
				author.Books.Append(&Book{Title: title})
			}
			s.Add(author)
		}
		return nil
	})
}

func walk(ctx context.Context, eng *azoth.Engine, out io.Writer) error {
	s := orm.NewSession(eng)
	defer s.Close() // rolls back what was not committed

	// A query gives objects, not rows.
	authors, err := Authors.OrderBy(Authors.ID).All(ctx, s)
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "All authors:", authors)

	books, err := Books.OrderBy(Books.ID).All(ctx, s)
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "All books:", books)

	// Joined along the foreign key between the two. First asks for one row.
	book, err := Books.Join(Authors).Where(Authors.LastName.Gt("B")).OrderBy(Authors.LastName).First(ctx, s)
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "First by an author after B:", book)

	// One is an error, orm.ErrNoResult or orm.ErrMultipleResults, unless there
	// is exactly one.
	king, err := Authors.Where(Authors.LastName.Eq("King")).One(ctx, s)
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "The one King:", king)

	// His books are loaded when they are first asked for.
	books, err = king.Books.All(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "His books:", books)

	// What is appended joins the session. It has no key before it is written.
	it := &Book{Title: "It"}
	king.Books.Append(it)
	fmt.Fprintln(out, "With a new one:", king.Books.Items())

	// A query writes what is new or changed before it asks: It has its key now.
	books, err = Books.Where(Books.Author.Eq(king)).OrderBy(Books.ID).All(ctx, s)
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "Selected by their author:", books)

	// One row is one object. Get finds it without SQL while it is up to date.
	same, err := Authors.Get(ctx, s, king.ID)
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "Get gives the same King:", same == king)

	king.Books.Append(&Book{Title: "Christine"})
	if err := s.Commit(ctx); err != nil {
		return err
	}
	// The commit ended the transaction; All reads the books again in the next.
	books, err = king.Books.All(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "Committed:", books)

	// A book without an author is an orphan: the flush deletes its row.
	deadZone, err := Books.Where(Books.Title.Eq("Dead Zone")).One(ctx, s)
	if err != nil {
		return err
	}
	king.Books.Remove(deadZone)
	fmt.Fprintln(out, "Without Dead Zone:", king.Books.Items())
	if err := s.Flush(ctx); err != nil {
		return err
	}

	// Remove is for what is related, Delete for objects. The books go with him.
	s.Delete(king)
	if err := s.Flush(ctx); err != nil {
		return err
	}
	_, found, err := Authors.Where(Authors.LastName.Eq("King")).OneOrNone(ctx, s)
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "King is there:", found)
	left, err := Books.Where(Books.AuthorID.Eq(king.ID)).Count(ctx, s)
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "Books that he left:", left)

	// Nothing of this was committed, so a rollback brings everything back: the
	// rows, and the objects to the session.
	if err := s.Rollback(ctx); err != nil {
		return err
	}
	fmt.Fprintln(out, "King and Dead Zone are back:", s.Contains(king), s.Contains(deadZone))
	books, err = king.Books.All(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "His books:", books)
	return nil
}
