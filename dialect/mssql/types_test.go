package mssql_test

import (
	"testing"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/dialect/mssql"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/types"
)

// A Go string keeps all its characters; a type in capitals is the database's own.
func TestTexts(t *testing.T) {
	natural := types.Lossless(types.String(0))
	for _, c := range []struct {
		tag            schema.Tag
		name, codePage string
	}{
		{schema.Tag{}, "NVARCHAR(max)", "VARCHAR(max)"},
		{schema.Tag{Size: 50}, "NVARCHAR(50)", "VARCHAR(50)"},
		{schema.Tag{Type: "string(50)"}, "NVARCHAR(50)", "VARCHAR(50)"},
		{schema.Tag{Type: "text"}, "NVARCHAR(max)", "VARCHAR(max)"},
		{schema.Tag{Type: "text", Size: 50}, "NVARCHAR(50)", "VARCHAR(50)"},
		{schema.Tag{Type: "VARCHAR(50)"}, "VARCHAR(50)", "VARCHAR(50)"},
		{schema.Tag{Type: "NVARCHAR(50)"}, "NVARCHAR(50)", "NVARCHAR(50)"},
	} {
		typ, err := c.tag.SQLType(natural)
		if err != nil {
			t.Fatal(err)
		}
		for d, want := range map[*dialect.Dialect]string{mssql.Dialect: c.name, mssql.WithCodePage(mssql.Dialect): c.codePage} {
			if got, err := d.TypeName(typ); err != nil || got != want {
				t.Errorf("%+v is %s, want %s, %v", c.tag, got, want, err)
			}
		}
	}
}
