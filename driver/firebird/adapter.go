package firebird

import (
	sqldriver "database/sql/driver"
	"time"

	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/types"
)

// adapterOptions are what the generic adapter is told of Firebird.
var adapterOptions = driver.AdapterOptions{
	WrapConn:   func(conn sqldriver.Conn) sqldriver.Conn { return newConnection(conn, standardGrace) },
	MapError:   mapError,
	ConvertArg: convertArg,
}

// convertArg cuts times to the four digits that Firebird takes after the second,
// and gives timestamps in UTC.
func convertArg(arg any) (sqldriver.Value, error) {
	switch v := arg.(type) {
	case time.Time:
		return v.UTC().Truncate(100 * time.Microsecond), nil
	case []byte:
		if v == nil {
			return nil, nil // which the driver would send as no bytes
		}
	case types.TimeOfDay:
		v.Nanosecond -= v.Nanosecond % 100_000
		return v.String(), nil
	}
	return driver.ConvertArg(arg)
}
