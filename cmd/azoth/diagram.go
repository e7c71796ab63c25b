package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/azoth-go/azoth/cmd/azoth/internal/attributes"
	"github.com/azoth-go/azoth/cmd/azoth/internal/diagram"
	"github.com/azoth-go/azoth/inspect"
	"github.com/azoth-go/azoth/schema"
)

func newDiagramCommand() *cobra.Command {
	var format, output, schemaName string
	command := &cobra.Command{
		Use:   "diagram URL|directory [table]...",
		Short: "Draw tables and their foreign keys",
		Long: `diagram draws the tables of a database, or of the entities of a Go package, as an
entity-relationship diagram: as text for Mermaid, which many Markdown viewers draw,
or for Graphviz, or as an SVG image where Graphviz is installed.

` + urls + `

With tables it draws those, and those that they refer to. Without -format the
name of the file of -output tells: .mmd and .md, .dot and .gv, .svg.`,
		Example: `  azoth diagram sqlite:///app.db
  azoth diagram -o model.svg ./model
  azoth diagram -format dot postgresql://postgres@localhost/shop orders`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(command *cobra.Command, args []string) error {
			meta, err := drawn(command, args[0], schemaName, args[1:])
			if err != nil {
				return err
			}
			return draw(command, meta, format, output)
		},
	}
	command.Flags().StringVar(&format, "format", "", "mermaid (the default), dot or svg")
	command.Flags().StringVarP(&output, "output", "o", "", "the file to write, in place of the standard output")
	command.Flags().StringVar(&schemaName, "schema", "", "of a database: the schema, in place of the default one")
	return command
}

// drawn gives the tables of a database or of a package.
func drawn(command *cobra.Command, source, schemaName string, names []string) (*schema.MetaData, error) {
	if !isURL(source) {
		if len(names) > 0 {
			return nil, errors.New("tables can be chosen of a database, not of a package")
		}
		if info, err := os.Stat(source); err != nil || !info.IsDir() {
			return nil, fmt.Errorf("%s is neither the URL of a database nor a directory", source)
		}
		return attributes.Tables(source)
	}
	eng, i, err := inspectDatabase(command, source)
	if err != nil {
		return nil, err
	}
	defer eng.Close()
	meta := schema.NewMetaData()
	options := []inspect.ReflectOption{inspect.FromSchema(schemaName)}
	if len(names) > 0 {
		options = append(options, inspect.Only(names...))
	}
	return meta, i.Reflect(command.Context(), meta, options...)
}

// extensions tell the format of a file.
var extensions = map[string]string{".mmd": "mermaid", ".md": "mermaid", ".dot": "dot", ".gv": "dot", ".svg": "svg"}

func draw(command *cobra.Command, meta *schema.MetaData, format, output string) error {
	if format == "" {
		format = "mermaid"
		if output != "" {
			extension := filepath.Ext(output)
			if format = extensions[extension]; format == "" {
				return fmt.Errorf("%q tells no format: give one by -format", output)
			}
		}
	}
	var text string
	switch format {
	case "mermaid":
		text = diagram.Mermaid(meta)
		if filepath.Ext(output) == ".md" {
			text = "```mermaid\n" + text + "```\n"
		}
	case "dot":
		text = diagram.Dot(meta)
	case "svg":
		svg, err := render(command, diagram.Dot(meta))
		if err != nil {
			return err
		}
		text = svg
	default:
		return fmt.Errorf("unknown format %q: there are mermaid, dot and svg", format)
	}
	if output != "" {
		return os.WriteFile(output, []byte(text), 0o644)
	}
	_, err := io.WriteString(command.OutOrStdout(), text)
	return err
}

// render has Graphviz make an image.
func render(command *cobra.Command, text string) (string, error) {
	program, err := exec.LookPath("dot")
	if err != nil {
		return "", errors.New("an SVG image takes Graphviz, whose program dot is not there: install it, or ask for -format dot")
	}
	run := exec.CommandContext(command.Context(), program, "-Tsvg")
	var image, complaint bytes.Buffer
	run.Stdin, run.Stdout, run.Stderr = strings.NewReader(text), &image, &complaint
	if err := run.Run(); err != nil {
		return "", fmt.Errorf("graphviz: %w: %s", err, strings.TrimSpace(complaint.String()))
	}
	return image.String(), nil
}
