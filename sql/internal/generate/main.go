// Generate writes the Go files of package sql that say the same of one type
// after the other: the methods of the kinds of expressions, and Select1 to
// Select8 with their rows. It is run in the package's directory, by go generate.
package main

import (
	"log"
	"os"
)

func main() {
	sources, err := generate()
	if err != nil {
		log.Fatal(err)
	}
	for name, source := range sources {
		if err := os.WriteFile(name, source, 0o644); err != nil {
			log.Fatal(err)
		}
	}
}

// generate gives the sources by the names of their files.
func generate() (map[string][]byte, error) {
	sources := map[string][]byte{}
	for _, p := range pairs {
		name, source, err := p.source()
		if err != nil {
			return nil, err
		}
		sources[name] = source
	}
	var err error
	sources["rows.go"], err = rowsSource()
	return sources, err
}
