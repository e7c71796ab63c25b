// Bench measures Azoth beside what one would write by hand: native pgx on
// PostgreSQL, database/sql with prepared statements on SQLite.
//
// All contenders of a workload take turns in random order, round after round,
// on the same tables; a result is the median over the rounds of the ratio
// between a contender and its floor, measured in the same round. Ratios are
// what carries over to another machine: absolute times belong to one machine
// and one hour. Before anything is timed, what every contender reads is
// compared with the data, and what it writes is read back.
//
//	go run . -report               all workloads; writes RESULTS.md
//	go run . -only 03,07           some workloads
//	go run . -rounds 9             more rounds
//	go run . -cpuprofile FILE      a profile of what is timed
//
// PostgreSQL is found by AZOTH_TEST_POSTGRESQL, a URL, or else on
// 127.0.0.1:5432; the program creates a database of its own there and drops it
// again.
package main
