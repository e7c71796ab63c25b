package ormgolden

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/azothtest"
	"github.com/azoth-go/azoth/orm"
)

// A run plays a scenario on a database.
type run struct {
	t        *testing.T
	ctx      context.Context
	scenario *scenario
	database string
	registry *orm.Registry
	engine   *azoth.Engine
	recorder *azothtest.Recorder
	// session is there from the start.
	session  *orm.Session
	sessions map[string]*orm.Session // all that are open, by name
	names    map[string]any          // objects by the name of their variable
	next     int                     // the index of the step that comes next
	offset   int                     // added to the numbers of steps
	// bound says that the transaction in the recording does more than reads
	// that do not bind.
	bound bool
}

// A play plays the steps of a scenario.
type play struct {
	registry *orm.Registry
	// created says that steps create the tables.
	created bool
	steps   func(r *run)
}

func (r *run) play(p play) {
	r.registry = p.registry
	if !p.created {
		r.check(p.registry.CreateAll(r.ctx, r.engine))
		r.insertGiven()
	}
	r.session = r.open("session", p.registry)
	p.steps(r)
	if r.next < len(r.scenario.Steps) {
		r.t.Errorf("step %d and those behind it are not played", r.scenario.Steps[r.next].N)
	}
	for _, s := range r.sessions {
		r.check(s.Close())
	}
	r.checkTables()
}

func (r *run) check(err error) {
	r.t.Helper()
	if err != nil {
		r.t.Fatal(err)
	}
}

// open makes another session, with the options of the scenario.
func (r *run) open(name string, registry *orm.Registry) *orm.Session {
	options := []orm.Option{orm.InRegistry(registry)}
	for option, value := range r.scenario.SessionOptions {
		switch {
		case option == "expire_on_commit" && !value:
			options = append(options, orm.KeepOnCommit())
		case option == "autoflush" && !value:
			options = append(options, orm.NoAutoflush())
		}
	}
	s := orm.NewSession(r.engine, options...)
	if r.sessions == nil {
		r.sessions, r.names = map[string]*orm.Session{}, map[string]any{}
	}
	r.sessions[name] = s
	if name == "session" {
		r.session = s
	}
	return s
}

// chapter says that what is played next is a scenario within a larger one,
// whose step 1 is the step after offset there.
func (r *run) chapter(offset int, steps func(r *run)) {
	r.offset = offset
	steps(r)
	r.offset = 0
}

// name gives an object the name that its variable has in the recording.
func (r *run) name(name string, object any) { r.names[name] = object }

// A taking is a step that is being played, and takes what it gives.
type taking struct {
	run     *run
	step    *step
	result  any
	given   bool // a result
	anyhow  bool // in any order
	printed []string
}

// gives states the result of the step.
func (k *taking) gives(result any) { k.result, k.given = result, true }

// list states a result that is a list.
func (k *taking) list(results ...any) { k.gives(results) }

// unordered says that the order of the result means nothing.
func (k *taking) unordered(result any) {
	k.gives(result)
	k.anyhow = true
}

// prints states a line that the step prints.
func (k *taking) prints(format string, args ...any) {
	k.printed = append(k.printed, fmt.Sprintf(format, args...))
}

// step plays a step and compares what came of it with the recording.
func (r *run) step(n int, action func(k *taking) error) {
	r.t.Helper()
	k := r.begin(n)
	if k == nil {
		return
	}
	r.recorder.Reset()
	err := action(k)
	statements := r.recorder.Take()
	r.compareError(k.step, err)
	r.compareResult(k)
	r.compareStatements(k.step, statements, err)
	r.compareObjects(k.step)
}

// does plays a step that gives nothing.
func (r *run) does(n int, action func() error) {
	r.t.Helper()
	r.step(n, func(*taking) error { return action() })
}

// refused notes a step that cannot be written: the compiler refuses it.
func (r *run) refused(n int, reason string) {
	r.t.Helper()
	if k := r.begin(n); k != nil {
		r.t.Logf("step %d (%s) does not apply: %s", n, k.step.Do, reason)
	}
}

// begin finds step n, which must be the next.
func (r *run) begin(n int) *taking {
	r.t.Helper()
	n += r.offset
	if r.next >= len(r.scenario.Steps) || r.scenario.Steps[r.next].N != n {
		r.t.Fatalf("step %d is played out of turn", n)
	}
	k := &taking{run: r, step: &r.scenario.Steps[r.next]}
	r.next++
	return k
}

// differs reports that something is not as it was recorded, unless it is a
// known difference.
func (r *run) differs(s *step, aspect, format string, args ...any) {
	r.t.Helper()
	n, do := 0, "the tables at the end"
	if s != nil {
		n, do = s.N, s.Do
	}
	text := fmt.Sprintf(format, args...)
	if reason, known := known(r.scenario.ID, n, aspect, r.database); known {
		r.t.Logf("step %d (%s): %s: %s\nwhich is meant to be so: %s", n, do, aspect, text, reason)
		return
	}
	r.t.Errorf("step %d (%s): %s: %s", n, do, aspect, text)
}

func (r *run) compareObjects(s *step) {
	r.t.Helper()
	for _, name := range slices.Sorted(maps.Keys(s.States)) {
		want := s.States[name]
		object, ok := r.names[name]
		if !ok {
			r.t.Errorf("step %d (%s): the object %s is not named", s.N, s.Do, name)
			continue
		}
		if got := strings.ToLower(fmt.Sprint(orm.StateOf(object))); got != want {
			r.differs(s, "states", "%s is %s, want %s", name, got, want)
		}
	}
	for name, session := range r.sessions {
		var want membership
		if name == "session" && s.Session != nil {
			want = *s.Session
		} else if other, ok := s.OtherSessions[name]; ok {
			want = other
		}
		r.compareMembers(s, name+".new", session.New(), want.New)
		r.compareMembers(s, name+".deleted", session.Deleted(), want.Deleted)
	}
}

// compareMembers compares the objects of a session with their names. Objects
// without a name are counted.
func (r *run) compareMembers(s *step, what string, got []any, want []string) {
	r.t.Helper()
	named := func(object any) string {
		for name, known := range r.names {
			if known == object && slices.Contains(want, name) {
				return name
			}
		}
		return ""
	}
	unnamed := 0
	found := map[string]bool{}
	for _, object := range got {
		if name := named(object); name != "" {
			found[name] = true
		} else {
			unnamed++
		}
	}
	recorded := 0
	for _, name := range want {
		if _, isName := r.names[name]; !isName {
			recorded++
		} else if !found[name] {
			r.differs(s, "session", "%s has no %s", what, name)
		}
	}
	if unnamed != recorded {
		r.differs(s, "session", "%s has %d objects without a name, want %d: %v", what, unnamed, recorded, got)
	}
}
