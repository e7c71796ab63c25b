package azothtest

import (
	"slices"
	"strconv"
	"strings"
)

// text is what SQL says about itself.
type text struct {
	sql      string
	tokens   []token
	verb     int // the token of the statement's verb
	kind     string
	table    string
	tables   []string
	features []string
}

func parse(sql string, args ...any) *text {
	t := &text{sql: sql, tokens: tokens(sql)}
	t.findVerb()
	t.findTables()
	t.findFeatures(args)
	return t
}

// at gives token i, or an empty one behind the last.
func (t *text) at(i int) token {
	if i < 0 || i >= len(t.tokens) {
		return token{kind: punctuation}
	}
	return t.tokens[i]
}

// argument gives the argument that the parameter at token i stands for.
func (t *text) argument(i int, args []any) (arg any, ok bool) {
	n, err := strconv.Atoi(strings.TrimLeft(t.tokens[i].text, "?$:@p"))
	if n--; err != nil {
		n = 0
		for _, token := range t.tokens[:i] {
			if token.kind == parameter {
				n++
			}
		}
	}
	if n < 0 || n >= len(args) {
		return nil, false
	}
	return args[n], true
}

// skipsNothing reports whether the parameter at token i, an offset, is zero.
func (t *text) skipsNothing(i int, args []any) bool {
	arg, ok := t.argument(i, args)
	return ok && arg == int64(0)
}

func (t *text) findVerb() {
	depth := 0
	for i, token := range t.tokens {
		switch {
		case token.is("("):
			depth++
		case token.is(")"):
			depth--
		case depth == 0 && token.is("SELECT", "INSERT", "UPDATE", "DELETE"), i == 0 && token.kind == word && !token.is("WITH"):
			t.verb, t.kind = i, token.text
			t.findTarget()
			return
		}
	}
	// A query in parentheses.
	t.kind = "SELECT"
}

// findTarget finds the table that a statement writes or changes.
func (t *text) findTarget() {
	i := t.verb + 1
	switch t.kind {
	case "INSERT", "REPLACE", "DELETE":
		for i < len(t.tokens) && !t.at(i).is("INTO", "FROM") {
			i++
		}
		i++
	case "UPDATE", "TRUNCATE":
		if t.at(i).is("TABLE", "ONLY") {
			i++
		}
	case "CREATE", "DROP", "ALTER":
		for t.at(i).is("TEMPORARY", "TEMP", "UNIQUE", "OR", "REPLACE", "UNLOGGED") {
			i++
		}
		t.kind += " " + t.at(i).text
		if !t.at(i).is("TABLE") {
			return
		}
		for i++; t.at(i).is("IF", "NOT", "EXISTS"); i++ {
		}
	default:
		return
	}
	t.table, _ = t.qualified(i)
}

// qualified reads the name at token i, with its schema, and gives the token
// behind it.
func (t *text) qualified(i int) (string, int) {
	full, ok := t.at(i).named(t.sql)
	if !ok {
		return "", i
	}
	for i++; t.at(i).is("."); i += 2 {
		part, ok := t.at(i + 1).named(t.sql)
		if !ok {
			break
		}
		full += "." + part
	}
	return full, i
}

// A scope is what stands between two parentheses.
type scope struct {
	query   bool // it has a SELECT
	from    bool // within its FROM clause
	expects bool // a table comes next
	main    bool // of the statement's own FROM clause
}

