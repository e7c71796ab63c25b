package mysql

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/azoth-go/azoth/dialect/mysql"
	"github.com/azoth-go/azoth/driver"
)

func TestConfig(t *testing.T) {
	c, err := configOf(parseURL(t, "mysql://ed:p%40ss@db.example:3307/app?charset=utf8mb4&collation=utf8mb4_bin&tls=skip-verify"+
		"&timeout=5s&readTimeout=1m&writeTimeout=30s&maxAllowedPacket=1048576&allowNativePasswords=false&time_zone=%2B02:00"))
	if err != nil {
		t.Fatal(err)
	}
	if c.User != "ed" || c.Passwd != "p@ss" || c.Net != "tcp" || c.Addr != "db.example:3307" || c.DBName != "app" {
		t.Errorf("%+v", c)
	}
	if c.Collation != "utf8mb4_bin" || c.TLSConfig != "skip-verify" || c.Timeout != 5*time.Second || c.ReadTimeout != time.Minute ||
		c.WriteTimeout != 30*time.Second || c.MaxAllowedPacket != 1<<20 || c.AllowNativePasswords || c.Params["time_zone"] != "'+02:00'" {
		t.Errorf("%+v", c)
	}
	if !c.ParseTime || c.Loc != time.UTC || !c.ClientFoundRows || c.MultiStatements || c.InterpolateParams {
		t.Errorf("%+v", c)
	}
}

func TestAddress(t *testing.T) {
	for url, want := range map[string]string{
		"mysql://":                              "tcp 127.0.0.1:3306",
		"mysql://db.example":                    "tcp db.example:3306",
		"mysql://[::1]:3307/x":                  "tcp [::1]:3307",
		"mysql:///x?unix_socket=/run/my%20sock": "unix /run/my sock",
	} {
		c, err := configOf(parseURL(t, url))
		if err != nil {
			t.Fatal(err)
		}
		if got := c.Net + " " + c.Addr; got != want {
			t.Errorf("%s: %s", url, got)
		}
	}
}

func TestConfigErrors(t *testing.T) {
	for options, part := range map[string]string{
		"time_out=5s":                               `"time_out"`,
		"multiStatements=true":                      "multiStatements",
		"timeout=5":                                 "timeout=5",
		"readTimeout=-1s":                           "readTimeout=-1s",
		"maxAllowedPacket=lots":                     "maxAllowedPacket=lots",
		"allowNativePasswords=some":                 "allowNativePasswords=some",
		"sql_mode=ANSI_QUOTES,no_backslash_escapes": "NO_BACKSLASH_ESCAPES",
		"kill_query=maybe":                          "kill_query=maybe",
		"tls=nowhere":                               "nowhere",
		"charset=a%20b":                             "charset",
		"collation=a;b":                             "",
		"collation=a%3Bb":                           "collation",
	} {
		url, err := driver.ParseURL("mysql://ed:n0t-th1s@localhost/app?" + options)
		if err == nil {
			_, err = mysqlDriver{mysql.Dialect}.Connector(url)
		}
		if err == nil || !strings.Contains(err.Error(), part) || strings.Contains(err.Error(), "n0t-th1s") {
			t.Errorf("%s: %v", options, err)
		}
	}
}

// TestSession asks the server what a connection was set up as.
func TestSession(t *testing.T) {
	const ask = "SELECT @@time_zone, @@character_set_client, @@character_set_results, @@collation_connection"
	for options, want := range map[string]string{
		"":                                      "+00:00|utf8mb4|utf8mb4|utf8mb4_general_ci",
		"collation=utf8mb4_bin":                 "+00:00|utf8mb4|utf8mb4|utf8mb4_bin",
		"charset=utf8mb4&collation=utf8mb4_bin": "+00:00|utf8mb4|utf8mb4|utf8mb4_bin",
		"time_zone=%2B02:00":                    "+02:00|utf8mb4|utf8mb4|utf8mb4_general_ci",
	} {
		if got := query(t, newDatabase(t, options).conn(), ask); got[0] != want {
			t.Errorf("%q: %s", options, got[0])
		}
	}
	mode := query(t, newDatabase(t, "").conn(), "SELECT @@sql_mode, @@global.sql_mode")[0]
	session, global, _ := strings.Cut(mode, "|")
	for word := range strings.SplitSeq(global, ",") {
		if word != noBackslashEscapes && !strings.Contains(session, word) {
			t.Errorf("the server's mode %s was lost: %s", word, session)
		}
	}
	if !strings.Contains(session, "STRICT_TRANS_TABLES") {
		t.Error(session)
	}
}

// TestServerMode sets up a session whose server has another mode by default.
func TestServerMode(t *testing.T) {
	conn := newDatabase(t, "").conn()
	for _, mode := range []string{"", "NO_BACKSLASH_ESCAPES", "NO_ZERO_DATE,NO_BACKSLASH_ESCAPES,ANSI_QUOTES"} {
		exec(t, conn, "SET sql_mode = ?", mode)
		exec(t, conn, "SET sql_mode = "+sqlMode)
		if got := query(t, conn, `SELECT CONCAT_WS(' ', '\\', '\'')`); got[0] != `\ '` {
			t.Errorf("%s: %s", mode, got)
		}
		if got := query(t, conn, "SELECT @@sql_mode")[0]; !strings.Contains(got, "STRICT_TRANS_TABLES") {
			t.Errorf("%s: %s", mode, got)
		}
	}
}

func TestSchemes(t *testing.T) {
	for scheme, want := range map[string]string{
		"mysql": mysql.Dialect.Name, "mysql+gosql": mysql.Dialect.Name,
		"mariadb": mysql.MariaDB.Name, "mariadb+gosql": mysql.MariaDB.Name,
	} {
		d, err := driver.Lookup(scheme)
		if err != nil {
			t.Fatal(err)
		}
		if d.Dialect().Name != want {
			t.Errorf("%s: %s", scheme, d.Dialect().Name)
		}
	}
}

func TestDetect(t *testing.T) {
	conn := newDatabase(t, "").conn()
	want := mysql.Dialect
	if isMariaDB(query(t, conn, "SELECT VERSION()")[0]) {
		want = mysql.MariaDB
	}
	for _, scheme := range []string{"mysql", "mariadb"} {
		d, err := driver.Lookup(scheme)
		if err != nil {
			t.Fatal(err)
		}
		got, err := d.(driver.Detector).Detect(context.Background(), conn)
		if err != nil || got != want {
			t.Errorf("%s: %v, %v", scheme, got, err)
		}
	}
	for version, want := range map[string]bool{"10.11.19-MariaDB-0+deb12u1": true, "5.5.5-10.6.4-mariadb-log": true, "8.4.0": false} {
		if isMariaDB(version) != want {
			t.Error(version)
		}
	}
}
