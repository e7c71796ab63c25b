package sqlgolden

import (
	"database/sql/driver"
	"fmt"

	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

// cents is an amount that is kept as a hundred times as much.
type cents float64

// Value is what is kept.
func (c cents) Value() (driver.Value, error) { return int64(c * 100), nil }

// Scan reads what is kept.
func (c *cents) Scan(kept any) error {
	n, ok := kept.(int64)
	if !ok {
		return fmt.Errorf("cents of a %T", kept)
	}
	*c = cents(n) / 100
	return nil
}

func init() {
	register(cases{
		"errors.bind_name_conflict": func(golden) any {
			return sql.Select(Users.ID).Where(sql.Eq(Users.Name, sql.Param[sql.String]("name_1", "a")), Users.Name.Eq("b"))
		},
		"errors.fk_unknown_table": func(golden) any {
			return schema.CreateTable(schema.New(schema.NewMetaData(), "t", schema.Col("a", types.Integer, schema.References("missing.id"))))
		},
		"errors.missing_convention_name": func(golden) any {
			own := schema.NewMetaData(schema.NamingConvention{Check: "ck_{table_name}_{constraint_name}"})
			_, err := own.Add("t", integerColumn("a"), schema.Check("a > 1"))
			return err
		},
		"errors.unknown_dialect_option": func(golden) any {
			return refused(`schema.Index("name").Named("i").With(postgresql.IndexOptions{Unknown: "x"})`)
		},
		"errors.on_conflict_no_target": func(golden) any {
			return sql.Insert(Keywords).Values(Keywords.Keyword.Set("a")).OnConflict(Keywords.Keyword).DoUpdate()
		},
		"expressions.literal_with_type": func(golden) any {
			return sql.Select(sql.Coerce[sql.String](sql.Val(5)), sql.Coerce[sql.Number[int64]](sql.Val("7")).Add(1), sql.Coerce[sql.Date](sql.Val(datetime0)))
		},
		"expressions.tuple_column": func(golden) any { return sql.Select(sql.Tuple2(Users.ID, Users.Name)) },
		"expressions.uuid_value":   func(golden) any { return sql.Select(TypeSamples.ID).Where(TypeSamples.UUID.Eq(uuid0)) },
		"expressions.type_decorator": func(golden) any {
			bills := schema.DeclareIn[struct {
				schema.Declared
				_      schema.Name           `orm:"bills"`
				ID     sql.NullNumber[int64] `orm:"id,type=integer"`
				Amount sql.NullNumber[cents] `orm:"amount,type=integer"`
			}](schema.NewMetaData())
			return sql.Select(bills.ID, bills.Amount.Add(1)).Where(bills.Amount.Eq(5), bills.Amount.In(1, 2))
		},
	})
}
