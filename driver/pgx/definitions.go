package pgx

import (
	"strings"
	"sync/atomic"
)

// definitions count the changes that the connections of a pool make to tables and
// types. A statement that was prepared before such a change may have been prepared
// for other columns, which the server notices in some cases only: a parameter
// keeps the type that it had. So every connection prepares anew what it executes
// after one. Other programs' changes are noticed where the server complains.
type definitions struct{ atomic.Uint64 }

// watch notes whether a text, of one statement or several, changes what others
// were prepared for. What is created cannot be in use.
func (s *session) watch(sql string) {
	for statement := range strings.SplitSeq(sql, ";") {
		word, _, _ := strings.Cut(strings.TrimLeft(statement, " \t\r\n("), " ")
		s.changing = s.changing || strings.EqualFold(word, "drop") || strings.EqualFold(word, "alter")
	}
}

// follow forgets what was prepared before the last change.
func (s *session) follow() {
	if n := s.definitions.Load(); n != s.followed {
		s.followed = n
		for _, statement := range s.statements.bySQL {
			s.statements.evict(statement)
		}
	}
}

// tell has the other connections follow a change: at once, and when the
// transaction that made it has ended, since they may have prepared statements for
// the old definition in between.
func (s *session) tell(transaction bool) {
	switch {
	case s.changing:
		s.changing, s.changed = false, transaction
	case s.changed && !transaction:
		s.changed = false
	default:
		return
	}
	s.definitions.Add(1)
}
