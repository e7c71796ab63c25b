// Package azothtest helps to test programs that use azoth: it records what an
// engine sends, finds databases to test against, and counts round trips.
//
// A [Recorder] listens to an engine and keeps its statements, with the rows
// that each writes, in one form whatever the database and however it is sent:
//
//	rec := azothtest.NewRecorder()
//	eng, err := azoth.Open(url, rec.Option())
//	…
//	rec.Reset()
//	users, err := Users.Options(orm.SelectIn(Users.Addresses)).All(ctx, s)
//	rec.ExpectCount(t, "SELECT", 2)
//
// [Databases] are those to test on, each of which opens engines over an empty
// database of the test's own:
//
//	for _, db := range azothtest.Databases(t) {
//		t.Run(db.Name, func(t *testing.T) {
//			eng := db.Open(t)
//			…
//		})
//	}
//
// A [Proxy] stands between an engine and a server, adds latency, and counts
// round trips.
//
// The package links the drivers of SQLite, PostgreSQL and MariaDB; import it
// in tests.
package azothtest
