package faults

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/rs/zerolog"
)

// A private trio of servers, which nobody minds restarting.
type private struct {
	directory string
	urls      map[string]string // by the name of the environment's variable
}

// startPrivate starts the servers, once for all tests.
var startPrivate = sync.OnceValues(func() (private, error) {
	directory, err := os.MkdirTemp("", "azoth-faults-")
	if err != nil {
		return private{}, err
	}
	p := private{directory, map[string]string{}}
	out, err := script("start", directory)
	for line := range strings.Lines(out) {
		if name, value, ok := strings.Cut(strings.TrimSpace(line), "="); ok {
			p.urls[name] = value
		}
	}
	return p, err
})

func script(args ...string) (string, error) {
	command := exec.Command("../../scripts/servers", args...)
	var problems strings.Builder
	command.Stderr = &problems
	out, err := command.Output()
	if err != nil {
		err = errors.New(err.Error() + ": " + problems.String())
	}
	return string(out), err
}

func TestMain(m *testing.M) {
	zerolog.SetGlobalLevel(zerolog.Disabled) // what toxics log goes to standard output
	code := m.Run()
	if restarts.Load() > 0 {
		if p, err := startPrivate(); err == nil {
			_, _ = script("stop", p.directory)
			os.RemoveAll(p.directory)
		}
	}
	os.Exit(code)
}

// restarts counts the servers that were restarted.
var restarts atomic.Int32

// onPrivate tries on each server of the trio, with an engine of which two
// connections lie in the pool.
func onPrivate(t *testing.T, try func(t *testing.T, s server, eng *azoth.Engine, restart func()), options ...azoth.Option) {
	restarts.Add(1)
	p, err := startPrivate()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range servers(t) {
		t.Run(s.Name, func(t *testing.T) {
			for name, url := range p.urls {
				t.Setenv(name, url)
			}
			eng := open(t, s.Scratch(t), options...)
			execute(t, eng, "CREATE TABLE numbers (n INTEGER)")
			fill(t, eng)
			try(t, s, eng, func() {
				t.Helper()
				if _, err := script("restart", p.directory, s.Name); err != nil {
					t.Fatal(err)
				}
			})
			if status := eng.Status(); status.InUse != 0 {
				t.Errorf("afterwards: %v", status)
			}
		})
	}
}

// fill has two connections lie in the pool that were used twice.
func fill(t *testing.T, eng *azoth.Engine) {
	t.Helper()
	for range 2 {
		one, err := eng.Connect(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		two, err := eng.Connect(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		one.Close()
		two.Close()
	}
	if status := eng.Status(); status.Idle != 2 {
		t.Fatalf("before the restart: %v", status)
	}
}

// With pre-ping nobody notices.
func TestRestartWithPrePing(t *testing.T) {
	onPrivate(t, func(t *testing.T, s server, eng *azoth.Engine, restart func()) {
		restart()
		if err := insert(t.Context(), eng); err != nil {
			t.Errorf("the first statement: %v", err)
		}
		restart()
		if err := eng.Run(t.Context(), func(tx *azoth.Tx) error { return insert(t.Context(), tx) }); err != nil {
			t.Errorf("the first transaction: %v", err)
		}
		if n, err := integers(t.Context(), eng, "SELECT count(*) FROM numbers"); err != nil || n[0] != 2 {
			t.Errorf("%v rows, %v", n, err)
		}
	}, azoth.PrePing())
}

// Without it one statement may fail, which says how, and the others in the pool
// are not met.
func TestRestartWithoutPrePing(t *testing.T) {
	onPrivate(t, func(t *testing.T, s server, eng *azoth.Engine, restart func()) {
		restart()
		_, err := integers(t.Context(), eng, s.one)
		if err != nil {
			wants(t, "the first statement", err, azoth.ErrConnection)
		}
		for range 3 {
			if _, err := integers(t.Context(), eng, s.one); err != nil {
				t.Errorf("after the first: %v", err)
			}
		}
	})
}

// A transaction is lost, and known to be.
func TestRestartInATransaction(t *testing.T) {
	for name, options := range map[string][]azoth.Option{"pre-ping": {azoth.PrePing()}, "no pre-ping": nil} {
		t.Run(name, func(t *testing.T) {
			onPrivate(t, func(t *testing.T, s server, eng *azoth.Engine, restart func()) {
				err := eng.Run(t.Context(), func(tx *azoth.Tx) error {
					if err := insert(t.Context(), tx); err != nil {
						t.Fatal(err)
					}
					restart()
					return insert(t.Context(), tx)
				})
				wants(t, "the transaction", err, azoth.ErrConnection)
				if errors.Is(err, azoth.ErrCommitUnknown) {
					t.Errorf("no COMMIT was sent: %v", err)
				}
				if n, err := integers(context.Background(), eng, "SELECT count(*) FROM numbers"); err != nil || n[0] != 0 {
					t.Errorf("%v rows, %v", n, err)
				}
			}, options...)
		})
	}
}
