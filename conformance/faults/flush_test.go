package faults

import (
	"context"
	"errors"
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/sql"
)

// A note is what the sessions of these tests save: one that has a line leaves two
// tables to write to, which a flush sends one after the other.
type note struct {
	_     orm.Table      `orm:"notes"`
	ID    int64          `orm:",pk"`
	Title string         `orm:",size=50"`
	Lines orm.Many[line] `orm:",back=Note"`
}

type line struct {
	_      orm.Table     `orm:"lines"`
	ID     int64         `orm:",pk"`
	Text   string        `orm:",size=50"`
	NoteID int64         `orm:",references=notes.id"`
	Note   orm.One[note] `orm:",back=Lines"`
}

var notes = orm.Map[struct {
	orm.Entity[note]
	ID    sql.Number[int64]
	Title sql.String
	Lines orm.ToMany[note, line]
}]()

var _ = orm.Map[struct {
	orm.Entity[line]
	ID     sql.Number[int64]
	Text   sql.String
	NoteID sql.Number[int64]
	Note   orm.ToOne[line, note]
}]()

// flushing is a session with a note that is not saved yet.
func flushing(t *trial) (*orm.Session, *note) {
	t.Helper()
	if err := orm.CreateAll(t.Context(), t.eng); err != nil {
		t.Fatal(err)
	}
	t.warm()
	s := orm.NewSession(t.eng)
	t.Cleanup(func() { s.Close() })
	n := &note{Title: "first"}
	n.Lines.Append(&line{Text: "one"}, &line{Text: "two"})
	s.Add(n)
	return s, n
}

// recovered checks that a session goes on after a fault: rolled back, its objects
// are new again, and saving them saves them.
func recovered(t *trial, s *orm.Session, n *note, stored int64) {
	t.Helper()
	t.heal()
	if err := s.Rollback(t.Context()); err != nil {
		t.Errorf("rollback: %v", err)
	}
	if status := t.eng.Status(); status.InUse != 0 {
		t.Errorf("connections are in use: %v", status)
	}
	t.gone("open transactions", t.transactions, 0)
	if n.ID != 0 {
		t.Errorf("the note has the key %d of a row that nobody knows of", n.ID)
	}
	count := func() int64 {
		got, err := notes.Count(t.Context(), t.eng)
		for range 3 { // a connection that was cut in the pool is met once
			if err != nil && errors.Is(err, azoth.ErrConnection) {
				got, err = notes.Count(t.Context(), t.eng)
			}
		}
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	if got := count(); got != stored {
		t.Errorf("%d notes are stored, want %d", got, stored)
	}
	s.Add(n)
	if err := s.Commit(t.Context()); err != nil {
		t.Errorf("saving it again: %v", err)
	}
	if got := count(); got != stored+1 {
		t.Errorf("%d notes are stored after saving again, want %d", got, stored+1)
	}
	t.settled(0)
}

func TestConnectionCutInAFlush(t *testing.T) {
	onServers(t, func(t *trial) {
		s, n := flushing(t)
		t.cut(0)
		wants(t, "flush", s.Flush(t.Context()), azoth.ErrConnection)
		recovered(t, s, n, 0)
	})
}

func TestContextEndsInAFlush(t *testing.T) {
	onServers(t, func(t *trial) {
		s, n := flushing(t)
		t.mute()
		wants(t, "flush", s.Flush(soon(t)), context.DeadlineExceeded, azoth.ErrTimeout)
		recovered(t, s, n, 0)
	})
}

func TestNoAnswerInASessionsCommit(t *testing.T) {
	onServers(t, func(t *trial) {
		s, n := flushing(t)
		if err := s.Flush(t.Context()); err != nil {
			t.Fatal(err)
		}
		t.mute()
		wants(t, "commit", s.Commit(soon(t)), context.DeadlineExceeded, azoth.ErrCommitUnknown)
		recovered(t, s, n, 1) // it was committed; who saves again without looking has it twice
	})
}

func TestConnectionCutWhileLoading(t *testing.T) {
	onServers(t, func(t *trial) {
		s, n := flushing(t)
		if err := s.Commit(t.Context()); err != nil {
			t.Fatal(err)
		}
		if _, err := notes.All(t.Context(), s); err != nil {
			t.Fatal(err)
		}
		t.cut(0)
		_, err := n.Lines.All(t.Context())
		if err == nil {
			_, err = notes.All(t.Context(), s)
		}
		wants(t, "load", err, azoth.ErrConnection)
		t.heal()
		if err := s.Rollback(t.Context()); err != nil {
			t.Error(err)
		}
		if lines, err := n.Lines.All(t.Context()); err != nil || len(lines) != 2 {
			t.Errorf("afterwards there are %d lines, %v", len(lines), err)
		}
		s.Close()
		t.settled(0)
	})
}
