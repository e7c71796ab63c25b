package azoth

import (
	stdsql "database/sql"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/azoth-go/azoth/driver"
)

// Version is the version of this module.
const Version = "0.1.0"

// Open makes an engine for the database that the URL names:
//
//	sqlite:///app.db
//	sqlite://                                  in memory
//	postgresql://user:password@host:5432/db
//	mysql://user:password@host:3306/db
//
// See [driver.ParseURL] for its parts. The driver must be imported somewhere in
// the program; where it is not, the error names the import. Open connects to
// nothing: the first statement does.
func Open(url string, opts ...Option) (*Engine, error) {
	parsed, err := driver.ParseURL(url)
	if err != nil {
		return nil, fmt.Errorf("open: %w", err)
	}
	s, err := newSettings(opts)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", parsed, err)
	}
	d, err := driver.Lookup(parsed.Scheme)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", parsed, err)
	}
	e := newEngine(parsed, d, s)
	connector, err := d.Connector(parsed)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", parsed, redact(err, e.secrets))
	}
	e.db = stdsql.OpenDB(&poolConnector{Connector: connector, engine: e})
	e.limits = s.limits(connector.Pool())
	e.limits.apply(e.db)
	if n := e.limits.maxOpen(); n > 0 {
		e.slots = make(chan struct{}, n)
	}
	e.ownsPool = true
	return e, nil
}

// OpenDB makes an engine over a pool that exists already. The scheme says which
// driver wraps its connections, as in a URL: "postgresql", "sqlite". The pool
// stays its owner's, who sets its bounds and closes it; the options about them
// are refused.
func OpenDB(db *stdsql.DB, scheme string, opts ...Option) (*Engine, error) {
	if db == nil {
		return nil, errors.New("open: the *sql.DB is nil")
	}
	s, err := newSettings(opts)
	if err != nil {
		return nil, fmt.Errorf("open: %w", err)
	}
	if len(s.pool) > 0 {
		return nil, fmt.Errorf("open: %s cannot be set for a pool that exists: set it up on the *sql.DB", s.pool[0])
	}
	d, err := driver.Lookup(strings.ToLower(scheme))
	if err != nil {
		return nil, fmt.Errorf("open: %w", err)
	}
	parsed := &driver.URL{Scheme: strings.ToLower(scheme)}
	parsed.Dialect, parsed.DriverName, _ = strings.Cut(parsed.Scheme, "+")
	e := newEngine(parsed, d, s)
	e.db = db
	return e, nil
}

// newEngine makes an engine that lacks its pool.
func newEngine(u *driver.URL, d driver.Driver, s *settings) *Engine {
	e := &Engine{
		url:            u,
		driver:         d,
		listeners:      s.listeners,
		hideParameters: s.hideParameters,
		prePing:        s.prePing,
		poolTimeout:    s.poolTimeout,
		connectTimeout: s.connectTimeout,
		txDefaults:     s.tx,
		sharedPool:     &sharedPool{detecting: make(chan struct{}, 1), closing: make(chan struct{})},
	}
	for _, logger := range s.loggers {
		e.listeners = append(e.listeners, echo{logger: logger, hideParameters: s.hideParameters}.event)
	}
	if s.echoRows {
		e.rowLoggers = s.loggers
	}
	e.observed = len(e.listeners) > 0
	e.watchesRows = e.observed || e.hideParameters
	if _, detects := d.(driver.Detector); !detects {
		e.detected.Store(d.Dialect())
	}
	if u.Password != "" {
		e.secrets = []string{u.Password}
		if encoded := url.QueryEscape(u.Password); encoded != u.Password {
			e.secrets = append(e.secrets, encoded)
		}
	}
	return e
}
