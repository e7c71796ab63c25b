package orm_test

import (
	"testing"

	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
)

func misuseRegistry() *orm.Registry { return orm.NewRegistry(schema.NewMetaData()) }

// TestWrongMappings maps structs whose tags, fields and attributes do not fit
// together: each panics at start-up, naming the field and the cure.
func TestWrongMappings(t *testing.T) {
	t.Run("attribute of another type", func(t *testing.T) {
		type Badge struct {
			_      orm.Table `orm:"badges"`
			ID     int64     `orm:",pk"`
			Number int32
			Note   *string
		}
		wantPanic(t, func() {
			orm.MapIn[struct {
				orm.Entity[Badge]
				ID     sql.Number[int64]
				Number sql.Number[int64]
				Note   sql.String
			}](misuseRegistry())
		}, "attribute Badge.Number", "sql.Number[int64] does not fit the field's type int32", "use sql.Number[int32]",
			"attribute Badge.Note", "use sql.NullString", "azoth gen")
	})
	t.Run("missing attribute", func(t *testing.T) {
		type Badge struct {
			_      orm.Table `orm:"badges"`
			ID     int64     `orm:",pk"`
			Number int32
		}
		wantPanic(t, func() {
			orm.MapIn[struct {
				orm.Entity[Badge]
				ID sql.Number[int64]
			}](misuseRegistry())
		}, "the attributes of Badge lack the field Number", "add", "sql.Number[int32]", "azoth gen")
	})
	t.Run("attribute without a field", func(t *testing.T) {
		type Badge struct {
			_  orm.Table `orm:"badges"`
			ID int64     `orm:",pk"`
		}
		wantPanic(t, func() {
			orm.MapIn[struct {
				orm.Entity[Badge]
				ID    sql.Number[int64]
				Title sql.String
			}](misuseRegistry())
		}, "attribute Badge.Title", "no mapped field of that name", "remove the attribute")
	})
	t.Run("attribute that is none", func(t *testing.T) {
		type Badge struct {
			_  orm.Table `orm:"badges"`
			ID int64     `orm:",pk"`
		}
		wantPanic(t, func() {
			orm.MapIn[struct {
				orm.Entity[Badge]
				ID int64
			}](misuseRegistry())
		}, "attribute Badge.ID", "int64 is no attribute type", "use sql.Number[int64]")
	})
	t.Run("relationship with a column's attribute", func(t *testing.T) {
		type Part struct {
			_  orm.Table `orm:"parts"`
			ID int64     `orm:",pk"`
		}
		type Badge struct {
			_     orm.Table `orm:"badges"`
			ID    int64     `orm:",pk"`
			Parts orm.Many[Part]
		}
		wantPanic(t, func() {
			orm.MapIn[struct {
				orm.Entity[Badge]
				ID    sql.Number[int64]
				Parts sql.String
			}](misuseRegistry())
		}, "attribute Badge.Parts", "relationship", "orm.ToMany[Badge, Part]")
		wantPanic(t, func() {
			orm.MapIn[struct {
				orm.Entity[Badge]
				ID    sql.Number[int64]
				Parts orm.ToOne[Badge, Part]
			}](misuseRegistry())
		}, "attribute Badge.Parts", "orm.ToMany[Badge, Part]")
		wantPanic(t, func() {
			orm.MapIn[struct {
				orm.Entity[Badge]
				ID    sql.Number[int64]
				Parts orm.ToMany[Badge, Badge]
			}](misuseRegistry())
		}, "attribute Badge.Parts", "orm.ToMany[Badge, Part]")
		wantPanic(t, func() {
			orm.MapIn[struct {
				orm.Entity[Badge]
				ID    sql.Number[int64]
				Parts orm.ToMany[Part, Part]
			}](misuseRegistry())
		}, "attribute Badge.Parts", "orm.ToMany[Badge, Part]")
	})
	t.Run("unknown option", func(t *testing.T) {
		type Badge struct {
			_      orm.Table `orm:"badges"`
			ID     int64     `orm:",pk"`
			Number int32     `orm:",uniqe"`
		}
		wantPanic(t, func() {
			orm.MapIn[struct {
				orm.Entity[Badge]
				ID     sql.Number[int64]
				Number sql.Number[int32]
			}](misuseRegistry())
		}, "Badge.Number", `unknown option "uniqe"`, `did you mean "unique"?`)
	})
	t.Run("option of a relationship on a column", func(t *testing.T) {
		type Badge struct {
			_      orm.Table `orm:"badges"`
			ID     int64     `orm:",pk"`
			Number int32     `orm:",cascade=all"`
		}
		wantPanic(t, func() {
			orm.MapIn[struct {
				orm.Entity[Badge]
				ID     sql.Number[int64]
				Number sql.Number[int32]
			}](misuseRegistry())
		}, "Badge.Number", `"cascade" belongs to a relationship`)
	})
	t.Run("unknown cascade and loading", func(t *testing.T) {
		type Badge struct {
			_     orm.Table       `orm:"badges"`
			ID    int64           `orm:",pk"`
			Parts orm.Many[Badge] `orm:",cascade=all delete-orfan"`
			More  orm.Many[Badge] `orm:",lazy=selectinn"`
		}
		wantPanic(t, func() {
			orm.MapIn[struct {
				orm.Entity[Badge]
				ID    sql.Number[int64]
				Parts orm.ToMany[Badge, Badge]
				More  orm.ToMany[Badge, Badge]
			}](misuseRegistry())
		}, "Badge.Parts", `did you mean "delete-orphan"?`, "Badge.More", `did you mean "selectin"?`)
	})
	t.Run("type that no column holds", func(t *testing.T) {
		type Badge struct {
			_       orm.Table `orm:"badges"`
			ID      int64     `orm:",pk"`
			Channel chan int
		}
		wantPanic(t, func() {
			orm.MapIn[struct {
				orm.Entity[Badge]
				ID      sql.Number[int64]
				Channel sql.Value[chan int]
			}](misuseRegistry())
		}, "Badge.Channel", "chan int", `orm:"-"`)
	})
	t.Run("missing primary key", func(t *testing.T) {
		type Badge struct {
			_  orm.Table `orm:"badges"`
			ID int64
		}
		wantPanic(t, func() {
			orm.MapIn[struct {
				orm.Entity[Badge]
				ID sql.Number[int64]
			}](misuseRegistry())
		}, "Badge", "no primary key", "`orm:\",pk\"`")
	})
	t.Run("missing marker", func(t *testing.T) {
		type Badge struct {
			ID int64 `orm:",pk"`
		}
		wantPanic(t, func() {
			orm.MapIn[struct {
				orm.Entity[Badge]
				ID sql.Number[int64]
			}](misuseRegistry())
		}, "Badge has no table", "_ orm.Table `orm:\"badges\"`")
	})
	t.Run("marker without a name", func(t *testing.T) {
		type Badge struct {
			_  orm.Table
			ID int64 `orm:",pk"`
		}
		wantPanic(t, func() {
			orm.MapIn[struct {
				orm.Entity[Badge]
				ID sql.Number[int64]
			}](misuseRegistry())
		}, "Badge: the table has no name", "_ orm.Table `orm:\"badges\"`")
	})
	t.Run("no entity embedded", func(t *testing.T) {
		wantPanic(t, func() {
			orm.MapIn[struct{ ID sql.Number[int64] }](misuseRegistry())
		}, "must embed orm.Entity[T]")
	})
	t.Run("two version columns", func(t *testing.T) {
		type Badge struct {
			_      orm.Table `orm:"badges"`
			ID     int64     `orm:",pk"`
			First  int64     `orm:",version"`
			Second int64     `orm:",version"`
		}
		wantPanic(t, func() {
			orm.MapIn[struct {
				orm.Entity[Badge]
				ID, First, Second sql.Number[int64]
			}](misuseRegistry())
		}, "Badge.Second", "second version column", "First")
	})
	t.Run("two columns of one name", func(t *testing.T) {
		type Badge struct {
			_      orm.Table `orm:"badges"`
			ID     int64     `orm:",pk"`
			First  int64     `orm:"n"`
			Second int64     `orm:"n"`
		}
		wantPanic(t, func() {
			orm.MapIn[struct {
				orm.Entity[Badge]
				ID, First, Second sql.Number[int64]
			}](misuseRegistry())
		}, "Badge", `"n"`, "twice")
	})
	t.Run("mapped twice", func(t *testing.T) {
		type Badge struct {
			_  orm.Table `orm:"badges"`
			ID int64     `orm:",pk"`
		}
		type attributes = struct {
			orm.Entity[Badge]
			ID sql.Number[int64]
		}
		registry := misuseRegistry()
		orm.MapIn[attributes](registry)
		wantPanic(t, func() { orm.MapIn[attributes](registry) }, "Badge", "twice")
		wantPanic(t, func() { orm.MapIn[attributes](misuseRegistry()) }, "Badge", "two registries")
	})
	t.Run("table of another entity", func(t *testing.T) {
		type Badge struct {
			_  orm.Table `orm:"badges"`
			ID int64     `orm:",pk"`
		}
		type Medal struct {
			_  orm.Table `orm:"badges"`
			ID int64     `orm:",pk"`
		}
		registry := misuseRegistry()
		orm.MapIn[struct {
			orm.Entity[Badge]
			ID sql.Number[int64]
		}](registry)
		wantPanic(t, func() {
			orm.MapIn[struct {
				orm.Entity[Medal]
				ID sql.Number[int64]
			}](registry)
		}, "Medal", `"badges"`)
	})
	t.Run("every fault at once", func(t *testing.T) {
		type Badge struct {
			_      orm.Table `orm:"badges"`
			ID     int64     `orm:",pk"`
			Number int32     `orm:",uniqe"`
			Name   string    `orm:",size=wide"`
		}
		wantPanic(t, func() {
			orm.MapIn[struct {
				orm.Entity[Badge]
				ID     sql.Number[int64]
				Number sql.Number[int32]
				Name   sql.String
			}](misuseRegistry())
		}, "Badge.Number", "uniqe", "Badge.Name", "size=wide")
	})
}

