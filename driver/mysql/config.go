package mysql

import (
	sqldriver "database/sql/driver"
	"fmt"
	"net"
	"strconv"
	"strings"
	"time"

	"github.com/azoth-go/azoth/driver"
	gomysql "github.com/go-sql-driver/mysql"
)

// connector is go-sql-driver's, its connections keeping their prepared
// statements.
type connector struct {
	sqldriver.Connector
	killer *killer // nil where cancelled statements are left to the server
}

func newConnector(config *gomysql.Config, kill bool) (driver.Connector, error) {
	var c connector
	if kill {
		c.killer = newKiller(config)
	}
	inner, err := newOpener(config, c.killer)
	if err != nil {
		return nil, fmt.Errorf("database URL: %w", err)
	}
	c.Connector = driver.AdaptConnector(inner, adapterOptions)
	return c, nil
}

// Pool has no wishes.
func (connector) Pool() driver.PoolHints { return driver.PoolHints{} }

// Close waits until statements that were cancelled just now have been stopped.
func (c connector) Close() error {
	if c.killer != nil {
		c.killer.close()
	}
	return nil
}

// sqlMode keeps the server's SQL mode and adds what refuses values that do not
// fit their column, which some servers cut to size instead. The mode in which a
// backslash is itself goes, since the dialect's literals escape by it.
const sqlMode = "CONCAT_WS(',', NULLIF(REPLACE(@@sql_mode, '" + noBackslashEscapes + "', ''), ''), 'STRICT_TRANS_TABLES')"

const noBackslashEscapes = "NO_BACKSLASH_ESCAPES"

// configOf makes go-sql-driver's configuration of a URL.
func configOf(url *driver.URL) (*gomysql.Config, error) {
	err := url.CheckOptions("charset", "collation", "tls", "timeout", "readTimeout", "writeTimeout",
		"maxAllowedPacket", "allowNativePasswords", "unix_socket", "sql_mode", "time_zone", "kill_query")
	if err != nil {
		return nil, err
	}
	c := gomysql.NewConfig()
	c.User, c.Passwd, c.DBName = url.Username, url.Password, url.Database
	c.Net, c.Addr = address(url)
	c.ParseTime = true
	c.Loc = time.UTC
	c.ClientFoundRows = true
	c.Logger = &gomysql.NopLogger{}
	c.Params = map[string]string{"time_zone": "'+00:00'", "sql_mode": sqlMode}
	if strings.Contains(strings.ToUpper(url.Option("sql_mode")), noBackslashEscapes) {
		return nil, fmt.Errorf("database URL: option sql_mode may not have %s: literals are written with backslashes", noBackslashEscapes)
	}
	for _, name := range []string{"time_zone", "sql_mode"} {
		if url.Query.Has(name) {
			c.Params[name] = quoteString(url.Option(name))
		}
	}
	// The server keeps microseconds; what is finer would only confuse a
	// comparison.
	options := []gomysql.Option{gomysql.TimeTruncate(time.Microsecond)}
	if charset := url.Option("charset"); charset != "" {
		if err := checkWord("charset", charset); err != nil {
			return nil, err
		}
		options = append(options, gomysql.Charset(charset, ""))
	}
	if err := c.Apply(options...); err != nil {
		return nil, err
	}
	if c.Collation = url.Option("collation"); c.Collation != "" {
		if err := checkWord("collation", c.Collation); err != nil {
			return nil, err
		}
	}
	c.TLSConfig = url.Option("tls")
	return c, readOptions(c, url)
}

// address gives the network and address that the URL names.
func address(url *driver.URL) (network, address string) {
	if socket := url.Option("unix_socket"); socket != "" {
		return "unix", socket
	}
	host, port := url.Host, url.Port
	if host == "" {
		host = "127.0.0.1"
	}
	if port == 0 {
		port = 3306
	}
	return "tcp", net.JoinHostPort(host, strconv.Itoa(port))
}

// readOptions reads the options that are durations, sizes and switches.
func readOptions(c *gomysql.Config, url *driver.URL) error {
	for name, field := range map[string]*time.Duration{
		"timeout": &c.Timeout, "readTimeout": &c.ReadTimeout, "writeTimeout": &c.WriteTimeout,
	} {
		text := url.Option(name)
		if text == "" {
			continue
		}
		d, err := time.ParseDuration(text)
		if err != nil || d < 0 {
			return fmt.Errorf("database URL: option %s=%s is not a duration: write it with its unit, such as 5s", name, text)
		}
		*field = d
	}
	if text := url.Option("maxAllowedPacket"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 0 {
			return fmt.Errorf("database URL: option maxAllowedPacket=%s is not a number of bytes", text)
		}
		c.MaxAllowedPacket = n
	}
	if text := url.Option("allowNativePasswords"); text != "" {
		allow, err := strconv.ParseBool(text)
		if err != nil {
			return fmt.Errorf("database URL: option allowNativePasswords=%s is neither true nor false", text)
		}
		c.AllowNativePasswords = allow
	}
	return nil
}

// killOption reads whether cancelled statements are stopped on the server.
func killOption(url *driver.URL) (bool, error) {
	text := url.Option("kill_query")
	if text == "" {
		return true, nil
	}
	kill, err := strconv.ParseBool(text)
	if err != nil {
		return false, fmt.Errorf("database URL: option kill_query=%s is neither true nor false", text)
	}
	return kill, nil
}

// checkWord refuses what is not the name of a character set or collation, since
// the driver writes it into a statement as it is.
func checkWord(option, text string) error {
	for _, c := range text {
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '_':
		default:
			return fmt.Errorf("database URL: option %s=%q is not a name", option, text)
		}
	}
	return nil
}

// quoteString quotes a string literal.
func quoteString(text string) string {
	return "'" + strings.NewReplacer("'", "''", `\`, `\\`).Replace(text) + "'"
}
