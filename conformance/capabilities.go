package conformance

import (
	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/schema"
)

// A Capability is something that not every database can do. Its text is what the
// suite calls it in messages.
type Capability string

// Tables and names. Of those that dialects publish, the suite reads there whether
// the database has them; the list of the caller need not name them.
const (
	// Schemas: CREATE SCHEMA, and tables of one name in several.
	Schemas Capability = "schemas"
	// IfExists: DROP … IF EXISTS and CREATE TABLE IF NOT EXISTS.
	IfExists Capability = "IF EXISTS"
	// IndexIfExists: CREATE INDEX IF NOT EXISTS and DROP INDEX IF EXISTS.
	IndexIfExists Capability = "IF EXISTS of indexes"
	// Comments: tables and columns have comments, which are reflected.
	Comments Capability = "comments"
	// ConstraintComments: constraints have comments. Published.
	ConstraintComments Capability = "comments of constraints"
	// TemporaryReflection: temporary tables can be reflected on their connection.
	TemporaryReflection Capability = "reflection of temporary tables"
	// TemporaryTables: tables that go, or whose rows go, with the connection.
	TemporaryTables Capability = "temporary tables"
	// IdentityOptions: identity columns with start, increment and ALWAYS. Published.
	IdentityOptions Capability = "options of identity columns"
	// Sequences: CREATE SEQUENCE, and drawing from one. Published.
	Sequences Capability = "sequences"
	// SequenceStart: the first number of a sequence is what START WITH says.
	SequenceStart Capability = "START WITH as the first number"
	// ComputedStored: columns that the database computes and keeps in the row.
	// Published.
	ComputedStored Capability = "stored computed columns"
	// ComputedVirtual: columns that the database computes when they are read.
	// Published.
	ComputedVirtual Capability = "virtual computed columns"
	// Deferrable: foreign keys that are checked at the end of the transaction.
	Deferrable Capability = "deferrable foreign keys"
	// PartialIndexes: CREATE INDEX … WHERE. Published.
	PartialIndexes Capability = "partial indexes"
	// ExpressionIndexes: indexes on expressions.
	ExpressionIndexes Capability = "indexes on expressions"
	// TablesWithoutColumns: CREATE TABLE t ().
	TablesWithoutColumns Capability = "tables without columns"
	// MaterializedViews: views whose rows are stored. Published.
	MaterializedViews Capability = "materialized views"
	// TemporaryViews: views that go with the connection.
	TemporaryViews Capability = "temporary views"
	// ReplaceView: CREATE OR REPLACE VIEW.
	ReplaceView Capability = "CREATE OR REPLACE VIEW"
	// CreateTableAs: tables made of queries. Published.
	CreateTableAs Capability = "CREATE TABLE AS"
	// MixedCaseNames: tables whose names differ in case alone.
	MixedCaseNames Capability = "names that differ in case alone"
)

// INSERT, UPDATE and DELETE.
const (
	// MultiRowInsert: INSERT … VALUES (…), (…). Published.
	MultiRowInsert Capability = "INSERT of several rows"
	// InsertReturning: INSERT gives the rows back that it wrote. Published.
	InsertReturning Capability = "INSERT RETURNING"
	// UpdateReturning: UPDATE gives a row back as it is afterwards. Published.
	UpdateReturning Capability = "UPDATE RETURNING"
	// DeleteReturning: DELETE gives a row back as it was. Published.
	DeleteReturning Capability = "DELETE RETURNING"
	// ReturningRows: UPDATE and DELETE give any number of rows back, not one.
	ReturningRows Capability = "RETURNING of several rows"
	// UpdateFrom: UPDATE with other tables that say which rows are changed, and to
	// what. Published.
	UpdateFrom Capability = "UPDATE FROM"
	// DeleteUsing: DELETE with other tables that say which rows go. Published.
	DeleteUsing Capability = "DELETE USING"
	// Upsert: an INSERT that updates rows which are there. Published.
	Upsert Capability = "INSERT that updates"
	// Merge: MERGE INTO … USING. Published.
	Merge Capability = "MERGE"
	// WriteCTE: UPDATE and DELETE with common table expressions.
	WriteCTE Capability = "UPDATE and DELETE with a CTE"
)

