// Package orm maps Go structs to tables and keeps objects and rows in step: a
// data mapper with a session, an identity map and a unit of work.
//
// An entity is a plain struct; only relationships have types of their own, Many
// and One. Its attributes, made by Map, are the typed side for queries:
//
//	type User struct {
//		_         orm.Table          `orm:"users"`
//		ID        int64              `orm:",pk"`
//		Name      string             `orm:",size=50"`
//		Addresses orm.Many[Address]  `orm:",back=User,cascade=all delete-orphan"`
//	}
//
//	users, err := Users.Where(Users.Name.Eq("ed")).All(ctx, s)
//
// A Session begins its transaction with the first statement, writes what
// changed before every query (autoflush) and at Commit, and gives the same
// object for the same row. What has a context.Context may talk to the database;
// what has none never does.
//
// # Defaults and zero values
//
// A column with a default (of the program, of the database, or a generated key)
// takes Go's zero value as "not set" on INSERT, and only there: an UPDATE writes
// whatever differs from what the database has, zero values included. To insert
// a zero over a default use a pointer, a sql.Null, or Session.Set. Defaults of
// the program are declared by Default and OnUpdate.
//
// # Rows that change hands
//
// A new object with the key of one that the same flush deletes takes over its
// row: one UPDATE of what differs.
package orm
