package goora

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/azoth-go/azoth/driver"
	goora "github.com/sijms/go-ora/v2"
)

// A config is what a URL says.
type config struct {
	source   string // as go-ora reads it, with the password
	national bool   // texts are bound as NVARCHAR2
}

// passed are the options that go-ora has too, by its names for them.
var passed = map[string]string{
	"sid": "SID", "instance_name": "INSTANCE NAME", "ssl": "SSL", "ssl_verify": "SSL VERIFY", "wallet": "WALLET",
	"auth_type": "AUTH TYPE", "dba_privilege": "DBA PRIVILEGE", "prefetch_rows": "PREFETCH_ROWS", "lob_fetch": "LOB FETCH",
	"client_charset": "CLIENT CHARSET", "language": "LANGUAGE", "territory": "TERRITORY", "program": "PROGRAM",
	"os_user": "OS USER", "proxy_client_name": "PROXY CLIENT NAME", "unix_socket": "UNIX SOCKET",
}

// configOf makes go-ora's data source name of a URL.
func configOf(url *driver.URL) (config, error) {
	var c config
	known := append(slices.Collect(maps.Keys(passed)), "timeout", "national_strings")
	slices.Sort(known)
	if err := url.CheckOptions(known...); err != nil {
		return c, err
	}
	if url.Database == "" && url.Option("sid") == "" {
		return c, fmt.Errorf("database URL: no service: write oracle://user:password@host/service, or give the option sid")
	}
	options := map[string]string{}
	for name, theirs := range passed {
		if url.Query.Has(name) {
			options[theirs] = url.Option(name)
		}
	}
	for _, name := range []string{"ssl", "ssl_verify"} {
		if _, err := boolean(url, name); err != nil {
			return c, err
		}
	}
	if text := url.Option("prefetch_rows"); text != "" {
		if n, err := strconv.Atoi(text); err != nil || n < 1 {
			return c, fmt.Errorf("database URL: option prefetch_rows=%s is not a number of rows", text)
		}
	}
	if text := url.Option("timeout"); text != "" {
		d, err := time.ParseDuration(text)
		if err != nil || d < time.Second {
			return c, fmt.Errorf("database URL: option timeout=%s is not a duration of a second or more: write it with its unit, such as 30s", text)
		}
		options["TIMEOUT"] = strconv.Itoa(int(d.Round(time.Second) / time.Second))
	}
	var err error
	if c.national, err = boolean(url, "national_strings"); err != nil {
		return c, err
	}
	host, port := url.Host, url.Port
	if host == "" {
		host = "127.0.0.1"
	}
	if port == 0 {
		port = 1521
	}
	c.source = goora.BuildUrl(host, port, url.Database, url.Username, url.Password, options)
	if _, err := goora.ParseConfig(c.source); err != nil {
		return c, fmt.Errorf("database URL: %s", strings.ReplaceAll(err.Error(), c.source, url.String()))
	}
	return c, nil
}

func boolean(url *driver.URL, name string) (bool, error) {
	text := url.Option(name)
	if text == "" {
		return false, nil
	}
	value, err := strconv.ParseBool(text)
	if err != nil {
		return false, fmt.Errorf("database URL: option %s=%s is neither true nor false", name, text)
	}
	return value, nil
}
