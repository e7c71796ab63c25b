package dialect

// Features are what a database can do, and how it says what others say too,
// where databases differ.
type Features struct {
	// Returning: INSERT, UPDATE and DELETE give rows back.
	InsertReturning, UpdateReturning, DeleteReturning bool
	// Returning is how they say so.
	Returning ReturningStyle
	// ReturningNames: RETURNING takes column names without their table.
	ReturningNames bool
	// ReturningMark is a column that the RETURNING of UPDATE and DELETE has besides,
	// where they give a row of NULLs when they touch none: 1 in a row that is one.
	// The driver takes it away. "" is none.
	ReturningMark string
	// DistinctOn: SELECT DISTINCT ON (…).
	DistinctOn bool
	// DefaultKeyword: a row of defaults only is one column with the value DEFAULT,
	// where DefaultValues is not.
	DefaultKeyword bool
	// KeyReturning: an INSERT that leaves the key to the database asks for it by
	// Returning, since nothing else tells it.
	KeyReturning bool
	// NativeBoolean: there is a boolean type, whose values are predicates;
	// without it a value is compared with 1 to be one.
	NativeBoolean bool
	// NoConditionValues: a condition is no value, and a value of any type no
	// condition. Where a value is wanted, a condition is CASE WHEN … THEN 1 ELSE 0
	// END.
	NoConditionValues bool
	// ConditionFunctions are, with NoConditionValues, the functions that are
	// conditions, in lower case.
	ConditionFunctions map[string]bool
	// BooleanLiterals: the words true and false exist; without them they are
	// written 1 and 0.
	BooleanLiterals bool
	// ILike: there is a case-insensitive LIKE; without it both sides are
	// lowered.
	ILike bool
	// Symmetric: BETWEEN SYMMETRIC; without it, BETWEEN is asked both ways.
	Symmetric bool
	// NumericConditions: a number stands for a condition, which does not hold
	// where it is 0.
	NumericConditions bool
	// UUIDs: there is a type of UUIDs; without it one is a text of 32 digits.
	UUIDs bool
	// Intervals: there is a type of lengths of time, which are added to points in
	// time; without it a stated one is a point in time, so long after 1970-01-01,
	// and nothing to add.
	Intervals bool
	// Arrays: a bind parameter may be an array.
	Arrays bool
	// NoTimeZones: no type has a point in time with its zone; it is written in UTC.
	NoTimeZones bool
	// JSONSubscripts: parts of JSON documents are read and assigned to by
	// subscripts; without them, they are not assigned to.
	JSONSubscripts bool
	// Limit is how the number of rows is bounded.
	Limit LimitStyle
	// NoLimit is what stands for no limit where OFFSET needs a LIMIT; "" where
	// OFFSET stands alone.
	NoLimit string
	// FirstRowsHint: with LimitRowCount, a hint says how many rows are wanted.
	FirstRowsHint bool
	// FetchParentheses: the numbers of OFFSET … FETCH stand in parentheses.
	FetchParentheses bool
	// Locking: SELECT … FOR UPDATE.
	Locking bool
	// OuterLock: a locking clause ends a whole statement only; subqueries leave
	// it out.
	OuterLock bool
	// ShareLock is how the weaker lock is spelled; "" is FOR SHARE.
	ShareLock string
	// KeyLocks: FOR NO KEY UPDATE and FOR KEY SHARE; without them the whole row
	// is locked.
	KeyLocks bool
	// LockOf is what FOR UPDATE OF names.
	LockOf LockOfStyle
	// LockWaits: NOWAIT and SKIP LOCKED; without them they are left out.
	LockWaits bool
	// TypedBinds: parameters get their type from their place, so that one which
	// stands alone, as in a select list, needs a cast.
	TypedBinds bool
	// BinaryNulls: a NULL of a binary type is bound as []byte(nil), since the NULL
	// of another type is not converted to it.
	BinaryNulls bool
	// AnyArguments are the functions that take arguments of any type, so that a
	// parameter has none there unless a cast gives it one.
	AnyArguments map[string]bool
	// NumberedBinds: a placeholder says which argument it stands for. An
	// expression with parameters that is both selected and grouped by is one
	// expression to the database only if the parameters are the same.
	NumberedBinds bool
	// InlineColumns and InlineOrder: in the select list and GROUP BY, and in ORDER
	// BY, values are written into the statement, since the database takes no
	// parameters there, or does not take them for the same expression.
	InlineColumns, InlineOrder bool
	// FixedLiterals: a literal is a CHAR, whose blanks at the end are padding to who
	// reads it as a column of a result; there it is cast to what varies.
	FixedLiterals bool
	// InlinePairs: two values on both sides of an operator are written into the
	// statement, since neither tells the database the type of the other.
	InlinePairs bool
	// InlineValues: in a common table expression that is VALUES, the values are
	// written into the statement, since the database loses parameters there.
	InlineValues bool
	// ValuesRow is what stands before each row of a VALUES that is a source of
	// rows, such as "ROW".
	ValuesRow string
	// InlineFrames: the bounds of a window frame are written into the statement.
	InlineFrames bool
	// PlainFrames: window frames have no GROUPS and no EXCLUDE.
	PlainFrames bool
	// NoFilter: aggregates have no FILTER (WHERE …); what it leaves out is NULL to
	// them.
	NoFilter bool
	// WithinGroupOrder: what an aggregate orders its rows by follows it as WITHIN
	// GROUP (ORDER BY …), not inside its parentheses.
	WithinGroupOrder bool
	// SeparatorWord stands, in the aggregate that joins strings, between them
	// with their order and what separates them; "" is a comma before the order.
	SeparatorWord string
	// EmptyInQuery: no values at all are a query without rows, not IN (NULL) and
	// a condition that never holds.
	EmptyInQuery bool
	// TupleValues: a tuple is IN (VALUES (…), …), not IN ((…), …).
	TupleValues bool
	// NoTuples: there are no tuples; composite keys are compared column by column.
	NoTuples bool
	// Concat is what joins strings, such as " || ", or "" where concat() does.
	Concat string
	// BackslashEscapes: a backslash in a string literal is doubled.
	BackslashEscapes bool
	// InnerJoin is how an inner join is spelled, "JOIN" or "INNER JOIN"; "" is
	// the first.
	InnerJoin string
	// FullJoin: FULL OUTER JOIN.
	FullJoin bool
	// BareAliases: an alias follows what it names without AS.
	BareAliases bool
	// TableFunction: a function in FROM is TABLE (function).
	TableFunction bool
	// ScalarColumn is what the column of a function is called that gives one
	// value in each row, such as "COLUMN_VALUE"; "" is the name of the source.
	ScalarColumn string
	// NoFrom is what a SELECT without sources ends with, such as " FROM dual".
	NoFrom string
	// UpdateFrom and DeleteUsing say how further tables take part.
	UpdateFrom, DeleteUsing OtherTables
	// NoChangesInWith: a common table expression is a query, no statement that
	// changes rows.
	NoChangesInWith bool
	// AliasTarget: an UPDATE or a DELETE of an alias names the alias, and FROM says
	// what it is one of.
	AliasTarget bool
	// Lateral is how a source of rows sees those before it.
	Lateral LateralStyle
	// NoValuesQuery: VALUES is no query, only a source of rows that has a name: as
	// a query it is SELECT * FROM (VALUES …) AS v (…).
	NoValuesQuery bool
	// TrueDivision: / of two integers gives a fraction.
	TrueDivision bool
	// ModuloFunction: the remainder is mod(a, b), not a % b.
	ModuloFunction bool
	// BitXor is the exclusive or of all bits; "" is ^.
	BitXor string
	// NullsOrder: ORDER BY … NULLS FIRST/LAST.
	NullsOrder bool
	// OuterOrder: ORDER BY ends a whole statement, and a query within one only
	// beside a limit; where it decides nothing, it is left out.
	OuterOrder bool
	// NoGroupPositions: GROUP BY takes no number of a column of the select list.
	NoGroupPositions bool
	// NoLabelOrder: ORDER BY repeats the expression that a label stands for.
	NoLabelOrder bool
	// OrdinalOrder: the ORDER BY of a set operation says by their position which
	// columns it means, not by their names.
	OrdinalOrder bool
	// DefaultValues: INSERT … DEFAULT VALUES; without it () VALUES ().
	DefaultValues bool
	// MultiRowInsert: INSERT … VALUES (…), (…).
	MultiRowInsert bool
	// Upsert is how an INSERT deals with rows that are there.
	Upsert UpsertStyle
	// Merge: MERGE INTO … USING ….
	Merge bool
	// MergeWhere: a condition of a MERGE follows the action as WHERE, not WHEN
	// as AND.
	MergeWhere bool
	// MergeEnd is what a MERGE ends with, such as ";".
	MergeEnd string
	// RecursiveWord: a recursive common table expression says RECURSIVE.
	RecursiveWord bool
	// IdentityInsert: SET IDENTITY_INSERT stands around an INSERT that gives an
	// identity column its values.
	IdentityInsert bool
	// CTEFollowsInsert: the WITH of an INSERT … SELECT stands before the SELECT.
	CTEFollowsInsert bool
	// NoNestedWith: no query within another has a WITH of its own; what it would
	// announce is announced in front of the whole statement.
	NoNestedWith bool
	// NoSchemas: there are no schemas, and their names are left out.
	NoSchemas bool
	// NoTruthTests: x IS true is x IS NOT DISTINCT FROM true, where a truth value is
	// a number.
	NoTruthTests bool
	// BareMembers: the members of a set operation take no parentheses; one that
	// would need them is a derived table, SELECT * FROM (…).
	BareMembers bool
	// NoSetAll: there are no INTERSECT ALL and EXCEPT ALL.
	NoSetAll bool
	// Except is the word for the difference of two queries; "" is EXCEPT.
	Except string
	// Sequences: sequences can be drawn from.
	Sequences bool
	// Hints is where hints for a source of rows are written.
	Hints HintStyle
	// UpdateLimit: UPDATE and DELETE take ORDER BY and LIMIT.
	UpdateLimit bool
	// MaxParameters is how many one statement can have; 0 is no bound worth
	// knowing.
	MaxParameters int
	// MaxRows is how many rows the VALUES of an INSERT can have; 0 is no bound.
	MaxRows int
}

