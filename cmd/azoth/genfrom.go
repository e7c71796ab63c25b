package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/azoth-go/azoth/cmd/azoth/internal/model"
	"github.com/azoth-go/azoth/inspect"
)

// A genSource is a database to write structs after.
type genSource struct {
	url         string
	schema      string
	tables      []string
	packageName string
	force       bool
}

// modelFile is the file that the structs go into.
const modelFile = "models.go"

// genFrom writes the structs for the tables of a database into a directory.
func genFrom(command *cobra.Command, source genSource, args []string) error {
	if len(args) > 1 {
		return errors.New("structs after a database go into one directory: name one, or none for the current one")
	}
	dir := "."
	if len(args) == 1 {
		dir = args[0]
	}
	path := filepath.Join(dir, modelFile)
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) && !source.force {
		return fmt.Errorf("%s exists: -force writes it anew", filepath.ToSlash(path))
	}
	eng, i, err := inspectDatabase(command, source.url)
	if err != nil {
		return err
	}
	defer eng.Close()
	tables, err := readTables(command, i, source.schema, source.tables)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(tables, func(t *inspect.Table) bool { return t.PrimaryKey != nil }) {
		return errors.New("the database has no table with a primary key: there is nothing to write")
	}
	if source.packageName == "" {
		absolute, err := filepath.Abs(dir)
		if err != nil {
			return err
		}
		source.packageName = model.PackageName(filepath.ToSlash(absolute))
	}
	var sequences []inspect.Sequence
	if len(source.tables) == 0 {
		if sequences, err = i.Sequences(command.Context(), inspect.In(source.schema)); err != nil {
			return err
		}
	}
	content, err := model.Write(source.packageName, eng.Dialect(), tables, sequences)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(path, content, 0o644); err != nil {
		return err
	}
	fmt.Fprintln(command.OutOrStdout(), path)
	return gen(command.OutOrStdout(), false, []string{dir})
}
