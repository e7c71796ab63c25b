package driver_test

import (
	"fmt"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"github.com/azoth-go/azoth/driver"
)

func TestParseURL(t *testing.T) {
	tests := []struct {
		in   string
		want driver.URL
	}{
		{"sqlite:///rel.db", driver.URL{Scheme: "sqlite", Dialect: "sqlite", Database: "rel.db"}},
		{"sqlite:////abs.db", driver.URL{Scheme: "sqlite", Dialect: "sqlite", Database: "/abs.db"}},
		{"sqlite:////dir/with%20space/a%3Fb%23c%25d.db", driver.URL{Scheme: "sqlite", Dialect: "sqlite", Database: "/dir/with space/a?b#c%d.db"}},
		{"sqlite:///a#b.db", driver.URL{Scheme: "sqlite", Dialect: "sqlite", Database: "a#b.db"}},
		{"sqlite:///me@home.db", driver.URL{Scheme: "sqlite", Dialect: "sqlite", Database: "me@home.db"}},
		{"mysql://host/me%40home", driver.URL{Scheme: "mysql", Dialect: "mysql", Host: "host", Database: "me@home"}},
		{"sqlite:///:memory:", driver.URL{Scheme: "sqlite", Dialect: "sqlite", Database: ":memory:"}},
		{"sqlite://", driver.URL{Scheme: "sqlite", Dialect: "sqlite", Database: ":memory:"}},
		{"sqlite:///", driver.URL{Scheme: "sqlite", Dialect: "sqlite", Database: ":memory:"}},
		{"sqlite://?cache=shared", driver.URL{Scheme: "sqlite", Dialect: "sqlite", Database: ":memory:", Query: url.Values{"cache": {"shared"}}}},
		{"postgresql://user:p%40ss@host:5432/db?sslmode=disable&a=b&a=c", driver.URL{
			Scheme: "postgresql", Dialect: "postgresql", Username: "user", Password: "p@ss", Host: "host", Port: 5432, Database: "db",
			Query: url.Values{"sslmode": {"disable"}, "a": {"b", "c"}}}},
		{"postgresql+pgx://[::1]:5433/db", driver.URL{Scheme: "postgresql+pgx", Dialect: "postgresql", DriverName: "pgx", Host: "::1", Port: 5433, Database: "db"}},
		{"postgresql://[fe80::1%25eth0]", driver.URL{Scheme: "postgresql", Dialect: "postgresql", Host: "fe80::1%eth0"}},
		{"PostgreSQL://user@/db", driver.URL{Scheme: "postgresql", Dialect: "postgresql", Username: "user", Database: "db"}},
		{"postgresql://user:a@b:c#d@host", driver.URL{Scheme: "postgresql", Dialect: "postgresql", Username: "user", Password: "a@b:c#d", Host: "host"}},
		{"postgresql://%2Fvar%2Frun/db", driver.URL{Scheme: "postgresql", Dialect: "postgresql", Host: "/var/run", Database: "db"}},
		{"mysql://:3306", driver.URL{Scheme: "mysql", Dialect: "mysql", Port: 3306}},
		{"mysql://root:@host?", driver.URL{Scheme: "mysql", Dialect: "mysql", Username: "root", Host: "host"}},
		{"mysql://", driver.URL{Scheme: "mysql", Dialect: "mysql"}},
	}
	for _, test := range tests {
		got, err := driver.ParseURL(test.in)
		if err != nil {
			t.Errorf("ParseURL(%q): %v", test.in, err)
			continue
		}
		if !reflect.DeepEqual(*got, test.want) {
			t.Errorf("ParseURL(%q)\n got %#v\nwant %#v", test.in, *got, test.want)
		}
		again, err := driver.ParseURL(got.Reveal())
		if err != nil || !reflect.DeepEqual(got, again) {
			t.Errorf("round trip of %q by %q\n got %#v, %v\nwant %#v", test.in, got.Reveal(), again, err, got)
		}
	}
}

func TestParseURLErrors(t *testing.T) {
	tests := []struct{ in, cure string }{
		{"", "write dialect://"},
		{"app.db", "sqlite:///app.db"},
		{"user:hunter2@host/db", "write dialect://"},
		{"user:hunter2@host://db", "letters, digits"},
		{"://host", "write dialect://"},
		{"postgresql+://host", "dialect+driver://"},
		{"postgresql://user:hunter2%zz@host/db", "%25"},
		{"postgresql://user:hunter2/hunter2@host/db", "percent-encode"},
		{"postgresql://user:hunter2?x@host/db", "percent-encode"},
		{"postgresql://user:hunter2@host:port/db", "1 to 65535"},
		{"postgresql://user:hunter2@host:0/db", "1 to 65535"},
		{"postgresql://user:hunter2@host:65536/db", "1 to 65535"},
		{"postgresql://user:hunter2@::1:5432/db", "brackets"},
		{"postgresql://user:hunter2@[::1/db", "[::1]:5432"},
		{"postgresql://user:hunter2@[localhost]/db", "[::1]:5432"},
		{"postgresql://user:hunter2@[::1]5432/db", "[::1]:5432"},
		{"postgresql://user:hunter2@host%2/db", "%25"},
		{"postgresql://user:hunter2@host/100%", "%25"},
		{"postgresql://user:5432/hunter2@host/db", "percent-encode"},
		{"postgresql://user:5432?hunter2@host/db", "percent-encode"},
		{"postgresql://user:@/hunter2@host/db", "%40"},
		{"postgresql://user:hunter2@host/db?password=hunter2%", "%25"},
		{"postgresql://user:hunter2@host/db?a=b;c=hunter2", "%3B"},
	}
	for _, test := range tests {
		_, err := driver.ParseURL(test.in)
		switch {
		case err == nil:
			t.Errorf("ParseURL(%q): no error", test.in)
		case strings.Contains(err.Error(), "hunter2"):
			t.Errorf("ParseURL(%q) shows the password: %v", test.in, err)
		case !strings.Contains(err.Error(), test.cure):
			t.Errorf("ParseURL(%q): %v\nwant the cure %q", test.in, err, test.cure)
		}
	}
}

