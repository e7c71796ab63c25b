package main

import (
	"context"
	"errors"

	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/sql"
)

func listsAndScalars(ctx context.Context, t *tour) error {
	s := t.s
	query := Users.Where(Users.Name.Like("%ed")).OrderBy(Users.ID)

	t.step("All gives a slice")
	if err := t.show(query.All(ctx, s)); err != nil {
		return err
	}

	t.step("First asks for one row, and gives it")
	if err := t.show(query.First(ctx, s)); err != nil {
		return err
	}

	t.step("One with two rows is an error")
	_, err := query.One(ctx, s)
	t.print(errors.Is(err, orm.ErrMultipleResults))

	t.step("One with no row is another")
	_, err = query.Where(Users.ID.Eq(99)).One(ctx, s)
	t.print(errors.Is(err, orm.ErrNoResult))

	t.step("OneOrNone with no row says so without an error")
	_, found, err := query.Where(Users.ID.Eq(99)).OneOrNone(ctx, s)
	if err != nil {
		return err
	}
	t.print(found)

	t.step("OneOrNone with two rows is still an error")
	_, _, err = query.OneOrNone(ctx, s)
	t.print(errors.Is(err, orm.ErrMultipleResults))

	t.step("Scalar gives the one value of the one row")
	return t.show(sql.Select1(Users.ID).Where(Users.Name.Eq("ed")).OrderBy(Users.ID).Scalar(ctx, s))
}

func textualSQL(ctx context.Context, t *tour) error {
	s := t.s

	t.step("Text as a condition and as an order")
	users, err := Users.Where(sql.Text("id < 224")).OrderBy(sql.Text("id")).All(ctx, s)
	if err != nil {
		return err
	}
	for _, user := range users {
		t.print(user.Name)
	}

	t.step("Values for its parameters travel beside it")
	query := Users.Where(sql.Text("id < :value AND name = :name", sql.P{"value": 224, "name": "fred"}))
	if err := t.show(query.OrderBy(Users.ID).One(ctx, s)); err != nil {
		return err
	}

	t.step("A whole statement, whose columns are found by name")
	if err := t.show(Users.FromText(sql.Text("SELECT * FROM users WHERE name = :name", sql.P{"name": "ed"})).All(ctx, s)); err != nil {
		return err
	}

	t.step("A whole statement, whose columns are found by position")
	stmt := sql.Text("SELECT name, id, fullname, password FROM users WHERE name = :name").
		Columns(Users.Name, Users.ID, Users.Fullname, Users.Password)
	if err := t.show(Users.FromText(stmt.Params(sql.P{"name": "ed"})).All(ctx, s)); err != nil {
		return err
	}

	t.step("A whole statement for single columns")
	stmt = sql.Text("SELECT name, id FROM users WHERE name = :name").Columns(Users.Name, Users.ID)
	return t.show(sql.Select2(Users.ID, Users.Name).FromText(stmt.Params(sql.P{"name": "ed"})).All(ctx, s))
}

func counting(ctx context.Context, t *tour) error {
	s := t.s

	t.step("Count counts the rows that a query would give")
	if err := t.show(Users.Where(Users.Name.Like("%ed")).Count(ctx, s)); err != nil {
		return err
	}

	t.step("How often each name is there")
	perName := sql.Select2(sql.Count(Users.Name), Users.Name).GroupBy(Users.Name).OrderBy(Users.Name)
	if err := t.show(perName.All(ctx, s)); err != nil {
		return err
	}

	t.step("SELECT count(*) FROM users")
	if err := t.show(sql.Select1(sql.Count()).From(Users).Scalar(ctx, s)); err != nil {
		return err
	}

	t.step("A counted column says by itself what it is selected from")
	return t.show(sql.Select1(sql.Count(Users.ID)).Scalar(ctx, s))
}
