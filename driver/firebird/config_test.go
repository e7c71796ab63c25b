package firebird

import (
	neturl "net/url"
	"strings"
	"testing"
	"time"

	"github.com/azoth-go/azoth/dialect/firebird"
	"github.com/azoth-go/azoth/driver"
)

func TestConfig(t *testing.T) {
	c, err := configOf(parseURL(t, "firebird://ed:p%40ss%2F@db.example:3051/var/db/app.fdb?charset=WIN1252&role=boss&timeout=5s&cancel_timeout=2s&create=true&wire_crypt=required"))
	if err != nil {
		t.Fatal(err)
	}
	source, err := neturl.Parse(c.source)
	if err != nil {
		t.Fatal(err)
	}
	password, _ := source.User.Password()
	if source.User.Username() != "ed" || password != "p@ss/" || source.Host != "db.example:3051" || source.Path != "/var/db/app.fdb" {
		t.Error(c.source)
	}
	for name, want := range map[string]string{"charset": "WIN1252", "role": "boss", "cancel_hard_drop_grace": "2000", "timezone": "UTC", "wire_crypt": "required"} {
		if got := source.Query().Get(name); got != want {
			t.Errorf("%s is %q", name, got)
		}
	}
	if !c.create || c.timeout != 5*time.Second {
		t.Errorf("%+v", c)
	}
}

func TestAddress(t *testing.T) {
	for url, want := range map[string]string{
		"firebird://ed@/alias":                      "127.0.0.1:3050/alias",
		"firebird://ed@db.example//var/app.fdb":     "db.example:3050/var/app.fdb",
		"firebird://ed@[::1]:3051/C:/data/app.fdb":  "[::1]:3051/C:/data/app.fdb",
		"firebird://ed@db.example/my%20dir/app.fdb": "db.example:3050/my%20dir/app.fdb",
	} {
		c, err := configOf(parseURL(t, url))
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.TrimPrefix(strings.Split(c.source, "?")[0], "firebird://ed:@"); got != want {
			t.Errorf("%s: %s", url, got)
		}
	}
}

func TestConfigErrors(t *testing.T) {
	for url, part := range map[string]string{
		"firebird://ed:n0t-th1s@localhost/app?time_out=5s":            `"time_out"`,
		"firebird://ed:n0t-th1s@localhost/app?column_name_to_lower=1": "column_name_to_lower",
		"firebird://ed:n0t-th1s@localhost/app?timeout=5":              "timeout=5",
		"firebird://ed:n0t-th1s@localhost/app?cancel_timeout=-1s":     "cancel_timeout=-1s",
		"firebird://ed:n0t-th1s@localhost/app?create=maybe":           "create=maybe",
		"firebird://ed:n0t-th1s@localhost/app?wire_compress=some":     "wire_compress=some",
		"firebird://ed:n0t-th1s@localhost/app?wire_crypt=some":        "some",
		"firebird://ed:n0t-th1s@localhost/app?charset=no+where":       "charset",
		"firebird://ed:n0t-th1s@localhost/app?auth_plugin_name=none":  "none",
		"firebird://ed:n0t-th1s@localhost/":                           "no database",
		"firebird://localhost/app":                                    "no user",
	} {
		_, err := firebirdDriver{}.Connector(parseURL(t, url))
		if err == nil || !strings.Contains(err.Error(), part) || strings.Contains(err.Error(), "n0t-th1s") {
			t.Errorf("%s: %v", url, err)
		}
	}
}

func TestSchemes(t *testing.T) {
	for _, scheme := range []string{"firebird", "firebird+firebirdsql"} {
		d, err := driver.Lookup(scheme)
		if err != nil {
			t.Fatal(err)
		}
		if d.Dialect() != firebird.Dialect {
			t.Errorf("%s: %s", scheme, d.Dialect().Name)
		}
	}
}
