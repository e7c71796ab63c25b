// Package firebird connects to Firebird 3 or later through
// nakagami/firebirdsql. Import it for its effect:
//
//	import _ "github.com/azoth-go/azoth/driver/firebird"
//
// It registers the scheme firebird, and with the driver's name
// firebird+firebirdsql:
//
//	firebird://user:password@localhost:3050/path/to/database.fdb?timeout=5s
//
// A path with a directory is absolute on the server (C:/data/app.fdb on
// Windows); a single word is an alias that the server's databases.conf knows.
// A URL takes these options:
//
//	create             true makes the database where it is missing; see [Create]
//	charset            the connection's character set (UTF8)
//	role               the SQL role to work in
//	timeout            for connecting, such as 5s; none by default
//	cancel_timeout     how long a statement whose context has ended may take to
//	                   stop before the connection is cut (1s)
//	auth_plugin_name   the preferred way to log in (Srp256)
//	auth_plugin_list   the ways that are acceptable (Srp256,Srp,Legacy_Auth)
//	wire_crypt         disabled, enabled (the default) or required
//	wire_crypt_plugin  the ciphers that are acceptable (ChaCha64,ChaCha,Arc4)
//	wire_compress      true compresses what is sent
//
// Outside of a transaction every statement runs in one of its own. The levels
// ReadUncommitted and ReadCommitted are Firebird's READ COMMITTED RECORD_VERSION,
// RepeatableRead is SNAPSHOT, and Serializable SNAPSHOT TABLE STABILITY. A
// read-only transaction is READ COMMITTED: a stronger one is refused, since the
// driver would weaken it silently.
//
// An argument of 32 kB or more is sent in parts, during which the driver obeys no
// context. Where the server answers none of them, the caller is told after
// cancel_timeout, and the connection goes when the server does.
//
// A transaction waits for the locks of others without a limit. The server
// reports a deadlock and a row that another transaction has changed in the same
// words, so that both are ErrSerialization.
//
// INSERT … RETURNING gives the row. UPDATE and DELETE with RETURNING give one
// row of NULLs where they match none, and the server refuses them where they
// match several: its message is "multiple rows in singleton select".
//
// Columns whose names are all upper case, which is how Firebird keeps names that
// were not quoted, are given in lower case. Timestamps and times of day have
// four digits after the second.
package firebird
