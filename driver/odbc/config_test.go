package odbc

import (
	"strings"
	"testing"

	"github.com/azoth-go/azoth/dialect/sybase"
	"github.com/azoth-go/azoth/driver"
)

func TestConfig(t *testing.T) {
	for url, want := range map[string]string{
		"sybase://ed:tiger@db.example:5001/shop?driver=FreeTDS&appName=my+app": "Driver=FreeTDS;Server=db.example;Port=5001;UID=ed;PWD=tiger;TDS_Version=5.0;ClientCharset=UTF-8;Database=shop;APP=my app;",
		"sybase://ed:p%40ss%3B%7B@/?driver=FreeTDS":                            "Driver=FreeTDS;Server=127.0.0.1;Port=5000;UID=ed;PWD={p@ss;{};TDS_Version=5.0;ClientCharset=UTF-8;",
	} {
		c, err := configOf(parseURL(t, url))
		if err != nil || c.source != want {
			t.Errorf("%s, %v", c.source, err)
		}
	}
}

func TestConfigErrors(t *testing.T) {
	for url, part := range map[string]string{
		"sybase://ed:n0t-th1s@localhost/app?time_out=5s": `"time_out"`,
		"sybase://ed:n0t-th1s@localhost/app?timeout=5":   "timeout=5",
		"sybase://ed:n0t-th1s%7D@localhost/app":          `no "}"`,
		"sybase://localhost/app":                         "no user",
	} {
		_, err := odbcDriver{}.Connector(parseURL(t, url))
		if err == nil || !strings.Contains(err.Error(), part) || strings.Contains(err.Error(), "n0t-th1s") {
			t.Errorf("%s: %v", url, err)
		}
	}
}

func TestSchemes(t *testing.T) {
	for _, scheme := range []string{"sybase", "sybase+odbc"} {
		d, err := driver.Lookup(scheme)
		if err != nil {
			t.Fatal(err)
		}
		if d.Dialect() != sybase.Dialect {
			t.Errorf("%s: %s", scheme, d.Dialect().Name)
		}
	}
}
