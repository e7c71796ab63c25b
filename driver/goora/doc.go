// Package goora connects to Oracle Database 12.2 or later through
// sijms/go-ora, which needs no client library. Import it for its effect:
//
//	import _ "github.com/azoth-go/azoth/driver/goora"
//
// It is a module of its own, since go-ora's tables of character sets make a
// program 19 MB larger. It registers the scheme oracle, and with the driver's
// name oracle+goora:
//
//	oracle://user:password@localhost:1521/service?timeout=30s
//
// A URL takes these options:
//
//	timeout            for one exchange with the server, connecting too (10m)
//	sid                the instance's SID, in place of the service
//	instance_name      the instance of a service
//	ssl, ssl_verify    true encrypts; false leaves the server's certificate unchecked
//	wallet             the directory of an auto-login wallet
//	auth_type          normal (the default), os, kerberos, tcps
//	dba_privilege      sysdba, sysoper, …
//	prefetch_rows      the rows of one fetch (25)
//	lob_fetch          inline (the default) or stream: one exchange for each LOB
//	client_charset     the character set of texts, where it is not the server's
//	language, territory, program, os_user, proxy_client_name, unix_socket
//	national_strings   true binds texts as NVARCHAR2, for databases whose own
//	                   character set is not Unicode
//
// Every connection is set up so that the session's time zone is UTC and texts
// are converted to dates and numbers by the ISO's formats.
//
// # Values
//
// A NUMBER is read exactly: what has no fraction and fits is an int64, anything
// else a text, which decimals are made of; decimals are bound exactly too. Before
// version 23 truth values are the numbers 1 and 0. A point in time is bound as a
// TIMESTAMP in UTC; what a TIMESTAMP WITH TIME ZONE holds is read with its
// offset. A text of more than 4000 bytes is bound as a CLOB, bytes of more than
// 2000 as a BLOB. An empty text is NULL to Oracle.
//
// RETURNING … INTO gives its parameters as the one row of a result. A statement
// that touches several rows cannot give them back: go-ora refuses it when it is
// done, and loses the connection.
//
// # Transactions
//
// Oracle has READ COMMITTED and SERIALIZABLE; another isolation level is an error
// that matches driver.ErrUnsupportedOperation. Savepoints are not released. A
// context that ends while a statement runs stops it by go-ora's break; while
// further rows are fetched it is looked at before each row.
package goora
