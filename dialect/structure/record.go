package structure

import (
	"strings"

	"github.com/azoth-go/azoth/types"
)

// A record is a row of a catalogue, read column by column, with the first error
// kept.
type record struct {
	row  types.Row
	at   int
	name func(stored string) string
	err  error
}

// text gives the next column, "" where it is NULL.
func (r *record) text() string {
	i := r.at
	r.at++
	if r.err != nil || r.row.Null(i) {
		return ""
	}
	text, err := r.row.String(i)
	r.err = err
	return text
}

// identifier gives a name as programs write it.
func (r *record) identifier() string {
	if stored := r.text(); stored != "" {
		return r.name(stored)
	}
	return ""
}

// number gives the next column, 0 where it is NULL.
func (r *record) number() int64 {
	i := r.at
	r.at++
	if r.err != nil || r.row.Null(i) {
		return 0
	}
	n, err := r.row.Int64(i)
	r.err = err
	return n
}

func (r *record) flag() bool { return r.number() != 0 }

func (r *record) constraint() ConstraintName {
	return ConstraintName{Name: r.identifier(), Generated: r.flag()}
}

func (r *record) timing() Timing {
	return Timing{Deferrable: r.flag(), InitiallyDeferred: r.flag()}
}

// action gives a referential action, "" for NO ACTION.
func (r *record) action() string {
	action := strings.ToUpper(strings.ReplaceAll(r.text(), "_", " "))
	if action == "NO ACTION" {
		return ""
	}
	return action
}
