package azoth

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/azoth-go/azoth/driver"
)

func TestLimits(t *testing.T) {
	tests := []struct {
		opts             []Option
		hint             int
		maxOpen, maxIdle int
		recycle          time.Duration
	}{
		{nil, 0, 15, 5, 0},
		{nil, 8, 8, 5, 0},
		{nil, 3, 3, 3, 0},
		{nil, 1, 1, 1, 0},
		{[]Option{PoolSize(0)}, 0, 0, math.MaxInt32, 0},
		{[]Option{PoolSize(0)}, 4, 4, 4, 0},
		{[]Option{MaxOverflow(-1)}, 0, 0, 5, 0},
		{[]Option{MaxOverflow(-1)}, 8, 8, 5, 0},
		{[]Option{PoolRecycle(time.Hour)}, 0, 15, 5, time.Hour},
		// The one connection is the data: it is kept whatever the options say.
		{[]Option{PoolRecycle(time.Hour)}, 1, 1, 1, 0},
		{[]Option{NullPool()}, 1, 1, 1, 0},
		{[]Option{NullPool()}, 0, 0, -1, 0},
		{[]Option{NullPool()}, 6, 6, -1, 0},
		{[]Option{StaticPool()}, 0, 1, 1, 0},
	}
	for i, test := range tests {
		s, err := newSettings(test.opts)
		if err != nil {
			t.Fatal(err)
		}
		l := s.limits(driver.PoolHints{MaxOpen: test.hint})
		if l.maxOpen() != test.maxOpen || l.maxIdle() != test.maxIdle || l.recycle != test.recycle {
			t.Errorf("%d: open %d, idle %d, recycle %v, want %+v", i, l.maxOpen(), l.maxIdle(), l.recycle, test)
		}
	}
}

func TestRedact(t *testing.T) {
	plain := fmt.Errorf("connecting: %w", &DBError{Kind: ErrConnection, Message: "host is down"})
	if got := redact(plain, []string{"tiger"}); got != plain {
		t.Errorf("an error without the password became %v", got)
	}
	told := errors.New(`cannot parse "user=scott password=tiger"`)
	err := fmt.Errorf("open: %w", redact(&DBError{Kind: ErrConnection, Message: "with password tiger", Err: told}, []string{"tiger"}))
	if !errors.Is(err, ErrConnection) {
		t.Errorf("%v lost its kind", err)
	}
	var failure *DBError
	if !errors.As(err, &failure) || failure.Err != nil {
		t.Errorf("%v lost its database error, or shows the driver's", err)
	}
	for _, text := range []string{err.Error(), failure.Error()} {
		if strings.Contains(text, "tiger") || !strings.Contains(text, "with password ***") {
			t.Errorf("the password is shown: %s", text)
		}
	}
}
