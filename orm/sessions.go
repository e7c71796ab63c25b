package orm

import "github.com/azoth-go/azoth"

// A Factory makes sessions with one configuration.
type Factory struct {
	engine  *azoth.Engine
	options []Option
}

// Sessions is a factory of sessions on an engine. The engine may be nil until
// Configure gives one.
func Sessions(engine *azoth.Engine, options ...Option) *Factory {
	return &Factory{engine: engine, options: options}
}

// New makes a session.
func (f *Factory) New() *Session { return NewSession(f.engine, f.options...) }

// Configure gives the engine, and further options, of the sessions made from
// now on. It must not be called while New is.
func (f *Factory) Configure(engine *azoth.Engine, options ...Option) {
	f.engine = engine
	f.options = append(f.options[:len(f.options):len(f.options)], options...)
}
