// Package faults holds tests of what goes wrong between a program and its
// database: each fault gives one error to branch on, leaves no connection in use,
// no session, no work and no transaction on the server, and the engine goes on.
// They run on PostgreSQL, MariaDB and Firebird behind a network that fails on
// demand (Shopify/toxiproxy, in the process), and are a module of their own, which
// keeps that library from the users of Azoth.
//
//	what happens                                      error                            tested by
//	nothing listens                                   ErrConnection, names the URL     TestDeadServer
//	the greeting is cut off, reset                    ErrConnection                    TestConnectionCutWhileConnecting
//	nobody answers the connecting                     context's                        TestConnectTimeout
//	the password is wrong                             ErrConnection, never shown       TestWrongPassword
//	the server restarts while connections are idle    none with PrePing; without it    TestRestartWithPrePing,
//	                                                  ErrConnection once at most       TestRestartWithoutPrePing
//	the server restarts in a transaction              ErrConnection                    TestRestartInATransaction
//	all connections stay in use                       ErrPoolTimeout                   TestPoolExhausted (SQLite, too)
//	the connection is cut, reset amid a result        ErrConnection                    TestConnectionCutAmidAResult, …ResetAmid…
//	… amid a pipeline or a flush                      ErrConnection                    TestConnectionCutInAPipeline, …InAFlush
//	… that carries the COMMIT (PostgreSQL)            ErrConnection, ErrCommitUnknown  TestConnectionCutInASaveThatCommits
//	… after the COMMIT was sent                       ErrConnection, ErrCommitUnknown  TestConnectionCutInCommit
//	… before the COMMIT was sent                      ErrConnection                    TestConnectionLostBeforeCommit
//	… in a rollback                                   none                             TestConnectionCutInRollback
//	… while a session loads                           ErrConnection                    TestConnectionCutWhileLoading
//	connections are lost again and again              ErrConnection                    TestLostConnectionsLeaveThePool
//	the context ends while waiting for a connection   context's                        TestContextEndsWhileWaitingForAConnection
//	… while connecting                                context's                        TestContextEndsWhileConnecting
//	… in BEGIN                                        context's                        TestContextEndsInBegin
//	… while a long argument is sent                   context's                        TestContextEndsWhileSending
//	… before the first row; the server stops, too     context's                        TestContextEndsBeforeTheFirstRow
//	… between rows                                    context's                        TestContextEndsBetweenRows, TestNoAnswer…
//	… in a statement of a transaction                 context's                        TestContextEndsInATransaction
//	… in a savepoint                                  context's                        TestContextEndsInASavepoint
//	… before the COMMIT was sent                      context's                        TestContextEndsBeforeCommit
//	… after                                           context's, ErrCommitUnknown      TestContextEndsInCommit, TestCommitLost
//	… before, or in, a rollback                       none                             TestContextEndsBeforeRollback, TestNoAnswerIn…
//	… in a pipeline or a flush                        context's                        TestContextEndsInAPipeline, …InAFlush
//	… in the COMMIT of a session                      context's, ErrCommitUnknown      TestNoAnswerInASessionsCommit
//	the server sees late that nobody is there         context's                        TestSlowClose
//	nobody answers the ping before the first use      context's                        TestNoAnswerToPrePing
//	… or when the engine is closed                    none                             TestCloseWithoutAnswer
//	a column has no room for a value                  ErrFit                           TestValuesOutOfRange (SQLite, too)
//	a column holds another type, or NULL              names the column                 TestUnexpectedTypes (SQLite, too)
//	a table that is inspected is not there            inspect.ErrNoTable               TestTableThatIsNotThere (SQLite, too)
//
// The context's error is context.Canceled or context.DeadlineExceeded, the latter
// of a statement with ErrTimeout. Contexts that end on SQLite, which has no
// network but locks of other processes, are in TestContextEndsOnSQLite.
package faults
