package main

import (
	"cmp"
	"context"
	"fmt"
	"net"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/driver"
	_ "github.com/azoth-go/azoth/driver/pgx"
)

// A server is a scratch database with both ways to it, directly and behind
// a proxy that adds latency.
type server struct {
	admin   *pgx.Conn
	name    string
	version string
	native  *pgxpool.Pool
	engine  *azoth.Engine

	delay       *proxy
	farNative   *pgxpool.Pool
	farEngine   *azoth.Engine
	established bool
}

// latency is what the proxy adds to a round trip.
const latency = time.Millisecond

func openPostgreSQL(ctx context.Context) (p *server, err error) {
	url, err := driver.ParseURL(cmp.Or(os.Getenv("AZOTH_TEST_POSTGRESQL"), "postgresql://postgres@127.0.0.1:5432/postgres"))
	if err != nil {
		return nil, err
	}
	url.Scheme, url.Dialect, url.DriverName = "postgresql", "postgresql", ""
	url.Host, url.Port = cmp.Or(url.Host, "127.0.0.1"), cmp.Or(url.Port, 5432)
	p = &server{name: fmt.Sprintf("azoth_bench_%d", os.Getpid())}
	defer func() {
		if err != nil {
			p.close(ctx)
		}
	}()
	if p.admin, err = pgx.Connect(ctx, url.Reveal()); err != nil {
		return p, fmt.Errorf("PostgreSQL (set AZOTH_TEST_POSTGRESQL to a URL): %w", err)
	}
	if err := p.admin.QueryRow(ctx, "SHOW server_version").Scan(&p.version); err != nil {
		return p, err
	}
	for _, text := range []string{
		"CREATE DATABASE " + p.name,
		// No number is to contain a disk flush, nor the compilation of a plan.
		"ALTER DATABASE " + p.name + " SET synchronous_commit = off",
		"ALTER DATABASE " + p.name + " SET jit = off",
	} {
		if _, err := p.admin.Exec(ctx, text); err != nil {
			return p, err
		}
	}
	server := net.JoinHostPort(url.Host, strconv.Itoa(url.Port))
	if p.delay, err = newProxy(server, latency); err != nil {
		return p, err
	}
	if url.Query == nil {
		url.Query = make(map[string][]string)
	}
	if !url.Query.Has("sslmode") {
		url.Query.Set("sslmode", "disable") // nothing leaves the machine
	}
	near, far := *url, *url
	near.Database, far.Database = p.name, p.name
	host, port, _ := net.SplitHostPort(p.delay.address())
	far.Host = host
	far.Port, _ = strconv.Atoi(port)
	if p.native, p.engine, err = connectPostgreSQL(ctx, near.Reveal()); err != nil {
		return p, err
	}
	if p.farNative, p.farEngine, err = connectPostgreSQL(ctx, far.Reveal()); err != nil {
		return p, err
	}
	_, err = p.native.Exec(ctx, `
		CREATE TABLE users (id bigserial PRIMARY KEY, name text NOT NULL, fullname text NOT NULL, email text NOT NULL,
			age int NOT NULL, balance float8 NOT NULL, active bool NOT NULL, created_at timestamptz NOT NULL)
			WITH (fillfactor = 50, autovacuum_enabled = off);
		CREATE TABLE addresses (id bigserial PRIMARY KEY, user_id bigint NOT NULL REFERENCES users, email text NOT NULL)
			WITH (autovacuum_enabled = off);
		CREATE INDEX ON addresses (user_id);`)
	return p, err
}

func connectPostgreSQL(ctx context.Context, url string) (*pgxpool.Pool, *azoth.Engine, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, nil, err
	}
	config.MaxConns = 4
	native, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, nil, err
	}
	engine, err := azoth.Open(url)
	return native, engine, err
}

func (p *server) close(ctx context.Context) {
	for _, engine := range []*azoth.Engine{p.engine, p.farEngine} {
		if engine != nil {
			engine.Close()
		}
	}
	for _, pool := range []*pgxpool.Pool{p.native, p.farNative} {
		if pool != nil {
			pool.Close()
		}
	}
	if p.delay != nil {
		p.delay.close()
	}
	if p.admin != nil {
		_, _ = p.admin.Exec(ctx, "DROP DATABASE IF EXISTS "+p.name+" WITH (FORCE)")
		p.admin.Close(ctx)
	}
}

