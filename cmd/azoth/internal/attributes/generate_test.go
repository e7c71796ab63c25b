package attributes

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite what the golden directories expect")

// TestGolden generates for every directory below testdata. It expects the
// files azoth_gen*.go that are in it or, where the structs are wrong, the
// messages in errors.txt.
func TestGolden(t *testing.T) {
	dirs, err := filepath.Glob("testdata/*")
	if err != nil || len(dirs) == 0 {
		t.Fatal(dirs, err)
	}
	for _, dir := range dirs {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			files, err := Generate(dir)
			var messages string
			if err != nil {
				messages = strings.ReplaceAll(err.Error(), dir+"/", "") + "\n"
			}
			if *update {
				rewrite(t, dir, files, messages)
			}
			want, _ := os.ReadFile(filepath.Join(dir, "errors.txt"))
			if messages != string(want) {
				t.Errorf("errors: got\n%s\nwant\n%s", messages, want)
			}
			generated := map[string]bool{}
			for _, file := range files {
				generated[file.Path] = true
				if want, _ := os.ReadFile(file.Path); string(want) != string(file.Content) {
					t.Errorf("%s: got\n%s\nwant\n%s", file.Path, file.Content, want)
				}
			}
			expected, _ := filepath.Glob(filepath.Join(dir, "azoth_gen*.go"))
			for _, path := range expected {
				if !generated[path] && len(want) == 0 {
					t.Errorf("%s was not generated", path)
				}
			}
		})
	}
}

func rewrite(t *testing.T, dir string, files []File, messages string) {
	path := filepath.Join(dir, "errors.txt")
	if messages == "" {
		_ = os.Remove(path)
	} else if err := os.WriteFile(path, []byte(messages), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if err := file.Write(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestPlural(t *testing.T) {
	for name, want := range map[string]string{
		"User": "Users", "Address": "Addresses", "Box": "Boxes", "Branch": "Branches", "Dish": "Dishes",
		"Category": "Categories", "Day": "Days", "Person": "Persons", "Y": "Ys", "QUIZ": "QUIZes",
	} {
		if got := Plural(name); got != want {
			t.Errorf("Plural(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestFiles(t *testing.T) {
	dir := t.TempDir()
	source := "package model\n\nimport \"github.com/azoth-go/azoth/orm\"\n\ntype User struct {\n\t_  orm.Table `orm:\"users\"`\n\tID int64     `orm:\",pk\"`\n}\n"
	write := func(text string) {
		if err := os.WriteFile(filepath.Join(dir, "model.go"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	step := func(name string, count int, wantStale bool) {
		t.Helper()
		files, err := Generate(dir)
		if err != nil || len(files) != count {
			t.Fatalf("%s: %d files, %v", name, len(files), err)
		}
		for _, file := range files {
			if stale, err := file.Stale(); err != nil || stale != wantStale {
				t.Errorf("%s: stale is %v, %v", name, stale, err)
			}
			if err := file.Write(); err != nil {
				t.Error(err)
			}
		}
	}
	step("an empty directory", 0, false)
	write(source)
	step("a new entity", 1, true)
	step("nothing changed", 1, false)
	write(strings.Replace(source, "}", "\tName string\n}", 1))
	step("a new field", 1, true)
	write("package model\n")
	step("the entity is gone", 1, true)
	step("and so is the file", 0, false)
}

func TestSyntaxErrors(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "model.go"), []byte("package model\n\ntype User struct {\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	files, err := Generate(dir)
	if err == nil || !strings.Contains(err.Error(), "model.go:3:") || len(files) != 0 {
		t.Errorf("%v, %v", files, err)
	}
}

func TestEmbeddingFromAMissingPackage(t *testing.T) {
	dir := t.TempDir()
	source := "package model\n\nimport (\n\t\"example.com/elsewhere\"\n\t\"github.com/azoth-go/azoth/orm\"\n)\n\n" +
		"type User struct {\n\t_ orm.Table `orm:\"users\"`\n\telsewhere.Base\n}\n"
	if err := os.WriteFile(filepath.Join(dir, "model.go"), []byte(source), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := Generate(dir)
	if err == nil || !strings.Contains(err.Error(), `model.go:10: User: embeds elsewhere.Base: reading package "example.com/elsewhere"`) {
		t.Error(err)
	}
}
