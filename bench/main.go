package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"runtime/pprof"
	"slices"
	"strings"
)

func main() {
	rounds := flag.Int("rounds", 5, "how often each contender is measured")
	only := flag.String("only", "", "the workloads to run, such as 03,07; all by default")
	databases := flag.String("databases", "postgresql,sqlite", "what to run them on")
	report := flag.Bool("report", false, "write RESULTS.md")
	profile := flag.String("cpuprofile", "", "the file for a profile")
	flag.Parse()
	if err := run(context.Background(), *rounds, *only, *databases, *report, *profile); err != nil {
		fmt.Fprintln(os.Stderr, "\nbench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, rounds int, only, databases string, report bool, profile string) error {
	wanted := func(workload string) bool {
		if only == "" {
			return true
		}
		return slices.ContainsFunc(strings.Split(only, ","), func(part string) bool { return strings.HasPrefix(workload, part) })
	}
	if profile != "" {
		file, err := os.Create(profile)
		if err != nil {
			return err
		}
		defer file.Close()
		if err := pprof.StartCPUProfile(file); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
	}

	r := results{rounds: rounds}
	measure := func(list []*contender) error {
		for _, name := range workloadNames {
			if !wanted(name) {
				continue
			}
			var some []*contender
			for _, c := range list {
				if c.workload == name {
					some = append(some, c)
				}
			}
			if err := contest(some, rounds); err != nil {
				return err
			}
			for _, c := range some {
				c.forget()
			}
			r.contenders = append(r.contenders, some...)
		}
		return nil
	}
	if err := measure(builds()); err != nil {
		return err
	}
	if strings.Contains(databases, "postgresql") {
		version, err := contestPostgreSQL(ctx, measure)
		if err != nil {
			return err
		}
		r.versions = append(r.versions, version)
	}
	if strings.Contains(databases, "sqlite") {
		version, err := contestSQLite(ctx, measure)
		if err != nil {
			return err
		}
		r.versions = append(r.versions, version)
	}
	fmt.Fprintln(os.Stderr)
	text := r.markdown()
	fmt.Print(text)
	if report {
		return os.WriteFile("RESULTS.md", []byte(text), 0o666)
	}
	return nil
}

func contestPostgreSQL(ctx context.Context, measure func([]*contender) error) (version string, err error) {
	p, err := openPostgreSQL(ctx)
	if err != nil {
		return "", err
	}
	defer p.close(ctx)
	hand := handWritten{
		name: "pgx",
		get:  func(ctx context.Context, id int64) (*plainUser, error) { return pgxGet(ctx, p.native, id) },
		page: func(ctx context.Context) ([]*plainUser, error) {
			return pgxUsers(ctx, p.native, "ORDER BY id LIMIT $1 OFFSET $2", pageRows, 0)
		},
		all:        func(ctx context.Context) ([]*plainUser, error) { return pgxUsers(ctx, p.native, "ORDER BY id") },
		selectIn:   func(ctx context.Context) ([]*plainUser, error) { return pgxSelectIn(ctx, p.native) },
		join:       func(ctx context.Context) ([]*plainUser, error) { return pgxJoin(ctx, p.native) },
		unit:       func(ctx context.Context) error { return pgxUnitOfWork(ctx, p.native) },
		graph:      func(ctx context.Context, users []*plainUser) error { return pgxGraph(ctx, p.native, users) },
		balances:   p.balances,
		empty:      p.empty,
		settle:     p.vacuum,
		checkGraph: p.checkGraph,
	}
	far := hand
	far.unit = func(ctx context.Context) error { return pgxUnitOfWork(ctx, p.farNative) }
	far.graph = func(ctx context.Context, users []*plainUser) error { return pgxGraph(ctx, p.farNative, users) }
	if err := p.fill(ctx); err != nil {
		return "", err
	}
	if err := measure(reads(ctx, "postgresql", p.engine, postgresqlTargets, hand)); err != nil {
		return "", err
	}
	if err := measure(units(ctx, "postgresql", p.engine, postgresqlTargets.unit, hand, nil)); err != nil {
		return "", err
	}
	if err := measure(units(ctx, "postgresql+1ms", p.farEngine, farUnit, far, p.delay)); err != nil {
		return "", err
	}
	if err := measure(graphs(ctx, "postgresql", p.engine, postgresqlTargets.graph, hand, nil)); err != nil {
		return "", err
	}
	return p.describe(), measure(graphs(ctx, "postgresql+1ms", p.farEngine, farGraph, far, p.delay))
}

func contestSQLite(ctx context.Context, measure func([]*contender) error) (version string, err error) {
	f, err := openSQLite(ctx)
	if err != nil {
		return "", err
	}
	defer f.close()
	hand := handWritten{
		name:       "database/sql, prepared",
		get:        f.getUser,
		page:       func(ctx context.Context) ([]*plainUser, error) { return queryUsers(ctx, f.page, pageRows, 0) },
		all:        func(ctx context.Context) ([]*plainUser, error) { return queryUsers(ctx, f.all) },
		selectIn:   f.selectIn,
		join:       f.joined,
		unit:       f.unitOfWork,
		graph:      f.graph,
		balances:   f.balances,
		empty:      f.empty,
		settle:     func(context.Context) error { return nil },
		checkGraph: f.checkGraph,
	}
	if err := f.fill(ctx); err != nil {
		return "", err
	}
	if err := measure(reads(ctx, "sqlite", f.engine, sqliteTargets, hand)); err != nil {
		return "", err
	}
	if err := measure(units(ctx, "sqlite", f.engine, sqliteTargets.unit, hand, nil)); err != nil {
		return "", err
	}
	return f.describe(), measure(graphs(ctx, "sqlite", f.engine, sqliteTargets.graph, hand, nil))
}
