package orm_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

// wantError checks that an error says everything that is wanted: sentinels are
// found by errors.Is, texts stand in the message.
func wantError(t *testing.T, err error, wanted ...any) {
	t.Helper()
	if err == nil {
		t.Errorf("no error; want one that says %q", wanted)
		return
	}
	t.Logf("the message: %v", err)
	for _, want := range wanted {
		if sentinel, ok := want.(error); ok {
			if !errors.Is(err, sentinel) {
				t.Errorf("%v\nis not the error %q", err, sentinel)
			}
			continue
		}
		wantText(t, err.Error(), want.(string))
	}
}

func wantText(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("%s\ndoes not say %q", text, part)
		}
	}
}

// wantPanic checks that a function panics and says everything that is wanted.
func wantPanic(t *testing.T, f func(), parts ...string) {
	t.Helper()
	reason := panicOf(f)
	if reason == nil {
		t.Errorf("no panic; want one that says %q", parts)
		return
	}
	t.Logf("the panic: %v", reason)
	wantText(t, fmt.Sprint(reason), parts...)
}

func panicOf(f func()) (reason any) {
	defer func() { reason = recover() }()
	f()
	return nil
}
