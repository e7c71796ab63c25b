package sqlgolden

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/sql"
	"github.com/sqlc-dev/teesql/parser"
)

// notParsedFile lists what a parser of T-SQL refuses, with the reason.
const notParsedFile = "testdata/not_parsed.txt"

// TestStatementsParseAsTSQL has every statement that the cases make for SQL Server
// read by two parsers that know nothing of each other: teesql, which is written in
// Go, and the dialect tsql of sqlfluff. Both know less than a server, and each
// takes some of what a server would refuse; but what one of them refuses is either
// something that it lacks or a mistake of ours, and testdata/not_parsed.txt says
// which. A line there that is not needed is an error.
func TestStatementsParseAsTSQL(t *testing.T) {
	statements := append(emitted(t), groups(t)...)
	refusals := map[string][]string{"teesql": teesql(statements), "sqlfluff": sqlfluff(t, statements)}
	listed := listedReasons(t, notParsedFile)
	for name, messages := range refusals {
		for i, message := range messages {
			key := statements[i].id + " " + name
			reason, excused := listed[key]
			delete(listed, key)
			switch {
			case message != "" && !excused:
				t.Errorf("%s refuses %s: %s\n%s", name, statements[i].id, message, statements[i].sql)
			case message == "" && excused:
				t.Errorf("%s says %q, and %s parses %s", notParsedFile, reason, name, statements[i].id)
			}
		}
	}
	for key := range listed {
		t.Errorf("%s lists %s, which is no statement", notParsedFile, key)
	}
}

// A statementText is a statement with the case that it is of.
type statementText struct{ id, sql string }

// emitted gives the statements of the cases as SQL Server would get them.
// Expressions stand where they can: as a condition or in a select list.
func emitted(t *testing.T) (statements []statementText) {
	for _, c := range load(t) {
		e, ok := c.Expect["mssql"]
		if !ok || e.skipped() {
			continue
		}
		d := spoken("mssql", c.Compile)
		members, err := membersOf(builders[c.ID](golden{dialect: "mssql"}), d)
		if err != nil {
			continue
		}
		for i, member := range members {
			text, ok := emittedText(d, member, c.Compile.LiteralBinds)
			if !ok {
				continue
			}
			id := c.ID
			if len(members) > 1 {
				id += "#" + strconv.Itoa(i+1)
			}
			before, text, after := alone(text)
			statements = append(statements, statementText{id, text})
			if before != "" {
				statements = append(statements, statementText{id + ":before", before}, statementText{id + ":after", after})
			}
		}
	}
	return statements
}

// alone gives a statement without those around it that let it give an identity its
// values, and these.
func alone(text string) (before, statement, after string) {
	if !strings.HasPrefix(text, "SET IDENTITY_INSERT ") {
		return "", text, ""
	}
	before, text, _ = strings.Cut(text, "; ")
	end := strings.LastIndex(text, "; ")
	return before, text[:end], text[end+2:]
}

func emittedText(d *dialect.Dialect, member any, inline bool) (text string, ok bool) {
	defer func() {
		if recover() != nil {
			ok = false // a case of what panics
		}
	}()
	if predicate, ok := member.(sql.Predicate); ok && predicate != nil {
		member = sql.Select(number("1")).Where(predicate)
	}
	s, err := compileOne(d, member, inline)
	if err != nil || strings.TrimSpace(s.SQL) == "" {
		return "", false
	}
	_, expression := member.(sql.Expression)
	_, whole := member.(statement)
	if !expression || whole {
		return s.SQL, true
	}
	return "SELECT " + s.SQL, true
}

// groups gives the statements that write groups of rows, which the tests of the
// dialects record.
func groups(t *testing.T) (statements []statementText) {
	data, err := os.ReadFile("../../dialect/testdata/writes_without_server.txt")
	if err != nil {
		t.Fatal(err)
	}
	name, ours, n := "", false, 0
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSuffix(line, "\n")
		switch text, indented := strings.CutPrefix(line, "  "); {
		case strings.HasPrefix(line, "== "):
			name, n = strings.ReplaceAll(strings.TrimPrefix(line, "== "), " ", "_"), 0
		case indented && ours && !strings.HasPrefix(text, "…") && !strings.Contains(text, " … "):
			n++
			text, _, _ = strings.Cut(text, " batch[") // the arguments
			if before, _, found := strings.Cut(text, ") ["); found {
				text = before + ")"
			} else if strings.HasSuffix(text, "]") {
				text = text[:strings.LastIndex(text, " [")]
			}
			statements = append(statements, statementText{fmt.Sprintf("group:%s#%d", name, n), text})
		case !indented && strings.Contains(line, ": "):
			ours = strings.HasPrefix(line, "mssql: ")
		}
	}
	return statements
}

// teesql parses the statements by the parser in Go, and gives what it says of
// each; "" is nothing.
func teesql(statements []statementText) []string {
	messages := make([]string, len(statements))
	for i, s := range statements {
		messages[i] = teesqlMessage(s.sql)
	}
	return messages
}

func teesqlMessage(text string) (message string) {
	defer func() {
		if fault := recover(); fault != nil {
			message = fmt.Sprint("panic: ", fault)
		}
	}()
	script, err := parser.Parse(context.Background(), strings.NewReader(text))
	if err != nil {
		return err.Error()
	}
	if len(script.Batches) != 1 || len(script.Batches[0].Statements) != 1 {
		return "it is read as several statements"
	}
	return ""
}

// sqlfluff parses the statements by the tool, in one run.
func sqlfluff(t *testing.T, statements []statementText) (messages []string) {
	t.Helper()
	texts := make([]string, len(statements))
	for i, s := range statements {
		texts[i] = strings.TrimSuffix(s.sql, ";") + ";\n"
	}
	input, err := json.Marshal(texts)
	if err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(t.Context(), sqlfluffPython(t), "testdata/tsql.py")
	command.Stdin = bytes.NewReader(input)
	var failed bytes.Buffer
	command.Stderr = &failed
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, failed.Bytes())
	}
	if err := json.Unmarshal(out, &messages); err != nil {
		t.Fatal(err)
	}
	return messages
}

// sqlfluffPython gives the interpreter that sqlfluff is installed for.
func sqlfluffPython(t *testing.T) string {
	t.Helper()
	tool, err := exec.LookPath("sqlfluff")
	if err == nil {
		var script []byte
		if script, err = os.ReadFile(tool); err == nil {
			first, _, _ := strings.Cut(string(script), "\n")
			if python, found := strings.CutPrefix(first, "#!"); found {
				return strings.Fields(python)[0]
			}
		}
	}
	if os.Getenv("AZOTH_TEST_REQUIRE") == "1" {
		t.Fatalf("sqlfluff is missing, and AZOTH_TEST_REQUIRE is set: install it (%v)", err)
	}
	t.Skip("sqlfluff is missing: install it")
	return ""
}