// fill makes the tables hold the data.
func (p *server) fill(ctx context.Context) error {
	if err := p.empty(ctx); err != nil {
		return err
	}
	_, err := p.native.CopyFrom(ctx, pgx.Identifier{"users"},
		[]string{"id", "name", "fullname", "email", "age", "balance", "active", "created_at"},
		pgx.CopyFromSlice(userRows, func(i int) ([]any, error) {
			u := userNumber(int64(i + 1))
			return []any{u.ID, u.Name, u.Fullname, u.Email, u.Age, u.Balance, u.Active, u.CreatedAt}, nil
		}))
	if err != nil {
		return err
	}
	_, err = p.native.CopyFrom(ctx, pgx.Identifier{"addresses"}, []string{"id", "user_id", "email"},
		pgx.CopyFromSlice(parents*children, func(i int) ([]any, error) {
			a := addressNumber(int64(i + 1))
			return []any{a.ID, a.UserID, a.Email}, nil
		}))
	if err != nil {
		return err
	}
	_, err = p.native.Exec(ctx, "VACUUM ANALYZE users")
	if err == nil {
		_, err = p.native.Exec(ctx, "VACUUM ANALYZE addresses")
	}
	return err
}

func (p *server) empty(ctx context.Context) error {
	_, err := p.native.Exec(ctx, "TRUNCATE users, addresses RESTART IDENTITY")
	return err
}

func (p *server) vacuum(ctx context.Context) error {
	_, err := p.native.Exec(ctx, "VACUUM users")
	return err
}

const userColumns = "id, name, fullname, email, age, balance, active, created_at"

func (u *plainUser) destinations() []any {
	return []any{&u.ID, &u.Name, &u.Fullname, &u.Email, &u.Age, &u.Balance, &u.Active, &u.CreatedAt}
}

func pgxGet(ctx context.Context, pool *pgxpool.Pool, id int64) (*plainUser, error) {
	u := new(plainUser)
	err := pool.QueryRow(ctx, "SELECT "+userColumns+" FROM users WHERE id = $1", id).
		Scan(&u.ID, &u.Name, &u.Fullname, &u.Email, &u.Age, &u.Balance, &u.Active, &u.CreatedAt)
	return u, err
}

type pgxQuerier interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
}

func pgxUsers(ctx context.Context, db pgxQuerier, rest string, args ...any) ([]*plainUser, error) {
	rows, err := db.Query(ctx, "SELECT "+userColumns+" FROM users "+rest, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var users []*plainUser
	for rows.Next() {
		u := new(plainUser)
		if err := rows.Scan(&u.ID, &u.Name, &u.Fullname, &u.Email, &u.Age, &u.Balance, &u.Active, &u.CreatedAt); err != nil {
			return nil, err
		}
		users = append(users, u)
	}
	return users, rows.Err()
}

func pgxUnitOfWork(ctx context.Context, pool *pgxpool.Pool) error {
	tx, err := pool.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	users, err := pgxUsers(ctx, tx, "WHERE id <= $1 ORDER BY id", unitOfWork)
	if err != nil {
		return err
	}
	ids, balances := make([]int64, len(users)), make([]float64, len(users))
	for i, u := range users {
		u.Balance += changeBalance
		ids[i], balances[i] = u.ID, u.Balance
	}
	tag, err := tx.Exec(ctx, "UPDATE users SET balance = v.balance FROM unnest($1::bigint[], $2::float8[]) AS v(id, balance) WHERE users.id = v.id", ids, balances)
	if err != nil {
		return err
	}
	if tag.RowsAffected() != unitOfWork {
		return fmt.Errorf("%d rows were updated", tag.RowsAffected())
	}
	return tx.Commit(ctx)
}

// pgxSelectIn loads users and their addresses by two queries.
func pgxSelectIn(ctx context.Context, pool *pgxpool.Pool) ([]*plainUser, error) {
	users, err := pgxUsers(ctx, pool, "WHERE id <= $1 ORDER BY id", parents)
	if err != nil {
		return nil, err
	}
	ids := make([]int64, len(users))
	byID := make(map[int64]*plainUser, len(users))
	for i, u := range users {
		ids[i] = u.ID
		byID[u.ID] = u
	}
	rows, err := pool.Query(ctx, "SELECT id, user_id, email FROM addresses WHERE user_id = ANY($1) ORDER BY id", ids)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		a := new(plainAddress)
		if err := rows.Scan(&a.ID, &a.UserID, &a.Email); err != nil {
			return nil, err
		}
		u := byID[a.UserID]
		u.Addresses = append(u.Addresses, a)
	}
	return users, rows.Err()
}

const joinedQuery = `SELECT u.id, u.name, u.fullname, u.email, u.age, u.balance, u.active, u.created_at, a.id, a.user_id, a.email
	FROM users u LEFT JOIN addresses a ON a.user_id = u.id WHERE u.id <= $1 ORDER BY u.id, a.id`

