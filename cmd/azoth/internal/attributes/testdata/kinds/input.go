package model

import (
	"database/sql"
	"database/sql/driver"
	"encoding/json"
	"net/netip"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/shopspring/decimal"

	"github.com/azoth-go/azoth/orm"
	azsql "github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

type (
	Color  string
	Age    int
	Years  Age
	Labels []string
	Money  struct{ Cents int64 }
)

type Thing struct {
	_          orm.Table `orm:"shop.things"`
	ID         int64     `orm:",pk"`
	A, B       string
	Flag       bool
	Byte       byte
	Float      float32
	Data       []byte
	Made       time.Time
	Took       time.Duration
	Day        types.Date
	Clock      types.TimeOfDay
	Price      decimal.Decimal `orm:",precision=10,scale=2"`
	Color      Color
	Age        Age
	Years      Years
	Labels     Labels
	Money      Money
	Key        uuid.UUID
	Address    netip.Addr
	Hash       [16]byte
	Raw        json.RawMessage
	Text       types.JSONText
	Document   map[string][]*uuid.UUID `orm:",type=json"`
	Extra      *Money                  `orm:",type=json"`
	NullText   *string
	NullAge    *Age
	NullMade   *time.Time
	NullPrice  azsql.Null[decimal.Decimal]
	NullColor  sql.Null[Color]
	NullData   *[]byte
	OldText    sql.NullString
	OldNumber  sql.NullInt64
	OldTime    sql.NullTime
	Point      pgtype.Point
	Scan       sql.RawBytes
	Generic    pgtype.Range[pgtype.Int4] `orm:",type=json"`
	Ignored    chan int                  `orm:"-"`
	unexported func()
}

func (l *Labels) Scan(any) error              { return nil }
func (l Labels) Value() (driver.Value, error) { return "", nil }
func (m *Money) Scan(any) error               { return nil }
func (m Money) Value() (driver.Value, error)  { return m.Cents, nil }