func TestURLStringHidesPassword(t *testing.T) {
	u, err := driver.ParseURL("postgresql://user:s%26cret@host/db?sslpassword=s%26cret&sslmode=require")
	if err != nil {
		t.Fatal(err)
	}
	const want = "postgresql://user:***@host/db?sslmode=require&sslpassword=***"
	if got := u.String(); got != want {
		t.Errorf("String() = %s, want %s", got, want)
	}
	if got := fmt.Sprintf("%v %s", u, u); got != want+" "+want {
		t.Errorf("formatted = %s", got)
	}
	if got := u.Reveal(); !strings.Contains(got, "user:s%26cret@") || !strings.Contains(got, "sslpassword=s%26cret") {
		t.Errorf("Reveal() = %s", got)
	}
}

func TestURLByHand(t *testing.T) {
	u := driver.URL{Dialect: "postgresql", DriverName: "pgx", Host: "localhost", Database: "app"}
	if got, want := u.String(), "postgresql+pgx://localhost/app"; got != want {
		t.Errorf("String() = %s, want %s", got, want)
	}
}

func TestCheckOptions(t *testing.T) {
	u, err := driver.ParseURL("postgresql://host/db?sslmod=disable&timeout=5")
	if err != nil {
		t.Fatal(err)
	}
	if got := u.Option("timeout"); got != "5" {
		t.Errorf("Option(timeout) = %q", got)
	}
	if got := u.Option("missing"); got != "" {
		t.Errorf("Option(missing) = %q", got)
	}
	if err := u.CheckOptions("timeout", "sslmod"); err != nil {
		t.Error(err)
	}
	err = u.CheckOptions("timeout", "sslcert", "sslmode")
	const want = `database URL: unknown option "sslmod": did you mean "sslmode"? (postgresql takes timeout, sslcert, sslmode)`
	if err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
	if err := u.CheckOptions(); err == nil || !strings.Contains(err.Error(), "takes none") {
		t.Errorf("with no option allowed: %v", err)
	}
}

func FuzzParseURL(f *testing.F) {
	for _, seed := range []string{
		"sqlite://", "sqlite:///:memory:", "sqlite:////a%3Fb.db", "postgresql://user:p%40ss@host:5432/db?sslmode=disable&a=b&a=c",
		"postgresql+pgx://[::1]:5433/db", "postgresql://[fe80::1%25eth0]/", "mysql://a:b@c@d:1/e/f?g", "x://%2F:1", "x://:@:/?=", "x://[::ffff:1.2.3.4]",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		u, err := driver.ParseURL(s)
		if err != nil {
			return
		}
		again, err := driver.ParseURL(u.Reveal())
		if err != nil {
			t.Fatalf("%q reveals as %q: %v", s, u.Reveal(), err)
		}
		if !reflect.DeepEqual(u, again) {
			t.Fatalf("%q reveals as %q\n got %#v\nwant %#v", s, u.Reveal(), again, u)
		}
		if u.Password != "" {
			u.Password = "correct-horse"
			if strings.Contains(u.String(), u.Password) {
				t.Fatalf("%q shows the password: %s", s, u)
			}
		}
	})
}

// FuzzURLPassword checks that a password is shown nowhere, however it is
// written, also where that makes the URL another one than was meant.
func FuzzURLPassword(f *testing.F) {
	for _, seed := range [][3]string{
		{"", "", "@host/db"}, {"5432/", "", "@host/db"}, {"1?", "=x", "@host/db?a=b"}, {"@", "/", "@host"}, {"%", "%", "@host:port/"},
		{"a@[", "]", "@[::1]:5"}, {"#", ":", "@h?password=p"}, {"", "", ""}, {"", "://", "@"}, {"1/?", "&", "@h"},
	} {
		f.Add(seed[0], seed[1], seed[2])
	}
	const secret = "hunter2"
	f.Fuzz(func(t *testing.T, before, after, rest string) {
		if !strings.Contains(rest, "@") {
			rest = "@host" + rest
		}
		s := "postgresql://user:" + before + secret + after + rest
		u, err := driver.ParseURL(s)
		if err == nil {
			if strings.Contains(u.String(), secret) {
				t.Errorf("%q is shown as %s", s, u)
			}
			if err = u.CheckOptions("sslmode"); err == nil {
				_, err = driver.Lookup(u.Scheme)
			}
		}
		if err != nil && strings.Contains(err.Error(), secret) {
			t.Errorf("%q is shown in: %v", s, err)
		}
	})
}

func ExampleParseURL() {
	u, err := driver.ParseURL("postgresql+pgx://scott:tiger@localhost:5432/app?sslmode=disable")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(u.Dialect, u.DriverName, u.Host, u.Port, u.Database, u.Option("sslmode"))
	fmt.Println(u)
	// Output:
	// postgresql pgx localhost 5432 app disable
	// postgresql+pgx://scott:***@localhost:5432/app?sslmode=disable
}
