package sql_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

type named struct{ name string }

func (n *named) String() string { return "<" + n.name + ">" }

func TestRowsPrintTheirValues(t *testing.T) {
	name, day := "ed", types.NewDate(2002, time.October, 11)
	for _, c := range []struct {
		row  fmt.Stringer
		want string
	}{
		{sql.Row2[int64, string]{V1: 1, V2: "ed"}, "(1, ed)"},
		{sql.Row2[*int64, *string]{V2: &name}, "(NULL, ed)"},
		{sql.Row2[*named, *named]{V1: &named{"ed"}}, "(<ed>, NULL)"},
		{sql.Row3[types.Date, *types.Date, bool]{V1: day, V2: &day}, "(2002-10-11, 2002-10-11, false)"},
		{sql.Row{}, "()"},
	} {
		if got := c.row.String(); got != c.want {
			t.Errorf("the row prints %s, want %s", got, c.want)
		}
	}
}
