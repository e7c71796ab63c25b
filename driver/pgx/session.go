package pgx

import "github.com/jackc/pgx/v5/pgconn"

// A session is what belongs to a physical connection and outlives its
// checkouts: the prepared statements, and buffers to use again.
type session struct {
	pg         *pgconn.PgConn
	statements *statementCache
	parameters parameters
	flight     flight // the round trip in progress, or the last one

	definitions *definitions
	followed    uint64 // the count of definitions that the statements are of
	changing    bool   // the flight changes definitions
	changed     bool   // the transaction has
}

// sessionKey is where a physical connection keeps its session.
const sessionKey = "github.com/azoth-go/azoth/driver/pgx"

// attach gives a new connection its session, one of a pool.
func attach(pg *pgconn.PgConn, capacity int, of *definitions) *session {
	s := &session{pg: pg, statements: newStatementCache(capacity), definitions: of, followed: of.Load()}
	pg.CustomData()[sessionKey] = s
	return s
}

// sessionOf gives a connection's session; a connection that another pool opened
// gets one when it is first seen.
func sessionOf(pg *pgconn.PgConn) *session {
	if s, ok := pg.CustomData()[sessionKey].(*session); ok {
		return s
	}
	return attach(pg, defaultCapacity, new(definitions))
}
