package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const libraryDiagram = `erDiagram
    "authors" {
        INTEGER id PK
        VARCHAR(50) name UK
    }
    "books" {
        INTEGER id PK
        INTEGER author_id FK
        INTEGER editor_id FK
        CHAR(13) isbn UK
        INTEGER pages
    }
    "authors" ||--o{ "books" : "author_id"
    "authors" |o--o{ "books" : "editor_id"
`

const libraryModels = `package model

import "github.com/azoth-go/azoth/orm"

type Author struct {
	_     orm.Table       ` + "`orm:\"authors\"`" + `
	ID    int32           ` + "`orm:\",pk\"`" + `
	Name  string          ` + "`orm:\",size=50,unique\"`" + `
	Books orm.Many[Book]  ` + "`orm:\",back=Author,fk=author_id\"`" + `
}

type Book struct {
	_        orm.Table       ` + "`orm:\"books\"`" + `
	ID       int32           ` + "`orm:\",pk\"`" + `
	AuthorID int32           ` + "`orm:\",references=authors.id\"`" + `
	EditorID *int32          ` + "`orm:\",references=authors.id\"`" + `
	ISBN     *string         ` + "`orm:\",type=CHAR(13),unique\"`" + `
	Pages    *int32
	Author   orm.One[Author] ` + "`orm:\",back=Books,fk=author_id\"`" + `
}
`

func TestDiagram(t *testing.T) {
	url := library(t)
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "models.go"), libraryModels)
	dot := `digraph tables {
	rankdir=LR;
	node [shape=plain, fontname="Helvetica", fontsize=11];
	edge [dir=both, fontname="Helvetica", fontsize=9];
	"authors" [label=<<table border="0" cellborder="1" cellspacing="0" cellpadding="4">
		<tr><td colspan="3" bgcolor="#e8eef7"><b>authors</b></td></tr>
		<tr><td align="left" port="c0">id</td><td align="left">INTEGER</td><td>PK</td></tr>
		<tr><td align="left" port="c1">name</td><td align="left">VARCHAR(50)</td><td>UK</td></tr>
	</table>>];
}
`
	for _, c := range []struct {
		args          []string
		want, failure string
	}{
		{[]string{url}, libraryDiagram, ""},
		{[]string{dir}, libraryDiagram, ""},
		{[]string{"-format", "dot", url, "authors"}, dot, ""},
		{[]string{"-format", "png", url}, "", `unknown format "png"`},
		{[]string{"-o", "x.png", url}, "", `"x.png" tells no format`},
		{[]string{filepath.Join(dir, "nowhere")}, "", "is neither the URL of a database nor a directory"},
		{[]string{dir, "authors"}, "", "tables can be chosen of a database"},
		{[]string{url, "nobody"}, "", `there is no table or view "nobody"`},
	} {
		out, err := run(append([]string{"diagram"}, c.args...)...)
		if out != c.want || (err == nil) != (c.failure == "") || err != nil && !strings.Contains(err.Error(), c.failure) {
			t.Errorf("azoth diagram %v: error %v, printed\n%s\nwant\n%s", c.args, err, out, c.want)
		}
	}

	markdown := filepath.Join(dir, "tables.md")
	if out, err := run("diagram", "-o", markdown, url); err != nil || out != "" {
		t.Fatal(out, err)
	}
	if text, _ := os.ReadFile(markdown); string(text) != "```mermaid\n"+libraryDiagram+"```\n" {
		t.Errorf("the file has\n%s", text)
	}
}

func TestDiagramAsImage(t *testing.T) {
	url := library(t)
	image := filepath.Join(t.TempDir(), "tables.svg")
	_, err := run("diagram", "-o", image, url)
	if _, missing := exec.LookPath("dot"); missing != nil {
		if err == nil || !strings.Contains(err.Error(), "takes Graphviz") {
			t.Errorf("without Graphviz: %v", err)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(image)
	if err != nil || !strings.Contains(string(text), "<svg") || strings.Count(string(text), `class="edge"`) != 2 || strings.Count(string(text), `class="node"`) != 2 {
		t.Errorf("the image: %v\n%s", err, text)
	}
}
