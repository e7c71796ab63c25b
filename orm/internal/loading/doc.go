// Package loading turns rows into objects and loads relationships.
//
// A [Reader] decodes the rows of one entity straight into objects, which the
// identity map of its [Scope] makes one per row of the database. Loader options
// form a plan beside the query: what to add to its statement, what to read from
// its rows, and what to load once they are in. Each strategy has a file of its
// own.
package loading
