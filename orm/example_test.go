package orm_test

import (
	"context"
	"errors"
	"fmt"

	"github.com/azoth-go/azoth"
	_ "github.com/azoth-go/azoth/driver/sqlite"
	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/sql"
)

type Album struct {
	_      orm.Table       `orm:"albums"`
	ID     int64           `orm:",pk"`
	Title  string          `orm:",size=80,unique"`
	Tracks orm.Many[Track] `orm:",back=Album,order=number,cascade=all delete-orphan"`
}

type Track struct {
	_       orm.Table `orm:"tracks"`
	ID      int64     `orm:",pk"`
	Number  int
	Title   string         `orm:",size=80"`
	AlbumID int64          `orm:",references=albums.id"`
	Album   orm.One[Album] `orm:",back=Tracks"`
}

var Albums = orm.Map[struct {
	orm.Entity[Album]
	ID     sql.Number[int64]
	Title  sql.String
	Tracks orm.ToMany[Album, Track]
}]()

var Tracks = orm.Map[struct {
	orm.Entity[Track]
	ID      sql.Number[int64]
	Number  sql.Number[int]
	Title   sql.String
	AlbumID sql.Number[int64]
	Album   orm.ToOne[Track, Album]
}]()

// library opens a database in memory with one album in it.
func library(ctx context.Context) *azoth.Engine {
	eng, err := azoth.Open("sqlite://")
	if err != nil {
		panic(err)
	}
	if err := orm.CreateAll(ctx, eng); err != nil {
		panic(err)
	}
	album := &Album{Title: "Kind of Blue"}
	album.Tracks.Append(&Track{Number: 1, Title: "So What"}, &Track{Number: 2, Title: "Freddie Freeloader"})
	err = orm.Run(ctx, eng, func(s *orm.Session) error {
		s.Add(album)
		return nil
	})
	if err != nil {
		panic(err)
	}
	return eng
}

// Objects are added, found, changed and deleted through a session, which writes
// what changed in one transaction.
func Example() {
	ctx := context.Background()
	eng := library(ctx)
	defer eng.Close()

	s := orm.NewSession(eng)
	defer s.Close()
	album, err := Albums.Where(Albums.Title.Like("Kind%")).One(ctx, s)
	if err != nil {
		panic(err)
	}
	tracks, err := album.Tracks.All(ctx) // loaded when it is asked for
	if err != nil {
		panic(err)
	}
	tracks[0].Title = "So What (Take 2)"
	album.Tracks.Append(&Track{Number: 3, Title: "Blue in Green"})
	if err := s.Commit(ctx); err != nil {
		panic(err)
	}

	rows, err := sql.Select2(Tracks.Number, Tracks.Title).OrderBy(Tracks.Number).All(ctx, s)
	if err != nil {
		panic(err)
	}
	for _, row := range rows {
		fmt.Println(row.V1, row.V2)
	}
	// Output:
	// 1 So What (Take 2)
	// 2 Freddie Freeloader
	// 3 Blue in Green
}

// A mistake in a method that returns no error, as Add does, is the error of the
// next one that does. A flush that fails has the session wait for Rollback.
func ExampleSession_Rollback() {
	ctx := context.Background()
	eng := library(ctx)
	defer eng.Close()

	s := orm.NewSession(eng)
	defer s.Close()
	s.Add(Album{Title: "Milestones"})
	fmt.Println(s.Commit(ctx))

	s.Add(&Album{Title: "Kind of Blue"})
	err := s.Commit(ctx)
	fmt.Println(errors.Is(err, azoth.ErrUniqueViolation))
	_, err = Albums.All(ctx, s)
	fmt.Println(errors.Is(err, orm.ErrPendingRollback))
	if err := s.Rollback(ctx); err != nil {
		panic(err)
	}
	n, err := Albums.Count(ctx, s)
	fmt.Println(n, err)
	// Output:
	// earlier call: add: type is not mapped: got orm_test.Album, want a pointer to a mapped struct: give the address, &
	// true
	// true
	// 1 <nil>
}

// What a query of objects says in SQL.
func ExampleEntity_Where() {
	fmt.Println(Albums.Where(Albums.Tracks.Any(Tracks.Title.Eq("So What"))).OrderBy(Albums.Title.Desc()).Limit(3))
	// Output: SELECT albums.id, albums.title FROM albums WHERE EXISTS (SELECT 1 FROM tracks WHERE albums.id = tracks.album_id AND tracks.title = :title_1) ORDER BY albums.title DESC LIMIT :param_1
}