// pgxJoin loads users and their addresses by one query.
func pgxJoin(ctx context.Context, pool *pgxpool.Pool) ([]*plainUser, error) {
	rows, err := pool.Query(ctx, joinedQuery, parents)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var users []*plainUser
	var last *plainUser
	for rows.Next() {
		var u plainUser
		var id, userID *int64
		var email *string
		err := rows.Scan(&u.ID, &u.Name, &u.Fullname, &u.Email, &u.Age, &u.Balance, &u.Active, &u.CreatedAt, &id, &userID, &email)
		if err != nil {
			return nil, err
		}
		if last == nil || last.ID != u.ID {
			last = &u
			users = append(users, last)
		}
		if id != nil {
			last.Addresses = append(last.Addresses, &plainAddress{ID: *id, UserID: *userID, Email: *email})
		}
	}
	return users, rows.Err()
}

// newPlainGraph makes users with addresses that the database does not have.
func newPlainGraph() []*plainUser {
	users := make([]*plainUser, parents)
	for i := range users {
		u := userNumber(int64(i + 1))
		u.ID = 0
		u.Addresses = make([]*plainAddress, children)
		for n := range u.Addresses {
			a := addressNumber(int64(i*children + n + 1))
			u.Addresses[n] = &plainAddress{Email: a.Email}
		}
		users[i] = &u
	}
	return users
}

// pgxGraph inserts users and their addresses by one statement for each table,
// and learns all keys.
func pgxGraph(ctx context.Context, pool *pgxpool.Pool, users []*plainUser) error {
	tx, err := pool.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	n := len(users)
	names, fullnames, emails := make([]string, n), make([]string, n), make([]string, n)
	ages, balances, actives, times := make([]int32, n), make([]float64, n), make([]bool, n), make([]time.Time, n)
	for i, u := range users {
		names[i], fullnames[i], emails[i] = u.Name, u.Fullname, u.Email
		ages[i], balances[i], actives[i], times[i] = u.Age, u.Balance, u.Active, u.CreatedAt
	}
	rows, err := tx.Query(ctx, `INSERT INTO users (name, fullname, email, age, balance, active, created_at)
		SELECT name, fullname, email, age, balance, active, created_at
		FROM unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::float8[], $6::bool[], $7::timestamptz[])
		WITH ORDINALITY AS v(name, fullname, email, age, balance, active, created_at, position) ORDER BY position RETURNING id`,
		names, fullnames, emails, ages, balances, actives, times)
	if err != nil {
		return err
	}
	for i := 0; rows.Next(); i++ {
		if err := rows.Scan(&users[i].ID); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	userIDs, addressEmails := make([]int64, 0, n*children), make([]string, 0, n*children)
	for _, u := range users {
		for _, a := range u.Addresses {
			a.UserID = u.ID
			userIDs, addressEmails = append(userIDs, a.UserID), append(addressEmails, a.Email)
		}
	}
	rows, err = tx.Query(ctx, `INSERT INTO addresses (user_id, email) SELECT user_id, email
		FROM unnest($1::bigint[], $2::text[]) WITH ORDINALITY AS v(user_id, email, position) ORDER BY position RETURNING id`,
		userIDs, addressEmails)
	if err != nil {
		return err
	}
	for i := 0; rows.Next(); i++ {
		if err := rows.Scan(&users[i/children].Addresses[i%children].ID); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	return tx.Commit(ctx)
}

// checkGraph reads back what a graph workload wrote.
func (p *server) checkGraph(ctx context.Context) error {
	users, err := pgxSelectIn(ctx, p.native)
	if err != nil {
		return err
	}
	return checkPlainGraph(users)
}

func checkPlainGraph(users []*plainUser) error {
	var sum checksum
	for _, u := range users {
		sum.plain(u)
		for _, a := range u.Addresses {
			sum.address(a.ID, a.UserID, a.Email)
		}
	}
	return sum.equal(expectGraph())
}

func checkPlainUsers(users []*plainUser, first, last int64) error {
	var sum checksum
	for _, u := range users {
		sum.plain(u)
	}
	return sum.equal(expectUsers(first, last))
}

// balances is the sum of all balances, which a unit of work raises.
func (p *server) balances(ctx context.Context) (sum float64, err error) {
	err = p.native.QueryRow(ctx, "SELECT sum(balance) FROM users").Scan(&sum)
	return sum, err
}

func (p *server) describe() string { return "PostgreSQL " + strings.Fields(p.version)[0] }
