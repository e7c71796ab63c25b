package odbc

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/azoth-go/azoth/driver"
)

// A config is what a URL says.
type config struct {
	source  string // the connection string, with the password
	timeout time.Duration
}

func configOf(url *driver.URL) (c config, err error) {
	if err := url.CheckOptions("driver", "timeout", "appName"); err != nil {
		return c, err
	}
	if url.Username == "" {
		return c, fmt.Errorf("database URL: no user: write sybase://user:password@host/database")
	}
	if text := url.Option("timeout"); text != "" {
		if c.timeout, err = time.ParseDuration(text); err != nil || c.timeout <= 0 {
			return c, fmt.Errorf("database URL: option timeout=%s is not a duration: write it with its unit, such as 5s", text)
		}
	}
	host, port := url.Host, url.Port
	if host == "" {
		host = "127.0.0.1"
	}
	if port == 0 {
		port = 5000
	}
	name := url.Option("driver")
	if name == "" {
		name = freeTDS()
	}
	parts := [][2]string{
		{"Driver", name}, {"Server", host}, {"Port", strconv.Itoa(port)}, {"UID", url.Username}, {"PWD", url.Password},
		{"TDS_Version", "5.0"}, {"ClientCharset", "UTF-8"}, {"Database", url.Database}, {"APP", url.Option("appName")},
	}
	var b strings.Builder
	for _, part := range parts {
		if part[1] == "" {
			continue
		}
		if strings.Contains(part[1], "}") {
			return c, fmt.Errorf(`database URL: FreeTDS takes no "}" in its connection string, and there is one in %s`,
				map[string]string{"Driver": "the option driver", "Server": "the host", "UID": "the user name", "PWD": "the password", "Database": "the name of the database", "APP": "the option appName"}[part[0]])
		}
		b.WriteString(part[0] + "=" + quote(part[1]) + ";")
	}
	c.source = b.String()
	return c, nil
}

// quote puts a value in braces where it has a character that means something.
func quote(value string) string {
	if strings.ContainsAny(value, ";{=[]()?*!@,") || strings.TrimSpace(value) != value {
		return "{" + value + "}"
	}
	return value
}

// freeTDS gives the library of FreeTDS's driver, or else its name in odbcinst.ini.
func freeTDS() string {
	for _, pattern := range []string{"/usr/lib/*/odbc/libtdsodbc.so", "/usr/lib*/libtdsodbc.so*", "/usr/local/lib/libtdsodbc.so", "/opt/homebrew/lib/libtdsodbc.so"} {
		if found, _ := filepath.Glob(pattern); len(found) > 0 {
			return found[0]
		}
	}
	return "FreeTDS"
}
