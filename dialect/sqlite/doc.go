// Package sqlite is the SQL of SQLite: how its identifiers are quoted, what it
// can do, and the nodes that it writes in its own way. It has no driver; that
// is driver/sqlite.
//
// SQLite has few types. Exact decimals are stored as TEXT, since a column with
// numeric affinity would turn them into binary fractions; the column compares
// them as numbers by its [Collation]. Booleans are the integers 0 and 1.
package sqlite