// TestWrongReferences configures entities that do not fit each other.
func TestWrongReferences(t *testing.T) {
	t.Run("reference to no table, or no column", func(t *testing.T) {
		type Author struct {
			_  orm.Table `orm:"authors"`
			ID int64     `orm:",pk"`
		}
		type Book struct {
			_        orm.Table `orm:"books"`
			ID       int64     `orm:",pk"`
			AuthorID int64     `orm:",references=author.id"`
			EditorID int64     `orm:",references=authors.idd"`
		}
		registry := misuseRegistry()
		orm.MapIn[struct {
			orm.Entity[Author]
			ID sql.Number[int64]
		}](registry)
		orm.MapIn[struct {
			orm.Entity[Book]
			ID, AuthorID, EditorID sql.Number[int64]
		}](registry)
		wantError(t, registry.Configure(), "books.author_id", `there is no table "author"`, `did you mean "authors"?`,
			"books.editor_id", `table "authors" has no column "idd"`, `did you mean "id"?`)
	})
	t.Run("two foreign keys", func(t *testing.T) {
		type Book struct {
			_        orm.Table `orm:"books"`
			ID       int64     `orm:",pk"`
			AuthorID int64     `orm:",references=authors.id"`
			EditorID int64     `orm:",references=authors.id"`
		}
		type Author struct {
			_     orm.Table `orm:"authors"`
			ID    int64     `orm:",pk"`
			Books orm.Many[Book]
		}
		registry := misuseRegistry()
		orm.MapIn[struct {
			orm.Entity[Author]
			ID    sql.Number[int64]
			Books orm.ToMany[Author, Book]
		}](registry)
		orm.MapIn[struct {
			orm.Entity[Book]
			ID, AuthorID, EditorID sql.Number[int64]
		}](registry)
		wantError(t, registry.Configure(), "Author.Books", "several foreign keys", "books(author_id)", "books(editor_id)", "fk=author_id")
	})
	t.Run("no foreign key", func(t *testing.T) {
		type Book struct {
			_  orm.Table `orm:"books"`
			ID int64     `orm:",pk"`
		}
		type Author struct {
			_     orm.Table `orm:"authors"`
			ID    int64     `orm:",pk"`
			Books orm.Many[Book]
			Best  orm.One[Book] `orm:",fk=best_id"`
		}
		registry := misuseRegistry()
		orm.MapIn[struct {
			orm.Entity[Author]
			ID    sql.Number[int64]
			Books orm.ToMany[Author, Book]
			Best  orm.ToOne[Author, Book]
		}](registry)
		orm.MapIn[struct {
			orm.Entity[Book]
			ID sql.Number[int64]
		}](registry)
		wantError(t, registry.Configure(), "Author.Books", "no foreign key leads from table books to authors", "references=authors.id",
			"Author.Best", "with the columns best_id")
	})
	t.Run("target that is not mapped", func(t *testing.T) {
		type Book struct {
			_  orm.Table `orm:"books"`
			ID int64     `orm:",pk"`
		}
		type Author struct {
			_     orm.Table `orm:"authors"`
			ID    int64     `orm:",pk"`
			Books orm.Many[Book]
		}
		registry := misuseRegistry()
		authors := orm.MapIn[struct {
			orm.Entity[Author]
			ID    sql.Number[int64]
			Books orm.ToMany[Author, Book]
		}](registry)
		wantError(t, registry.Configure(), "Author.Books", "Book is not mapped in this registry", "orm.Map")
		if text := authors.Where(authors.Books.Any()).String(); text == "" {
			t.Error("a query of an entity with a fault prints nothing")
		} else {
			wantText(t, text, "Book is not mapped")
		}
		_, err := authors.Join(authors.Books).Statement()
		wantError(t, err, "Book is not mapped")
	})
	t.Run("back that does not fit", func(t *testing.T) {
		registry := misuseRegistry()
		mapMisusedLibrary(registry)
		wantError(t, registry.Configure(),
			"misusedAuthor.Books", "back=Writer", "misusedBook has no relationship of that name (it has: Writers, Reader)",
			"misusedAuthor.Read", "misusedBook.Reader leads to misusedReader, not to misusedAuthor",
			"misusedReader.Books", "says back=Borrowed", "both sides must name each other")
	})
	t.Run("secondary", func(t *testing.T) {
		registry := misuseRegistry()
		type Book struct {
			_  orm.Table `orm:"books"`
			ID int64     `orm:",pk"`
		}
		type Author struct {
			_     orm.Table      `orm:"authors"`
			ID    int64          `orm:",pk"`
			Books orm.Many[Book] `orm:",secondary=author_book"`
			Other orm.Many[Book] `orm:",secondary=lonely"`
		}
		schema.DeclareIn[struct {
			_        schema.Name       `orm:"author_books"`
			AuthorID sql.Number[int64] `orm:",pk,references=authors.id"`
			BookID   sql.Number[int64] `orm:",pk,references=books.id"`
		}](registry.MetaData())
		schema.DeclareIn[struct {
			_        schema.Name       `orm:"lonely"`
			AuthorID sql.Number[int64] `orm:",pk,references=authors.id"`
		}](registry.MetaData())
		orm.MapIn[struct {
			orm.Entity[Author]
			ID    sql.Number[int64]
			Books orm.ToMany[Author, Book]
			Other orm.ToMany[Author, Book]
		}](registry)
		orm.MapIn[struct {
			orm.Entity[Book]
			ID sql.Number[int64]
		}](registry)
		wantError(t, registry.Configure(), "Author.Books", "secondary=author_book", "no such table", "author_books, lonely",
			"Author.Other", "secondary=lonely", "one foreign key to authors and one to books")
	})
	t.Run("order by no column", func(t *testing.T) {
		type Book struct {
			_        orm.Table `orm:"books"`
			ID       int64     `orm:",pk"`
			AuthorID int64     `orm:",references=authors.id"`
		}
		type Author struct {
			_     orm.Table      `orm:"authors"`
			ID    int64          `orm:",pk"`
			Books orm.Many[Book] `orm:",order=title"`
		}
		registry := misuseRegistry()
		orm.MapIn[struct {
			orm.Entity[Author]
			ID    sql.Number[int64]
			Books orm.ToMany[Author, Book]
		}](registry)
		orm.MapIn[struct {
			orm.Entity[Book]
			ID, AuthorID sql.Number[int64]
		}](registry)
		wantError(t, registry.Configure(), "Author.Books", "order=title", "Book has no such column", "id, author_id")
	})
	t.Run("orphans of several parents", func(t *testing.T) {
		type Author struct {
			_  orm.Table `orm:"authors"`
			ID int64     `orm:",pk"`
		}
		type Book struct {
			_        orm.Table       `orm:"books"`
			ID       int64           `orm:",pk"`
			AuthorID int64           `orm:",references=authors.id"`
			Author   orm.One[Author] `orm:",cascade=all delete-orphan"`
		}
		registry := misuseRegistry()
		orm.MapIn[struct {
			orm.Entity[Author]
			ID sql.Number[int64]
		}](registry)
		orm.MapIn[struct {
			orm.Entity[Book]
			ID, AuthorID sql.Number[int64]
			Author       orm.ToOne[Book, Author]
		}](registry)
		wantError(t, registry.Configure(), "Book.Author", "cascade=delete-orphan", "single_parent")
	})
	t.Run("mended afterwards", func(t *testing.T) {
		type Book struct {
			_        orm.Table `orm:"books"`
			ID       int64     `orm:",pk"`
			AuthorID int64     `orm:",references=authors.id"`
		}
		type Author struct {
			_  orm.Table `orm:"authors"`
			ID int64     `orm:",pk"`
		}
		registry := misuseRegistry()
		orm.MapIn[struct {
			orm.Entity[Book]
			ID, AuthorID sql.Number[int64]
		}](registry)
		wantError(t, registry.Configure(), `there is no table "authors"`)
		orm.MapIn[struct {
			orm.Entity[Author]
			ID sql.Number[int64]
		}](registry)
		if err := registry.Configure(); err != nil {
			t.Errorf("the missing entity was mapped, and still: %v", err)
		}
	})
}

