package postgresql

import "github.com/azoth-go/azoth/sql"

// A TSVector is a document as full text search sees it: what its words stem
// from, and where they stand. A column of it is declared so:
//
//	Words sql.NullValue[postgresql.TSVector] `orm:",type=TSVECTOR"`
type TSVector string

// A TSQuery is what full text search looks for, in the database's notation:
// 'cat' & !'dog'.
type TSQuery string

// Matches is words @@ query: whether a document has what is looked for.
//
//	postgresql.Matches(Posts.Words, postgresql.WebSearchToTSQuery("english", sql.Val(`cat -"hot dog"`)))
//
// The method Match of a text, which other databases have too, finds what has all
// of some words.
func Matches(words sql.Operand[TSVector], query sql.Operand[TSQuery]) sql.Bool {
	return compare(words, "@@", query)
}

// ToTSVector is to_tsvector(configuration, document): the document as full text
// search sees it. The configuration says what language it is in; "" is the one
// that the database has as its default.
func ToTSVector(configuration string, document sql.Operand[string]) sql.NullValue[TSVector] {
	return configured[sql.NullValue[TSVector]]("to_tsvector", configuration, document)
}

// ToTSQuery is to_tsquery(configuration, query), for a query in the database's
// notation: "cat & !dog". One that is not in it is an error of the database. The
// configuration is that of [ToTSVector].
func ToTSQuery(configuration string, query sql.Operand[string]) sql.NullValue[TSQuery] {
	return configured[sql.NullValue[TSQuery]]("to_tsquery", configuration, query)
}

// PlainToTSQuery is plainto_tsquery(configuration, words): a query for documents
// with all of the words.
func PlainToTSQuery(configuration string, words sql.Operand[string]) sql.NullValue[TSQuery] {
	return configured[sql.NullValue[TSQuery]]("plainto_tsquery", configuration, words)
}

// PhraseToTSQuery is phraseto_tsquery(configuration, phrase): a query for
// documents in which the words follow each other.
func PhraseToTSQuery(configuration string, phrase sql.Operand[string]) sql.NullValue[TSQuery] {
	return configured[sql.NullValue[TSQuery]]("phraseto_tsquery", configuration, phrase)
}

// WebSearchToTSQuery is websearch_to_tsquery(configuration, query), for a query
// as people type it: words, "phrases", or, and a minus before what is not wanted.
// None is an error.
func WebSearchToTSQuery(configuration string, query sql.Operand[string]) sql.NullValue[TSQuery] {
	return configured[sql.NullValue[TSQuery]]("websearch_to_tsquery", configuration, query)
}

// TSRank is ts_rank(words, query): how well a document fits a query, to order
// by.
func TSRank(words sql.Operand[TSVector], query sql.Operand[TSQuery]) sql.NullNumber[float64] {
	return sql.Func[sql.NullNumber[float64]]("ts_rank", words, query)
}

// TSHeadline is ts_headline(configuration, document, query): an excerpt of the
// document with what was looked for between <b> and </b>.
func TSHeadline(configuration string, document sql.Operand[string], query sql.Operand[TSQuery]) sql.NullString {
	return configured[sql.NullString]("ts_headline", configuration, document, query)
}

// configured calls a function whose first argument is a configuration, if there
// is one.
func configured[K sql.Kind[K]](function, configuration string, args ...sql.Expression) K {
	if configuration != "" {
		args = append([]sql.Expression{sql.Val(configuration)}, args...)
	}
	return sql.Func[K](function, args...)
}
