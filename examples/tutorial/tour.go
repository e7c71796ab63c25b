package main

import (
	"fmt"
	"io"
	"reflect"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/orm"
)

// A tour is what the chapters share: the engine, the session, and the objects
// that one makes and another goes on with.
type tour struct {
	out   io.Writer
	eng   *azoth.Engine
	s     *orm.Session
	steps int

	ed, wendy, mary, fred, jack *User
}

func (t *tour) chapter(title string) { fmt.Fprintf(t.out, "\n## %s\n\n", title) }

func (t *tour) step(title string) {
	t.steps++
	fmt.Fprintf(t.out, "%d. %s\n", t.steps, title)
}

// print prints values in a line.
func (t *tour) print(values ...any) { fmt.Fprint(t.out, "   ", fmt.Sprintln(values...)) }

// show prints the result of a query, a slice with an element to a line. It
// takes what the methods of queries return.
func (t *tour) show(result any, err error) error {
	if err != nil {
		return err
	}
	if v := reflect.ValueOf(result); v.Kind() == reflect.Slice {
		for i := range v.Len() {
			t.print(v.Index(i).Interface())
		}
		if v.Len() == 0 {
			t.print("nothing")
		}
		return nil
	}
	t.print(result)
	return nil
}

// names prints the names of the users that a query gave.
func (t *tour) names(users []*User, err error) error {
	if err != nil {
		return err
	}
	names := []string{}
	for _, user := range users {
		names = append(names, user.Name)
	}
	t.print(names)
	return nil
}

func (t *tour) close() {
	if t.s != nil {
		t.s.Close()
	}
}