// OtherTables says how tables besides the one that is changed take part in an
// UPDATE or a DELETE.
type OtherTables uint8

// The ways.
const (
	// NoOtherTables: the database has no such statements.
	NoOtherTables OtherTables = iota
	// OtherTablesClause: UPDATE t SET … FROM others; DELETE FROM t USING others.
	OtherTablesClause
	// OtherTablesList: UPDATE t, others SET t.c = …; DELETE FROM t USING t, others.
	OtherTablesList
	// OtherTablesFrom: UPDATE t SET … FROM t, others; DELETE FROM t FROM t, others.
	OtherTablesFrom
)

// LateralStyle is how a source of rows in FROM sees the sources before it.
type LateralStyle uint8

// The styles.
const (
	// LateralWord: a, LATERAL (…); a JOIN LATERAL (…) ON ….
	LateralWord LateralStyle = iota
	// LateralApply: a CROSS APPLY (…); a OUTER APPLY (…) for a left join.
	LateralApply
	// NoLateral: the database has no such sources.
	NoLateral
)

// LimitStyle is how a database bounds the number of rows.
type LimitStyle uint8

// The styles.
const (
	// LimitOffset: LIMIT n OFFSET m, either alone.
	LimitOffset LimitStyle = iota
	// LimitAndOffset: LIMIT n OFFSET m, always both.
	LimitAndOffset
	// LimitComma: LIMIT m, n.
	LimitComma
	// LimitTop: SELECT TOP n; with an offset OFFSET m ROWS FETCH FIRST n ROWS
	// ONLY, which needs an ORDER BY.
	LimitTop
	// LimitFetch: OFFSET m ROWS FETCH FIRST n ROWS ONLY, plain numbers written
	// into the statement.
	LimitFetch
	// LimitFirstSkip: SELECT FIRST n SKIP m.
	LimitFirstSkip
	// LimitRows: ROWS LIMIT n OFFSET m.
	LimitRows
	// LimitRowNumber: a derived table that numbers the rows by ROW_NUMBER();
	// without an offset SELECT TOP n (SQL Server before 2012).
	LimitRowNumber
	// LimitRowCount: derived tables with ROWNUM (Oracle before 12).
	LimitRowCount
)

