package mssql

import (
	"strings"
	"testing"
	"time"

	"github.com/azoth-go/azoth/dialect/mssql"
	"github.com/azoth-go/azoth/driver"
	"github.com/microsoft/go-mssqldb/msdsn"
)

func TestConfig(t *testing.T) {
	c, err := configOf(parseURL(t, "mssql://ed:p%40ss%2F%3F@db.example:1434/shop?encrypt=true&trustServerCertificate=true&timeout=5s&appName=my+app&packetSize=8192&keepAlive=7&applicationIntent=ReadOnly&repeatableRead=snapshot"))
	if err != nil {
		t.Fatal(err)
	}
	if c.User != "ed" || c.Password != "p@ss/?" || c.Host != "db.example" || c.Port != 1434 || c.Database != "shop" {
		t.Errorf("%+v", c)
	}
	if c.Encryption != msdsn.EncryptionRequired || !c.TrustServerCertificate || c.DialTimeout != 5*time.Second || c.AppName != "my app" ||
		c.PacketSize != 8192 || c.KeepAlive != 7*time.Second || !c.ReadOnlyIntent || !c.snapshot {
		t.Errorf("%+v", c)
	}
}

func TestAddress(t *testing.T) {
	for url, want := range map[string]struct {
		host, instance string
		port           uint64
	}{
		"mssql://ed@":                                   {host: "127.0.0.1"},
		"mssql://ed@[::1]:1500/shop":                    {host: "::1", port: 1500},
		"sqlserver://ed@db.example/shop?instance=small": {host: "db.example", instance: "small"},
	} {
		c, err := configOf(parseURL(t, url))
		if err != nil {
			t.Fatal(err)
		}
		if c.Host != want.host || c.Port != want.port || c.Instance != want.instance {
			t.Errorf("%s: %q %d %q", url, c.Host, c.Port, c.Instance)
		}
	}
}

func TestConfigErrors(t *testing.T) {
	for options, part := range map[string]string{
		"?time_out=5s":                 `"time_out"`,
		"?trustServerCertificates=1":   `did you mean "trustServerCertificate"`,
		"?timeout=5":                   "timeout=5",
		"?timeout=-1s":                 "timeout=-1s",
		"?encrypt=some":                "encrypt=some is none of true, false, strict and disable",
		"?trustServerCertificate=some": "trustServerCertificate=some",
		"?multiSubnetFailover=some":    "multiSubnetFailover=some",
		"?packetSize=100":              "packetSize=100",
		"?keepAlive=5s":                "keepAlive=5s",
		"?tlsMin=3":                    "tlsMin=3",
		"?certificate=missing.pem":     "missing.pem",
		"?applicationIntent=readonly":  "applicationIntent=readonly",
		"?repeatableRead=sometimes":    "repeatableRead=sometimes is neither snapshot nor lock",
	} {
		_, err := mssqlDriver{}.Connector(parseURL(t, "mssql://ed:n0t-th1s@localhost/app"+options))
		if err == nil || !strings.Contains(err.Error(), part) || strings.Contains(err.Error(), "n0t-th1s") {
			t.Errorf("%s: %v", options, err)
		}
	}
	if _, err := (mssqlDriver{}).Connector(parseURL(t, "mssql://localhost/app")); err == nil || !strings.Contains(err.Error(), "no user") {
		t.Error(err)
	}
}

func TestSchemes(t *testing.T) {
	for _, scheme := range []string{"mssql", "mssql+gomssqldb", "sqlserver"} {
		d, err := driver.Lookup(scheme)
		if err != nil {
			t.Fatal(err)
		}
		if d.Dialect() != mssql.Dialect {
			t.Errorf("%s: %s", scheme, d.Dialect().Name)
		}
	}
}
