package sqlite

import (
	zombiezen "zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/ext/refunc"
)

// registerRegexp gives SQLite what x REGEXP y calls, by package regexp. As on
// other databases the result is NULL where either side is.
func registerRegexp(conn *zombiezen.Conn) error {
	function := *refunc.Impl
	match := function.Scalar
	function.Scalar = func(ctx zombiezen.Context, args []zombiezen.Value) (zombiezen.Value, error) {
		if args[0].Type() == zombiezen.TypeNull || args[1].Type() == zombiezen.TypeNull {
			return zombiezen.Value{}, nil
		}
		return match(ctx, args)
	}
	return conn.CreateFunction("regexp", &function)
}
