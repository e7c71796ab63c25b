package main

import (
	"encoding/json"
	"io"

	"github.com/spf13/cobra"

	"github.com/azoth-go/azoth/cmd/azoth/internal/report"
	"github.com/azoth-go/azoth/inspect"
)

func newInspectCommand() *cobra.Command {
	var asJSON bool
	var schemaName string
	command := &cobra.Command{
		Use:   "inspect URL [table]...",
		Short: "Show the structure of a database",
		Long: `inspect reads the tables and views of a database and prints their columns, keys,
constraints and indexes, the sequences and the enums.

` + urls + `

Without tables it shows all of the default schema, or of the one that -schema
names.`,
		Example: `  azoth inspect sqlite:///app.db
  azoth inspect postgresql://postgres@localhost/shop orders lines
  azoth inspect -schema crm -json postgresql://postgres@localhost/shop`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(command *cobra.Command, args []string) error {
			return inspectCommand(command, args[0], schemaName, args[1:], asJSON)
		},
	}
	command.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	command.Flags().StringVar(&schemaName, "schema", "", "the schema, in place of the default one")
	return command
}

func inspectCommand(command *cobra.Command, url, schemaName string, names []string, asJSON bool) error {
	eng, i, err := inspectDatabase(command, url)
	if err != nil {
		return err
	}
	defer eng.Close()
	structure, err := readStructure(command, i, schemaName, names)
	if err != nil {
		return err
	}
	if asJSON {
		return writeJSON(command.OutOrStdout(), structure)
	}
	return report.Write(command.OutOrStdout(), structure)
}

// readStructure reads tables, and what else there is where no table is named.
func readStructure(command *cobra.Command, i *inspect.Inspector, schemaName string, names []string) (s report.Structure, err error) {
	if s.Tables, err = readTables(command, i, schemaName, names); err != nil || len(names) > 0 {
		return s, err
	}
	if s.Sequences, err = i.Sequences(command.Context(), inspect.In(schemaName)); err != nil {
		return s, err
	}
	s.Enums, err = i.Enums(command.Context(), inspect.In(schemaName))
	return s, err
}

func writeJSON(out io.Writer, value any) error {
	encoder := json.NewEncoder(out)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(value)
}
