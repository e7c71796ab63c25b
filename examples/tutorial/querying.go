package main

import (
	"context"

	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/sql"
)

func querying(ctx context.Context, t *tour) error {
	s := t.s

	t.step("Entities, one after the other")
	for user, err := range Users.OrderBy(Users.ID).Iter(ctx, s) {
		if err != nil {
			return err
		}
		t.print(user.Name, user.Fullname)
	}

	t.step("Columns: rows have the columns' types")
	rows, err := sql.Select2(Users.Name, Users.Fullname).OrderBy(Users.ID).All(ctx, s)
	if err != nil {
		return err
	}
	for _, row := range rows {
		name, fullname := row.Values() // two strings
		t.print(name, fullname)
	}

	t.step("An entity and a column together")
	both, err := sql.Select2(Users, Users.Name).OrderBy(Users.ID).All(ctx, s)
	if err != nil {
		return err
	}
	for _, row := range both {
		t.print(row.V1, row.V2) // a *User and a string
	}

	t.step("A column under another name, in rows that are known when the program runs")
	labelled, err := sql.Select(Users.Name.As("name_label")).OrderBy(Users.ID).All(ctx, s)
	if err != nil {
		return err
	}
	for _, row := range labelled {
		name, _ := row.Get("name_label")
		t.print(name)
	}

	t.step("An entity under another name")
	userAlias := orm.Alias(Users, "user_alias")
	aliased, err := sql.Select2(userAlias, userAlias.Name).OrderBy(userAlias.ID).All(ctx, s)
	if err != nil {
		return err
	}
	for _, row := range aliased {
		t.print(row.V1)
	}

	t.step("LIMIT and OFFSET, counted as slices are")
	if err := t.show(Users.OrderBy(Users.ID).Slice(1, 3).All(ctx, s)); err != nil {
		return err
	}

	t.step("A condition; Select1 gives the values themselves")
	if err := t.show(sql.Select1(Users.Name).Where(Users.Fullname.Eq("Ed Jones")).All(ctx, s)); err != nil {
		return err
	}

	t.step("A query is a value: what extends it makes another")
	eds := Users.Where(Users.Name.Eq("ed"))
	return t.show(eds.Where(Users.Fullname.Eq("Ed Jones")).All(ctx, s))
}

func filtering(ctx context.Context, t *tour) error {
	query := Users.OrderBy(Users.ID)
	named := sql.Select1(Users.Name).Where(Users.Name.Like("%ed%"))
	for _, filter := range []struct {
		title string
		query sql.Query[*User]
	}{
		{"equals", query.Where(Users.Name.Eq("ed"))},
		{"not equals", query.Where(Users.Name.NotEq("ed"))},
		{"LIKE", query.Where(Users.Name.Like("%ed%"))},
		{"ILIKE: whatever the case, on every database", query.Where(Users.Name.ILike("%ED%"))},
		{"IN a list", query.Where(Users.Name.In("ed", "wendy", "jack"))},
		{"IN a query", query.Where(sql.In(Users.Name, named))},
		{"NOT IN", query.Where(Users.Name.NotIn("ed", "wendy", "jack"))},
		{"NOT of anything", query.Where(sql.Not(Users.Name.In("ed", "wendy", "jack")))},
		{"IS NULL", query.Where(Users.Name.IsNull())},
		{"IS NOT NULL", query.Where(Users.Name.IsNotNull())},
		{"AND", query.Where(sql.And(Users.Name.Eq("ed"), Users.Fullname.Eq("Ed Jones")))},
		{"AND of several in one Where", query.Where(Users.Name.Eq("ed"), Users.Fullname.Eq("Ed Jones"))},
		{"AND of several Wheres", query.Where(Users.Name.Eq("ed")).Where(Users.Fullname.Eq("Ed Jones"))},
		{"OR", query.Where(sql.Or(Users.Name.Eq("ed"), Users.Name.Eq("wendy")))},
	} {
		t.step(filter.title)
		if err := t.names(filter.query.All(ctx, t.s)); err != nil {
			return err
		}
	}

	t.step("MATCH searches text; not every database can, so this one is only printed")
	t.print(sql.Select1(Users.ID).Where(Users.Name.Match("wendy")))
	return nil
}
