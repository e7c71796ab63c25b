package driver_test

import (
	"fmt"
	"testing"

	"github.com/azoth-go/azoth/driver"
)

func TestInsertIDRowsWithoutRow(t *testing.T) {
	rows := driver.InsertIDRows([]int64{7})
	if _, err := rows.Int64(0); err == nil {
		t.Error("a key before the first row")
	}
	if !rows.Next() {
		t.Fatal("no row")
	}
	if _, err := rows.Int64(1); err == nil {
		t.Error("a second column")
	}
	if _, err := rows.Time(0); err == nil {
		t.Error("a key that is a time")
	}
	for range 2 {
		if rows.Next() {
			t.Error("a second row")
		}
	}
	if _, err := rows.String(0); err == nil {
		t.Error("a key after the last row")
	}
}

func ExampleInsertIDRows() {
	rows := driver.InsertIDRows([]int64{7, 8})
	for rows.Next() {
		id, err := rows.Int64(0)
		fmt.Println(id, err)
	}
	// Output:
	// 7 <nil>
	// 8 <nil>
}
