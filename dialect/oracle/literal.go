package oracle

import (
	"encoding/hex"
	"strconv"
	"strings"
	"time"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/types"
)

// literal writes the values whose literals are not those of the standard. A text
// that stands for a date would be read by the session's settings, so that the
// statement says how to read it.
func literal(c *dialect.Compiler, value any, t *types.Type) bool {
	switch v := value.(type) {
	case time.Time:
		return point(c, v, t)
	case types.Date:
		call(c, "TO_DATE", v.String(), "YYYY-MM-DD")
	case time.Duration:
		seconds := strconv.FormatFloat(v.Seconds(), 'f', -1, 64)
		if !strings.Contains(seconds, ".") {
			seconds += ".0"
		}
		c.WriteString("NUMTODSINTERVAL(" + seconds + ", 'SECOND')")
	case []byte:
		c.WriteString("HEXTORAW('" + hex.EncodeToString(v) + "')")
	default:
		return false
	}
	return true
}

// point writes a point in time, as a TIMESTAMP only where DATE would lose a
// fraction of a second or the zone.
func point(c *dialect.Compiler, v time.Time, t *types.Type) bool {
	switch {
	case t != nil && t.Kind == types.KindTime:
		return false
	case t != nil && t.Kind == types.KindDate:
		call(c, "TO_DATE", v.Format("2006-01-02"), "YYYY-MM-DD")
	case t != nil && t.Timezone:
		call(c, "TO_TIMESTAMP_TZ", v.Format("2006-01-02 15:04:05.000000 -07:00"), "YYYY-MM-DD HH24:MI:SS.FF6 TZH:TZM")
	case v.Nanosecond() != 0:
		call(c, "TO_TIMESTAMP", v.Format("2006-01-02 15:04:05.000000"), "YYYY-MM-DD HH24:MI:SS.FF6")
	default:
		call(c, "TO_DATE", v.Format("2006-01-02 15:04:05"), "YYYY-MM-DD HH24:MI:SS")
	}
	return true
}

func call(c *dialect.Compiler, function, text, format string) {
	c.WriteString(function + "(")
	c.Literal(text)
	c.WriteString(", '" + format + "')")
}
