package inspect

// An Option sets up an Inspector.
type Option func(o *options)

type options struct {
	warn     func(err error)
	progress func(step, steps int, what string)
}

// OnWarning is called with what is odd but no failure: an [*UnknownTypeError].
func OnWarning(f func(err error)) Option { return func(o *options) { o.warn = f } }

// OnProgress is called before each query for tables: with the number of the query,
// how many there are, and what it asks for ("foreign keys").
func OnProgress(f func(step, steps int, what string)) Option {
	return func(o *options) { o.progress = f }
}
