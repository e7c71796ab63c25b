package conformance

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/azoth-go/azoth"
)

// An attempt is a test that is to fail: it keeps what the test says.
type attempt struct {
	testing.TB
	failed      bool
	unsupported bool // an error was an UnsupportedError
	said        string
}

// attempted runs a case that is to fail. What it made is dropped when the
// subtest ends.
func attempted(t *testing.T, s *suite, c Case) *attempt {
	a := &attempt{TB: t}
	done := make(chan struct{})
	go func() {
		defer close(done)
		c.run(newTrial(a, s))
	}()
	<-done
	return a
}

func (a *attempt) note(text string, values []any) {
	a.failed = true
	a.said += strings.TrimSuffix(text, "\n") + "\n"
	for _, v := range values {
		var unsupported *azoth.UnsupportedError
		if err, ok := v.(error); ok && errors.As(err, &unsupported) {
			a.unsupported = true
		}
	}
}

func (a *attempt) Error(values ...any) { a.note(fmt.Sprintln(values...), values) }

func (a *attempt) Errorf(format string, values ...any) {
	a.note(fmt.Sprintf(format, values...), values)
}

func (a *attempt) Fail() { a.failed = true }

func (a *attempt) Fatal(values ...any) {
	a.Error(values...)
	runtime.Goexit()
}

func (a *attempt) Fatalf(format string, values ...any) {
	a.Errorf(format, values...)
	runtime.Goexit()
}

func (a *attempt) FailNow() {
	a.failed = true
	runtime.Goexit()
}

func (a *attempt) Failed() bool { return a.failed }
