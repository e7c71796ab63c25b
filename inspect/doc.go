// Package inspect reads the structure of a live database: its tables and views
// with their columns, keys, constraints, indexes and comments, its schemas,
// sequences and enums.
//
//	inspector := inspect.Open(eng)
//	names, err := inspector.TableNames(ctx)
//	users, err := inspector.Table(ctx, "users")
//	fmt.Println(users.Columns[0].TypeName, users.PrimaryKey.Columns)
//
// [Inspector.Tables] reads all tables of a schema with as many queries as one
// table takes: one for columns, one for indexes, and so on. What an Inspector
// has read it keeps; [Inspector.Clear] forgets it.
//
// [Inspector.Reflect] declares what it reads as tables of a [schema.MetaData], to
// query and to create elsewhere. [Diff] says in words where two such differ.
//
// PostgreSQL, MySQL, MariaDB, SQLite and Firebird are tested on their servers. The
// queries for SQL Server, Oracle and Sybase are written after their manuals and
// were not run.
package inspect
