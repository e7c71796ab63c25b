package main

import (
	"context"

	"github.com/azoth-go/azoth/sql"
)

func relationshipOperators(ctx context.Context, t *tour) error {
	s := t.s
	names := sql.Select1(Users.Name)

	t.step("EXISTS, written out")
	hasAddress := sql.Exists(Addresses.Where(sql.Eq(Addresses.UserID, Users.ID)))
	if err := t.show(names.Where(hasAddress).All(ctx, s)); err != nil {
		return err
	}

	t.step("The same along a relationship")
	if err := t.show(names.Where(Users.Addresses.Any()).All(ctx, s)); err != nil {
		return err
	}

	t.step("Any with a condition")
	if err := t.show(names.Where(Users.Addresses.Any(Addresses.EmailAddress.Like("%google%"))).All(ctx, s)); err != nil {
		return err
	}

	t.step("Has is Any for relationships to one; here, NOT")
	if err := t.show(Addresses.Where(sql.Not(Addresses.User.Has(Users.Name.Eq("jack")))).All(ctx, s)); err != nil {
		return err
	}

	t.step("Load jack and his first address to compare with")
	jack, err := Users.Where(Users.Name.Eq("jack")).One(ctx, s)
	if err != nil {
		return err
	}
	address, err := Addresses.Where(Addresses.EmailAddress.Eq("jack@google.com")).One(ctx, s)
	if err != nil {
		return err
	}
	t.print(jack, address)

	emails := sql.Select1(Addresses.EmailAddress).OrderBy(Addresses.ID)
	t.step("To one: is an object")
	if err := t.show(emails.Where(Addresses.User.Eq(jack)).All(ctx, s)); err != nil {
		return err
	}

	t.step("To one: is another")
	if err := t.show(emails.Where(Addresses.User.NotEq(jack)).All(ctx, s)); err != nil {
		return err
	}

	t.step("To one: is none")
	if err := t.show(emails.Where(Addresses.User.IsNull()).All(ctx, s)); err != nil {
		return err
	}

	t.step("To many: contains an object")
	if err := t.show(names.Where(Users.Addresses.Contains(address)).All(ctx, s)); err != nil {
		return err
	}

	t.step("To many: any that …")
	if err := t.show(names.Where(Users.Addresses.Any(Addresses.EmailAddress.Eq("j25@yahoo.com"))).All(ctx, s)); err != nil {
		return err
	}

	t.step("To many: any that is not there")
	if err := t.show(names.Where(Users.Addresses.Any(Addresses.EmailAddress.Eq("bar"))).All(ctx, s)); err != nil {
		return err
	}

	t.step("To one: has a name")
	if err := t.show(emails.Where(Addresses.User.Has(Users.Name.Eq("jack"))).All(ctx, s)); err != nil {
		return err
	}

	t.step("What belongs to an object, along any relationship")
	return t.show(emails.Where(Users.Addresses.Of(jack)).All(ctx, s))
}
