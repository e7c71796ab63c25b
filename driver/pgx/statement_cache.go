package pgx

import (
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
)

// defaultCapacity is the number of prepared statements that a connection keeps.
const defaultCapacity = 512

// A statement is a prepared statement of one connection.
type statement struct {
	name, sql string
	// description is nil until the server has described the statement.
	description *pgconn.StatementDescription
	columns     []column
	names       []string
	// formats asks for the binary format of every column that the driver
	// decodes, and for text elsewhere: text is a format that every type has.
	formats []int16

	previous, next *statement // in the cache, most recently used first
}

// describe takes what the server said of the statement.
func (s *statement) describe(description *pgconn.StatementDescription) {
	description.Name, description.SQL = s.name, s.sql
	s.description = description
	s.columns, s.names = describeColumns(description.Fields)
	s.formats = make([]int16, len(s.columns))
	for i := range s.columns {
		if s.columns[i].kind != kindText {
			s.formats[i] = binaryFormat
		}
	}
}

// parameter gives the type of parameter i, or 0 where it is not known yet.
func (s *statement) parameter(i int) uint32 {
	if s == nil || s.description == nil || i >= len(s.description.ParamOIDs) {
		return 0
	}
	return s.description.ParamOIDs[i]
}

// A statementCache holds the statements that were used last on one physical
// connection. It belongs to the connection and outlives its checkouts.
type statementCache struct {
	capacity int
	bySQL    map[string]*statement
	recent   statement // the ring's sentinel
	named    int       // counts the names that were given out
	// evicted are the names to deallocate with the next round trip that
	// prepares something, so that eviction costs none of its own.
	evicted []string
}

func newStatementCache(capacity int) *statementCache {
	cache := &statementCache{capacity: capacity, bySQL: map[string]*statement{}}
	cache.recent.previous, cache.recent.next = &cache.recent, &cache.recent
	return cache
}

// get finds a statement and marks it as used.
func (cache *statementCache) get(sql string) *statement {
	s := cache.bySQL[sql]
	if s != nil && cache.recent.next != s {
		s.unlink()
		cache.link(s)
	}
	return s
}

// fresh names a statement that is about to be prepared; add keeps it once the
// server has done so.
func (cache *statementCache) fresh(sql string) *statement {
	cache.named++
	return &statement{name: "azoth_" + strconv.Itoa(cache.named), sql: sql}
}

// add keeps a described statement, evicting the one that was not used for the
// longest time.
func (cache *statementCache) add(s *statement) {
	if len(cache.bySQL) >= cache.capacity {
		cache.evict(cache.recent.previous)
	}
	cache.bySQL[s.sql] = s
	cache.link(s)
}

func (cache *statementCache) evict(s *statement) {
	if cache.bySQL[s.sql] != s {
		return
	}
	delete(cache.bySQL, s.sql)
	s.unlink()
	cache.evicted = append(cache.evicted, s.name)
}

// forget drops all statements, which the server no longer has.
func (cache *statementCache) forget() {
	clear(cache.bySQL)
	cache.recent.previous, cache.recent.next = &cache.recent, &cache.recent
	cache.evicted = nil
}

func (cache *statementCache) link(s *statement) {
	s.previous, s.next = &cache.recent, cache.recent.next
	s.previous.next, s.next.previous = s, s
}

func (s *statement) unlink() {
	s.previous.next, s.next.previous = s.next, s.previous
}

// worthPreparing reports whether a statement is of a kind that is executed
// again and again. Definitions and settings are not.
func worthPreparing(sql string) bool {
	sql = strings.TrimLeft(sql, " \t\r\n(")
	end := 0
	for end < len(sql) && end < len("SELECT")+1 && (sql[end]|0x20 >= 'a' && sql[end]|0x20 <= 'z') {
		end++
	}
	switch strings.ToUpper(sql[:end]) {
	case "SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "WITH", "VALUES", "TABLE":
		return true
	}
	return false
}
