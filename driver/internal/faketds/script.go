package faketds

import (
	"fmt"
	"reflect"
	"strings"
	"time"
)

// A Row is the values of one row: nil, bool, any integer, float64, string,
// []byte or time.Time; decimals and UUIDs are strings.
type Row = []any

// A Column is a column of a result: its type as SQL spells it, such as
// nvarchar(50), decimal(10,2) or varbinary(max).
type Column struct{ Name, Type string }

// A Result is what the server answers one statement with: rows, a count of rows,
// an error, or several of them. The zero value is a statement that did something
// else, such as SET.
type Result struct {
	Columns []Column
	Rows    []Row
	// Count is how many rows the statement touched; Counted says that the server
	// tells.
	Count   int64
	Counted bool
	// Error ends the statement.
	Error *Error
	// Hold has the statement go on until the client cancels it.
	Hold bool
	// Cut closes the connection in place of an end.
	Cut bool
	// Abort rolls the transaction back, as the server does with a deadlock.
	Abort bool
}

// An Error is one that the server reports. Class 0 stands for 16, an error that
// the statement has made.
type Error struct {
	Number       int32
	State, Class byte
	Message      string
}

// Rows is a result of rows. The columns are names with their types, separated by
// commas: "id bigint, price decimal(10,2)".
func Rows(columns string, rows ...Row) Result {
	return Result{Columns: parseColumns(columns), Rows: rows, Count: int64(len(rows)), Counted: true}
}

// Count is the result of a statement that touched n rows.
func Count(n int64) Result { return Result{Count: n, Counted: true} }

// Fail is the result of a statement that the server refuses.
func Fail(number int32, message string) Result {
	return Result{Error: &Error{Number: number, Message: message}}
}

// Deadlock is the result of a statement whose transaction the server has ended.
func Deadlock() Result {
	return Result{Abort: true, Error: &Error{Number: 1205, State: 45, Class: 13,
		Message: "Transaction (Process ID 51) was deadlocked on lock resources with another process and has been chosen as the deadlock victim. Rerun the transaction."}}
}

// Hold gives the result so far and goes on until the client cancels.
func Hold(result Result) Result {
	result.Hold = true
	return result
}

// Cut is the result of a statement during which the connection is lost.
func Cut() Result { return Result{Cut: true} }

// A Rule says what a statement is answered with.
type Rule struct {
	server     *Server
	sql        string
	prefix     bool
	parameters []any
	compared   bool
	results    []Result
	left       int // how often it applies; negative is always
}

// When begins a rule for a statement of exactly that text. With parameters it is
// for these values only; a time is one of the same instant.
func (s *Server) When(sql string, parameters ...any) *Rule {
	return s.add(&Rule{server: s, sql: sql, parameters: parameters, compared: len(parameters) > 0, left: -1})
}

// WhenPrefix begins a rule for statements that begin with a text.
func (s *Server) WhenPrefix(sql string) *Rule {
	return s.add(&Rule{server: s, sql: sql, prefix: true, left: -1})
}

func (s *Server) add(r *Rule) *Rule {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rules = append(s.rules, r)
	return r
}

// Reply says the results of the rule's statement, one after the other.
func (r *Rule) Reply(results ...Result) *Rule {
	r.server.mu.Lock()
	defer r.server.mu.Unlock()
	r.results = results
	return r
}

// Times bounds how often the rule applies; after that, later rules are asked.
func (r *Rule) Times(n int) *Rule {
	r.server.mu.Lock()
	defer r.server.mu.Unlock()
	r.left = n
	return r
}

// scripted gives the results of the first rule that matches, if one does.
func (s *Server) scripted(request *Request) []Result {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, r := range s.rules {
		if r.left != 0 && r.matches(request) {
			r.left--
			if len(r.results) == 0 {
				return []Result{{}}
			}
			return r.results
		}
	}
	return nil
}

// answer finds the results for a request. What only sets up the session or works
// on transactions succeeds without a rule.
func (s *Server) answer(request *Request) []Result {
	if results := s.scripted(request); results != nil {
		return results
	}
	if strings.EqualFold(strings.TrimSuffix(request.SQL, ";"), "SELECT 1") { // is anybody there?
		return []Result{Rows("n int", Row{1})}
	}
	for _, own := range []string{"SET ", "SAVE TRAN", "ROLLBACK TRAN", "BEGIN TRAN", "COMMIT", "ROLLBACK", "IF @@TRANCOUNT ", "USE ", "INSERT BULK "} {
		if strings.HasPrefix(strings.ToUpper(request.SQL), own) {
			return []Result{{}}
		}
	}
	s.t.Errorf("faketds: no rule for %s", request)
	return []Result{Fail(50000, "faketds: no rule for this statement")}
}

