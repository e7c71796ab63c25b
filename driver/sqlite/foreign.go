package sqlite

import (
	sqldriver "database/sql/driver"
	"errors"
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/types"
)

// foreign is how connections of other SQLite drivers are used: values are
// bound as this package binds them, and errors known by what SQLite says.
var foreign = driver.AdapterOptions{
	ConvertArg: convertForeign,
	MapError:   mapForeign,
}

func convertForeign(arg any) (sqldriver.Value, error) {
	switch v := arg.(type) {
	case time.Time:
		return types.FormatTime(v, false), nil
	case bool:
		if v {
			return int64(1), nil
		}
		return int64(0), nil
	case uint64:
		if v > math.MaxInt64 {
			return nil, fmt.Errorf("%d is beyond SQLite's integers, which end at %d: keep it as text", v, int64(math.MaxInt64))
		}
	}
	return driver.ConvertArg(arg)
}

// mapForeign knows errors by the extended result code where the driver gives
// it, and else by SQLite's message.
func mapForeign(err error) *driver.Error {
	message := err.Error()
	code := 0
	var coded interface {
		error
		Code() int
	}
	if errors.As(err, &coded) {
		code = coded.Code()
	}
	failure := describe(code, message)
	// Drivers put words before and after what SQLite says.
	for text, kind := range messages {
		at := strings.Index(message, text)
		if at < 0 {
			continue
		}
		if strings.HasSuffix(text, " constraint failed") {
			said, _, _ := strings.Cut(message[at:], " (")
			failure = describe(code, said)
			failure.Message = message
		}
		if failure.Kind == nil || failure.Kind == driver.ErrIntegrity {
			failure.Kind = kind
		}
		break
	}
	return failure
}

var messages = map[string]error{
	"UNIQUE constraint failed":      driver.ErrUniqueViolation,
	"FOREIGN KEY constraint failed": driver.ErrForeignKeyViolation,
	"NOT NULL constraint failed":    driver.ErrNotNullViolation,
	"CHECK constraint failed":       driver.ErrCheckViolation,
	"database is locked":            driver.ErrTimeout,
	"unable to open database file":  driver.ErrConnection,
	"file is not a database":        driver.ErrConnection,
}
