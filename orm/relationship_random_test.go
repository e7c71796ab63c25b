package orm_test

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/azoth-go/azoth/orm"
)

// A guild is what riders and clubs are to each other by a simple model, beside
// which a session does the same.
type guild struct {
	clubs  map[*Club]bool
	riders map[*Rider]*Club // nil: none
}

func (g guild) clone() guild { return guild{maps.Clone(g.clubs), maps.Clone(g.riders)} }

func (g guild) of(club *Club) (riders []*Rider) {
	for rider, c := range g.riders {
		if c == club {
			riders = append(riders, rider)
		}
	}
	return sorted(riders)
}

func sorted(riders []*Rider) []*Rider {
	riders = slices.Clone(riders)
	slices.SortFunc(riders, func(a, b *Rider) int { return cmp.Compare(a.Name, b.Name) })
	return riders
}

// Whatever is done in whatever order, the database has what the model has, and
// so has the memory.
func TestRandomRelationships(t *testing.T) {
	eachDatabase(t, ridership, func(w *world) {
		rounds := 30
		if w.dialect == "sqlite" {
			rounds = 400
		}
		for seed := range rounds {
			if !w.playGuild(uint64(seed)) {
				w.Fatalf("with the seed %d", seed)
			}
		}
	})
}

func (w *world) playGuild(seed uint64) bool {
	random := rand.New(rand.NewPCG(seed, 1))
	ctx := w.ctx()
	s := orm.NewSession(w.engine, orm.InRegistry(w.registry))
	defer s.Close()
	now := guild{map[*Club]bool{}, map[*Rider]*Club{}}
	committed := now.clone()
	var story []string
	tell := func(format string, args ...any) { story = append(story, fmt.Sprintf(format, args...)) }
	count := 0
	name := func() string { count++; return fmt.Sprintf("%d-%03d", seed, count) }
	anyClub := func() *Club {
		clubs := slices.SortedFunc(maps.Keys(now.clubs), func(a, b *Club) int { return cmp.Compare(a.Name, b.Name) })
		if len(clubs) == 0 {
			return nil
		}
		return clubs[random.IntN(len(clubs))]
	}
	anyRider := func() *Rider {
		riders := sorted(slices.Collect(maps.Keys(now.riders)))
		if len(riders) == 0 {
			return nil
		}
		return riders[random.IntN(len(riders))]
	}
	bad := func(format string, args ...any) bool {
		for _, line := range story {
			w.Log(line)
		}
		w.Errorf(format, args...)
		return false
	}
	called := func(c *Club) string {
		if c == nil {
			return "none"
		}
		return c.Name
	}
	for range 40 {
		club, rider := anyClub(), anyRider()
		switch random.IntN(14) {
		case 0:
			club = &Club{Name: name()}
			s.Add(club)
			now.clubs[club] = true
			tell("add club %s", club.Name)
		case 1:
			rider = &Rider{Name: name()}
			if club != nil && random.IntN(2) == 0 {
				club.Riders.Append(rider)
			} else {
				s.Add(rider)
				club = nil
			}
			now.riders[rider] = club
			tell("add rider %s to %s", rider.Name, called(club))
		case 2, 3:
			if club != nil && rider != nil && now.riders[rider] != club {
				club.Riders.Append(rider)
				now.riders[rider] = club
				tell("append %s to %s", rider.Name, club.Name)
			}
		case 4, 5:
			if rider != nil && now.riders[rider] != club {
				rider.Club.Set(club)
				now.riders[rider] = club
				tell("set the club of %s to %s", rider.Name, called(club))
			}
		case 6:
			if rider != nil && now.riders[rider] != nil {
				tell("remove %s from %s", rider.Name, called(now.riders[rider]))
				now.riders[rider].Riders.Remove(rider)
				now.riders[rider] = nil
			}
		case 7:
			if club != nil {
				var chosen []*Rider
				for _, rider := range sorted(slices.Collect(maps.Keys(now.riders))) {
					if random.IntN(3) == 0 {
						chosen = append(chosen, rider)
					}
				}
				tell("set the riders of %s to %s", club.Name, names(chosen))
				club.Riders.Set(chosen...)
				for _, rider := range now.of(club) {
					now.riders[rider] = nil
				}
				for _, rider := range chosen {
					now.riders[rider] = club
				}
			}
		case 8:
			if club != nil {
				found, err := club.Riders.All(ctx)
				tell("read %s", club.Name)
				// A deleted rider stays in a loaded collection until that is read again.
				found = slices.DeleteFunc(slices.Clone(found), func(r *Rider) bool { _, there := now.riders[r]; return !there })
				if err != nil || names(sorted(found)) != names(now.of(club)) {
					return bad("%s has %s (%v), want %s", club.Name, names(sorted(found)), err, names(now.of(club)))
				}
			}
		case 9:
			if rider != nil {
				found, err := rider.Club.Get(ctx)
				tell("read %s", rider.Name)
				// Until the flush a reference stays with a club that is to be deleted.
				if err != nil || orm.StateOf(rider) != orm.Pending && found != now.riders[rider] && (found == nil || now.clubs[found]) {
					return bad("%s has %s (%v), want %s", rider.Name, called(found), err, called(now.riders[rider]))
				}
			}
		case 10:
			if club != nil && orm.StateOf(club) == orm.Persistent {
				s.Delete(club)
				tell("delete club %s", club.Name)
				for _, rider := range now.of(club) {
					now.riders[rider] = nil
				}
				delete(now.clubs, club)
			} else if rider != nil && orm.StateOf(rider) == orm.Persistent {
				s.Delete(rider)
				tell("delete rider %s", rider.Name)
				delete(now.riders, rider)
			}
		case 11:
			tell("flush")
			if err := s.Flush(ctx); err != nil {
				return bad("flush: %v", err)
			}
		case 12:
			tell("commit")
			if err := s.Commit(ctx); err != nil {
				return bad("commit: %v", err)
			}
			committed = now.clone()
		case 13:
			if random.IntN(3) == 0 {
				tell("roll back")
				if err := s.Rollback(ctx); err != nil {
					return bad("rollback: %v", err)
				}
				now = committed.clone()
			} else if err := s.Flush(ctx); err == nil {
				tell("flush, and expire all")
				s.ExpireAll()
			}
		}
	}
	tell("commit")
	if err := s.Commit(ctx); err != nil {
		return bad("commit: %v", err)
	}
	for club := range now.clubs {
		if found := must(club.Riders.All(ctx)); names(sorted(found)) != names(now.of(club)) {
			return bad("in the end %s has %s, want %s", club.Name, names(sorted(found)), names(now.of(club)))
		}
	}
	for rider, club := range now.riders {
		if found := must(rider.Club.Get(ctx)); found != club {
			return bad("in the end %s has %s, want %s", rider.Name, called(found), called(club))
		}
	}
	if found := must(Riders.Where(Riders.Name.Like(fmt.Sprint(seed, "-%"))).Count(ctx, s)); found != int64(len(now.riders)) {
		return bad("in the end there are %d riders, want %d", found, len(now.riders))
	}
	return true
}

