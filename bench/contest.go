package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"syscall"
	"time"
)

// A contender is one way of doing a workload.
type contender struct {
	workload string // its number and name, such as 03-load-10k
	database string
	name     string
	floor    *contender // nil for a floor itself
	items    int        // rows or entities of one run, what allocations are told by
	target   target

	settle  func() error // before each measurement, not timed
	prepare func() error // before each run, not timed
	run     func() error
	check   func() error // what the first run read or wrote
	proxy   *proxy       // where round trips are counted

	runs       int // of one measurement
	times      []float64
	allocs     float64 // of one run
	bytes      float64
	roundTrips float64
	processor  []float64 // nanoseconds of this program's processor time, of one run
}

// A target is where a contender should come out. Ratios are to the floor;
// those of zero do not apply.
type target struct {
	reach, fail     float64
	reachNs, failNs float64 // for one run, in nanoseconds
	allocs          float64 // an item, or in all where the contender has none
	roundTrips      float64
}

func (c *contender) verify() error {
	for _, step := range []func() error{c.settle, c.prepare, c.run, c.check} {
		if step == nil {
			continue
		}
		if err := step(); err != nil {
			return fmt.Errorf("%s %s, %s: %w", c.workload, c.database, c.name, err)
		}
	}
	return nil
}

// forget lets go of what the runs read and wrote, which the garbage collector
// would otherwise look through while the next workload is measured.
func (c *contender) forget() { c.settle, c.prepare, c.run, c.check = nil, nil, nil, nil }

// measurement is how long the runs of one measurement take together, about.
const measurement = 150 * time.Millisecond

// measure times some runs and gives the nanoseconds of one.
func (c *contender) measure(runs int) (float64, error) {
	if c.settle != nil {
		if err := c.settle(); err != nil {
			return 0, err
		}
	}
	runtime.GC()
	var before, after runtime.MemStats
	var elapsed, processor time.Duration
	var mallocs, bytes uint64
	var trips int64
	batch := runs
	if c.prepare != nil {
		batch = 1
	}
	for done := 0; done < runs; done += batch {
		if c.prepare != nil {
			if err := c.prepare(); err != nil {
				return 0, err
			}
		}
		if c.proxy != nil {
			trips -= c.proxy.roundTrips.Load()
		}
		runtime.ReadMemStats(&before)
		start, used := time.Now(), processorTime()
		for range batch {
			if err := c.run(); err != nil {
				return 0, err
			}
		}
		elapsed += time.Since(start)
		processor += processorTime() - used
		runtime.ReadMemStats(&after)
		if c.proxy != nil {
			trips += c.proxy.roundTrips.Load()
		}
		mallocs += after.Mallocs - before.Mallocs
		bytes += after.TotalAlloc - before.TotalAlloc
	}
	c.allocs = float64(mallocs) / float64(runs)
	c.bytes = float64(bytes) / float64(runs)
	c.roundTrips = float64(trips) / float64(runs)
	c.processor = append(c.processor, float64(processor)/float64(runs))
	return float64(elapsed) / float64(runs), nil
}

// calibrate finds how many runs make a measurement.
func (c *contender) calibrate() error {
	for runs := 1; ; runs *= 4 {
		each, err := c.measure(runs)
		if err != nil {
			return err
		}
		if total := time.Duration(each * float64(runs)); total >= measurement/8 || runs > 1<<24 {
			c.runs = max(1, int(float64(measurement)/each))
			return nil
		}
	}
}

// contest measures contenders in rounds, each in an order of its own.
func contest(contenders []*contender, rounds int) error {
	for _, c := range contenders {
		if err := c.verify(); err != nil {
			return err
		}
		if err := c.calibrate(); err != nil {
			return fmt.Errorf("%s %s, %s: %w", c.workload, c.database, c.name, err)
		}
	}
	order := slices.Clone(contenders)
	for range rounds {
		rand.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, c := range order {
			ns, err := c.measure(c.runs)
			if err != nil {
				return fmt.Errorf("%s %s, %s: %w", c.workload, c.database, c.name, err)
			}
			c.times = append(c.times, ns)
		}
		fmt.Fprint(os.Stderr, ".")
	}
	return nil
}

// ratio is the median of the ratios to the floor of the same round.
func (c *contender) ratio() float64 {
	ratios := make([]float64, len(c.times))
	for i, t := range c.times {
		ratios[i] = t / c.floor.times[i]
	}
	return median(ratios)
}

// ratioOfMinima compares the best rounds, which interference cannot raise
// twice.
func (c *contender) ratioOfMinima() float64 { return slices.Min(c.times) / slices.Min(c.floor.times) }

func median(values []float64) float64 {
	values = slices.Sorted(slices.Values(values))
	n := len(values)
	if n%2 == 1 {
		return values[n/2]
	}
	return (values[n/2-1] + values[n/2]) / 2
}

// processorTime is what this program has used so far, of all processors.
func processorTime() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
