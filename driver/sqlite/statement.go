package sqlite

import (
	"errors"
	"fmt"
	"strings"
	"unsafe"

	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"

	"github.com/azoth-go/azoth/driver"
)

// A statement is a prepared statement. At most one result is open on it.
type statement struct {
	db         *database
	handle     uintptr // sqlite3_stmt*; 0 where the text has only comments
	text       string
	parameters int
	inserts    bool

	// Names and declared types of the columns, as of the given number of times
	// that SQLite has prepared the statement again after a change of schema.
	names     []string
	declared  []declaredType
	described int32

	bound  uintptr // C memory that bound text and bytes lie in
	room   int
	inUse  bool
	cached bool
	// Neighbours in the cache.
	newer, older *statement
}

// prepare compiles the first statement of a text, and gives what follows it.
func (db *database) prepare(text string) (s *statement, rest string, err error) {
	if strings.IndexByte(text, 0) >= 0 {
		return nil, "", errors.New("the statement holds a NUL character, which would end it")
	}
	source, err := libc.CString(text)
	if err != nil {
		return nil, "", err
	}
	defer libc.Xfree(db.tls, source)
	const pointerSize = int(unsafe.Sizeof(uintptr(0)))
	out := db.tls.Alloc(2 * pointerSize)
	defer db.tls.Free(2 * pointerSize)

	rc := lib.Xsqlite3_prepare_v3(db.tls, db.handle, source, int32(len(text)+1), lib.SQLITE_PREPARE_PERSISTENT, out, out+uintptr(pointerSize))
	if rc != lib.SQLITE_OK {
		return nil, "", db.failure(rc)
	}
	results := unsafe.Slice(*(**uintptr)(unsafe.Pointer(&out)), 2)
	s = &statement{db: db, handle: results[0], text: text, described: -1}
	if s.handle != 0 {
		s.parameters = int(lib.Xsqlite3_bind_parameter_count(db.tls, s.handle))
		s.inserts = lib.Xsqlite3_stmt_readonly(db.tls, s.handle) == 0 && mayInsert(text)
	}
	rest = strings.TrimLeft(text[results[1]-source:], " \t\r\n\f;")
	return s, rest, nil
}

// mayInsert reports whether a statement that writes may be an INSERT, by its
// first word.
func mayInsert(text string) bool {
	text = strings.TrimLeft(text, " \t\r\n\f;(")
	for _, word := range []string{"INSERT", "REPLACE", "WITH", "--", "/*"} {
		if len(text) >= len(word) && strings.EqualFold(text[:len(word)], word) {
			return true
		}
	}
	return false
}

// start takes the first step, and reports whether there is a row.
func (s *statement) start() (row bool, err error) {
	db := s.db
	for attempt := 0; ; attempt++ {
		row, rc := s.step()
		switch {
		case rc == lib.SQLITE_OK:
			return row, nil
		case rc == lib.SQLITE_LOCKED_SHAREDCACHE:
			// The one lock that SQLite's own busy handler does not wait for.
			s.reset()
			if db.busy(attempt) {
				continue
			}
		}
		return false, db.failure(rc)
	}
}

// step goes to the next row. Its result code is SQLITE_OK for a row and for
// the end.
func (s *statement) step() (row bool, rc int32) {
	if s.handle == 0 {
		return false, lib.SQLITE_OK
	}
	switch rc := lib.Xsqlite3_step(s.db.tls, s.handle); rc {
	case lib.SQLITE_ROW:
		return true, lib.SQLITE_OK
	case lib.SQLITE_DONE:
		return false, lib.SQLITE_OK
	default:
		return false, rc
	}
}

// reset ends an execution. Its result code repeats that of the last step.
func (s *statement) reset() { lib.Xsqlite3_reset(s.db.tls, s.handle) }

// finalize frees the statement.
func (s *statement) finalize() {
	lib.Xsqlite3_finalize(s.db.tls, s.handle)
	s.handle = 0
	s.freeBound()
}

// describe reads names and declared types of the columns where they are not
// known or a change of schema may have changed them.
func (s *statement) describe() {
	if s.handle == 0 {
		return
	}
	tls := s.db.tls
	prepared := lib.Xsqlite3_stmt_status(tls, s.handle, lib.SQLITE_STMTSTATUS_REPREPARE, 0)
	if s.described == prepared {
		return
	}
	s.described = prepared
	n := int(lib.Xsqlite3_column_count(tls, s.handle))
	s.names, s.declared = make([]string, n), make([]declaredType, n)
	for i := range n {
		s.names[i] = libc.GoString(lib.Xsqlite3_column_name(tls, s.handle, int32(i)))
		s.declared[i] = parseDeclaredType(libc.GoString(lib.Xsqlite3_column_decltype(tls, s.handle, int32(i))))
	}
}

// A declaredType is what a column's declaration says about its values beyond
// how they are stored.
type declaredType struct {
	name string // in capitals, without length
	meaning
}

type meaning uint8

const (
	plain meaning = iota
	boolean
	date
	timestamp
)

func parseDeclaredType(declaration string) declaredType {
	name, _, _ := strings.Cut(strings.ToUpper(declaration), "(")
	t := declaredType{name: strings.TrimSpace(name)}
	switch {
	case t.name == "BOOLEAN" || t.name == "BOOL":
		t.meaning = boolean
	case t.name == "DATE":
		t.meaning = date
	case t.name == "DATETIME" || strings.HasPrefix(t.name, "TIMESTAMP"):
		t.meaning = timestamp
	}
	return t
}

// run runs statements that give no rows and have no arguments, one after the
// other.
func (db *database) run(text string) error {
	for text != "" {
		s, rest, err := db.prepare(text)
		if err != nil {
			return err
		}
		row, err := s.start()
		for row && err == nil {
			var rc int32
			if row, rc = s.step(); rc != lib.SQLITE_OK {
				err = db.failure(rc)
			}
		}
		s.finalize()
		if err != nil {
			return err
		}
		text = rest
	}
	return nil
}

// queryText runs a statement that gives one text, such as a PRAGMA.
func (db *database) queryText(text string) (string, error) {
	s, _, err := db.prepare(text)
	if err != nil {
		return "", err
	}
	defer s.finalize()
	row, err := s.start()
	if err != nil || !row {
		return "", err
	}
	return libc.GoString(lib.Xsqlite3_column_text(db.tls, s.handle, 0)), nil
}

// errArguments says that a statement has more or fewer parameters than it is
// given.
func (s *statement) errArguments(n int) error {
	return fmt.Errorf("the statement has %d parameters and %d arguments", s.parameters, n)
}

// errSeveral says that a text has more than one statement where only one can be.
var errSeveral = &driver.Error{Kind: driver.ErrUnsupportedOperation,
	Message: "the text has more than one statement: run them one by one, or without arguments by Exec"}
