package main

import (
	"context"

	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/sql"
)

func joining(ctx context.Context, t *tour) error {
	s := t.s
	isGoogle := Addresses.EmailAddress.Eq("jack@google.com") // conditions are values, too

	t.step("Two entities, joined by a condition")
	pairs, err := sql.Select2(Users, Addresses).Where(sql.Eq(Users.ID, Addresses.UserID), isGoogle).All(ctx, s)
	if err != nil {
		return err
	}
	for _, pair := range pairs {
		t.print(pair.V1)
		t.print(pair.V2)
	}

	t.step("JOIN along the one foreign key between the two")
	if err := t.show(Users.Join(Addresses).Where(isGoogle).All(ctx, s)); err != nil {
		return err
	}

	t.step("JOIN on a condition")
	if err := t.show(Users.Join(Addresses, sql.Eq(Users.ID, Addresses.UserID)).Where(isGoogle).Count(ctx, s)); err != nil {
		return err
	}

	t.step("JOIN along a relationship")
	if err := t.show(Users.Join(Users.Addresses).Where(isGoogle).Count(ctx, s)); err != nil {
		return err
	}

	t.step("JOIN along a relationship to something in particular")
	if err := t.show(Users.Join(Users.Addresses.To(Addresses)).Where(isGoogle).Count(ctx, s)); err != nil {
		return err
	}

	t.step("OUTER JOIN keeps users without addresses, whose columns then are NULL")
	emails := sql.Select2(Users.Name, sql.Nullable(Addresses.EmailAddress)).OuterJoin(Users.Addresses)
	if err := t.show(emails.OrderBy(Users.ID, Addresses.ID).All(ctx, s)); err != nil {
		return err
	}

	t.step("From says what the joins begin with")
	fromAddresses := sql.Select2(Users.Name, Addresses.EmailAddress).From(Addresses).Join(Users)
	if err := t.show(fromAddresses.OrderBy(Addresses.ID).All(ctx, s)); err != nil {
		return err
	}

	t.step("One table twice, under two names: who has both addresses?")
	first, second := orm.Alias(Addresses, "address_1"), orm.Alias(Addresses, "address_2")
	return t.show(sql.Select3(Users.Name, first.EmailAddress, second.EmailAddress).
		Join(Users.Addresses.To(first)).Join(Users.Addresses.To(second)).
		Where(first.EmailAddress.Eq("jack@google.com"), second.EmailAddress.Eq("j25@yahoo.com")).
		All(ctx, s))
}

func subqueries(ctx context.Context, t *tour) error {
	s := t.s

	t.step("Join a subquery: users and how many addresses they have")
	count := sql.Count().As("address_count")
	perUser := sql.Select(Addresses.UserID, count).GroupBy(Addresses.UserID).Subquery("adr_count")
	// Via is a column as the subquery has it; Nullable, since an outer join may find none.
	users := sql.Select2(Users, sql.Nullable(sql.Via(perUser, count))).
		OuterJoin(perUser, sql.Eq(Users.ID, sql.Via(perUser, Addresses.UserID)))
	if err := t.show(users.OrderBy(Users.ID).All(ctx, s)); err != nil {
		return err
	}

	t.step("Read entities from a subquery")
	withoutYahoo := Addresses.Where(Addresses.EmailAddress.NotEq("j25@yahoo.com")).Subquery("without_yahoo")
	address := orm.AliasOf(Addresses, withoutYahoo)
	pairs, err := sql.Select2(Users, address).Join(Users.Addresses.To(address)).All(ctx, s)
	if err != nil {
		return err
	}
	for _, pair := range pairs {
		t.print(pair.V1)
		t.print(pair.V2)
	}
	return nil
}
