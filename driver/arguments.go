package driver

import (
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/types"
)

// What FormatArgs shows at most: enough to recognize a value or a row by.
const (
	shownBytes = 64 // of one text or of bytes
	shownItems = 8  // of one array
	shownRows  = 3  // of a batch
)

// FormatArgs gives what is bound to a statement as text, for errors and logs:
// one text for each argument, or for each of the first rows of a batch. Long
// values are cut, which an ellipsis says.
func FormatArgs(stmt Statement) []string {
	if len(stmt.Batch) > 0 {
		return formatBatch(stmt.Batch)
	}
	if len(stmt.Args) == 0 {
		return nil
	}
	args := make([]string, len(stmt.Args))
	for i, arg := range stmt.Args {
		args[i] = formatArg(arg)
	}
	return args
}

func formatBatch(batch []*types.Vector) []string {
	n := batch[0].Len()
	rows := make([]string, 0, min(n, shownRows)+1)
	values := make([]string, len(batch))
	for i := range min(n, shownRows) {
		for j, vector := range batch {
			// A batch whose vectors differ in length is an error to show, too.
			values[j] = "?"
			if i < vector.Len() {
				values[j] = formatArg(vector.Value(i))
			}
		}
		rows = append(rows, "("+strings.Join(values, ", ")+")")
	}
	if n > shownRows {
		rows = append(rows, fmt.Sprintf("… and %d more", n-shownRows))
	}
	return rows
}

// formatArg shows one argument so that its type can be told: 1, '1', x'31'.
func formatArg(arg any) string {
	switch v := arg.(type) {
	case nil:
		return "NULL"
	case string:
		return formatText(v)
	case []byte:
		if v == nil {
			return "NULL"
		}
		if len(v) > shownBytes/2 {
			return fmt.Sprintf("x'%s…' (%d bytes)", hex.EncodeToString(v[:shownBytes/2]), len(v))
		}
		return "x'" + hex.EncodeToString(v) + "'"
	case time.Time:
		return "'" + v.Format("2006-01-02 15:04:05.999999999Z07:00") + "'"
	case types.JSONText:
		return formatText(string(v))
	case *types.Vector:
		return formatVector(v)
	case dialect.Out:
		return "OUT"
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	}
	return cut(fmt.Sprint(arg))
}

func formatVector(vector *types.Vector) string {
	n := vector.Len()
	values := make([]string, 0, min(n, shownItems)+1)
	for i := range min(n, shownItems) {
		values = append(values, formatArg(vector.Value(i)))
	}
	if n > shownItems {
		values = append(values, fmt.Sprintf("… and %d more", n-shownItems))
	}
	return "[" + strings.Join(values, ", ") + "]"
}

func formatText(s string) string {
	return "'" + strings.ReplaceAll(cut(s), "'", "''") + "'"
}

// cut shortens a text, between two characters.
func cut(s string) string {
	if len(s) <= shownBytes {
		return s
	}
	end := shownBytes
	for end > 0 && !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end] + "…"
}