// ReturningStyle is how rows that were written are asked for.
type ReturningStyle uint8

// The styles.
const (
	// ReturningClause: … RETURNING columns.
	ReturningClause ReturningStyle = iota
	// ReturningOutput: OUTPUT inserted.column before VALUES, FROM or WHERE.
	ReturningOutput
	// ReturningInto: … RETURNING columns INTO parameters, which the driver
	// fills.
	ReturningInto
)

// UpsertStyle is how an INSERT deals with a row whose key is taken.
type UpsertStyle uint8

// The styles.
const (
	// NoUpsert: the database has no such statement.
	NoUpsert UpsertStyle = iota
	// UpsertOnConflict: ON CONFLICT (key) DO UPDATE SET ….
	UpsertOnConflict
	// UpsertDuplicateKey: ON DUPLICATE KEY UPDATE …, values by VALUES(column).
	UpsertDuplicateKey
	// UpsertDuplicateKeyAlias: the same, values by the alias new.
	UpsertDuplicateKeyAlias
	// UpsertMerge: MERGE INTO ….
	UpsertMerge
)

// LockOfStyle is what the OF of a locking clause names.
type LockOfStyle uint8

// The styles.
const (
	// LockOfNothing: there is no OF, and it is left out.
	LockOfNothing LockOfStyle = iota
	// LockOfTables: FOR UPDATE OF tables.
	LockOfTables
	// LockOfColumns: FOR UPDATE OF columns.
	LockOfColumns
)

// HintStyle is where a database takes hints.
type HintStyle uint8

// The styles.
const (
	// HintsAfterSource: behind the table they are about.
	HintsAfterSource HintStyle = iota
	// HintsBeforeSource: before it, as ONLY of PostgreSQL.
	HintsBeforeSource
	// HintsInComment: in a comment /*+ … */ behind SELECT.
	HintsInComment
	// NoHints: hints for sources are left out.
	NoHints
)
