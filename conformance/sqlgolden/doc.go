// Package sqlgolden holds the SQL that Azoth writes, and what it binds, to
// conformance data for every database.
//
// A case in testdata has the text and the parameters for each dialect. For each
// there is a function here that builds the same statement through the public
// API, as a program would; it stands in the file of its area, in a map that init
// registers:
//
//	func init() {
//		register(cases{
//			"select.where_eq": func(g golden) any {
//				return sql.Select(Users.ID).Where(Users.Name.Eq("ed"))
//			},
//		})
//	}
//
// It returns a statement, an expression, or a []any of them where the case has
// several. g.dialect names the dialect, for the few cases that are built
// differently on one. An error that a function gets from the API it returns as
// it is. A parameter that the case leaves open gets any value. A program that
// the Go compiler refuses is returned as refused("…"): the source of an expression
// that must not type-check.
//
// Texts are compared with white space collapsed and parameters by position;
// numbers of generated names by order of appearance; values by meaning. The
// tests are TestGolden/<case>/<dialect>. With -golden.report=file what differs
// is written to a file, pair by pair.
//
// Where this package and the data are meant to differ, a line of the table under
// "SQL text" in docs/differences.md says what is written instead, and why. No
// other difference passes, and neither does a line that is no longer needed.
package sqlgolden
