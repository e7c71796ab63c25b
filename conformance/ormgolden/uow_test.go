package ormgolden

import (
	"time"

	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

var uow = map[string]play{
	"uow.five_tables_insert_delete":            {registry: places, steps: fiveTables},
	"uow.insert_update_delete_in_one_flush":    {registry: places, steps: allInOneFlush},
	"uow.self_reference_order":                 {registry: trees, steps: selfReferenceOrder},
	"uow.self_reference_cycle_error":           {registry: rings, steps: cycleError},
	"uow.post_update_self_cycle":               {registry: postRings, steps: postUpdateCycle},
	"uow.post_update_two_tables":               {registry: widgets, steps: postUpdateTwoTables},
	"uow.two_tables_cycle_error":               {registry: widgets, steps: twoTablesCycleError},
	"uow.composite_keys":                       {registry: places, steps: compositeKeys},
	"uow.no_relationship_between_changed_rows": {registry: places, steps: unrelatedRows},
	"uow.flush_some_rows_fail":                 {registry: places, steps: someRowsFail},
	"uow.autoincrement_in_composite_key":       {registry: entries, steps: generatedPartOfKey},
}

func fiveTables(r *run) {
	s := r.session
	c := &Country{Name: "X"}
	r.does(1, func() error {
		city := &City{Name: "y"}
		city.Country.Set(c)
		street := &Street{Name: "s"}
		street.City.Set(city)
		house := &House{Number: 1}
		house.Street.Set(street)
		t := &Tenant{Name: "t"}
		t.Home.Set(c)
		t.House.Set(house)
		r.name("c", c)
		r.name("t", t)
		s.Add(t)
		return s.Flush(r.ctx)
	})
	y2, s2, h2, t2 := &City{Name: "y2"}, &Street{Name: "s2"}, &House{Number: 2}, &Tenant{Name: "t2"}
	r.does(2, func() error {
		y2.Country.Set(c)
		s2.City.Set(y2)
		h2.Street.Set(s2)
		t2.House.Set(h2)
		r.name("y2", y2)
		r.name("s2", s2)
		r.name("h2", h2)
		r.name("t2", t2)
		s.Add(t2, h2, s2, y2)
		return s.Flush(r.ctx)
	})
	r.does(3, func() error { s.Delete(y2, t2, s2, h2); return s.Flush(r.ctx) })
	r.does(4, func() error { return s.Commit(r.ctx) })
}

func allInOneFlush(r *run) {
	s := r.session
	c1, c2 := &Country{Name: "one"}, &Country{Name: "two"}
	y1, y2 := &City{Name: "y1"}, &City{Name: "y2"}
	r.step(1, func(k *taking) error {
		y1.Country.Set(c1)
		y2.Country.Set(c2)
		r.name("c1", c1)
		r.name("c2", c2)
		r.name("y1", y1)
		r.name("y2", y2)
		s.Add(c1, c2, y1, y2)
		if err := s.Commit(r.ctx); err != nil {
			return err
		}
		if _, err := Cities.OrderBy(Cities.ID).All(r.ctx, s); err != nil {
			return err
		}
		countries, err := Countries.OrderBy(Countries.ID).All(r.ctx, s)
		k.gives(countries)
		return err
	})
	r.does(2, func() error {
		c1.Name = "uno"
		s.Delete(y2)
		s.Delete(c2)
		c3, y3 := &Country{Name: "three"}, &City{Name: "y3"}
		y3.Country.Set(c3)
		r.name("c3", c3)
		r.name("y3", y3)
		s.Add(y3)
		return s.Flush(r.ctx)
	})
	r.does(3, func() error { return s.Commit(r.ctx) })
}

func selfReferenceOrder(r *run) {
	s := r.session
	leaf, mid, top := &Node{Name: "leaf"}, &Node{Name: "mid"}, &Node{Name: "top"}
	r.step(1, func(k *taking) error {
		r.name("leaf", leaf)
		r.name("mid", mid)
		r.name("top", top)
		s.Add(leaf)
		s.Add(mid)
		s.Add(top)
		mid.Children.Append(leaf)
		top.Children.Append(mid)
		err := s.Flush(r.ctx)
		k.list(top.ID, mid.ID, leaf.ID)
		return err
	})
	a, b, c := &Node{ID: 20, Name: "a"}, &Node{ID: 10, Name: "b"}, &Node{Name: "c"}
	r.does(2, func() error {
		r.name("a", a)
		r.name("b", b)
		a.Children.Append(b)
		s.Add(a)
		return s.Flush(r.ctx)
	})
	r.does(3, func() error { s.Delete(top); return s.Flush(r.ctx) })
	r.step(4, func(k *taking) error {
		r.name("c", c)
		s.Add(c)
		c.Children.Append(b)
		s.Delete(a)
		err := s.Flush(r.ctx)
		k.list(s.Contains(b), b.Parent.Value() == c)
		return err
	})
	r.does(5, func() error { return s.Commit(r.ctx) })
}

func cycleError(r *run) {
	s := r.session
	a, b := &Ring{}, &Ring{}
	r.does(1, func() error {
		r.name("a", a)
		r.name("b", b)
		a.Next.Set(b)
		b.Next.Set(a)
		s.Add(a, b)
		return s.Flush(r.ctx)
	})
	r.does(2, func() error { return s.Rollback(r.ctx) })
	r.does(3, func() error {
		b.Next.Set(nil)
		s.Add(a, b)
		if err := s.Flush(r.ctx); err != nil {
			return err
		}
		b.Next.Set(a)
		return s.Flush(r.ctx)
	})
	r.does(4, func() error { return s.Commit(r.ctx) })
	r.does(5, func() error { s.Delete(a); return s.Flush(r.ctx) })
	r.does(6, func() error { return s.Rollback(r.ctx) })
}

func postUpdateCycle(r *run) {
	s := r.session
	a, b, c := &PostRing{Name: "a"}, &PostRing{Name: "b"}, &PostRing{Name: "c"}
	r.step(1, func(k *taking) error {
		r.name("a", a)
		r.name("b", b)
		a.Next.Set(b)
		b.Next.Set(a)
		s.Add(a, b)
		if err := s.Flush(r.ctx); err != nil {
			return err
		}
		rows, err := sql.Select2(PostRings.ID, PostRings.NextID).OrderBy(PostRings.ID).All(r.ctx, s)
		k.gives(rows)
		return err
	})
	r.step(2, func(k *taking) error {
		r.name("c", c)
		c.Next.Set(c)
		s.Add(c)
		err := s.Flush(r.ctx)
		k.gives(c.NextID != nil && *c.NextID == c.ID)
		return err
	})
	r.does(3, func() error { s.Delete(a); s.Delete(b); return s.Flush(r.ctx) })
	r.does(4, func() error { return s.Commit(r.ctx) })
}

func postUpdateTwoTables(r *run) {
	s := r.session
	w, e1, e2 := &Widget{Name: "w"}, &Entry{Name: "e1"}, &Entry{Name: "e2"}
	r.step(1, func(k *taking) error {
		r.name("w", w)
		r.name("e1", e1)
		r.name("e2", e2)
		w.Entries.Set(e1, e2)
		w.FavoriteEntry.Set(e1)
		s.Add(w)
		err := s.Flush(r.ctx)
		k.list(w.FavoriteEntryID != nil && *w.FavoriteEntryID == e1.ID)
		return err
	})
	r.does(2, func() error {
		w.Name = "w2"
		w.FavoriteEntry.Set(e2)
		return s.Flush(r.ctx)
	})
	r.does(3, func() error {
		if err := s.Commit(r.ctx); err != nil {
			return err
		}
		s.Delete(w)
		return s.Commit(r.ctx)
	})
}

func twoTablesCycleError(r *run) {
	s := r.session
	b, staff := &Boss{}, &Staff{}
	r.does(1, func() error {
		r.name("b", b)
		r.name("s", staff)
		staff.Boss.Set(b)
		b.Favorite.Set(staff)
		s.Add(staff)
		return s.Flush(r.ctx)
	})
	r.does(2, func() error {
		if err := s.Rollback(r.ctx); err != nil {
			return err
		}
		b.Favorite.Set(nil)
		s.Add(staff)
		return s.Flush(r.ctx)
	})
	r.does(3, func() error { b.Favorite.Set(staff); return s.Flush(r.ctx) })
	r.does(4, func() error { return s.Commit(r.ctx) })
}

func compositeKeys(r *run) {
	s := r.session
	day := types.NewDate(2024, time.May, 6)
	f := &Flight{Code: "XY1", Day: day}
	r.step(1, func(k *taking) error {
		r.name("f", f)
		f.Legs.Set(&Leg{Num: 1, Dest: new("OSL")}, &Leg{Num: 2, Dest: new("JFK")})
		s.Add(f)
		err := s.Flush(r.ctx)
		var legs []any
		for _, leg := range f.Legs.Items() {
			legs = append(legs, []any{leg.Code, leg.Day, leg.Num})
		}
		k.gives(legs)
		return err
	})
	r.step(2, func(k *taking) error {
		leg, err := Legs.Get(r.ctx, s, "XY1", day, 2)
		if err == nil {
			k.gives(leg.Dest)
		}
		return err
	})
	r.does(3, func() error {
		legs := f.Legs.Items()
		legs[1].Dest = new("LAX")
		f.Legs.Remove(legs[0])
		return s.Commit(r.ctx)
	})
	r.does(4, func() error {
		s.Add(&Leg{Code: "XY1", Day: day, Num: 2})
		return s.Flush(r.ctx)
	})
	r.does(5, func() error {
		if err := s.Rollback(r.ctx); err != nil {
			return err
		}
		s.Delete(f)
		return s.Commit(r.ctx)
	})
}

func unrelatedRows(r *run) {
	s := r.session
	r.does(1, func() error {
		s.Add(&Pear{N: 1}, &Apple{N: 2}, &Pear{N: 3}, &Apple{N: 4})
		return s.Flush(r.ctx)
	})
	r.does(2, func() error { return s.Commit(r.ctx) })
}

func someRowsFail(r *run) {
	s := r.session
	a, b, c := &Part{Code: "A"}, &Part{Code: "B"}, &Part{Code: "A"}
	r.does(1, func() error {
		r.name("a", a)
		r.name("b", b)
		r.name("c", c)
		s.Add(a, b, c)
		return s.Commit(r.ctx)
	})
	r.step(2, func(k *taking) error {
		if err := s.Rollback(r.ctx); err != nil {
			return err
		}
		n, err := sql.Select1(sql.Count()).From(Parts).Scalar(r.ctx, s)
		k.gives(n)
		return err
	})
	r.does(3, func() error { s.Add(a, b); return s.Commit(r.ctx) })
}

func generatedPartOfKey(r *run) {
	s := r.session
	a, b, c, d := &TenantEntry{Tenant: "x", What: "a"}, &TenantEntry{Tenant: "y", What: "b"},
		&TenantEntry{Tenant: "x", What: "c"}, &TenantEntry{Tenant: "x", Num: 100, What: "d"}
	r.step(1, func(k *taking) error {
		r.name("a", a)
		r.name("b", b)
		r.name("c", c)
		s.Add(a, b, c)
		err := s.Flush(r.ctx)
		k.list([]any{a.Tenant, a.Num}, []any{b.Tenant, b.Num}, []any{c.Tenant, c.Num})
		return err
	})
	r.step(2, func(k *taking) error {
		entry, err := TenantEntries.Get(r.ctx, s, "y", b.Num)
		k.gives(entry == b)
		return err
	})
	r.step(3, func(k *taking) error {
		r.name("d", d)
		s.Add(d)
		err := s.Commit(r.ctx)
		k.list(d.Tenant, d.Num)
		return err
	})
}
