// Command movies maps movies, actors, their contact details and their stuntmen,
// stores some, and asks for them. It needs nothing but Go:
//
//	go run ./examples/movies
//
// With -db it uses a server; it drops and creates its own five tables there, so
// it can be run any number of times:
//
//	go run ./examples/movies -db postgresql://user:password@localhost/test -echo
//	go run ./examples/movies -db mysql://user:password@localhost/test
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"time"

	"github.com/azoth-go/azoth"
	_ "github.com/azoth-go/azoth/driver/mysql"
	_ "github.com/azoth-go/azoth/driver/pgx"
	_ "github.com/azoth-go/azoth/driver/sqlite"
	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/types"
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
	eng, err := azoth.Open(url, options...) // opens no connection yet
	if err != nil {
		return err
	}
	defer eng.Close()

	// The tables of an earlier run go first. On a server, that is.
	if err := orm.DropAll(ctx, eng); err != nil {
		return err
	}
	if err := orm.CreateAll(ctx, eng); err != nil {
		return err
	}
	if err := persist(ctx, eng); err != nil {
		return err
	}
	return report(ctx, eng, out)
}

// persist stores three movies and all that belongs to them.
func persist(ctx context.Context, eng *azoth.Engine) error {
	bourneIdentity := &Movie{Title: "The Bourne Identity", ReleaseDate: types.NewDate(2002, time.October, 11)}
	furious7 := &Movie{Title: "Furious 7", ReleaseDate: types.NewDate(2015, time.April, 2)}
	painAndGain := &Movie{Title: "Pain & Gain", ReleaseDate: types.NewDate(2013, time.August, 23)}

	matt := &Actor{Name: "Matt Damon", Birthday: types.NewDate(1970, time.October, 8)}
	dwayne := &Actor{Name: "Dwayne Johnson", Birthday: types.NewDate(1972, time.May, 2)}
	mark := &Actor{Name: "Mark Wahlberg", Birthday: types.NewDate(1971, time.June, 5)}

	bourneIdentity.Actors.Append(matt)
	furious7.Actors.Append(dwayne)
	painAndGain.Actors.Append(dwayne, mark)

	matt.ContactDetails.Append(&ContactDetail{PhoneNumber: "415 555 2671", Address: "Burbank, CA"})
	dwayne.ContactDetails.Append(
		&ContactDetail{PhoneNumber: "423 555 5623", Address: "Glendale, CA"},
		&ContactDetail{PhoneNumber: "421 444 2323", Address: "West Hollywood, CA"})
	mark.ContactDetails.Append(&ContactDetail{PhoneNumber: "421 333 9428", Address: "Glendale, CA"})

	matt.Stuntman.Set(&Stuntman{Name: "John Doe", Active: true})
	dwayne.Stuntman.Set(&Stuntman{Name: "John Roe", Active: true})
	mark.Stuntman.Set(&Stuntman{Name: "Richard Roe", Active: true})

	// What an object leads to is added with it: the actors come along with their
	// movies, the contact details and the stuntmen with their actors.
	s := orm.NewSession(eng)
	defer s.Close()
	s.Add(bourneIdentity, furious7, painAndGain)
	return s.Commit(ctx)
}

// report asks for what persist stored.
func report(ctx context.Context, eng *azoth.Engine, out io.Writer) error {
	s := orm.NewSession(eng)
	defer s.Close()

	movies, err := Movies.OrderBy(Movies.ID).All(ctx, s)
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "### All movies:")
	for _, movie := range movies {
		fmt.Fprintf(out, "%s was released on %v\n", movie.Title, movie.ReleaseDate)
	}

	// A condition on a column. Its type is checked: a string does not compile.
	recent, err := Movies.Where(Movies.ReleaseDate.Gt(types.NewDate(2015, time.January, 1))).OrderBy(Movies.ID).All(ctx, s)
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "\n### Recent movies:")
	for _, movie := range recent {
		fmt.Fprintf(out, "%s was released after 2015\n", movie.Title)
	}

	// A join along a relationship, here through the association table.
	starring, err := Movies.Join(Movies.Actors).Where(Actors.Name.Eq("Dwayne Johnson")).OrderBy(Movies.ID).All(ctx, s)
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "\n### Dwayne Johnson movies:")
	for _, movie := range starring {
		fmt.Fprintf(out, "The Rock starred in %s\n", movie.Title)
	}

	// A join with another entity, along the one foreign key between the two.
	stars, err := Actors.Join(ContactDetails).Where(ContactDetails.Address.ILike("%glendale%")).OrderBy(Actors.ID).All(ctx, s)
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "\n### Actors that live in Glendale:")
	for _, actor := range stars {
		fmt.Fprintf(out, "%s has a house in Glendale\n", actor.Name)
	}
	return nil
}
