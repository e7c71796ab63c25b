package main

import (
	"context"

	"github.com/azoth-go/azoth/orm"
)

func eagerLoading(ctx context.Context, t *tour) error {
	s := t.s
	isJack := Users.Where(Users.Name.Eq("jack"))
	s.ExpireAll() // what is loaded already would not be loaded again

	t.step("Subquery: a second SELECT, which holds the first, loads the addresses of all results")
	jack, err := isJack.Options(orm.Subquery(Users.Addresses)).One(ctx, s)
	if err != nil {
		return err
	}
	t.print(jack)

	t.step("They are there, without SQL")
	if err := t.show(jack.Addresses.Items(), nil); err != nil {
		return err
	}

	t.step("Joined: a LEFT OUTER JOIN loads them in the query itself, which still gives one user")
	jack, err = isJack.Options(orm.Joined(Users.Addresses)).One(ctx, s)
	if err != nil {
		return err
	}
	t.print(jack)

	t.step("They are there, without SQL")
	if err := t.show(jack.Addresses.Items(), nil); err != nil {
		return err
	}

	t.step("ContainsEager: take what the query joins anyway")
	addresses, err := Addresses.Join(Addresses.User).Where(Users.Name.Eq("jack")).
		Options(orm.ContainsEager(Addresses.User)).OrderBy(Addresses.ID).All(ctx, s)
	if err := t.show(addresses, err); err != nil {
		return err
	}

	t.step("The user of the first is there, without SQL, and is the same jack")
	t.print(addresses[0].User.Value(), addresses[0].User.Value() == jack)
	return nil
}
