// Package mssql connects to Microsoft SQL Server through microsoft/go-mssqldb.
// Import it for its effect:
//
//	import _ "github.com/azoth-go/azoth/driver/mssql"
//
// It registers the schemes mssql and sqlserver, and with the driver's name
// mssql+gomssqldb:
//
//	mssql://user:password@localhost:1433/database?encrypt=true
//
// A URL takes these options:
//
//	encrypt                true encrypts everything, false the login only (the default),
//	                       strict is TDS 8.0, disable encrypts nothing
//	trustServerCertificate true takes any certificate (the default where encrypt is not given)
//	certificate            the file of the certificate that has signed the server's
//	hostNameInCertificate  the name that the server's certificate has
//	tlsMin                 the lowest version of TLS, such as 1.2
//	timeout                for connecting, such as 5s (15s)
//	instance               a named instance, which the browser service finds
//	appName                what the server calls the program
//	applicationIntent      ReadOnly asks an availability group for a secondary
//	multiSubnetFailover    false tries the addresses of the host one after the other
//	failoverPartner        the host of a database's mirror
//	packetSize             in bytes, from 512 to 32767 (4096)
//	keepAlive              in seconds (30)
//	repeatableRead         snapshot has the level RepeatableRead be SNAPSHOT, which the
//	                       database must allow; lock (the default) is REPEATABLE READ
//
// Statements with arguments run by sp_executesql, whose parameters are declared
// with types that do not depend on the values: texts are NVARCHAR(4000) or
// NVARCHAR(max), bytes VARBINARY(8000) or VARBINARY(max). Declared with their
// lengths, as the driver would, each length would have a plan of its own in the
// server's cache. Decimals are declared with the digits that they have after the
// point, so that none is lost in arithmetic; times with their zone, as
// DATETIMEOFFSET(7).
//
// Savepoints are SAVE TRANSACTION, which nothing releases. After a transaction of
// an isolation level of its own the connection goes back to READ COMMITTED. There
// are no read-only transactions: the option has no effect.
//
// # Bulk copy
//
// The driver's own connection has it. [driver.Conn].Raw gives a *mssql.Conn of
// go-mssqldb, and within a transaction that has sent a statement the rows are part
// of it:
//
//	bulk := conn.Raw().(*mssql.Conn).CreateBulkContext(ctx, "users", []string{"id", "name"})
//	for _, u := range users {
//		if err := bulk.AddRow([]any{u.ID, u.Name}); err != nil { … }
//	}
//	n, err := bulk.Done()
package mssql
