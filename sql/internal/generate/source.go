package main

import (
	"bytes"
	"embed"
	"fmt"
	"go/format"
	"regexp"
	"text/template"
)

//go:embed *.tmpl kinds/*.tmpl
var files embed.FS

var templates = template.Must(template.ParseFS(files, "*.tmpl", "kinds/*.tmpl"))

// A body is what follows the imports of a Go file.
type body struct{ bytes.Buffer }

// add writes what a template makes of the data.
func (b *body) add(template string, data any) error {
	b.WriteString("\n")
	return templates.ExecuteTemplate(b, template+".tmpl", data)
}

// source is the whole file.
func (b *body) source() ([]byte, error) {
	var file body
	if err := file.add("file", struct {
		Standard, Own []string
		Body          string
	}{b.used(standardPackages), b.used(ownPackages), b.String()}); err != nil {
		return nil, err
	}
	source, err := format.Source(bytes.TrimSpace(file.Bytes()))
	if err != nil {
		return nil, fmt.Errorf("formatting: %w", err)
	}
	return source, nil
}

// A goPackage is one that generated files may use.
type goPackage struct {
	path string
	use  *regexp.Regexp // what is in files that use it
}

var (
	standardPackages = []goPackage{{"time", regexp.MustCompile(`\btime\.[A-Z]`)}}
	ownPackages      = []goPackage{
		{"github.com/azoth-go/azoth/sql/ast", regexp.MustCompile(`\bast\.[A-Z]`)},
		{"github.com/azoth-go/azoth/types", regexp.MustCompile(`\btypes\.[A-Z]`)},
	}
)

func (b *body) used(packages []goPackage) (paths []string) {
	for _, p := range packages {
		if p.use.Match(b.Bytes()) {
			paths = append(paths, p.path)
		}
	}
	return paths
}