// A library whose relationships name the wrong other sides.
type (
	misusedAuthor struct {
		_     orm.Table             `orm:"authors"`
		ID    int64                 `orm:",pk"`
		Books orm.Many[misusedBook] `orm:",back=Writer,fk=author_id"`
		Read  orm.Many[misusedBook] `orm:",back=Reader,fk=author_id"`
	}
	misusedReader struct {
		_        orm.Table             `orm:"readers"`
		ID       int64                 `orm:",pk"`
		Books    orm.Many[misusedBook] `orm:",back=Reader"`
		Borrowed orm.Many[misusedBook]
	}
	misusedBook struct {
		_        orm.Table `orm:"books"`
		ID       int64     `orm:",pk"`
		AuthorID int64     `orm:",references=authors.id"`
		ReaderID int64     `orm:",references=readers.id"`
		Writers  orm.One[misusedAuthor]
		Reader   orm.One[misusedReader] `orm:",back=Borrowed"`
	}
)

func mapMisusedLibrary(registry *orm.Registry) {
	orm.MapIn[struct {
		orm.Entity[misusedAuthor]
		ID    sql.Number[int64]
		Books orm.ToMany[misusedAuthor, misusedBook]
		Read  orm.ToMany[misusedAuthor, misusedBook]
	}](registry)
	orm.MapIn[struct {
		orm.Entity[misusedReader]
		ID       sql.Number[int64]
		Books    orm.ToMany[misusedReader, misusedBook]
		Borrowed orm.ToMany[misusedReader, misusedBook]
	}](registry)
	orm.MapIn[struct {
		orm.Entity[misusedBook]
		ID, AuthorID, ReaderID sql.Number[int64]
		Writers                orm.ToOne[misusedBook, misusedAuthor]
		Reader                 orm.ToOne[misusedBook, misusedReader]
	}](registry)
}
