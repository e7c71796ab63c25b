package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/mattn/go-isatty"
	"github.com/spf13/cobra"

	"github.com/azoth-go/azoth"
	_ "github.com/azoth-go/azoth/driver/firebird" // firebird://
	_ "github.com/azoth-go/azoth/driver/mysql"    // mysql://, mariadb://
	_ "github.com/azoth-go/azoth/driver/pgx"      // postgresql://
	_ "github.com/azoth-go/azoth/driver/sqlite"   // sqlite://
	"github.com/azoth-go/azoth/inspect"
)

// urls is what the commands that read a database say about their argument.
const urls = `The URL is as for azoth.Open:

	sqlite:///app.db
	postgresql://user:password@host:5432/database
	mysql://user:password@host:3306/database
	firebird://user:password@host:3050//path/to/database.fdb`

// isURL tells a database from a directory.
func isURL(text string) bool { return strings.Contains(text, "://") }

// inspectDatabase opens an inspector on a database, which tells of its progress and
// of what is odd.
func inspectDatabase(command *cobra.Command, url string) (*azoth.Engine, *inspect.Inspector, error) {
	eng, err := azoth.Open(url)
	if err != nil {
		return nil, nil, err
	}
	p := &progress{out: command.ErrOrStderr()}
	return eng, inspect.Open(eng, inspect.OnProgress(p.step), inspect.OnWarning(p.warn)), nil
}

// A progress is a line on a terminal that says what is being read.
type progress struct {
	out   io.Writer
	shown bool
}

func (p *progress) step(step, steps int, what string) {
	file, ok := p.out.(*os.File)
	if !ok || !isatty.IsTerminal(file.Fd()) {
		return
	}
	p.clear()
	if step < steps {
		fmt.Fprintf(p.out, "reading %s (%d of %d)", what, step, steps)
		p.shown = true
	}
}

// clear takes the line away, before something else is written.
func (p *progress) clear() {
	if p.shown {
		fmt.Fprint(p.out, "\r\x1b[K")
		p.shown = false
	}
}

// warn tells of what is odd in the database. What a declaration leaves out is no
// loss to any command: those that want all of a table do not declare it.
func (p *progress) warn(err error) {
	if _, leftOut := errors.AsType[*inspect.LeftOutError](err); leftOut {
		return
	}
	p.clear()
	fmt.Fprintf(p.out, "warning: %v\n", err)
}

// readTables reads the named tables of a schema, or all that it has.
func readTables(command *cobra.Command, i *inspect.Inspector, schemaName string, names []string) ([]*inspect.Table, error) {
	if len(names) == 0 {
		return i.Tables(command.Context(), inspect.In(schemaName))
	}
	full := make([]string, len(names))
	for n, name := range names {
		if full[n] = name; schemaName != "" && !strings.Contains(name, ".") {
			full[n] = schemaName + "." + name
		}
	}
	return i.Named(command.Context(), full...)
}