func (t *text) findTables() {
	if t.kind == "INSERT" || t.kind == "UPDATE" || t.kind == "DELETE" || t.kind == "SELECT" {
		scopes := []scope{{main: true}}
		var common []string // names of common table expressions
		for i := 0; i < len(t.tokens); {
			token, s := t.tokens[i], &scopes[len(scopes)-1]
			switch {
			case token.is("("):
				inner := scope{expects: s.expects, from: s.expects, main: s.expects && s.main}
				s.expects = false
				scopes = append(scopes, inner)
			case token.is(")"):
				if len(scopes) > 1 {
					scopes = scopes[:len(scopes)-1]
				}
			case token.is("SELECT"):
				s.query, s.from, s.expects = true, false, false
			case token.is("FROM") && (s.query || len(scopes) == 1) && !t.at(i-1).is("DISTINCT"),
				token.is("USING") && t.kind == "DELETE" && len(scopes) == 1:
				s.from, s.expects = true, true
			case token.is("JOIN") && s.from:
				s.expects = true
			case token.is(",") && s.from:
				s.expects = true
			case token.is("WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "UNION", "INTERSECT", "EXCEPT", "SET", "RETURNING", "FOR", "OFFSET"):
				s.from, s.expects = false, false
			case token.is("AS") && t.at(i+1).is("(") || token.is("AS") && t.at(i+2).is("MATERIALIZED"):
				common = append(common, t.commonName(i))
			case s.expects && token.is("LATERAL", "ONLY"):
			case s.expects && (token.kind == word || token.kind == name):
				full, next := t.qualified(i)
				s.expects = false
				if !t.at(next).is("(") && !none(full) && !slices.Contains(common, full) {
					t.addTable(full, s.main)
				}
				i = next
				continue
			}
			i++
		}
	}
	if t.kind == "SELECT" && t.table == "" && len(t.tables) > 0 {
		t.table = t.tables[0]
	}
}

// none reports whether a table is the one of a row that databases have in place of
// none, where a SELECT must have a FROM.
func none(table string) bool {
	return strings.EqualFold(table, "rdb$database") || strings.EqualFold(table, "dual")
}

// commonName is the name before AS at token i, behind which columns may stand.
func (t *text) commonName(i int) string {
	i--
	if t.at(i).is(")") {
		for i > 0 && !t.at(i).is("(") {
			i--
		}
		i--
	}
	found, _ := t.at(i).named(t.sql)
	return found
}

func (t *text) addTable(table string, main bool) {
	if t.kind == "SELECT" && main && t.table == "" {
		t.table = table
	}
	if !slices.Contains(t.tables, table) {
		t.tables = append(t.tables, table)
	}
}

func (t *text) findFeatures(args []any) {
	has := map[string]bool{}
	for i, token := range t.tokens {
		previous, next := t.at(i-1), t.at(i+1)
		switch {
		case token.is("JOIN"):
			kind, outer := previous, false
			if previous.is("OUTER") {
				kind, outer = t.at(i-2), true
			}
			switch {
			case kind.is("LEFT", "RIGHT", "FULL"):
				has[kind.text+" OUTER JOIN"] = true
			case kind.is("CROSS") && !outer:
				has["CROSS JOIN"] = true
			default:
				has["JOIN"] = true
			}
		case token.is("DISTINCT") && !next.is("FROM"):
			has["DISTINCT"] = true
		case token.is("EXISTS") && !previous.is("IF", "NOT"):
			has["EXISTS"] = true
			if previous.is("(") && t.at(i-2).is("NOT") {
				has["NOT EXISTS"] = true
			}
		case token.is("EXISTS") && previous.is("NOT") && !t.at(i-2).is("IF"):
			has["EXISTS"], has["NOT EXISTS"] = true, true
		case token.is("IN") && next.is("("):
			has["IN"] = true
		case token.is("ANY") && previous.is("="), token.is("ALL") && previous.is("<>", "!="):
			has["IN"] = true
		case token.is("GROUP", "ORDER") && next.is("BY"):
			has[token.text+" BY"] = true
		case token.is("OFFSET") && next.kind == parameter && t.skipsNothing(i+1, args):
			// SQLite writes it after every LIMIT; to skip no rows is to skip none.
		case token.is("HAVING", "LIMIT", "OFFSET", "UNION", "INTERSECT", "EXCEPT", "WITH", "RETURNING"):
			has[token.text] = true
			if token.is("LIMIT") && t.at(i+2).is(",") {
				has["OFFSET"] = true // of MySQL: LIMIT offset, count
			}
		case token.is("FIRST") && previous.is("SELECT"):
			has["LIMIT"] = true // of Firebird: SELECT FIRST count SKIP offset
		case token.is("SKIP") && (previous.is("SELECT") || t.at(i-2).is("FIRST")):
			has["OFFSET"] = true
		case token.is("FETCH") && next.is("FIRST", "NEXT"):
			has["LIMIT"] = true
		case token.is("SELECT") && i != t.verb && !previous.is("UNION", "INTERSECT", "EXCEPT", "ALL", "DISTINCT") && t.kind == "SELECT":
			has["SUBQUERY"] = true
		case token.is("COUNT") && next.is("("):
			has["COUNT"] = true
		case token.is("FOR") && next.is("UPDATE", "SHARE"):
			has["FOR "+next.text] = true
		}
	}
	for _, feature := range allFeatures {
		if has[feature] {
			t.features = append(t.features, feature)
		}
	}
}

var allFeatures = []string{"WITH", "JOIN", "LEFT OUTER JOIN", "RIGHT OUTER JOIN", "FULL OUTER JOIN", "CROSS JOIN",
	"DISTINCT", "EXISTS", "NOT EXISTS", "IN", "GROUP BY", "HAVING", "ORDER BY", "LIMIT", "OFFSET",
	"UNION", "INTERSECT", "EXCEPT", "SUBQUERY", "COUNT", "FOR UPDATE", "FOR SHARE", "RETURNING"}
