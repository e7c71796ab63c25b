// Command azoth is the companion of the Azoth toolkit. A project that uses
// Azoth declares it as a tool and runs it with go tool azoth:
//
//	go get -tool github.com/azoth-go/azoth/cmd/azoth
//	go tool azoth gen ./...
//
// azoth gen writes the attributes of entities, and structs after a live database;
// azoth inspect shows what such has, azoth diagram draws it; azoth --help lists
// everything.
package main

import (
	"fmt"
	"os"
	"slices"

	"github.com/spf13/cobra"
)

func main() {
	command := newCommand()
	command.SetArgs(doubleDashes(os.Args[1:]))
	if err := command.Execute(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func newCommand() *cobra.Command {
	command := &cobra.Command{
		Use:   "azoth",
		Short: "The companion of the Azoth SQL toolkit and ORM",
		Long: `azoth is the companion of Azoth, an SQL toolkit and data-mapper ORM for Go.

It reads the structs that a program maps to tables, checks what their tags say,
and writes the typed attributes that queries are made of. It shows what a live
database has, writes structs after it, and draws both as diagrams.`,
		Example: `  azoth gen                 write the attributes of the package in this directory
  azoth gen ./...           and of all packages below it
  azoth gen -check ./...    only check that they are up to date
  azoth inspect URL         show the tables of a database
  azoth diagram URL         draw them`,
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	command.CompletionOptions.HiddenDefaultCmd = true
	command.AddCommand(newGenCommand(), newInspectCommand(), newDiagramCommand())
	return command
}

// doubleDashes lets flags be written as other Go tools have them: -check.
func doubleDashes(args []string) []string {
	args = slices.Clone(args)
	for i, arg := range args {
		if arg == "--" {
			break
		}
		if len(arg) > 2 && arg[0] == '-' && arg[1] != '-' {
			args[i] = "-" + arg
		}
	}
	return args
}
