// Package driver says what a connection to a database is, and finds the driver
// that makes one.
//
// A [Driver] binds one kind of database to its dialect. It makes a [Connector],
// from which database/sql's pool opens connections, and turns a connection that
// was checked out of the pool into a [Conn]: one that runs compiled statements
// natively, so that no value passes through database/sql's boxes. Each package
// below this one registers a driver when it is imported, under the schemes that
// a database [URL] names it by:
//
//	import _ "github.com/azoth-go/azoth/driver/sqlite"
//
// What a database reports comes back as an [Error], whose kind (a unique
// violation, a deadlock, …) is the same on every database.
package driver
