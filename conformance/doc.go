// Package conformance is the suite of tests that a dialect and its driver pass,
// those of this module and anyone else's. One call runs it against a database:
//
//	import _ "example.com/azoth-duckdb" // registers the driver
//
//	func TestConformance(t *testing.T) {
//		conformance.Run(t, conformance.Database{
//			URL:   os.Getenv("TEST_DUCKDB"),
//			Lacks: []conformance.Capability{conformance.Sequences, conformance.RegexpReplace},
//		})
//	}
//
// The suite writes statements as programs do and looks at what comes back from
// the database; it compares no SQL. It works in tables of its own, whose names
// begin with a few letters that no other run has, and drops them, so that it can
// run on a database which others use. It takes some seconds.
//
// # What a database lacks
//
// Everything is expected, but what the caller says the database lacks, and what
// the dialect itself publishes that it does not have, in its Features and DDL
// rules. A case that needs such a [Capability] runs all the same: it is to fail.
// Where the dialect publishes the lack, it is to fail with an
// [azoth.UnsupportedError] before anything is sent. A case that works in spite of
// what was said is an error ("… works"), so that the list stays true.
//
// [Cases] are the tests with what they need. docs/compliance.md says which of
// them stands for which class of SQLAlchemy's compliance suite.
package conformance
