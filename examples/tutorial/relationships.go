package main

import (
	"context"

	"github.com/azoth-go/azoth/orm"
)

func buildingARelationship(ctx context.Context, t *tour) error {
	s := t.s

	t.step("The foreign key Address.UserID makes Address.User and User.Addresses two sides of one thing")
	if err := orm.Configure(); err != nil { // done by itself when needed; done here, mistakes show here
		return err
	}

	t.step("Create tables again: those that exist stay as they are")
	if err := s.Commit(ctx); err != nil {
		return err
	}
	if err := orm.CreateAll(ctx, t.eng); err != nil {
		return err
	}

	t.step("A new user has no addresses. Made by Users.New, his relationships work in both directions at once")
	jack := Users.New(&User{Name: "jack", Fullname: "Jack Bean", Password: "gjffdd"})
	t.print(jack.Addresses.Items())

	t.step("Give him two; Append would add to what is there")
	jack.Addresses.Set(&Address{EmailAddress: "jack@google.com"}, &Address{EmailAddress: "j25@yahoo.com"})

	t.step("The second one's user is jack already, without SQL")
	second := jack.Addresses.Items()[1]
	t.print(second, second.User.Value() == jack)

	t.step("Add jack: his addresses come along")
	s.Add(jack)
	t.print(len(s.New()), s.Contains(second))

	t.step("Commit: jack first, then his addresses with his key")
	if err := s.Commit(ctx); err != nil {
		return err
	}
	t.print(*second.UserID == jack.ID)

	t.step("Query for him: nothing is read of his addresses yet")
	jack, err := Users.Where(Users.Name.Eq("jack")).One(ctx, s)
	if err != nil {
		return err
	}
	t.print(jack)

	t.step("All reads them now; Items will give them without asking")
	if err := t.show(jack.Addresses.All(ctx)); err != nil {
		return err
	}
	t.jack = jack
	return nil
}