// A web is which essay is about which topic.
type web map[[2]any]bool

// The same for a many-to-many, whose links either side may make and break.
func TestRandomLinks(t *testing.T) {
	eachDatabase(t, journal, func(w *world) {
		rounds := 20
		if w.dialect == "sqlite" {
			rounds = 300
		}
		for seed := range rounds {
			if !w.playLinks(uint64(seed)) {
				w.Fatalf("with the seed %d", seed)
			}
		}
	})
}

func (w *world) playLinks(seed uint64) bool {
	random := rand.New(rand.NewPCG(seed, 2))
	ctx := w.ctx()
	s := orm.NewSession(w.engine, orm.InRegistry(w.registry))
	defer s.Close()
	var essays []*Essay
	var topics []*Topic
	for i := range 4 {
		essays = append(essays, &Essay{Title: fmt.Sprintf("%d-e%d", seed, i)})
		topics = append(topics, &Topic{Word: fmt.Sprintf("%d-t%d", seed, i)})
		s.Add(essays[i], topics[i])
	}
	now, committed := web{}, web{}
	if err := s.Commit(ctx); err != nil {
		w.Error(err)
		return false
	}
	var story []string
	bad := func(format string, args ...any) bool {
		for _, line := range story {
			w.Log(line)
		}
		w.Errorf(format, args...)
		return false
	}
	about := func(essay *Essay) (found []*Topic) {
		for _, topic := range topics {
			if now[[2]any{essay, topic}] {
				found = append(found, topic)
			}
		}
		return found
	}
	in := func(topic *Topic) (found []*Essay) {
		for _, essay := range essays {
			if now[[2]any{essay, topic}] {
				found = append(found, essay)
			}
		}
		return found
	}
	inOrder := func(list []*Topic) []*Topic {
		list = slices.Clone(list)
		slices.SortFunc(list, func(a, b *Topic) int { return cmp.Compare(a.Word, b.Word) })
		return list
	}
	for range 40 {
		at, to := random.IntN(len(essays)), random.IntN(len(topics))
		essay, topic := essays[at], topics[to]
		link := [2]any{essay, topic}
		forwards := random.IntN(2) == 0
		switch random.IntN(9) {
		case 0, 1, 2:
			story = append(story, fmt.Sprintf("%s and %s: linked was %v, from the essay %v", essay.Title, topic.Word, now[link], forwards))
			switch {
			case now[link] && forwards:
				essay.Topics.Remove(topic)
			case now[link]:
				topic.Essays.Remove(essay)
			case forwards:
				essay.Topics.Append(topic)
			default:
				topic.Essays.Append(essay)
			}
			now[link] = !now[link]
		case 3:
			var chosen []*Topic
			for _, t := range topics {
				now[[2]any{essay, t}] = random.IntN(2) == 0
				if now[[2]any{essay, t}] {
					chosen = append(chosen, t)
				}
			}
			story = append(story, fmt.Sprintf("set the topics of %s to %s", essay.Title, names(chosen)))
			essay.Topics.Set(chosen...)
		case 4:
			story = append(story, "read "+essay.Title)
			if found, err := essay.Topics.All(ctx); err != nil || names(inOrder(found)) != names(about(essay)) {
				return bad("%s is about %s (%v), want %s", essay.Title, names(inOrder(found)), err, names(about(essay)))
			}
		case 5:
			// What a collection that was replaced unread held before, the flush finds.
			story = append(story, "flush and read "+topic.Word)
			if err := s.Flush(ctx); err != nil {
				return bad("flush: %v", err)
			}
			if found, err := topic.Essays.All(ctx); err != nil || len(found) != len(in(topic)) {
				return bad("%s is in %s (%v), want %s", topic.Word, names(found), err, names(in(topic)))
			}
		case 6:
			story = append(story, "flush")
			if err := s.Flush(ctx); err != nil {
				return bad("flush: %v", err)
			}
			if random.IntN(2) == 0 {
				story = append(story, "expire")
				s.ExpireAll()
			}
		case 7:
			story = append(story, "commit")
			if err := s.Commit(ctx); err != nil {
				return bad("commit: %v", err)
			}
			committed = maps.Clone(now)
		case 8:
			if random.IntN(2) == 0 {
				story = append(story, "roll back")
				if err := s.Rollback(ctx); err != nil {
					return bad("rollback: %v", err)
				}
				now = maps.Clone(committed)
			}
		}
	}
	if err := s.Commit(ctx); err != nil {
		return bad("commit: %v", err)
	}
	for _, essay := range essays {
		if found := must(essay.Topics.All(ctx)); names(inOrder(found)) != names(about(essay)) {
			return bad("in the end %s is about %s, want %s", essay.Title, names(found), names(about(essay)))
		}
	}
	return true
}
