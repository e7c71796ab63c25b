package azoth

import (
	"fmt"

	"github.com/azoth-go/azoth/driver"
)

// A TxOption sets up one transaction: see [Engine.Begin] and [Engine.Run].
type TxOption interface{ setUpTx(*txSettings) error }

type txOption func(*txSettings) error

func (o txOption) setUpTx(s *txSettings) error { return o(s) }

type txSettings struct {
	driver.TxOptions
	retries int
}

// Isolation is how much a transaction sees of others.
type Isolation = driver.Isolation

// The isolation levels of the SQL standard. A database that lacks one gives
// the next stricter, or an error (Oracle).
const (
	DefaultIsolation = driver.DefaultIsolation
	ReadUncommitted  = driver.ReadUncommitted
	ReadCommitted    = driver.ReadCommitted
	RepeatableRead   = driver.RepeatableRead
	Serializable     = driver.Serializable
)

// A SharedOption is an option of one transaction, or of an engine for all its
// transactions.
type SharedOption interface {
	Option
	TxOption
}

// IsolationLevel sets the isolation of a transaction or, as an option of
// [Open], of every transaction that does not set its own.
func IsolationLevel(level Isolation) SharedOption { return isolationOption(level) }

type isolationOption Isolation

func (o isolationOption) check() error {
	if Isolation(o) > Serializable {
		return fmt.Errorf("IsolationLevel(%d): want one of the constants, such as azoth.Serializable", uint8(o))
	}
	return nil
}

func (o isolationOption) setUp(s *settings) error {
	s.tx.Isolation = Isolation(o)
	return o.check()
}

func (o isolationOption) setUpTx(s *txSettings) error {
	s.Isolation = Isolation(o)
	return o.check()
}

// ReadOnly has the database refuse to write in the transaction, where it can.
func ReadOnly() TxOption {
	return txOption(func(s *txSettings) error { s.ReadOnly = true; return nil })
}

// Retry has [Engine.Run] run the transaction anew, up to n times, when it fails
// with [ErrSerialization] or [ErrDeadlock]. The function must then be fit to
// run more than once. It has no effect on [Engine.Begin].
func Retry(n int) TxOption {
	return txOption(func(s *txSettings) error {
		if n < 0 {
			return fmt.Errorf("Retry(%d): want the number of further attempts", n)
		}
		s.retries = n
		return nil
	})
}

func newTxSettings(opts []TxOption) (txSettings, error) {
	var s txSettings
	for _, o := range opts {
		if o == nil {
			continue
		}
		if err := o.setUpTx(&s); err != nil {
			return s, err
		}
	}
	return s, nil
}

// TxOptions reads transaction options for what takes them as Run does: the
// properties of the transaction, for [Conn.Begin], and how often to retry, for
// [Retrying].
func TxOptions(opts ...TxOption) (properties driver.TxOptions, retries int, err error) {
	s, err := newTxSettings(opts)
	return s.TxOptions, s.retries, err
}
