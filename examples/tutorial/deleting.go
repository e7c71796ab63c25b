package main

import (
	"context"

	"github.com/azoth-go/azoth/examples/tutorial/blog"
	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/sql"
)

func deleting(ctx context.Context, t *tour) error {
	s := t.s

	t.step("Delete jack: the next query sends it, and finds no jack")
	s.Delete(t.jack)
	if err := t.show(Users.Where(Users.Name.Eq("jack")).Count(ctx, s)); err != nil {
		return err
	}

	t.step("His addresses are still there")
	if err := t.show(Addresses.Where(Addresses.EmailAddress.In("jack@google.com", "j25@yahoo.com")).Count(ctx, s)); err != nil {
		return err
	}

	t.step("They belong to nobody now")
	if err := t.show(sql.Select2(Addresses.EmailAddress, Addresses.UserID).OrderBy(Addresses.ID).All(ctx, s)); err != nil {
		return err
	}

	t.step("Close the session: what was not committed is rolled back")
	if err := s.Close(); err != nil {
		return err
	}
	t.print("in a transaction:", s.InTransaction())
	return nil
}

// deletingWithCascade uses the second set of models, in package blog, where
// User.Addresses says cascade=all delete-orphan.
func deletingWithCascade(ctx context.Context, t *tour) error {
	t.step("Remember jack's key; without a session, an engine does for reading")
	jackID, err := sql.Select1(Users.ID).Where(Users.Name.Eq("jack")).Scalar(ctx, t.eng)
	if err != nil {
		return err
	}

	t.step("The second set of models has tables that the first has not; create them")
	if err := blog.Models.CreateAll(ctx, t.eng); err != nil {
		return err
	}

	t.step("A new session, for those models")
	t.s = orm.NewSession(t.eng, orm.InRegistry(blog.Models))
	s := t.s

	t.step("Get jack by his key")
	jack, err := blog.Users.Get(ctx, s, jackID)
	if err != nil {
		return err
	}
	t.print(jack)

	t.step("Take his second address away; his addresses are loaded first")
	addresses, err := jack.Addresses.All(ctx)
	if err != nil {
		return err
	}
	jack.Addresses.Remove(addresses[1])

	t.step("It is an orphan, and deleted: one remains")
	jacks := blog.Addresses.Where(blog.Addresses.EmailAddress.In("jack@google.com", "j25@yahoo.com"))
	if err := t.show(jacks.Count(ctx, s)); err != nil {
		return err
	}

	t.step("Delete jack")
	s.Delete(jack)
	if err := t.show(blog.Users.Where(blog.Users.Name.Eq("jack")).Count(ctx, s)); err != nil {
		return err
	}

	t.step("His last address is gone with him")
	if err := t.show(jacks.Count(ctx, s)); err != nil {
		return err
	}

	t.step("Keep it so")
	return s.Commit(ctx)
}
