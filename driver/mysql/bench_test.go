package mysql

import (
	"testing"

	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/types"
)

const benchmarkRows = 10_000

func benchmarkDatabase(b *testing.B) driver.Conn {
	return newDatabase(b, "",
		"CREATE TABLE measures (id BIGINT PRIMARY KEY, name VARCHAR(50) NOT NULL, note VARCHAR(50) NOT NULL, value DOUBLE NOT NULL, taken DATETIME(6) NOT NULL)",
		"INSERT INTO measures WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 99)"+
			" SELECT 100 * a.i + b.i + 1, CONCAT('name ', a.i), 'a note', b.i / 7, '2024-02-29 23:59:58.123456' FROM n a, n b").conn()
}

// BenchmarkRead reads 10 000 rows of five columns.
func BenchmarkRead(b *testing.B) {
	const query = "SELECT id, name, note, value, taken FROM measures"
	conn := benchmarkDatabase(b)
	b.ReportAllocs()
	for b.Loop() {
		rows, err := conn.Query(b.Context(), driver.Statement{SQL: query, Returns: true})
		if err != nil {
			b.Fatal(err)
		}
		n := 0
		for rows.Next() {
			n++
			if err := readMeasure(rows); err != nil {
				b.Fatal(err)
			}
		}
		if err := rows.Err(); err != nil || n != benchmarkRows {
			b.Fatal(n, err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/benchmarkRows, "ns/row")
}

func readMeasure(row types.Row) error {
	if _, err := row.Int64(0); err != nil {
		return err
	}
	if _, err := row.String(1); err != nil {
		return err
	}
	if _, err := row.String(2); err != nil {
		return err
	}
	if _, err := row.Float64(3); err != nil {
		return err
	}
	_, err := row.Time(4)
	return err
}

// BenchmarkLookup finds one row by its key.
func BenchmarkLookup(b *testing.B) {
	conn := benchmarkDatabase(b)
	b.ReportAllocs()
	id := int64(0)
	for b.Loop() {
		id = id%benchmarkRows + 1
		rows, err := conn.Query(b.Context(), driver.Statement{
			SQL: "SELECT id, name, note, value, taken FROM measures WHERE id = ?", Args: []any{id}, Returns: true})
		if err != nil {
			b.Fatal(err)
		}
		if !rows.Next() {
			b.Fatal("no row", rows.Err())
		}
		if err := readMeasure(rows); err != nil {
			b.Fatal(err)
		}
		if err := rows.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkBatch inserts 1000 rows by one prepared statement, in a transaction
// that is rolled back.
func BenchmarkBatch(b *testing.B) {
	conn := newDatabase(b, "", people).conn()
	names := make([]string, 1000)
	for i := range names {
		names[i] = "somebody"
	}
	stmt := driver.Statement{SQL: "INSERT INTO people (name) VALUES (?)", Batch: batch(names...)}
	b.ReportAllocs()
	for b.Loop() {
		if err := conn.Begin(b.Context(), driver.TxOptions{}); err != nil {
			b.Fatal(err)
		}
		if _, err := conn.Exec(b.Context(), stmt); err != nil {
			b.Fatal(err)
		}
		if err := conn.Rollback(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}
