package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/azoth-go/azoth/cmd/azoth/internal/attributes"
)

// errStale ends a check that found something to do; what it is was said.
var errStale = errors.New("run azoth gen to bring them up to date")

func newGenCommand() *cobra.Command {
	var check bool
	var from genSource
	command := &cobra.Command{
		Use:   "gen [-check] [directory | directory/...]...",
		Short: "Write the attributes of entities",
		Long: `gen reads the structs of a package that have an orm.Table field, checks every
tag, and writes azoth_gen.go: for each struct the variable of its attributes,
exactly as one would write it by hand.

	type User struct {
		_    orm.Table ` + "`orm:\"users\"`" + `
		ID   int64     ` + "`orm:\",pk\"`" + `
		Name string
	}

becomes

	var Users = orm.Map[struct {
		orm.Entity[User]
		ID   sql.Number[int64]
		Name sql.String
	}]()

The variable has the plural of the struct's name; another one is asked for by a
comment above the struct: //azoth:name People

The entities of a package go into another registry than the default one when
its variable is marked:

	//azoth:registry
	var Models = orm.NewRegistry(schema.NewMetaData())

Entities that tests declare get a file beside the tests, azoth_gen_test.go.
Without a directory the current one is meant, so that a package can say

	//go:generate go tool azoth gen

With -check nothing is written. Tags are checked, and the exit status is 1 when
a file is not what gen would write.

With -from the structs are written first, into models.go, one for each table of a
database that has a key: to begin with, and to change afterwards. -force writes
over a file that is there.

` + urls,
		Example: `  azoth gen
  azoth gen ./...
  azoth gen -check ./model ./billing/...
  azoth gen -from postgresql://postgres@localhost/shop ./model`,
		RunE: func(command *cobra.Command, args []string) error {
			if from.url != "" {
				return genFrom(command, from, args)
			}
			return gen(command.OutOrStdout(), check, args)
		},
	}
	command.Flags().BoolVar(&check, "check", false, "write nothing; fail when a file is out of date or a tag is wrong")
	command.Flags().StringVar(&from.url, "from", "", "the URL of a database to write the structs after")
	command.Flags().StringVar(&from.schema, "schema", "", "with -from: the schema, in place of the default one")
	command.Flags().StringSliceVar(&from.tables, "table", nil, "with -from: only these tables")
	command.Flags().StringVar(&from.packageName, "package", "", "with -from: the name of the package, in place of the directory's")
	command.Flags().BoolVar(&from.force, "force", false, "with -from: write over models.go")
	command.MarkFlagsMutuallyExclusive("check", "from")
	return command
}

// gen writes or checks the generated files of the packages that the arguments
// name, and tells what it did.
func gen(out io.Writer, check bool, args []string) error {
	if len(args) == 0 {
		args = []string{"."}
	}
	dirs, err := directories(args)
	if err != nil {
		return err
	}
	var errs []error
	stale := false
	for _, dir := range dirs {
		files, err := attributes.Generate(dir)
		if err != nil {
			errs = append(errs, err)
		}
		for _, file := range files {
			changed, err := file.Stale()
			switch {
			case err != nil:
				errs = append(errs, err)
			case !changed:
			case check:
				stale = true
				fmt.Fprintf(out, "%s is out of date\n", file.Path)
			default:
				if err := file.Write(); err != nil {
					errs = append(errs, err)
					continue
				}
				fmt.Fprintln(out, file.Path)
			}
		}
	}
	if stale {
		errs = append(errs, errStale)
	}
	return errors.Join(errs...)
}

// directories lists what the arguments name: a directory, or with /... all
// directories below it, except those that the go command leaves out as well.
func directories(args []string) ([]string, error) {
	var dirs []string
	seen := map[string]bool{}
	add := func(dir string) {
		if dir = filepath.Clean(dir); !seen[dir] {
			seen[dir] = true
			dirs = append(dirs, dir)
		}
	}
	for _, arg := range args {
		root, below := strings.CutSuffix(filepath.ToSlash(arg), "/...")
		switch {
		case arg == "...":
			root, below = ".", true
		case below && root == "":
			root = "/"
		}
		info, err := os.Stat(root)
		switch {
		case err != nil:
			return nil, fmt.Errorf("%s: there is no such directory: name one, or directory/... for all below it", arg)
		case !info.IsDir():
			return nil, fmt.Errorf("%s is a file: name the directory that it is in", arg)
		case !below:
			add(root)
			continue
		}
		err = filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || !entry.IsDir() {
				return err
			}
			if path != root && leftOut(path, entry.Name()) {
				return filepath.SkipDir
			}
			add(path)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return dirs, nil
}

// leftOut reports whether a directory below the one that was named is not part
// of its module's packages.
func leftOut(path, name string) bool {
	if name == "testdata" || name == "vendor" || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") {
		return true
	}
	_, err := os.Stat(filepath.Join(path, "go.mod"))
	return err == nil
}
