package azoth_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"os"
	"strings"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
)

var shop = schema.NewMetaData()

var Products = schema.DeclareIn[struct {
	schema.Declared
	_     schema.Name       `orm:"products"`
	ID    sql.Number[int64] `orm:",pk"`
	Name  sql.String        `orm:",size=50,unique"`
	Stock sql.Number[int]   `orm:",default=0"`
}](shop)

// openShop opens a database in memory with a few products in it.
func openShop(ctx context.Context, opts ...azoth.Option) (*azoth.Engine, error) {
	eng, err := azoth.Open("sqlite://", opts...)
	if err != nil {
		return nil, err
	}
	if err := eng.CreateAll(ctx, shop); err != nil {
		return nil, err
	}
	_, err = sql.Insert(Products).
		Values(Products.Name.Set("lamp"), Products.Stock.Set(3)).
		Values(Products.Name.Set("chair"), Products.Stock.Set(4)).
		Exec(ctx, eng)
	return eng, err
}

func Example() {
	ctx := context.Background()
	eng, err := openShop(ctx)
	if err != nil {
		log.Fatal(err)
	}
	defer eng.Close()

	names, err := sql.Select1(Products.Name).Where(Products.Stock.Gt(0)).OrderBy(Products.Name.Asc()).All(ctx, eng)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(names)
	// Output: [chair lamp]
}

func ExampleEngine_Run() {
	ctx := context.Background()
	eng, err := openShop(ctx)
	if err != nil {
		log.Fatal(err)
	}
	defer eng.Close()

	sell := func(name string, n int) error {
		return eng.Run(ctx, func(tx *azoth.Tx) error {
			_, err := sql.Update(Products).Set(sql.SetTo(Products.Stock, Products.Stock.Sub(n))).Where(Products.Name.Eq(name)).Exec(ctx, tx)
			if err != nil {
				return err
			}
			left, err := sql.Select1(Products.Stock).Where(Products.Name.Eq(name)).One(ctx, tx)
			if err != nil {
				return err
			}
			if left < 0 {
				return fmt.Errorf("%d of %s are missing", -left, name) // rolls back
			}
			return nil
		})
	}
	fmt.Println(sell("lamp", 2))
	fmt.Println(sell("lamp", 2))
	// Output:
	// <nil>
	// 1 of lamp are missing
}

func ExampleTx_Nested() {
	ctx := context.Background()
	eng, err := openShop(ctx)
	if err != nil {
		log.Fatal(err)
	}
	defer eng.Close()

	err = eng.Run(ctx, func(tx *azoth.Tx) error {
		for _, name := range []string{"table", "lamp", "shelf"} {
			err := tx.Nested(ctx, func(tx *azoth.Tx) error {
				_, err := sql.Insert(Products).Values(Products.Name.Set(name)).Exec(ctx, tx)
				return err
			})
			switch {
			case errors.Is(err, azoth.ErrUniqueViolation):
				fmt.Println(name, "is there already")
			case err != nil:
				return err
			}
		}
		return nil
	})
	if err != nil {
		log.Fatal(err)
	}
	n, err := sql.Select1(Products.Name).Count(ctx, eng)
	fmt.Println(n, err)
	// Output:
	// lamp is there already
	// 4 <nil>
}

func ExampleEcho() {
	ctx := context.Background()
	logger := slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{
		ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
			if a.Key == slog.TimeKey || a.Key == "duration" { // which differ each time
				return slog.Attr{}
			}
			return a
		},
	}))
	eng, err := azoth.Open("sqlite://", azoth.Echo(logger))
	if err != nil {
		log.Fatal(err)
	}
	defer eng.Close()
	err = eng.Run(ctx, func(tx *azoth.Tx) error {
		_, err := tx.Conn().Exec(ctx, statement("CREATE TABLE notes (body TEXT)"))
		if err != nil {
			return err
		}
		_, err = tx.Conn().Exec(ctx, statement("INSERT INTO notes VALUES (?)", "hello"))
		return err
	})
	if err != nil {
		log.Fatal(err)
	}
	// Output:
	// level=INFO msg="BEGIN (implicit)"
	// level=INFO msg="CREATE TABLE notes (body TEXT)" rows=0
	// level=INFO msg="INSERT INTO notes VALUES (?)" args=['hello'] rows=1
	// level=INFO msg=COMMIT
}

func ExampleListen() {
	ctx := context.Background()
	statements := 0
	eng, err := azoth.Open("sqlite://", azoth.Listen(func(_ context.Context, e azoth.Event) {
		if e.Kind == azoth.EventStatement {
			statements++
		}
	}))
	if err != nil {
		log.Fatal(err)
	}
	defer eng.Close()
	if err := eng.CreateAll(ctx, shop); err != nil {
		log.Fatal(err)
	}
	fmt.Println(statements, "statements") // what there is, and one CREATE TABLE
	// Output: 2 statements
}

func ExampleSQL() {
	eng, err := azoth.Open("sqlite://")
	if err != nil {
		log.Fatal(err)
	}
	defer eng.Close()
	text, args, err := azoth.SQL(sql.Select1(Products.Name).Where(Products.Stock.Lt(5)), eng.Dialect())
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(strings.Join(strings.Fields(text), " "), args)
	// Output: SELECT products.name FROM products WHERE products.stock < ? [5]
}
