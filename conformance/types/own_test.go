package types_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/dialect/mysql"
	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

// Money is an amount in cents, which databases keep as a decimal.
type Money int64

var money = types.Register("money", types.Decorate(types.Numeric(12, 2),
	func(m Money) (decimal.Decimal, error) { return decimal.New(int64(m), -2), nil },
	func(d decimal.Decimal) (Money, error) { return Money(d.Shift(2).IntPart()), nil }))

// Secret is a text that no database sees as it is.
type Secret string

func reversed(s Secret) (string, error) {
	runes := []rune(s)
	for i, j := 0, len(runes)-1; i < j; i, j = i+1, j-1 {
		runes[i], runes[j] = runes[j], runes[i]
	}
	return string(runes), nil
}

var secret = types.Decorate(types.String(30), reversed, func(s string) (Secret, error) {
	text, err := reversed(Secret(s))
	return Secret(text), err
})

// Level is an enumeration of numbers.
type Level int

const (
	Low Level = iota
	High
)

func (l Level) String() string { return [...]string{"low", "high"}[l] }

var level = types.RegisterFor[Level](types.EnumOf("level", Level.String, Low, High))

// Flag is Y or N, and on MariaDB 1 or 0.
type Flag bool

var flag = types.Register("flag", types.Decorate(types.Char(1),
	func(f Flag) (string, error) {
		if f {
			return "Y", nil
		}
		return "N", nil
	},
	func(text string) (Flag, error) {
		if text != "Y" && text != "N" {
			return false, fmt.Errorf("%q is no flag", text)
		}
		return text == "Y", nil
	}).Variant(types.Decorate(mysql.TinyInt,
	func(f Flag) (int64, error) {
		if f {
			return 1, nil
		}
		return 0, nil
	},
	func(n int64) (Flag, error) { return n == 1, nil }), "mysql", "mariadb"))

type settings struct {
	Depth int
	Names []string
}

func TestTypesOfTheProgramAreKept(t *testing.T) {
	check(t, []sample{
		kept("decorated", "", money, Money(0), 1, -1, 123456789),
		kept("decorated text", "", secret, Secret(""), "abc", "äöü"),
		kept("enumeration", "", level, Low, High),
		kept("by dialect", "", flag, Flag(true), false),
		kept("opaque", "", types.Gob[settings](), settings{}, settings{3, []string{"a", "ü"}}),
		refused("decorated", "", money, Money(1e13)),
		refused("enumeration", "", level, Level(0).next()),
	})
}

// next is a level that there is not.
func (l Level) next() Level { return l + 7 }

// An Account has columns of the program's own types, by the names that they were
// registered by.
type Account struct {
	_       orm.Table `orm:"accounts"`
	ID      int64     `orm:",pk"`
	Balance Money     `orm:",type=money"`
	Limit   *Money    `orm:"credit,type=money"`
	Open    Flag      `orm:",type=flag"`
	Level   Level
}

var Accounts = orm.Map[struct {
	orm.Entity[Account]
	ID      sql.Number[int64]
	Balance sql.Value[Money]
	Limit   sql.NullValue[Money]
	Open    sql.Value[Flag]
	Level   sql.Value[Level]
}]()

func TestEntitiesWithTypesOfTheProgram(t *testing.T) {
	engines(t, func(t *testing.T, eng *azoth.Engine) {
		ctx := t.Context()
		if err := orm.CreateAll(ctx, eng); err != nil {
			t.Fatal(err)
		}
		limit := Money(500)
		s := orm.NewSession(eng)
		s.Add(&Account{Balance: 12345, Limit: &limit, Open: true, Level: High}, &Account{Balance: -1}, &Account{Level: High})
		if err := s.Commit(ctx); err != nil {
			t.Fatal(err)
		}
		s.Close()
		s = orm.NewSession(eng)
		defer s.Close()
		rich, err := Accounts.Where(Accounts.Balance.Gt(100), Accounts.Open.Eq(true), Accounts.Level.In(High)).One(ctx, s)
		if err != nil {
			t.Fatal(err)
		}
		if rich.Balance != 12345 || *rich.Limit != 500 || !rich.Open || rich.Level != High {
			t.Errorf("read %+v", rich)
		}
		if changes, err := s.Plan(ctx); err != nil || strings.Contains(fmt.Sprint(changes), "UPDATE") {
			t.Errorf("what was read is not what is there: %v, %v", changes, err)
		}
		rich.Balance, rich.Open = -5, false
		if err := s.Commit(ctx); err != nil {
			t.Fatal(err)
		}
		if n, err := Accounts.Where(Accounts.Balance.Eq(-5), Accounts.Open.Eq(false)).Count(ctx, s); err != nil || n != 1 {
			t.Errorf("%d accounts were changed, %v", n, err)
		}
		rich.Balance = 1e13
		if err := s.Flush(ctx); !errors.Is(err, types.ErrFit) || !strings.Contains(err.Error(), "accounts.balance") {
			t.Errorf("an amount that does not fit: %v", err)
		}
	})
}

// Types by name are created once, before the tables, and dropped behind them.
func TestTypesByName(t *testing.T) {
	positive := types.DomainOf("positive", types.Domain{Base: types.Integer, Check: "VALUE > 0"})
	meta := schema.NewMetaData()
	for _, name := range []string{"one", "two"} {
		schema.New(meta, name, schema.Col("id", types.Integer, schema.PK()), schema.Col("mood", types.Enum("Mood", "sad", "glad")), schema.Col("n", positive))
	}
	engines(t, func(t *testing.T, eng *azoth.Engine) {
		for range 2 {
			if err := eng.CreateAll(t.Context(), meta); err != nil {
				t.Fatal(err)
			}
		}
		for range 2 {
			if err := eng.DropAll(t.Context(), meta); err != nil {
				t.Fatal(err)
			}
		}
		if err := eng.CreateAll(t.Context(), meta); err != nil {
			t.Error(err)
		}
	})
}
