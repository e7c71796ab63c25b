package pgx

import (
	"context"
	"database/sql"
	sqldriver "database/sql/driver"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	pgxv5 "github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/dialect/postgresql"
	"github.com/azoth-go/azoth/driver"
)

func init() {
	driver.Register(postgresqlDriver{NewDriver(postgresql.Dialect)}, "postgresql", "postgres", "postgresql+pgx")
}

// NewDriver makes the driver of another database that speaks PostgreSQL's
// protocol, to be registered under the schemes of that database. PostgreSQL
// itself is registered already.
func NewDriver(d *dialect.Dialect, options ...Option) driver.Driver {
	made := pgxDriver{dialect: d, capacity: defaultCapacity, settings: map[string]string{
		// Values that travel as text are read in this notation, and a backslash in
		// a literal is one, whatever the server's settings say.
		"datestyle":                   "ISO",
		"standard_conforming_strings": "on",
	}}
	for _, option := range options {
		option(&made)
	}
	return made
}

// An Option says where another database that speaks the protocol differs from
// PostgreSQL.
type Option func(*pgxDriver)

// Unprepared has connections keep no prepared statements unless the URL says
// statement_cache_capacity: values then travel as text, whose formats differ
// less between databases than those of binary values.
func Unprepared() Option { return func(d *pgxDriver) { d.capacity = 0 } }

// WithoutSetting leaves out a setting that connections state when they begin,
// "datestyle" or "standard_conforming_strings", for a server that refuses it.
func WithoutSetting(name string) Option {
	return func(d *pgxDriver) { delete(d.settings, name) }
}

type pgxDriver struct {
	dialect  *dialect.Dialect
	capacity int               // of the statement cache, where the URL does not say
	settings map[string]string // stated when a connection begins
}

func (d pgxDriver) Dialect() *dialect.Dialect { return d.dialect }

// capacityOption is the one URL option that is not libpq's.
const capacityOption = "statement_cache_capacity"

// settings are the URL options that go to pgx as they are.
var settings = []string{
	"sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout", "application_name",
	"search_path", "options", "target_session_attrs", "timezone",
}

// Connector reads the URL and connects to nothing.
func (d pgxDriver) Connector(url *driver.URL) (driver.Connector, error) {
	if err := url.CheckOptions(append(slices.Clone(settings), capacityOption)...); err != nil {
		return nil, err
	}
	capacity := d.capacity
	if text := url.Option(capacityOption); text != "" {
		n, err := strconv.ParseUint(text, 10, 31)
		if err != nil {
			return nil, fmt.Errorf("database URL: %s=%s: must be a number of statements, 0 for none", capacityOption, text)
		}
		capacity = int(n)
	}
	config, err := pgxv5.ParseConfig(connectionString(url))
	if err != nil {
		return nil, fmt.Errorf("database URL: %w", err)
	}
	if url.Password != "" {
		config.Password = url.Password
	}
	maps.Copy(config.RuntimeParams, d.settings)
	changes := new(definitions)
	return connector{stdlib.GetConnector(*config, stdlib.OptionAfterConnect(
		func(_ context.Context, conn *pgxv5.Conn) error {
			attach(conn.PgConn(), capacity, changes)
			return nil
		}))}, nil
}

// connectionString spells the URL for pgx. The password is set apart from it,
// so that no message about a malformed string can show it.
func connectionString(url *driver.URL) string {
	var b strings.Builder
	add := func(name, value string) {
		if value == "" {
			return
		}
		b.WriteString(name + "='")
		b.WriteString(strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(value))
		b.WriteString("' ")
	}
	add("host", url.Host)
	if url.Port != 0 {
		add("port", strconv.Itoa(url.Port))
	}
	add("user", url.Username)
	add("dbname", url.Database)
	for _, name := range settings {
		add(name, url.Option(name))
	}
	return b.String()
}

// Wrap unwraps a connection of a pool over pgx: one that Connector made, or one
// of stdlib.OpenDB.
func (pgxDriver) Wrap(_ context.Context, pooled *sql.Conn) (driver.Conn, error) {
	var native *pgxv5.Conn
	err := pooled.Raw(func(raw any) error {
		unwrapped, ok := raw.(interface{ Conn() *pgxv5.Conn })
		if !ok {
			return fmt.Errorf("the pool's connections are %T: open it over pgx, with stdlib.OpenDB", raw)
		}
		native = unwrapped.Conn()
		if native.IsClosed() {
			return sqldriver.ErrBadConn
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("unwrapping a PostgreSQL connection: %w", err)
	}
	return newConn(pooled, native), nil
}

// A connector opens connections and says in Azoth's terms why one could not be
// opened.
type connector struct{ sqldriver.Connector }

func (c connector) Connect(ctx context.Context) (sqldriver.Conn, error) {
	conn, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, connectError(ctx, err)
	}
	return conn, nil
}

func (connector) Pool() driver.PoolHints { return driver.PoolHints{} }

func (connector) Close() error { return nil }