// Queries.
const (
	// RecursiveCTE: WITH RECURSIVE.
	RecursiveCTE Capability = "recursive CTEs"
	// TableValues: VALUES in place of a table.
	TableValues Capability = "VALUES as a table"
	// CTEValues: VALUES as a common table expression.
	CTEValues Capability = "VALUES as a CTE"
	// Intersect: INTERSECT of two queries.
	Intersect Capability = "INTERSECT"
	// Except: EXCEPT, or MINUS, of two queries.
	Except Capability = "EXCEPT"
	// FullJoin: FULL OUTER JOIN.
	FullJoin Capability = "FULL JOIN"
	// Fetch: FETCH FIRST … ROWS ONLY.
	Fetch Capability = "FETCH"
	// FetchTies: FETCH FIRST … WITH TIES.
	FetchTies Capability = "FETCH WITH TIES"
	// FetchPercent: FETCH FIRST … PERCENT.
	FetchPercent Capability = "FETCH PERCENT"
	// LimitExpressions: LIMIT and OFFSET of expressions, not of values alone.
	LimitExpressions Capability = "LIMIT of expressions"
	// DistinctOn: SELECT DISTINCT ON (…). Published.
	DistinctOn Capability = "DISTINCT ON"
	// Windows: functions OVER a window.
	Windows Capability = "window functions"
	// WindowRows: ROWS BETWEEN in a window.
	WindowRows Capability = "ROWS BETWEEN in windows"
	// WindowRange: RANGE BETWEEN values in a window.
	WindowRange Capability = "RANGE BETWEEN in windows"
	// Collations: ORDER BY … COLLATE.
	Collations Capability = "COLLATE"
	// RegexpMatch: strings are compared with regular expressions.
	RegexpMatch Capability = "matching of regular expressions"
	// RegexpReplace: what matches a regular expression is replaced.
	RegexpReplace Capability = "replacing by regular expressions"
	// ExistsColumn: conditions in the select list, SELECT EXISTS (…) above all.
	ExistsColumn Capability = "EXISTS in the select list"
	// Locking: SELECT … FOR UPDATE.
	Locking Capability = "SELECT FOR UPDATE"
)

// Values.
const (
	// Microseconds: times keep six digits after the second.
	Microseconds Capability = "microseconds"
	// Intervals: durations are added to timestamps. Published.
	Intervals Capability = "intervals"
	// Decimals38: exact decimals of 38 digits.
	Decimals38 Capability = "decimals of 38 digits"
	// DecimalArithmetic: sums of exact decimals are exact.
	DecimalArithmetic Capability = "exact arithmetic of decimals"
	// Infinity: floating-point columns hold infinity.
	Infinity Capability = "infinity"
	// JSON: documents.
	JSON Capability = "JSON"
	// JSONParts: parts of documents are read and compared.
	JSONParts Capability = "parts of JSON"
	// Arrays: columns of arrays. Published.
	Arrays Capability = "arrays"
	// EmptyStrings: an empty string is not NULL.
	EmptyStrings Capability = "empty strings"
)

// Connections.
const (
	// RepeatableRead: a transaction at REPEATABLE READ reads a row twice and finds
	// it as it was.
	RepeatableRead Capability = "REPEATABLE READ"
	// Savepoints: nested transactions.
	Savepoints Capability = "savepoints"
	// ReadOnly: the database refuses to write in a transaction that is read-only.
	ReadOnly Capability = "read-only transactions"
	// TransactionalDDL: CREATE TABLE is undone by ROLLBACK.
	TransactionalDDL Capability = "CREATE in transactions"
)

// publications say where dialects publish that they lack something, which they
// then refuse by an UnsupportedError.
var publications = map[Capability]func(d *dialect.Dialect) bool{
	ConstraintComments: func(d *dialect.Dialect) bool { return !d.DDL.ConstraintComments },
	IdentityOptions:    func(d *dialect.Dialect) bool { return d.DDL.Identity == dialect.IdentityStartOnly },
	Sequences:          func(d *dialect.Dialect) bool { return !d.Features.Sequences },
	ComputedStored:     lacksStorage(schema.Stored),
	ComputedVirtual:    lacksStorage(schema.Virtual),
	PartialIndexes:     func(d *dialect.Dialect) bool { return !d.DDL.PartialIndexes },
	MaterializedViews:  func(d *dialect.Dialect) bool { return !d.DDL.MaterializedViews },
	CreateTableAs:      func(d *dialect.Dialect) bool { return d.DDL.NoTableAs },
	MultiRowInsert:     func(d *dialect.Dialect) bool { return !d.Features.MultiRowInsert },
	InsertReturning:    func(d *dialect.Dialect) bool { return !d.Features.InsertReturning },
	UpdateReturning:    func(d *dialect.Dialect) bool { return !d.Features.UpdateReturning },
	DeleteReturning:    func(d *dialect.Dialect) bool { return !d.Features.DeleteReturning },
	UpdateFrom:         func(d *dialect.Dialect) bool { return d.Features.UpdateFrom == dialect.NoOtherTables },
	DeleteUsing:        func(d *dialect.Dialect) bool { return d.Features.DeleteUsing == dialect.NoOtherTables },
	Upsert:             func(d *dialect.Dialect) bool { return d.Features.Upsert == dialect.NoUpsert },
	Merge:              func(d *dialect.Dialect) bool { return !d.Features.Merge },
	Intervals:          func(d *dialect.Dialect) bool { return !d.Features.Intervals },
	DistinctOn:         func(d *dialect.Dialect) bool { return !d.Features.DistinctOn },
}

func lacksStorage(s schema.Storage) func(d *dialect.Dialect) bool {
	return func(d *dialect.Dialect) bool {
		_, has := d.DDL.Computed[s]
		return !has
	}
}
