package mysql

import (
	"context"
	"errors"
	"fmt"
	neturl "net/url"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/azoth-go/azoth/driver"
)

// waiting gives a connection that waits for a lock until cancel is called or the
// test ends, the server's number for it, and what comes of it.
func waiting(t *testing.T, db *database) (id string, cancel func(), outcome <-chan error) {
	t.Helper()
	holder, conn := db.conn(), db.conn()
	if err := holder.Begin(t.Context(), driver.TxOptions{}); err != nil {
		t.Fatal(err)
	}
	exec(t, holder, "INSERT INTO people (id, name) VALUES (7, 'ed')")
	id = query(t, conn, "SELECT CONNECTION_ID()")[0]
	ctx, cancel := context.WithCancel(t.Context())
	failed := make(chan error, 1)
	go func() {
		_, err := conn.Exec(ctx, statement("INSERT INTO people (id, name) VALUES (?, 'wendy')", 7))
		failed <- err
	}()
	await(t, db, id, true)
	return id, cancel, failed
}

// await waits until a session is busy, or until it is not.
func await(t *testing.T, db *database, id string, busy bool) {
	t.Helper()
	watcher := db.conn()
	for deadline := time.Now().Add(20 * time.Second); running(t, watcher, id) != busy; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("session %s: busy is not %v", id, busy)
		}
	}
}

func running(t *testing.T, watcher driver.Conn, id string) bool {
	t.Helper()
	got := query(t, watcher, "SELECT COUNT(*) FROM information_schema.processlist WHERE command IN ('Query', 'Execute') AND id = "+id)
	return slices.Equal(got, []string{"1"})
}

func TestCancelStopsTheServer(t *testing.T) {
	db := newDatabase(t, "", people)
	id, cancel, outcome := waiting(t, db)
	cancel()
	if err := <-outcome; !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	await(t, db, id, false)
}

// The way to the server may be a socket that is a file.
func TestCancelOverASocket(t *testing.T) {
	db := newDatabase(t, "", people)
	socket := query(t, db.conn(), "SELECT @@socket")[0]
	if _, err := os.Stat(socket); err != nil {
		t.Skipf("the server is on another machine: %v", err)
	}
	url := *db.url
	url.Query = neturl.Values{"unix_socket": {socket}}
	over := &database{t: t, url: &url, pool: openPool(t, &url)}
	id, cancel, outcome := waiting(t, over)
	cancel()
	if err := <-outcome; !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	await(t, over, id, false)
}

func TestCancelWithoutKill(t *testing.T) {
	db := newDatabase(t, "kill_query=false", people)
	id, cancel, outcome := waiting(t, db)
	cancel()
	if err := <-outcome; !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if !running(t, db.conn(), id) {
		t.Error("the server stopped by itself: what is KILL QUERY for?")
	}
}

// TestKillSparesStrangers has a number that is somebody else's by now.
func TestKillSparesStrangers(t *testing.T) {
	db := newDatabase(t, "", people)
	config, err := configOf(db.url)
	if err != nil {
		t.Fatal(err)
	}
	opened, err := newOpener(config, nil)
	if err != nil {
		t.Fatal(err)
	}
	conn, err := opened.Connect(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	known := conn.(*connection).session

	id, cancel, outcome := waiting(t, db)
	var number uint32
	if _, err := fmt.Sscan(id, &number); err != nil {
		t.Fatal(err)
	}
	if number <= known.id {
		t.Fatalf("the server's numbers do not ascend: %d, then %s", known.id, id)
	}
	killer := newKiller(config)
	other := known
	other.id, other.version = number, "another server"
	if err := killer.send(t.Context(), other); err == nil {
		t.Error("a session of another server was killed")
	}
	idle := known
	if err := killer.send(t.Context(), idle); err == nil {
		t.Error("a session that does nothing was killed")
	}
	if !running(t, db.conn(), id) {
		t.Error("a stranger's statement was stopped")
	}
	cancel()
	<-outcome
}
