// Package odbc connects to SAP Adaptive Server Enterprise, once Sybase, through
// ODBC. It is a module of its own, which needs a C compiler and unixODBC with its
// headers, and at run time FreeTDS's ODBC driver (on Debian unixodbc-dev and
// tdsodbc). Import it for its effect:
//
//	import _ "github.com/azoth-go/azoth/driver/odbc"
//
// It registers the scheme sybase, and with the driver's name sybase+odbc:
//
//	sybase://user:password@localhost:5000/database?timeout=5s
//
// A URL takes these options:
//
//	driver   the ODBC driver: the file of its library, or its name in odbcinst.ini
//	         (FreeTDS, wherever its library is)
//	timeout  for connecting, such as 5s
//	appName  what the server calls the program
//
// Every connection has quoted identifiers, and refuses texts and numbers that do
// not fit, which the server cuts otherwise. Statements with arguments are
// prepared, which the server does as procedures; others are sent as they are. The
// key that an INSERT generates is asked for with it, as @@identity.
//
// Savepoints are SAVE TRANSACTION, which nothing releases. After a transaction of
// an isolation level of its own the connection goes back to READ COMMITTED. There
// are no read-only transactions: the option has no effect. A DATETIME has no zone
// and is taken for UTC.
package odbc
