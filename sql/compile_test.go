package sql_test

import (
	"bufio"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestWrongTypesDoNotCompile gives the compiler a file of mistakes, each of
// which it must find.
func TestWrongTypesDoNotCompile(t *testing.T) {
	const file = "testdata/wrong/wrong.go"
	output, err := exec.Command("go", "build", "-gcflags=-e", "-o", os.DevNull, "./"+file).CombinedOutput()
	if err == nil {
		t.Fatal("the mistakes compile")
	}
	messages := map[int]string{}
	line := 0
	at := regexp.MustCompile(`wrong\.go:(\d+):\d+: (.*)`)
	for text := range strings.Lines(string(output)) {
		if match := at.FindStringSubmatch(text); match != nil {
			line, _ = strconv.Atoi(match[1])
			text = match[2]
		}
		messages[line] += text
	}
	source, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer source.Close()
	scanner := bufio.NewScanner(source)
	for n := 1; scanner.Scan(); n++ {
		code, want, ok := strings.Cut(scanner.Text(), " // ")
		if ok && !strings.Contains(messages[n], want) {
			t.Errorf("line %d: %s\nwant an error with %q, got %q", n, strings.TrimSpace(code), want, messages[n])
		}
	}
}
