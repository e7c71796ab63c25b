package azoth

import (
	"context"
	"errors"
	"log/slog"

	"github.com/azoth-go/azoth/driver"
)

// An echo logs events.
type echo struct {
	logger         *slog.Logger
	hideParameters bool
}

func (l echo) event(ctx context.Context, e Event) {
	level := slog.LevelInfo
	switch e.Kind {
	case EventConnect, EventCheckout, EventCheckin, EventClose:
		level = slog.LevelDebug
	case EventInvalidate:
		level = slog.LevelWarn
	}
	if e.Err != nil && level < slog.LevelWarn {
		level = slog.LevelError
	}
	if !l.logger.Enabled(ctx, level) {
		return
	}

	attrs := make([]slog.Attr, 0, 4)
	if e.Kind == EventStatement && !l.hideParameters {
		if args := driver.FormatArgs(e.Statement); len(args) > 0 {
			attrs = append(attrs, slog.Any("args", args))
		}
	}
	switch e.Kind {
	case EventBegin:
		if isolation := e.Tx.Isolation.String(); isolation != "" {
			attrs = append(attrs, slog.String("isolation", isolation))
		}
		if e.Tx.ReadOnly {
			attrs = append(attrs, slog.Bool("read_only", true))
		}
	case EventStatement, EventCommit, EventRollback, EventConnect, EventCheckout:
		attrs = append(attrs, slog.Duration("duration", e.Duration))
	}
	if e.Rows >= 0 && (e.Kind == EventStatement || e.Kind == EventFetch) {
		attrs = append(attrs, slog.Int64("rows", e.Rows))
	}
	if e.Err != nil {
		attrs = append(attrs, slog.Any("error", withoutStatement(e.Err)))
	}
	l.logger.LogAttrs(ctx, level, message(e), attrs...)
}

// message is what an event is called in the log: its SQL, where it has one.
func message(e Event) string {
	switch e.Kind {
	case EventBegin:
		return "BEGIN (implicit)"
	case EventStatement, EventFetch:
		return e.Statement.SQL
	case EventCommit:
		return "COMMIT"
	case EventRollback:
		return "ROLLBACK"
	case EventSavepoint:
		return "SAVEPOINT " + e.Savepoint
	case EventRelease:
		return "RELEASE SAVEPOINT " + e.Savepoint
	case EventRollbackTo:
		return "ROLLBACK TO SAVEPOINT " + e.Savepoint
	}
	return "connection " + e.Kind.String()
}

// withoutStatement drops from an error what the log entry says already.
func withoutStatement(err error) error {
	var failure *DBError
	if !errors.As(err, &failure) {
		return err
	}
	brief := *failure
	brief.SQL, brief.Args = "", nil
	return &brief
}
