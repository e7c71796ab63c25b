package driver

import (
	"errors"
	"fmt"
	"maps"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// A URL says which database to connect to, and how:
//
//	dialect[+driver]://[username[:password]@][host[:port]]/database[?option=value&…]
//
// Every part but the scheme may be missing; what a missing part means is the
// driver's business. Parts are kept decoded.
type URL struct {
	Scheme     string // what Lookup finds a driver by: "postgresql+pgx"
	Dialect    string // the scheme up to its "+": "postgresql"
	DriverName string // the scheme after its "+": "pgx", or "" for the dialect's default
	Username   string
	Password   string
	Host       string // without the brackets of an IPv6 address
	Port       int    // 0 where none is given
	Database   string // what follows the slash after the host
	Query      url.Values
}

// mask stands for a password where a URL is shown.
const mask = "***"

// ParseURL reads a database URL. Characters that mean something in a URL are
// percent-encoded in its parts (the password "p@ss" is written p%40ss), an IPv6
// host stands in brackets, and an option may be given more than once.
//
// A SQLite URL has a file name for its database: sqlite:///app.db is relative
// to the working directory, sqlite:////var/app.db is absolute, and sqlite:// is
// a database in memory, as is sqlite:///:memory:.
//
// Errors say what to change and never show any part of the text that may hold
// the password.
func ParseURL(s string) (*URL, error) {
	scheme, rest, found := strings.Cut(s, "://")
	if !found {
		return nil, errors.New("database URL: no scheme: write dialect://user:password@host:port/database, such as postgresql://localhost/app or sqlite:///app.db")
	}
	u := &URL{Scheme: strings.ToLower(scheme)}
	if err := u.parseScheme(); err != nil {
		return nil, err
	}

	// A "#" has no meaning of its own: passwords and file names hold it.
	rest, query, _ := strings.Cut(rest, "?")
	authority, path, _ := strings.Cut(rest, "/")
	if err := u.parseAuthority(authority); err != nil {
		return nil, err
	}
	if authority != "" && strings.ContainsRune(path+query, '@') {
		// Most likely the "/" or "?" before it is part of the password, which
		// would be shown as the name of the database.
		return nil, errors.New(`database URL: an "@" after the host: ` + encodeUser + `, and "@" in a database name or an option as %40`)
	}
	var err error
	if u.Database, err = url.PathUnescape(path); err != nil {
		return nil, errors.New(`database URL: the database name has a "%" that is not followed by two hexadecimal digits: write a plain "%" as %25`)
	}
	if u.Database == "" && u.Dialect == "sqlite" && u.Host == "" {
		u.Database = ":memory:"
	}
	if query != "" {
		if u.Query, err = url.ParseQuery(query); err != nil {
			return nil, errors.New(`database URL: malformed options after "?": separate them by "&", and write a plain "%" as %25 and a plain ";" as %3B`)
		}
		if len(u.Query) == 0 {
			u.Query = nil
		}
	}
	return u, nil
}

func (u *URL) parseScheme() error {
	u.Dialect, u.DriverName, _ = strings.Cut(u.Scheme, "+")
	if u.Dialect == "" || strings.HasSuffix(u.Scheme, "+") {
		return errors.New(`database URL: incomplete scheme: write dialect:// or dialect+driver://, such as postgresql+pgx://`)
	}
	for _, c := range u.Scheme {
		switch {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9', c == '+', c == '-', c == '_', c == '.':
		default:
			return errors.New(`database URL: the scheme before "://" may hold letters, digits and + - _ . only: write dialect:// or dialect+driver://`)
		}
	}
	return nil
}

// encodeUser is the cure where the end of the password cannot be told.
const encodeUser = `percent-encode special characters in user name and password ("@" as %40, ":" as %3A, "/" as %2F, "?" as %3F, "%" as %25)`

func (u *URL) parseAuthority(authority string) error {
	// The last "@" ends the user: an unencoded one in a password does no harm.
	host := authority
	if at := strings.LastIndexByte(authority, '@'); at >= 0 {
		host = authority[at+1:]
		username, password, _ := strings.Cut(authority[:at], ":")
		var errUser, errPassword error
		u.Username, errUser = url.PathUnescape(username)
		u.Password, errPassword = url.PathUnescape(password)
		if errUser != nil || errPassword != nil {
			return errors.New("database URL: malformed user name or password: " + encodeUser)
		}
	}

	var port string
	if bracketed, inBrackets := strings.CutPrefix(host, "["); inBrackets {
		address, after, closed := strings.Cut(bracketed, "]")
		address, err := url.PathUnescape(address)
		if !closed || err != nil || !isIPv6(address) || after != "" && after[0] != ':' {
			return errors.New(`database URL: the host in brackets must be an IPv6 address, such as [::1]:5432`)
		}
		u.Host, port = address, after
	} else {
		name, _, _ := strings.Cut(host, ":")
		var err error
		if u.Host, err = url.PathUnescape(name); err != nil {
			return errors.New(`database URL: malformed host: ` + encodeUser)
		}
		port = host[len(name):]
	}
	if port = strings.TrimPrefix(port, ":"); port == "" {
		return nil
	}
	number, err := strconv.ParseUint(port, 10, 16)
	if err != nil || number == 0 {
		return errors.New("database URL: the port after the host must be a number from 1 to 65535; put an IPv6 host in brackets, and " + encodeUser)
	}
	u.Port = int(number)
	return nil
}

func isIPv6(host string) bool {
	address, err := netip.ParseAddr(host)
	return err == nil && address.Is6()
}

// String gives the URL with *** in place of the password, and of the value of
// an option that holds one.
func (u *URL) String() string { return u.format(true) }

// Reveal gives the URL with its password. ParseURL reads it back to the same
// parts.
func (u *URL) Reveal() string { return u.format(false) }

func (u *URL) format(hide bool) string {
	var b strings.Builder
	switch {
	case u.Scheme != "":
		b.WriteString(u.Scheme)
	case u.DriverName != "":
		b.WriteString(u.Dialect + "+" + u.DriverName)
	default:
		b.WriteString(u.Dialect)
	}
	b.WriteString("://")
	if u.Username != "" || u.Password != "" {
		b.WriteString(escape(u.Username))
		if u.Password != "" {
			password := escape(u.Password)
			if hide {
				password = mask
			}
			b.WriteString(":" + password)
		}
		b.WriteByte('@')
	}
	if isIPv6(u.Host) {
		b.WriteString("[" + strings.ReplaceAll(u.Host, "%", "%25") + "]")
	} else {
		b.WriteString(escape(u.Host))
	}
	if u.Port != 0 {
		b.WriteString(":" + strconv.Itoa(u.Port))
	}
	if u.Database != "" {
		b.WriteString("/" + databaseEscaper.Replace(url.PathEscape(u.Database)))
	}
	if len(u.Query) > 0 {
		b.WriteString("?" + u.formatQuery(hide))
	}
	return b.String()
}

// databaseEscaper writes what url.PathEscape gives as ParseURL wants it.
var databaseEscaper = strings.NewReplacer("%2F", "/", "@", "%40")

func (u *URL) formatQuery(hide bool) string {
	if !hide {
		return u.Query.Encode()
	}
	shown := make(url.Values, len(u.Query))
	secret := false
	for name, values := range u.Query {
		if isSecret(name) {
			values, secret = []string{mask}, true
		}
		shown[name] = values
	}
	encoded := shown.Encode()
	if secret {
		encoded = strings.ReplaceAll(encoded, "="+url.QueryEscape(mask), "="+mask)
	}
	return encoded
}

// isSecret reports whether an option of that name holds a password.
func isSecret(option string) bool {
	option = strings.ToLower(option)
	for _, word := range []string{"password", "passwd", "pwd", "secret", "token"} {
		if strings.Contains(option, word) {
			return true
		}
	}
	return false
}

// escape percent-encodes all but letters, digits and - _ . ~.
func escape(s string) string {
	return strings.ReplaceAll(url.QueryEscape(s), "+", "%20")
}

// Option gives the first value of a query option, or "" where it is missing.
func (u *URL) Option(name string) string { return u.Query.Get(name) }

// CheckOptions gives an error for a query option that is not among allowed: it
// names the option, the allowed one that is spelled most like it, and all that
// are allowed.
func (u *URL) CheckOptions(allowed ...string) error {
	// In the order of their names, so that the error is always the same.
	for _, name := range slices.Sorted(maps.Keys(u.Query)) {
		nearest, distance := "", len(name)
		known := false
		for _, candidate := range allowed {
			if candidate == name {
				known = true
				break
			}
			if d := editDistance(strings.ToLower(name), candidate); d < distance {
				nearest, distance = candidate, d
			}
		}
		if known {
			continue
		}
		hint := ""
		if nearest != "" {
			hint = fmt.Sprintf(": did you mean %q?", nearest)
		}
		if len(allowed) == 0 {
			return fmt.Errorf("database URL: unknown option %q: %s takes none", name, u.Dialect)
		}
		return fmt.Errorf("database URL: unknown option %q%s (%s takes %s)", name, hint, u.Dialect, strings.Join(allowed, ", "))
	}
	return nil
}

// editDistance is the number of insertions, deletions and replacements of a
// byte that turn a into b.
func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
