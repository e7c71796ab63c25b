package orm

import (
	"context"

	"github.com/azoth-go/azoth"
)

// RunOption configures Run.
type RunOption func(*runSettings)

type runSettings struct {
	retries int
	options []Option
}

// Retry has Run begin again, up to n times, when the database reports that the
// transaction could not be serialized or met a deadlock. Each time the function
// is given a new session.
func Retry(n int) RunOption { return func(r *runSettings) { r.retries = n } }

// WithOptions configures the session that Run makes.
func WithOptions(options ...Option) RunOption {
	return func(r *runSettings) { r.options = append(r.options, options...) }
}

// Run calls f with a new session and commits when it returns nil; when it
// returns an error or panics, everything is rolled back.
func Run(ctx context.Context, engine *azoth.Engine, f func(s *Session) error, options ...RunOption) error {
	var settings runSettings
	for _, o := range options {
		o(&settings)
	}
	return azoth.Retrying(ctx, settings.retries, func() error {
		s := NewSession(engine, settings.options...)
		defer s.Close()
		if err := f(s); err != nil {
			return err
		}
		return s.Commit(ctx)
	})
}
