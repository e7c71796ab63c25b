package sqlite

import (
	"fmt"
	"reflect"
	"sync"
	"time"
	"unsafe"

	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"
	zombiezen "zombiezen.com/go/sqlite"

	dialect "github.com/azoth-go/azoth/dialect/sqlite"
	"github.com/azoth-go/azoth/driver"
)

// A database is an open connection as SQLite's C interface has it. Package
// zombiezen opens it and is what Raw gives; statements are run by the C
// functions themselves, because some of what they need has no other way in:
// columns of the same name, declared types, whole error messages, text bound
// without an allocation, and a lock that is waited for no longer than the
// context lasts.
type database struct {
	zombiezen *zombiezen.Conn
	tls       *libc.TLS
	handle    uintptr // sqlite3*

	busyTimeout  time.Duration
	waitingSince time.Time // for another connection's lock

	interruption
}

// openDatabase opens a connection to the file of a URI.
func openDatabase(uri string, busyTimeout time.Duration) (*database, error) {
	raw, err := zombiezen.OpenConn(uri, zombiezen.OpenReadWrite, zombiezen.OpenCreate, zombiezen.OpenURI)
	if err != nil {
		code := int(zombiezen.ErrCode(err))
		return nil, &driver.Error{Kind: driver.ErrConnection, Code: code, Message: err.Error(), Err: err}
	}
	db := &database{zombiezen: raw, busyTimeout: busyTimeout}
	if db.tls, db.handle, err = handleOf(raw); err != nil {
		raw.Close()
		return nil, err
	}
	db.waitForLocks()
	if err := registerRegexp(raw); err != nil {
		db.close()
		return nil, fmt.Errorf("registering function regexp: %w", err)
	}
	if err := raw.SetCollation(dialect.Collation, CompareDecimals); err != nil {
		db.close()
		return nil, fmt.Errorf("registering collation %s: %w", dialect.Collation, err)
	}
	return db, nil
}

// handleOf finds the C handle in zombiezen's connection.
func handleOf(conn *zombiezen.Conn) (*libc.TLS, uintptr, error) {
	v := reflect.ValueOf(conn).Elem()
	tls, handle := v.FieldByName("tls"), v.FieldByName("conn")
	if !tls.IsValid() || tls.Type() != reflect.TypeFor[*libc.TLS]() || !handle.IsValid() || handle.Kind() != reflect.Uintptr {
		return nil, 0, &driver.Error{Kind: driver.ErrUnsupportedOperation,
			Message: "this version of zombiezen.com/go/sqlite keeps its handle elsewhere than the driver expects: use the version that azoth's go.mod names"}
	}
	return (*libc.TLS)(tls.UnsafePointer()), uintptr(handle.Uint()), nil
}

func (db *database) close() error {
	db.unwatch()
	connections.Delete(db.handle)
	return db.zombiezen.Close()
}

// autocommit reports that no transaction is open.
func (db *database) autocommit() bool { return lib.Xsqlite3_get_autocommit(db.tls, db.handle) != 0 }

// connections finds the database of a handle, which is all that a C callback
// is given.
var connections sync.Map // uintptr → *database

// waitForLocks makes statements wait for locks as busy says.
func (db *database) waitForLocks() {
	connections.Store(db.handle, db)
	lib.Xsqlite3_busy_handler(db.tls, db.handle, functionPointer(busyCallback), db.handle)
}

func busyCallback(_ *libc.TLS, handle uintptr, attempt int32) int32 {
	if db, ok := connections.Load(handle); ok && db.(*database).busy(int(attempt)) {
		return 1
	}
	return 0
}

// busy waits a little for another connection's lock. It reports false when the
// wait has taken longer than the timeout, or the context has ended.
func (db *database) busy(attempt int) bool {
	if attempt == 0 {
		db.waitingSince = time.Now()
	}
	left := db.busyTimeout - time.Since(db.waitingSince)
	if left <= 0 {
		return false
	}
	pause := time.NewTimer(min(time.Millisecond<<min(attempt, 5), 25*time.Millisecond, left))
	defer pause.Stop()
	select {
	case <-pause.C:
		return true
	case <-db.done:
		return false
	}
}

// functionPointer is a Go function as a C function pointer. It has to be a
// declared function, which does not move.
func functionPointer[F any](f F) uintptr {
	return *(*uintptr)(unsafe.Pointer(&struct{ f F }{f}))
}

// memory views C memory. What is to last is copied out of it.
func memory(p uintptr, n int) []byte {
	return unsafe.Slice(*(**byte)(unsafe.Pointer(&p)), n)
}
