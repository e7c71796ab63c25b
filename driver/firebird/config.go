package firebird

import (
	"fmt"
	"net"
	neturl "net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/azoth-go/azoth/driver"
)

// A config is what a URL says.
type config struct {
	source  string // as firebirdsql reads it, with the password
	create  bool
	timeout time.Duration // for connecting; 0 is none
	grace   time.Duration // for a statement whose context has ended
}

// passed are the options that firebirdsql has under the same names.
var passed = []string{"charset", "role", "auth_plugin_name", "auth_plugin_list", "wire_crypt", "wire_crypt_plugin", "wire_compress"}

// configOf makes firebirdsql's data source name of a URL.
func configOf(url *driver.URL) (config, error) {
	var c config
	err := url.CheckOptions(append([]string{"create", "timeout", "cancel_timeout"}, passed...)...)
	if err != nil {
		return c, err
	}
	if url.Username == "" {
		return c, fmt.Errorf("database URL: no user: write firebird://user:password@host/path/to/database.fdb")
	}
	if strings.Trim(url.Database, "/") == "" {
		return c, fmt.Errorf("database URL: no database: write its path, or its alias on the server, after the host")
	}
	// Without a zone the driver would take timestamps for local ones.
	options := neturl.Values{"timezone": {"UTC"}, "cancel_hard_drop": {"true"}}
	for _, name := range passed {
		if url.Query.Has(name) {
			options.Set(name, url.Option(name))
		}
	}
	if charset := url.Option("charset"); !word.MatchString(charset) {
		return c, fmt.Errorf("database URL: option charset=%q is not the name of a character set", charset)
	}
	if c.create, err = boolean(url, "create"); err != nil {
		return c, err
	}
	if _, err = boolean(url, "wire_compress"); err != nil {
		return c, err
	}
	if c.timeout, err = duration(url, "timeout", 0); err != nil {
		return c, err
	}
	if c.grace, err = duration(url, "cancel_timeout", standardGrace); err != nil {
		return c, err
	}
	options.Set("cancel_hard_drop_grace", strconv.FormatInt(c.grace.Milliseconds(), 10))
	source := neturl.URL{
		Scheme:   "firebird",
		User:     neturl.UserPassword(url.Username, url.Password),
		Host:     address(url),
		Path:     "/" + strings.TrimLeft(url.Database, "/"),
		RawQuery: options.Encode(),
	}
	c.source = source.String()
	return c, nil
}

var word = regexp.MustCompile(`^\w*$`)

func address(url *driver.URL) string {
	host, port := url.Host, url.Port
	if host == "" {
		host = "127.0.0.1"
	}
	if port == 0 {
		port = 3050
	}
	return net.JoinHostPort(host, strconv.Itoa(port))
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

func duration(url *driver.URL, name string, standard time.Duration) (time.Duration, error) {
	text := url.Option(name)
	if text == "" {
		return standard, nil
	}
	d, err := time.ParseDuration(text)
	if err != nil || d < 0 {
		return 0, fmt.Errorf("database URL: option %s=%s is not a duration: write it with its unit, such as 5s", name, text)
	}
	return d, nil
}
