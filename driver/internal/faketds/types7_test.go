package faketds

import (
	"strings"
	"testing"
	"time"
)

func date(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// What is written is read again, by its type and by its value.
func TestValuesAreReadAsTheyAreWritten(t *testing.T) {
	at := time.Date(2024, 2, 29, 23, 59, 58, 123_456_700, time.UTC)
	for spelled, value := range map[string]any{
		"tinyint": int64(255), "smallint": int64(-2), "int": int64(-1 << 31), "bigint": int64(1)<<62 + 1,
		"bit": true, "real": 1.25, "float": -1e300, "money": "-12345678.9012", "smallmoney": "12.3400",
		"decimal(38,10)": "-1234567890123456789012345678.0123456789", "decimal(9,2)": "0.05", "decimal(18,0)": "7",
		"date": date(1, 1, 1), "datetime2(7)": at, "datetime2(0)": at.Truncate(time.Second), "datetime": date(1753, 1, 1),
		"smalldatetime": date(2079, 6, 6), "uniqueidentifier": "0e984725-c51c-4bf4-9960-e1c80e27aba0",
		"varchar(5)": "é", "char(2)": "ab", "nvarchar(50)": "żółw 🐢", "nchar(1)": "x", "nvarchar(max)": strings.Repeat("ab", 9000),
		"varchar(max)": "", "varbinary(8)": []byte{}, "varbinary(max)": make([]byte, 10000), "binary(2)": []byte{1, 2}, "xml": "<a/>",
	} {
		var e encoder
		typ := typeOf(spelled)
		if typ.String() != spelled {
			t.Errorf("%s is called %s", spelled, typ)
		}
		e.writeType(typ)
		e.writeValue(typ, value)
		e.writeValue(typ, nil)
		d := decoder(e)
		got := d.readType(true)
		if got != typ && !got.max {
			t.Errorf("%s is read as %+v", spelled, got)
		}
		if read := d.readValue(got); !sameValue(value, read) {
			t.Errorf("%s: %v is read as %v", spelled, value, read)
		}
		if read := d.readValue(got); read != nil {
			t.Errorf("%s: NULL is read as %v", spelled, read)
		}
		if d.more() {
			t.Errorf("%s: %d bytes are left", spelled, len(d.data))
		}
	}
	var e encoder
	e.writeValue(typeOf("datetimeoffset(7)"), at.In(time.FixedZone("", -5*3600)))
	d := decoder(e)
	read := d.readValue(typeOf("datetimeoffset(7)")).(time.Time)
	if _, offset := read.Zone(); !read.Equal(at) || offset != -5*3600 {
		t.Errorf("a time with a zone is read as %s", read)
	}
}
