package sqlite

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/azoth-go/azoth/driver"
)

const defaultBusyTimeout = 5 * time.Second

// settings are what a URL says.
type settings struct {
	uri         string // what SQLite opens
	memory      bool   // the database is gone with its last connection
	busyTimeout time.Duration
	foreignKeys bool
	journalMode string // "" leaves the database's
	synchronous string // "" leaves the default
	begin       string // the statement that begins a transaction
}

// memories counts the databases in memory, each of which needs a name of its
// own in the process.
var memories atomic.Int64

func parseSettings(url *driver.URL) (*settings, error) {
	if url.Host != "" || url.Port != 0 || url.Username != "" || url.Password != "" {
		return nil, errors.New("sqlite URL: a file has no user and no host: write sqlite:///relative/path.db, with three slashes, or sqlite:////absolute/path.db, with four")
	}
	if strings.ContainsRune(url.Database, 0) {
		return nil, errors.New("sqlite URL: the file name holds a NUL character (%00)")
	}
	if err := url.CheckOptions("busy_timeout", "foreign_keys", "journal_mode", "synchronous", "cache", "mode", "txlock", "vfs", "immutable"); err != nil {
		return nil, err
	}

	option := optionReader{url: url}
	s := &settings{
		busyTimeout: option.timeout("busy_timeout", defaultBusyTimeout),
		foreignKeys: option.flag("foreign_keys", true),
		journalMode: option.choice("journal_mode", "delete", "truncate", "persist", "memory", "wal", "off"),
		synchronous: option.choice("synchronous", "off", "normal", "full", "extra"),
	}
	cache := option.choice("cache", "shared", "private")
	mode := option.choice("mode", "ro", "rw", "rwc", "memory")
	s.begin = "BEGIN"
	if lock := option.choice("txlock", "deferred", "immediate", "exclusive"); lock != "" && lock != "deferred" {
		s.begin = "BEGIN " + strings.ToUpper(lock)
	}
	immutable := option.flag("immutable", false)
	vfs := url.Option("vfs")
	if option.err != nil {
		return nil, option.err
	}

	var parameters []string
	if cache != "" {
		parameters = append(parameters, "cache="+cache)
	}
	s.memory = url.Database == ":memory:" || url.Database == "" || mode == "memory"
	path := url.Database
	switch {
	case s.memory && (vfs != "" || immutable || mode == "ro" || mode == "rw"):
		return nil, errors.New("sqlite URL: vfs, immutable, mode=ro and mode=rw do not go with a database in memory: take them out or name a file")
	case s.memory && path != ":memory:" && path != "" && cache == "shared":
		// One that goes by its name: all engines of the process share it.
		parameters = append(parameters, "mode=memory")
	case s.memory:
		// A name that begins with a slash is one database for all connections.
		path = fmt.Sprintf("/azoth-%d", memories.Add(1))
		parameters = append(parameters, "vfs=memdb")
	default:
		if mode != "" {
			parameters = append(parameters, "mode="+mode)
		}
		if vfs != "" {
			parameters = append(parameters, "vfs="+escape(vfs))
		}
		if immutable {
			parameters = append(parameters, "immutable=1")
		}
	}
	s.uri = fileURI(path, parameters)
	return s, nil
}

// fileURI spells a file name as SQLite's URI, in which no character of the
// name means anything.
func fileURI(path string, parameters []string) string {
	authority := ""
	if strings.HasPrefix(path, "//") {
		authority = "//" // an empty one, so that the path's own slashes are its own
	}
	uri := "file:" + authority + escape(path)
	if len(parameters) > 0 {
		uri += "?" + strings.Join(parameters, "&")
	}
	return uri
}

// escape percent-encodes all but letters, digits and - _ . ~ /.
func escape(s string) string {
	const hex = "0123456789ABCDEF"
	b := make([]byte, 0, len(s))
	for _, c := range []byte(s) {
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', strings.IndexByte("-_.~/", c) >= 0:
			b = append(b, c)
		default:
			b = append(b, '%', hex[c>>4], hex[c&15])
		}
	}
	return string(b)
}

// pragmas are the statements that make a new connection as the settings say.
func (s *settings) pragmas() []string {
	pragmas := []string{"PRAGMA foreign_keys = " + strconv.FormatBool(s.foreignKeys)}
	if s.synchronous != "" {
		pragmas = append(pragmas, "PRAGMA synchronous = "+s.synchronous)
	}
	return pragmas
}

// An optionReader reads a URL's options, and remembers the first that is
// wrong.
type optionReader struct {
	url *driver.URL
	err error
}

func (r *optionReader) fail(name, value, want string) {
	if r.err == nil {
		r.err = fmt.Errorf("sqlite URL: option %s=%s: want %s", name, value, want)
	}
}

// choice reads one of several words; a missing option is "".
func (r *optionReader) choice(name string, words ...string) string {
	value := r.url.Option(name)
	word := strings.ToLower(value)
	if value != "" && !slices.Contains(words, word) {
		r.fail(name, value, "one of "+strings.Join(words, ", "))
	}
	return word
}

func (r *optionReader) flag(name string, missing bool) bool {
	value := r.url.Option(name)
	switch strings.ToLower(value) {
	case "":
		return missing
	case "on", "true", "yes", "1":
		return true
	case "off", "false", "no", "0":
		return false
	}
	r.fail(name, value, "on or off")
	return missing
}

// timeout reads a number of milliseconds, or a duration.
func (r *optionReader) timeout(name string, missing time.Duration) time.Duration {
	value := r.url.Option(name)
	if value == "" {
		return missing
	}
	duration, err := time.ParseDuration(value)
	if err != nil {
		duration, err = time.ParseDuration(value + "ms")
	}
	if err != nil || duration < 0 {
		r.fail(name, value, "a number of milliseconds or a duration such as 10s")
		return missing
	}
	return duration
}
