// Package faketds is a server for tests that speaks Tabular Data Stream, the
// protocol of SQL Server (version 7.4) and of Sybase ASE (version 5.0). Which of
// the two a client means shows by its first packet.
//
// It is no database: it parses no SQL and keeps no rows. A test says what to
// answer to which statement with which parameters; the server logs clients in,
// decodes what they send by its type, encodes the answer, keeps account of
// transactions, and records all that arrived. What is not scripted is an error of
// the test. So it shows what a driver sends, and what the driver makes of an
// answer; not whether SQL Server would answer so. What keeps it honest is that
// drivers written by others, go-mssqldb and FreeTDS, read it.
//
//	server := faketds.Start(t)
//	server.When("SELECT id, name FROM users WHERE id = @p1", 7).
//		Reply(faketds.Rows("id bigint, name nvarchar(50)", faketds.Row{7, "ed"}))
//
// Encoding follows Microsoft's [MS-TDS] and, for version 5.0, Sybase's "TDS 5.0
// Functional Specification".
//
// [MS-TDS]: https://learn.microsoft.com/en-us/openspecs/windows_protocols/ms-tds/
package faketds
