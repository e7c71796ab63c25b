package main

import (
	"context"

	"github.com/azoth-go/azoth/examples/tutorial/blog"
	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/schema"
)

func connecting(ctx context.Context, t *tour) error {
	t.step("An engine connects when it is first asked for something, not before")
	t.print("connections:", t.eng.Status().Open)

	t.step("Each struct describes a table")
	t.print(schema.DefaultMetaData.Table("users"))
	t.print(schema.DefaultMetaData.Table("addresses"))

	// A server may have the tables of an earlier run. The second set of models,
	// of which a later chapter makes use, knows all of them.
	if err := blog.Models.DropAll(ctx, t.eng); err != nil {
		return err
	}

	t.step("Create the tables that do not exist")
	if err := orm.CreateAll(ctx, t.eng); err != nil {
		return err
	}

	t.step("An object is an ordinary struct; nothing knows of it yet")
	ed := &User{Name: "ed", Fullname: "Ed Jones", Password: "edspassword"}
	t.print(ed.Name, ed.Password, ed.ID)

	t.step("A session talks to the database; it begins with its first statement")
	sessions := orm.Sessions(t.eng) // a factory, for programs that make many
	t.s = sessions.New()
	t.print("in a transaction:", t.s.InTransaction())

	t.ed = ed
	return nil
}
