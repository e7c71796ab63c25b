package main

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	_ "modernc.org/sqlite"

	"github.com/azoth-go/azoth"
	_ "github.com/azoth-go/azoth/driver/sqlite"
)

// A sqliteFile is a temporary database with both ways to it. What is written by
// hand has its statements prepared.
type sqliteFile struct {
	directory string
	version   string
	db        *sql.DB
	engine    *azoth.Engine

	get, page, all, first, update, in, join, insertUser, insertAddress *sql.Stmt
}

func openSQLite(ctx context.Context) (f *sqliteFile, err error) {
	f = &sqliteFile{}
	defer func() {
		if err != nil {
			f.close()
		}
	}()
	if f.directory, err = os.MkdirTemp("", "azoth-bench-*"); err != nil {
		return f, err
	}
	path := filepath.Join(f.directory, "bench.db")
	f.db, err = sql.Open("sqlite", "file:"+path+"?_pragma=journal_mode(wal)&_pragma=synchronous(off)&_pragma=foreign_keys(on)&_pragma=busy_timeout(5000)&_time_format=sqlite&_txlock=deferred")
	if err != nil {
		return f, err
	}
	f.db.SetMaxOpenConns(1)
	if _, err := f.db.ExecContext(ctx, `
		CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL, fullname TEXT NOT NULL, email TEXT NOT NULL,
			age INTEGER NOT NULL, balance REAL NOT NULL, active BOOLEAN NOT NULL, created_at DATETIME NOT NULL);
		CREATE TABLE addresses (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users, email TEXT NOT NULL);
		CREATE INDEX addresses_user_id ON addresses (user_id);`); err != nil {
		return f, err
	}
	if err := f.db.QueryRowContext(ctx, "SELECT sqlite_version()").Scan(&f.version); err != nil {
		return f, err
	}
	keys := strings.TrimSuffix(strings.Repeat("?,", parents), ",")
	for _, s := range []struct {
		stmt **sql.Stmt
		text string
	}{
		{&f.get, "SELECT " + userColumns + " FROM users WHERE id = ?"},
		{&f.page, "SELECT " + userColumns + " FROM users ORDER BY id LIMIT ? OFFSET ?"},
		{&f.all, "SELECT " + userColumns + " FROM users ORDER BY id"},
		{&f.first, "SELECT " + userColumns + " FROM users WHERE id <= ? ORDER BY id"},
		{&f.update, "UPDATE users SET balance = ? WHERE id = ?"},
		{&f.in, "SELECT id, user_id, email FROM addresses WHERE user_id IN (" + keys + ") ORDER BY id"},
		{&f.join, joinedQuery},
		{&f.insertUser, "INSERT INTO users (name, fullname, email, age, balance, active, created_at) VALUES (?,?,?,?,?,?,?)"},
		{&f.insertAddress, "INSERT INTO addresses (user_id, email) VALUES (?,?)"},
	} {
		if *s.stmt, err = f.db.PrepareContext(ctx, s.text); err != nil {
			return f, fmt.Errorf("%s: %w", s.text, err)
		}
	}
	f.engine, err = azoth.Open("sqlite:///" + path + "?journal_mode=wal&synchronous=off")
	return f, err
}

func (f *sqliteFile) close() {
	if f.engine != nil {
		f.engine.Close()
	}
	if f.db != nil {
		f.db.Close()
	}
	if f.directory != "" {
		os.RemoveAll(f.directory)
	}
}

func (f *sqliteFile) describe() string { return "SQLite " + f.version }

func (f *sqliteFile) empty(ctx context.Context) error {
	if _, err := f.db.ExecContext(ctx, "DELETE FROM addresses"); err != nil {
		return err
	}
	_, err := f.db.ExecContext(ctx, "DELETE FROM users")
	return err
}

// fill makes the tables hold the data.
func (f *sqliteFile) fill(ctx context.Context) error {
	if err := f.empty(ctx); err != nil {
		return err
	}
	tx, err := f.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for id := int64(1); id <= userRows; id++ {
		u := userNumber(id)
		if _, err := tx.ExecContext(ctx, "INSERT INTO users ("+userColumns+") VALUES (?,?,?,?,?,?,?,?)",
			u.ID, u.Name, u.Fullname, u.Email, u.Age, u.Balance, u.Active, u.CreatedAt); err != nil {
			return err
		}
	}
	for id := int64(1); id <= parents*children; id++ {
		a := addressNumber(id)
		if _, err := tx.ExecContext(ctx, "INSERT INTO addresses (id, user_id, email) VALUES (?,?,?)", a.ID, a.UserID, a.Email); err != nil {
			return err
		}
	}
	return tx.Commit()
}

func (f *sqliteFile) balances(ctx context.Context) (sum float64, err error) {
	err = f.db.QueryRowContext(ctx, "SELECT sum(balance) FROM users").Scan(&sum)
	return sum, err
}

func (f *sqliteFile) getUser(ctx context.Context, id int64) (*plainUser, error) {
	u := new(plainUser)
	err := f.get.QueryRowContext(ctx, id).
		Scan(&u.ID, &u.Name, &u.Fullname, &u.Email, &u.Age, &u.Balance, &u.Active, &u.CreatedAt)
	return u, err
}

func queryUsers(ctx context.Context, stmt *sql.Stmt, args ...any) ([]*plainUser, error) {
	rows, err := stmt.QueryContext(ctx, args...)
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

func (f *sqliteFile) unitOfWork(ctx context.Context) error {
	tx, err := f.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	users, err := queryUsers(ctx, tx.StmtContext(ctx, f.first), unitOfWork)
	if err != nil {
		return err
	}
	update := tx.StmtContext(ctx, f.update)
	for _, u := range users {
		u.Balance += changeBalance
		if _, err := update.ExecContext(ctx, u.Balance, u.ID); err != nil {
			return err
		}
	}
	return tx.Commit()
}

func (f *sqliteFile) selectIn(ctx context.Context) ([]*plainUser, error) {
	users, err := queryUsers(ctx, f.first, parents)
	if err != nil {
		return nil, err
	}
	keys := make([]any, len(users))
	byID := make(map[int64]*plainUser, len(users))
	for i, u := range users {
		keys[i] = u.ID
		byID[u.ID] = u
	}
	rows, err := f.in.QueryContext(ctx, keys...)
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

func (f *sqliteFile) joined(ctx context.Context) ([]*plainUser, error) {
	rows, err := f.join.QueryContext(ctx, parents)
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

func (f *sqliteFile) graph(ctx context.Context, users []*plainUser) error {
	tx, err := f.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	insertUser, insertAddress := tx.StmtContext(ctx, f.insertUser), tx.StmtContext(ctx, f.insertAddress)
	for _, u := range users {
		result, err := insertUser.ExecContext(ctx, u.Name, u.Fullname, u.Email, u.Age, u.Balance, u.Active, u.CreatedAt)
		if err != nil {
			return err
		}
		if u.ID, err = result.LastInsertId(); err != nil {
			return err
		}
		for _, a := range u.Addresses {
			a.UserID = u.ID
			result, err := insertAddress.ExecContext(ctx, a.UserID, a.Email)
			if err != nil {
				return err
			}
			if a.ID, err = result.LastInsertId(); err != nil {
				return err
			}
		}
	}
	return tx.Commit()
}

func (f *sqliteFile) checkGraph(ctx context.Context) error {
	users, err := f.selectIn(ctx)
	if err != nil {
		return err
	}
	return checkPlainGraph(users)
}
