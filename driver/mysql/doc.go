// Package mysql connects to MySQL and MariaDB through go-sql-driver/mysql.
// Import it for its effect:
//
//	import _ "github.com/azoth-go/azoth/driver/mysql"
//
// It registers the schemes mysql and mariadb, and with the driver's name
// mysql+gosql and mariadb+gosql:
//
//	mysql://user:password@localhost:3306/database?timeout=5s
//
// Either scheme finds out on the first connection which of the two databases
// it has reached. Every connection is set up so that both behave as the other
// databases do: the session's time zone is UTC, STRICT_TRANS_TABLES refuses
// values that do not fit, and the rows of an UPDATE count when they match, also
// when their values stay the same.
//
// A URL takes these options:
//
//	charset              the connection's character set (utf8mb4)
//	collation            the connection's collation
//	tls                  true, skip-verify, preferred, or false (the default)
//	timeout              for connecting, such as 5s; none by default
//	readTimeout          for one read from the server
//	writeTimeout         for one write to the server
//	maxAllowedPacket     in bytes (64 MiB); 0 asks the server
//	allowNativePasswords false refuses mysql_native_password (true)
//	unix_socket          the path of a socket in place of host and port
//	sql_mode             the session's SQL mode, exactly
//	time_zone            the session's time zone (+00:00)
//	kill_query           false leaves cancelled statements to the server (true)
//
// A statement whose context ends is given up at once, and its connection with
// it. The server would go on with it until it next sends something; so it is told
// to stop by KILL QUERY, in the background and through a connection of its own.
// Set kill_query=false where a proxy spreads connections over servers that give
// them the same numbers.
//
// Errors are told apart by the server's number for them, since servers that
// speak the protocol do not agree on SQLSTATE.
package mysql