func (r *Rule) matches(request *Request) bool {
	if r.prefix {
		return strings.HasPrefix(request.SQL, r.sql)
	}
	if request.SQL != r.sql {
		return false
	}
	if !r.compared {
		return true
	}
	if len(r.parameters) != len(request.Parameters) {
		return false
	}
	for i, want := range r.parameters {
		if !sameValue(want, request.Parameters[i].Value) {
			return false
		}
	}
	return true
}

func sameValue(want, got any) bool {
	if t, ok := want.(time.Time); ok {
		other, ok := got.(time.Time)
		return ok && t.Equal(other)
	}
	return reflect.DeepEqual(plain(want), plain(got))
}

// plain gives integers of all sizes as int64.
func plain(value any) any {
	v := reflect.ValueOf(value)
	switch v.Kind() {
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return v.Int()
	case reflect.Uint8, reflect.Uint16, reflect.Uint32:
		return int64(v.Uint())
	case reflect.Float32:
		return v.Float()
	}
	return value
}

// A Request is something that a client asked for.
type Request struct {
	Connection int    // its number, from 1
	Kind       string // login, batch, rpc, begin, commit, rollback, bulk, attention, dynamic or logout
	// SQL is the statement, also of a prepared one; of a login the database.
	SQL        string
	Parameters []Parameter
	// Procedure is what an rpc calls.
	Procedure string
	// Isolation is the level that a transaction begins with, 0 for that of the
	// session, then from READ UNCOMMITTED (1) to SERIALIZABLE (4) and SNAPSHOT (5).
	Isolation byte
	// InTransaction says that the connection had a transaction open.
	InTransaction bool
	// Reset says that the session was to be reset first.
	Reset bool
	// Rows are those of a bulk copy.
	Rows []Row
	// User and Password are those of a login.
	User, Password string
}

// A Parameter is one of a statement. Type is what it was sent as, Declared what
// the statement was told it to be; both as SQL spells them.
type Parameter struct {
	Name, Type, Declared string
	Value                any
}

// isolationLevels are the words for the levels.
var isolationLevels = []string{"", " READ UNCOMMITTED", " READ COMMITTED", " REPEATABLE READ", " SERIALIZABLE", " SNAPSHOT"}

// String gives the request in one line: the statement with its parameters, or
// what else it is.
func (r *Request) String() string {
	switch r.Kind {
	case "login":
		return fmt.Sprintf("login %s %s", r.User, r.SQL)
	case "begin":
		return "begin" + isolationLevels[r.Isolation]
	case "bulk":
		return fmt.Sprintf("bulk %v", r.Rows)
	case "batch", "rpc", "dynamic":
		text := r.SQL
		if text == "" {
			text = r.Procedure
		}
		if len(r.Parameters) == 0 {
			return text
		}
		values := make([]string, len(r.Parameters))
		for i, p := range r.Parameters {
			values[i] = showValue(p.Value)
		}
		return text + " [" + strings.Join(values, ", ") + "]"
	}
	return r.Kind
}

func showValue(value any) string {
	switch v := value.(type) {
	case nil:
		return "NULL"
	case string:
		return "'" + v + "'"
	case []byte:
		return fmt.Sprintf("0x%x", v)
	case time.Time:
		return v.Format(time.RFC3339Nano)
	}
	return fmt.Sprint(value)
}

// Requests gives what arrived until now, in its order.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Request(nil), s.record...)
}

// Log gives what arrived in one line each, without logins and logouts.
func (s *Server) Log() []string {
	var lines []string
	for _, r := range s.Requests() {
		if r.Kind != "login" && r.Kind != "logout" {
			lines = append(lines, r.String())
		}
	}
	return lines
}

// Forget drops the record until now.
func (s *Server) Forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.record = nil
}

func (s *Server) note(r Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.record = append(s.record, r)
}

// parseColumns reads "id bigint, price decimal(10,2)".
func parseColumns(text string) (columns []Column) {
	depth, start := 0, 0
	for i := 0; i <= len(text); i++ {
		switch {
		case i == len(text) || text[i] == ',' && depth == 0:
			if name, typ, found := strings.Cut(strings.TrimSpace(text[start:i]), " "); found {
				columns = append(columns, Column{name, strings.TrimSpace(typ)})
			} else if name != "" {
				panic("faketds: column without a type: " + name)
			}
			start = i + 1
		case text[i] == '(':
			depth++
		case text[i] == ')':
			depth--
		}
	}
	return columns
}
