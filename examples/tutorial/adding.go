package main

import (
	"context"

	"github.com/azoth-go/azoth/orm"
)

func adding(ctx context.Context, t *tour) error {
	s, ed := t.s, t.ed

	t.step("Add ed: he is pending, and no SQL was sent")
	s.Add(ed)
	t.print(orm.StateOf(ed), s.InTransaction())

	t.step("Query for him: the query sends what is pending first")
	ours, err := Users.Where(Users.Name.Eq("ed")).First(ctx, s)
	if err != nil {
		return err
	}
	t.print(ours)

	t.step("One row is one object: it is the very one that was added")
	t.print(ed == ours)

	t.step("Add three more at once")
	t.wendy = &User{Name: "wendy", Fullname: "Wendy Williams", Password: "foobar"}
	t.mary = &User{Name: "mary", Fullname: "Mary Contrary", Password: "xxg527"}
	t.fred = &User{Name: "fred", Fullname: "Fred Flinstone", Password: "blah"}
	s.Add(t.wendy, t.mary, t.fred)

	t.step("Change ed's password; a plain assignment will do")
	ed.Password = "f8s7ccs"

	t.step("The session knows what changed")
	t.print(s.Dirty())

	t.step("And what is new")
	if err := t.show(s.New(), nil); err != nil {
		return err
	}

	t.step("Commit: an UPDATE for ed, an INSERT for the others, COMMIT")
	if err := s.Commit(ctx); err != nil {
		return err
	}

	t.step("Keys that the database made are in their fields")
	t.print(ed.ID, t.wendy.ID, t.mary.ID, t.fred.ID)
	return nil
}

func rollingBack(ctx context.Context, t *tour) error {
	s, ed := t.s, t.ed

	t.step("Change ed's name")
	ed.Name = "Edwardo"

	t.step("Add a user by mistake")
	fake := &User{Name: "fakeuser", Fullname: "Invalid", Password: "12345"}
	s.Add(fake)

	t.step("The transaction under way sees both")
	if err := t.show(Users.Where(Users.Name.In("Edwardo", "fakeuser")).OrderBy(Users.ID).All(ctx, s)); err != nil {
		return err
	}

	t.step("Roll back")
	if err := s.Rollback(ctx); err != nil {
		return err
	}

	t.step("ed has his name back, without SQL")
	t.print(ed.Name)

	t.step("The other is out of the session")
	t.print(s.Contains(fake), orm.StateOf(fake))

	t.step("And out of the database")
	return t.show(Users.Where(Users.Name.In("ed", "fakeuser")).All(ctx, s))
}
