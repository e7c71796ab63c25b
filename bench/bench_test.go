package main

import (
	"strings"
	"testing"
)

// BenchmarkWorkloads has every contender as a benchmark of its own, for
// profiles: ratios are what the program itself measures.
//
//	go test -bench 'Workloads/03.*/postgresql/azoth,_tracked$' -cpuprofile cpu.out
func BenchmarkWorkloads(b *testing.B) {
	run := func(list []*contender) error {
		for _, c := range list {
			name := strings.Join([]string{c.workload, c.database, c.name}, "/")
			b.Run(name, func(b *testing.B) {
				b.ReportAllocs()
				if err := c.verify(); err != nil {
					b.Fatal(err)
				}
				for b.Loop() {
					if c.prepare != nil {
						b.StopTimer()
						if err := c.prepare(); err != nil {
							b.Fatal(err)
						}
						b.StartTimer()
					}
					if err := c.run(); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
		return nil
	}
	if _, err := contestSQLite(b.Context(), run); err != nil {
		b.Fatal(err)
	}
	if err := run(builds()); err != nil {
		b.Fatal(err)
	}
	if _, err := contestPostgreSQL(b.Context(), run); err != nil {
		b.Log(err)
	}
}
