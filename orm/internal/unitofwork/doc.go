// Package unitofwork turns what changed in a session into statements.
//
// A flush goes through a [Unit] in five steps: Collect takes the new, changed
// and doomed objects; Resolve follows relationships, so that orphans are
// doomed, foreign keys are noted to be copied, and link rows are found; Order
// puts rows behind the rows they refer to; Levels groups them by operation,
// table and columns; and every level is written in one go, after which its
// keys are known to the next.
package unitofwork
