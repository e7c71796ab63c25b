package mssql

import (
	"fmt"
	"net"
	neturl "net/url"
	"strconv"
	"time"

	"github.com/azoth-go/azoth/driver"
	"github.com/microsoft/go-mssqldb/msdsn"
)

// A config is what a URL says.
type config struct {
	msdsn.Config
	snapshot bool // the level RepeatableRead is SNAPSHOT
}

// passed are the options that go-mssqldb has, by what it calls them.
var passed = map[string]string{
	"encrypt":                msdsn.Encrypt,
	"trustServerCertificate": msdsn.TrustServerCertificate,
	"certificate":            msdsn.Certificate,
	"hostNameInCertificate":  msdsn.HostNameInCertificate,
	"tlsMin":                 msdsn.TLSMin,
	"appName":                msdsn.AppName,
	"applicationIntent":      msdsn.ApplicationIntent,
	"multiSubnetFailover":    msdsn.MultiSubnetFailover,
	"failoverPartner":        msdsn.FailoverPartner,
	"packetSize":             msdsn.PacketSize,
	"keepAlive":              msdsn.KeepAlive,
}

// configOf makes go-mssqldb's configuration of a URL.
func configOf(url *driver.URL) (config, error) {
	var c config
	err := url.CheckOptions("encrypt", "trustServerCertificate", "certificate", "hostNameInCertificate", "tlsMin",
		"timeout", "instance", "appName", "applicationIntent", "multiSubnetFailover", "failoverPartner",
		"packetSize", "keepAlive", "repeatableRead")
	if err != nil {
		return c, err
	}
	if url.Username == "" {
		return c, fmt.Errorf("database URL: no user: write mssql://user:password@host/database")
	}
	if err := checkOptions(url); err != nil {
		return c, err
	}
	options := neturl.Values{}
	if url.Database != "" {
		options.Set(msdsn.Database, url.Database)
	}
	for name, theirs := range passed {
		if url.Query.Has(name) {
			options.Set(theirs, url.Option(name))
		}
	}
	source := neturl.URL{
		Scheme:   "sqlserver",
		User:     neturl.UserPassword(url.Username, url.Password),
		Host:     address(url),
		RawQuery: options.Encode(),
	}
	if instance := url.Option("instance"); instance != "" {
		source.Path = "/" + instance
	}
	if c.Config, err = msdsn.Parse(source.String()); err != nil {
		return c, fmt.Errorf("database URL: %w", err)
	}
	if c.DialTimeout, err = duration(url, "timeout", c.DialTimeout); err != nil {
		return c, err
	}
	c.snapshot = url.Option("repeatableRead") == "snapshot"
	return c, nil
}

// checkOptions refuses values that go-mssqldb would take for others.
func checkOptions(url *driver.URL) error {
	for _, name := range []string{"trustServerCertificate", "multiSubnetFailover"} {
		if text := url.Option(name); text != "" {
			if _, err := strconv.ParseBool(text); err != nil {
				return fmt.Errorf("database URL: option %s=%s is neither true nor false", name, text)
			}
		}
	}
	for name, words := range map[string][2]string{
		"repeatableRead":    {"snapshot", "lock"},
		"applicationIntent": {"ReadOnly", "ReadWrite"},
	} {
		if text := url.Option(name); url.Query.Has(name) && text != words[0] && text != words[1] {
			return fmt.Errorf("database URL: option %s=%s is neither %s nor %s", name, text, words[0], words[1])
		}
	}
	switch text := url.Option("encrypt"); text {
	case "", "true", "false", "strict", "disable":
	default:
		return fmt.Errorf("database URL: option encrypt=%s is none of true, false, strict and disable", text)
	}
	switch text := url.Option("tlsMin"); text {
	case "", "1.0", "1.1", "1.2", "1.3":
	default:
		return fmt.Errorf("database URL: option tlsMin=%s is not a version of TLS, such as 1.2", text)
	}
	for name, bounds := range map[string][2]uint64{"packetSize": {512, 32767}, "keepAlive": {0, 1 << 20}} {
		text := url.Option(name)
		if text == "" {
			continue
		}
		if n, err := strconv.ParseUint(text, 10, 32); err != nil || n < bounds[0] || n > bounds[1] {
			return fmt.Errorf("database URL: option %s=%s is not a number from %d to %d", name, text, bounds[0], bounds[1])
		}
	}
	return nil
}

// address gives host and port. Without a port the driver takes 1433, or asks the
// browser service for that of a named instance.
func address(url *driver.URL) string {
	host := url.Host
	if host == "" {
		host = "127.0.0.1"
	}
	if url.Port != 0 {
		return net.JoinHostPort(host, strconv.Itoa(url.Port))
	}
	return host
}

func duration(url *driver.URL, name string, standard time.Duration) (time.Duration, error) {
	text := url.Option(name)
	if text == "" {
		return standard, nil
	}
	d, err := time.ParseDuration(text)
	if err != nil || d <= 0 {
		return 0, fmt.Errorf("database URL: option %s=%s is not a duration: write it with its unit, such as 5s", name, text)
	}
	return d, nil
}
