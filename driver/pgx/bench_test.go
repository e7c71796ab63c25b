package pgx

import (
	"fmt"
	"testing"
	"time"

	pgxv5 "github.com/jackc/pgx/v5"

	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/types"
)

// Every benchmark stands next to the same work written by hand over pgx.

const userColumns = "id bigint primary key, name text, fullname text, email text, age int, balance float8, active boolean, created_at timestamptz"

type user struct {
	id                    int64
	name, fullname, email string
	age                   int64
	balance               float64
	active                bool
	createdAt             time.Time
}

func (u *user) read(rows driver.Rows) (err error) {
	keep := func(e error) {
		if err == nil {
			err = e
		}
	}
	var e error
	u.id, e = rows.Int64(0)
	keep(e)
	u.name, e = rows.String(1)
	keep(e)
	u.fullname, e = rows.String(2)
	keep(e)
	u.email, e = rows.String(3)
	keep(e)
	u.age, e = rows.Int64(4)
	keep(e)
	u.balance, e = rows.Float64(5)
	keep(e)
	u.active, e = rows.Bool(6)
	keep(e)
	u.createdAt, e = rows.Time(7)
	keep(e)
	return err
}

// fill makes a table of users.
func fill(b *testing.B, c *conn, n int) (table string) {
	b.Helper()
	table = makeTable(b, c, userColumns)
	mustExec(b, c, "insert into "+table+` select i, 'name ' || i, 'full name ' || i, 'name' || i || '@example.com', i % 90,
		i * 1.5, i % 2 = 0, now() - i * interval '1 hour' from generate_series(1, $1::int) i`, n)
	mustExec(b, c, "analyze "+table)
	return table
}

func BenchmarkRead10000(b *testing.B) {
	c := connect(b)
	native := c.Raw().(*pgxv5.Conn)
	query := "select id, name, fullname, email, age, balance, active, created_at from " + fill(b, c, 10_000)
	users := make([]user, 10_000)
	b.Run("azoth", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			rows, err := c.Query(ctx, queryOf(query))
			if err != nil {
				b.Fatal(err)
			}
			for i := 0; rows.Next(); i++ {
				if err := users[i].read(rows); err != nil {
					b.Fatal(err)
				}
			}
			if err := rows.Close(); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("pgx", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			rows, err := native.Query(ctx, query)
			if err != nil {
				b.Fatal(err)
			}
			for i := 0; rows.Next(); i++ {
				u := &users[i]
				if err := rows.Scan(&u.id, &u.name, &u.fullname, &u.email, &u.age, &u.balance, &u.active, &u.createdAt); err != nil {
					b.Fatal(err)
				}
			}
			if err := rows.Err(); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkReadByKey(b *testing.B) {
	c := connect(b)
	native := c.Raw().(*pgxv5.Conn)
	query := "select id, name, fullname, email, age, balance, active, created_at from " + fill(b, c, 1000) + " where id = $1"
	var u user
	b.Run("azoth", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			rows, err := c.Query(ctx, queryOf(query, int64(i%1000+1)))
			if err != nil {
				b.Fatal(err)
			}
			if !rows.Next() {
				b.Fatal(rows.Err())
			}
			if err := u.read(rows); err != nil {
				b.Fatal(err)
			}
			if err := rows.Close(); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("pgx", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			err := native.QueryRow(ctx, query, int64(i%1000+1)).
				Scan(&u.id, &u.name, &u.fullname, &u.email, &u.age, &u.balance, &u.active, &u.createdAt)
			if err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkInsert1000(b *testing.B) {
	const n = 1000
	c := connect(b)
	native := c.Raw().(*pgxv5.Conn)
	table := makeTable(b, c, userColumns)
	insert := "insert into " + table + ` select * from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::int[],
		$6::float8[], $7::boolean[], $8::timestamptz[])`
	var (
		ids, ages                = make([]int64, n), make([]int64, n)
		names, fullnames, emails = make([]string, n), make([]string, n), make([]string, n)
		balances                 = make([]float64, n)
		actives                  = make([]bool, n)
		times                    = make([]time.Time, n)
	)
	for i := range n {
		ids[i], ages[i], balances[i], actives[i], times[i] = int64(i), int64(i%90), float64(i)*1.5, i%2 == 0, time.Now()
		names[i], fullnames[i], emails[i] = fmt.Sprint("name ", i), fmt.Sprint("full name ", i), fmt.Sprintf("name%d@example.com", i)
	}
	b.Run("azoth", func(b *testing.B) {
		stmt := statementOf(insert,
			&types.Vector{Kind: types.Ints, Type: types.BigInteger, Ints: ids},
			&types.Vector{Kind: types.Strings, Type: types.Text, Strings: names},
			&types.Vector{Kind: types.Strings, Type: types.Text, Strings: fullnames},
			&types.Vector{Kind: types.Strings, Type: types.Text, Strings: emails},
			&types.Vector{Kind: types.Ints, Type: types.Integer, Ints: ages},
			&types.Vector{Kind: types.Floats, Type: types.Float, Floats: balances},
			&types.Vector{Kind: types.Bools, Type: types.Boolean, Bools: actives},
			&types.Vector{Kind: types.Times, Type: types.DateTimeTZ, Times: times})
		b.ReportAllocs()
		for b.Loop() {
			mustExec(b, c, "truncate "+table)
			if _, err := c.Exec(ctx, stmt); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("pgx", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			mustExec(b, c, "truncate "+table)
			if _, err := native.Exec(ctx, insert, ids, names, fullnames, emails, ages, balances, actives, times); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// The arguments alone, without a server.
func BenchmarkEncodeArrays(b *testing.B) {
	ids, names := make([]int64, 1000), make([]string, 1000)
	for i := range ids {
		ids[i], names[i] = int64(i), fmt.Sprint("name ", i)
	}
	vectors := []*types.Vector{{Kind: types.Ints, Ints: ids}, {Kind: types.Strings, Strings: names}}
	for name, oids := range map[string][]uint32{"binary": {1016, 1009}, "text": {0, 0}} {
		b.Run(name, func(b *testing.B) {
			var p parameters
			b.ReportAllocs()
			for b.Loop() {
				p.reset()
				for i, vector := range vectors {
					if err := p.addArray(vector, oids[i]); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}

func BenchmarkPipelinedUpdates1000(b *testing.B) {
	c := connect(b)
	native := c.Raw().(*pgxv5.Conn)
	update := "update " + fill(b, c, 1000) + " set age = $1 where id = $2"
	ids, ages := make([]int64, 1000), make([]int64, 1000)
	for i := range ids {
		ids[i], ages[i] = int64(i+1), int64(i%80)
	}
	b.Run("azoth", func(b *testing.B) {
		stmt := driver.Statement{SQL: update, Batch: []*types.Vector{{Kind: types.Ints, Ints: ages}, {Kind: types.Ints, Ints: ids}}}
		b.ReportAllocs()
		for b.Loop() {
			if _, err := c.Exec(ctx, stmt); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("pgx", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			var batch pgxv5.Batch
			for i := range ids {
				batch.Queue(update, ages[i], ids[i])
			}
			if err := native.SendBatch(ctx, &batch).Close(); err != nil {
				b.Fatal(err)
			}
		}
	})
}
