package azoth

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/azoth-go/azoth/driver"
)

// An Option sets up an engine: see [Open].
type Option interface{ setUp(*settings) error }

type option func(*settings) error

func (o option) setUp(s *settings) error { return o(s) }

// settings are what the options of an engine come to.
type settings struct {
	poolSize       int
	maxOverflow    int
	poolTimeout    time.Duration
	poolRecycle    time.Duration
	connectTimeout time.Duration
	prePing        bool
	nullPool       bool
	staticPool     bool
	hideParameters bool
	echoRows       bool
	loggers        []*slog.Logger
	listeners      []listener
	tx             driver.TxOptions
	// pool are the options given about the pool itself, which an engine over
	// somebody else's pool does not take.
	pool []string
}

func newSettings(opts []Option) (*settings, error) {
	s := &settings{poolSize: 5, maxOverflow: 10, poolTimeout: 30 * time.Second}
	for _, o := range opts {
		if o == nil {
			continue
		}
		if err := o.setUp(s); err != nil {
			return nil, err
		}
	}
	if s.nullPool && s.staticPool {
		return nil, errors.New("NullPool and StaticPool exclude each other: give one of them")
	}
	if s.nullPool || s.staticPool {
		for _, name := range s.pool {
			if name == "PoolSize" || name == "MaxOverflow" || s.staticPool && name == "PoolRecycle" {
				return nil, fmt.Errorf("%s has no meaning with NullPool or StaticPool: leave one of them out", name)
			}
		}
	}
	return s, nil
}

// poolOption is an option about the pool itself.
func poolOption(name string, set func(*settings) error) Option {
	return option(func(s *settings) error {
		s.pool = append(s.pool, name)
		return set(s)
	})
}

// PoolSize is the number of connections that the pool keeps open, 5 unless
// stated. They are opened as they are needed. 0 bounds neither those kept nor
// those in use.
func PoolSize(n int) Option {
	return poolOption("PoolSize", func(s *settings) error {
		if n < 0 {
			return fmt.Errorf("PoolSize(%d): want the number of connections to keep, or 0 for no bound", n)
		}
		s.poolSize = n
		return nil
	})
}

// MaxOverflow is the number of connections that may be in use beyond the
// PoolSize, 10 unless stated. They are closed when they are given back. -1 is
// no bound.
func MaxOverflow(n int) Option {
	return poolOption("MaxOverflow", func(s *settings) error {
		if n < -1 {
			return fmt.Errorf("MaxOverflow(%d): want a number of connections, or -1 for no bound", n)
		}
		s.maxOverflow = n
		return nil
	})
}

// PoolTimeout is how long to wait for a connection while all are in use, 30
// seconds unless stated; then the error is [ErrPoolTimeout]. 0 waits as long as
// the context allows.
func PoolTimeout(d time.Duration) Option {
	return option(func(s *settings) error {
		if d < 0 {
			return fmt.Errorf("PoolTimeout(%s): want a duration, or 0 to wait as long as the context allows", d)
		}
		s.poolTimeout = d
		return nil
	})
}

// PoolRecycle is the age at which a connection is replaced, the next time that
// it is not in use. 0, which is the default, is never. It keeps ahead of
// servers and firewalls that drop old connections.
func PoolRecycle(d time.Duration) Option {
	return poolOption("PoolRecycle", func(s *settings) error {
		if d < 0 {
			return fmt.Errorf("PoolRecycle(%s): want the greatest age of a connection, or 0 for no bound", d)
		}
		s.poolRecycle = d
		return nil
	})
}

// PrePing tests every connection that is taken from the pool, by one round
// trip, and replaces it when the server no longer answers.
func PrePing() Option {
	return option(func(s *settings) error { s.prePing = true; return nil })
}

// NullPool keeps no connection: each is opened when it is asked for and closed
// when it is given back, and there is no bound on their number.
func NullPool() Option {
	return poolOption("NullPool", func(s *settings) error { s.nullPool = true; return nil })
}

// StaticPool has exactly one connection, which stays open and which all take
// turns to use.
func StaticPool() Option {
	return poolOption("StaticPool", func(s *settings) error { s.staticPool = true; return nil })
}

// ConnectTimeout bounds the opening of a connection; its error is
// [context.DeadlineExceeded]. 0, which is the default, leaves it to the context
// and the driver.
func ConnectTimeout(d time.Duration) Option {
	return poolOption("ConnectTimeout", func(s *settings) error {
		if d < 0 {
			return fmt.Errorf("ConnectTimeout(%s): want a duration, or 0 for no bound", d)
		}
		s.connectTimeout = d
		return nil
	})
}

// Echo logs every statement at level Info, with its SQL for the message and its
// arguments and duration for attributes, and BEGIN, COMMIT, ROLLBACK and the
// savepoints; failures at level Error. What concerns the pool goes to level
// Debug. A nil logger is [slog.Default].
func Echo(logger *slog.Logger) Option {
	return option(func(s *settings) error {
		if logger == nil {
			logger = slog.Default()
		}
		s.loggers = append(s.loggers, logger)
		return nil
	})
}

// EchoRows has Echo log every row that is read, at level Debug, also with
// HideParameters. It takes much time and memory.
func EchoRows() Option {
	return option(func(s *settings) error { s.echoRows = true; return nil })
}

// HideParameters keeps the arguments of statements out of logs and errors.
func HideParameters() Option {
	return option(func(s *settings) error { s.hideParameters = true; return nil })
}

// Listen has a function called for every [Event]. It runs on the goroutine that
// waits for the database, so it must be quick, safe for concurrent use, and
// must not use the engine. Without a listener and Echo, events cost nothing.
func Listen(f func(ctx context.Context, e Event)) Option {
	return option(func(s *settings) error {
		if f == nil {
			return errors.New("Listen(nil): want a function")
		}
		s.listeners = append(s.listeners, f)
		return nil
	})
}
