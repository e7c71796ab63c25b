package dialect

import (
	"crypto/md5"
	"encoding/hex"
	"strings"
)

// madeName writes the name of a constraint or an index. One that the program
// did not choose itself is made to fit.
func (c *Compiler) madeName(name string, made bool) {
	if made {
		name = c.dialect.shortened(name)
	}
	c.Identifier(name)
}

// nameLimit is how long the name of what is created may be, or 0.
func (d *Dialect) nameLimit() int {
	if d.DDL.NameLength > 0 {
		return d.DDL.NameLength
	}
	return d.Identifiers.MaxLength
}

// shortened makes a name fit that nobody chose, still telling it from others: its
// beginning, and four digits of its MD5 sum.
func (d *Dialect) shortened(name string) string {
	limit := d.nameLimit()
	if limit == 0 || len(name) <= limit {
		return name
	}
	sum := md5.Sum([]byte(name))
	return strings.ToValidUTF8(name[:max(limit-8, 0)], "") + "_" + hex.EncodeToString(sum[:])[28:]
}
