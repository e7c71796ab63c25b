package ormgolden

import (
	"slices"

	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/sql"
)

var cascade = map[string]play{
	"cascade.save_update_default":                     {registry: plainOrders, steps: saveUpdate},
	"cascade.save_update_off":                         {registry: mergingOrders, steps: saveUpdateOff},
	"cascade.delete":                                  {registry: wholeOrders, steps: deleteCascade},
	"cascade.delete_does_not_orphan":                  {registry: wholeOrders, steps: deleteDoesNotOrphan},
	"cascade.delete_orphan_remove":                    {registry: owningOrders, steps: orphanRemove},
	"cascade.delete_orphan_replace":                   {registry: owningOrders, steps: orphanReplace},
	"cascade.delete_orphan_moved_to_other_parent":     {registry: owningOrders, steps: orphanMoved},
	"cascade.delete_orphan_reference_set_to_none":     {registry: owningOrders, steps: orphanReference},
	"cascade.delete_orphan_nothing_loaded":            {registry: owningOrders, steps: orphanNothingLoaded},
	"cascade.delete_orphan_pending_child":             {registry: owningOrders, steps: orphanPending},
	"cascade.delete_orphan_restored_by_rollback":      {registry: owningOrders, steps: orphanRestored},
	"cascade.delete_orphan_put_back_before_flush":     {registry: owningOrders, steps: orphanPutBack},
	"cascade.delete_orphan_one_to_one":                {registry: cascades, steps: orphanOneToOne},
	"cascade.delete_orphan_many_to_one_single_parent": {registry: cascades, steps: orphanSingleParent},
	"cascade.delete_many_to_one":                      {registry: cascades, steps: deleteManyToOne},
	"cascade.delete_grandchildren":                    {registry: cascades, steps: deleteGrandchildren},
	"cascade.delete_without_cascade_not_null":         {registry: looseSites, steps: deleteNotNull},
	"cascade.passive_deletes":                         {registry: passiveOrders, steps: passiveDeletes},
	"cascade.passive_deletes_all":                     {registry: abandoningOrders, steps: passiveDeletesAll},
	"cascade.passive_deletes_set_null":                {registry: nullingOrders, steps: passiveSetNull},
	"cascade.two_parents":                             {registry: cascades, steps: twoParents},
	"cascade.order_of_deletes_across_tables":          {registry: plainOrders, steps: orderOfDeletes},
}

func saveUpdate(r *run) {
	s := r.session
	o, p := &Order{Code: "o"}, &Order{Code: "p"}
	a, b, c := &Item{Name: "a"}, &Item{Name: "b"}, &Item{Name: "c"}
	r.step(1, func(k *taking) error {
		r.name("o", o)
		r.name("a", a)
		o.Items.Append(a)
		s.Add(o)
		k.gives(s.Contains(a))
		return nil
	})
	r.step(2, func(k *taking) error {
		r.name("b", b)
		o.Items.Append(b)
		k.gives(s.Contains(b))
		return nil
	})
	r.step(3, func(k *taking) error {
		r.name("c", c)
		r.name("p", p)
		c.Order.Set(p)
		s.Add(c)
		k.gives(s.Contains(p))
		return nil
	})
	r.step(4, func(k *taking) error { o.Items.Remove(b); k.list(s.Contains(b)); return nil })
	r.does(5, func() error { return s.Flush(r.ctx) })
	r.does(6, func() error { return s.Commit(r.ctx) })
}

func saveUpdateOff(r *run) {
	s := r.session
	o, a := &MergingOrder{Code: "o"}, &MergingItem{Name: "a"}
	r.step(1, func(k *taking) error {
		r.name("o", o)
		r.name("a", a)
		o.Items.Append(a)
		s.Add(o)
		k.gives(s.Contains(a))
		return nil
	})
	r.does(2, func() error { return s.Flush(r.ctx) })
	r.step(3, func(k *taking) error { s.Add(a); err := s.Flush(r.ctx); k.gives(a.OrderID); return err })
	r.does(4, func() error { return s.Commit(r.ctx) })
}

func deleteCascade(r *run) {
	s := r.session
	r.step(1, func(k *taking) error {
		o, err := WholeOrders.Get(r.ctx, s, 1)
		r.name("o", o)
		s.Delete(o)
		names := []string{}
		for _, object := range s.Deleted() {
			if item, ok := object.(*PartItem); ok {
				names = append(names, item.Name)
			}
		}
		slices.Sort(names)
		k.gives(names)
		return err
	})
	r.does(2, func() error { return s.Flush(r.ctx) })
	r.does(3, func() error {
		o, err := WholeOrders.Get(r.ctx, s, 2)
		r.name("o2", o)
		if err != nil {
			return err
		}
		if _, err := o.Items.All(r.ctx); err != nil {
			return err
		}
		s.Delete(o)
		return s.Flush(r.ctx)
	})
	r.does(4, func() error { return s.Commit(r.ctx) })
}

func deleteDoesNotOrphan(r *run) {
	s := r.session
	var o *WholeOrder
	var a *PartItem
	r.step(1, func(k *taking) (err error) {
		if o, err = WholeOrders.Get(r.ctx, s, 1); err != nil {
			return err
		}
		items, err := o.Items.All(r.ctx)
		if err != nil {
			return err
		}
		a = items[0]
		r.name("o", o)
		r.name("a", a)
		o.Items.Remove(a)
		err = s.Flush(r.ctx)
		k.list(s.Contains(a), a.OrderID)
		return err
	})
	r.step(2, func(k *taking) error {
		s.Delete(o)
		err := s.Flush(r.ctx)
		k.list(s.Contains(a))
		return err
	})
	r.does(3, func() error { return s.Commit(r.ctx) })
}

// order loads an order with its items.
func order(r *run, id int64) (*OwningOrder, []*OwnedItem, error) {
	o, err := OwningOrders.Get(r.ctx, r.session, id)
	if err != nil {
		return nil, nil, err
	}
	items, err := o.Items.All(r.ctx)
	return o, items, err
}

func itemNames(items []*OwnedItem) []string {
	names := []string{}
	for _, item := range items {
		names = append(names, item.Name)
	}
	return names
}

func orphanRemove(r *run) {
	s := r.session
	var a *OwnedItem
	r.step(1, func(k *taking) error {
		o, items, err := order(r, 1)
		if err != nil {
			return err
		}
		a = items[0]
		r.name("o", o)
		r.name("a", a)
		o.Items.Remove(a)
		k.list(s.Contains(a), slices.Contains(s.Deleted(), any(a)), a.Order.Value())
		return nil
	})
	r.step(2, func(k *taking) error { err := s.Flush(r.ctx); k.gives(s.Contains(a)); return err })
	r.does(3, func() error { return s.Commit(r.ctx) })
}

func orphanReplace(r *run) {
	s := r.session
	var o *OwningOrder
	var a, b, n *OwnedItem
	r.step(1, func(k *taking) error {
		order, items, err := order(r, 1)
		if err != nil {
			return err
		}
		o, a, b, n = order, items[0], items[1], &OwnedItem{Name: "n"}
		r.name("o", o)
		r.name("a", a)
		r.name("b", b)
		r.name("n", n)
		o.Items.Set(b, n)
		err = s.Flush(r.ctx)
		k.list(s.Contains(a), s.Contains(b), s.Contains(n))
		return err
	})
	r.step(2, func(k *taking) error {
		o.Items.Set()
		err := s.Flush(r.ctx)
		k.list(s.Contains(b), s.Contains(n))
		return err
	})
	r.does(3, func() error { return s.Commit(r.ctx) })
}

func orphanMoved(r *run) {
	s := r.session
	var o1, o2 *OwningOrder
	var a, b *OwnedItem
	r.step(1, func(k *taking) error {
		orders, err := OwningOrders.OrderBy(OwningOrders.ID).Options(orm.Lazy(OwningOrders.Items)).All(r.ctx, s)
		if err != nil {
			return err
		}
		o1, o2 = orders[0], orders[1]
		items, err := o1.Items.All(r.ctx)
		if err != nil {
			return err
		}
		if _, err := o2.Items.All(r.ctx); err != nil {
			return err
		}
		a, b = items[0], items[1]
		r.name("o1", o1)
		r.name("o2", o2)
		r.name("a", a)
		r.name("b", b)
		o2.Items.Append(a)
		k.list(itemNames(o1.Items.Items()), itemNames(o2.Items.Items()))
		return nil
	})
	r.step(2, func(k *taking) error { err := s.Flush(r.ctx); k.gives(s.Contains(a)); return err })
	r.step(3, func(k *taking) error {
		b.Order.Set(o2)
		err := s.Flush(r.ctx)
		k.list(itemNames(o1.Items.Items()), s.Contains(b))
		return err
	})
	r.step(4, func(k *taking) error {
		o2.Items.Remove(b)
		o1.Items.Append(b)
		err := s.Flush(r.ctx)
		k.gives(s.Contains(b))
		return err
	})
	r.does(5, func() error { return s.Commit(r.ctx) })
}

func orphanReference(r *run) {
	s := r.session
	r.step(1, func(k *taking) error {
		o, items, err := order(r, 2)
		if err != nil {
			return err
		}
		c := items[0]
		r.name("o", o)
		r.name("c", c)
		c.Order.Set(nil)
		err = s.Flush(r.ctx)
		k.list(s.Contains(c), o.Items.Items())
		return err
	})
	r.step(2, func(k *taking) error {
		a, err := OwnedItems.Get(r.ctx, s, 1)
		if err != nil {
			return err
		}
		r.name("a", a)
		if _, err := a.Order.Get(r.ctx); err != nil {
			return err
		}
		a.Order.Set(nil)
		err = s.Flush(r.ctx)
		k.gives(s.Contains(a))
		return err
	})
	r.does(3, func() error { return s.Commit(r.ctx) })
}

func orphanNothingLoaded(r *run) {
	s := r.session
	r.step(1, func(k *taking) error {
		a, err := OwnedItems.Get(r.ctx, s, 1)
		if err != nil {
			return err
		}
		r.name("a", a)
		a.Order.Set(nil)
		err = s.Flush(r.ctx)
		k.list(s.Contains(a), a.OrderID)
		return err
	})
	r.does(2, func() error { return s.Commit(r.ctx) })
}

func orphanPending(r *run) {
	s := r.session
	var o *OwningOrder
	n, lone := &OwnedItem{Name: "n"}, &OwnedItem{Name: "lone"}
	r.step(1, func(k *taking) (err error) {
		o, _, err = order(r, 1)
		r.name("o", o)
		r.name("n", n)
		o.Items.Append(n)
		k.list(s.Contains(n))
		return err
	})
	r.step(2, func(k *taking) error { o.Items.Remove(n); k.list(s.Contains(n)); return nil })
	r.does(3, func() error { return s.Flush(r.ctx) })
	r.step(4, func(k *taking) error {
		r.name("lone", lone)
		s.Add(lone)
		err := s.Flush(r.ctx)
		k.gives(lone.OrderID)
		return err
	})
	r.does(5, func() error { return s.Commit(r.ctx) })
}

func orphanRestored(r *run) {
	s := r.session
	var o *OwningOrder
	var a *OwnedItem
	r.does(1, func() error {
		order, items, err := order(r, 1)
		if err != nil {
			return err
		}
		o, a = order, items[0]
		r.name("o", o)
		r.name("a", a)
		o.Items.Remove(a)
		if err := s.Flush(r.ctx); err != nil {
			return err
		}
		return s.Rollback(r.ctx)
	})
	r.step(2, func(k *taking) error {
		items, err := o.Items.All(r.ctx)
		k.list(s.Contains(a), itemNames(items), a.Order.Value() == o)
		return err
	})
}

func orphanPutBack(r *run) {
	s := r.session
	r.step(1, func(k *taking) error {
		o, items, err := order(r, 1)
		if err != nil {
			return err
		}
		a := items[0]
		r.name("o", o)
		r.name("a", a)
		o.Items.Remove(a)
		o.Items.Append(a)
		err = s.Flush(r.ctx)
		k.list(s.Contains(a), itemNames(o.Items.Items()))
		return err
	})
}

func orphanOneToOne(r *run) {
	s := r.session
	var car *Sedan
	r.step(1, func(k *taking) (err error) {
		if car, err = Sedans.Get(r.ctx, s, 1); err != nil {
			return err
		}
		old, err := car.Engine.Get(r.ctx)
		if err != nil {
			return err
		}
		r.name("car", car)
		r.name("old", old)
		car.Engine.Set(&Motor{Kind: "new"})
		err = s.Flush(r.ctx)
		k.list(s.Contains(old), car.Engine.Value().Kind)
		return err
	})
	r.step(2, func(k *taking) error {
		motor := car.Engine.Value()
		r.name("new", motor)
		car.Engine.Set(nil)
		err := s.Flush(r.ctx)
		k.list(s.Contains(motor))
		return err
	})
	r.does(3, func() error {
		other, err := Sedans.Get(r.ctx, s, 2)
		if err != nil {
			return err
		}
		s.Delete(other)
		return s.Commit(r.ctx)
	})
}

func orphanSingleParent(r *run) {
	s := r.session
	i := &Invoice{}
	r.step(1, func(k *taking) error {
		i.Address.Set(&InvoiceAddress{Street: "old"})
		r.name("i", i)
		s.Add(i)
		if err := s.Commit(r.ctx); err != nil {
			return err
		}
		old, err := i.Address.Get(r.ctx)
		if err != nil {
			return err
		}
		r.name("old", old)
		i.Address.Set(&InvoiceAddress{Street: "new"})
		err = s.Flush(r.ctx)
		k.list(s.Contains(old), i.Address.Value().Street)
		return err
	})
	r.step(2, func(k *taking) error {
		current := i.Address.Value()
		r.name("cur", current)
		i.Address.Set(nil)
		err := s.Flush(r.ctx)
		k.gives(s.Contains(current))
		return err
	})
	r.does(3, func() error {
		shared := &InvoiceAddress{Street: "shared"}
		r.name("shared", shared)
		i.Address.Set(shared)
		j := &Invoice{}
		j.Address.Set(shared)
		return nil
	})
	r.does(4, func() error {
		if err := s.Commit(r.ctx); err != nil {
			return err
		}
		s.Delete(i)
		return s.Commit(r.ctx)
	})
}

func deleteManyToOne(r *run) {
	s := r.session
	for id := range 2 {
		r.does(id+1, func() error {
			t, err := Tickets.Get(r.ctx, s, int64(id+1))
			if err != nil {
				return err
			}
			if id == 0 {
				r.name("t", t)
			}
			s.Delete(t)
			return s.Commit(r.ctx)
		})
	}
	r.does(3, func() error { return s.Rollback(r.ctx) })
}

func deleteGrandchildren(r *run) {
	s := r.session
	site := &Site{}
	r.does(1, func() error {
		first, second := &Page{}, &Page{}
		first.Blocks.Set(&Block{}, &Block{})
		second.Blocks.Set(&Block{})
		site.Pages.Set(first, second)
		r.name("s", site)
		s.Add(site)
		return s.Commit(r.ctx)
	})
	r.does(2, func() error {
		pages, err := site.Pages.All(r.ctx)
		if err != nil {
			return err
		}
		site.Pages.Remove(pages[0])
		return s.Flush(r.ctx)
	})
	r.does(3, func() error { s.Delete(site); return s.Commit(r.ctx) })
}

func deleteNotNull(r *run) {
	s := r.session
	var site *LooseSite
	r.does(1, func() (err error) {
		if site, err = LooseSites.Get(r.ctx, s, 1); err != nil {
			return err
		}
		r.name("s", site)
		s.Delete(site)
		return s.Flush(r.ctx)
	})
	r.step(2, func(k *taking) error {
		if err := s.Rollback(r.ctx); err != nil {
			return err
		}
		n, err := sql.Select1(sql.Count()).From(LoosePages).Scalar(r.ctx, s)
		k.list(s.Contains(site), n)
		return err
	})
}

func passiveDeletes(r *run) {
	s := r.session
	r.step(1, func(k *taking) error {
		o, err := PassiveOrders.Get(r.ctx, s, 1)
		if err != nil {
			return err
		}
		s.Delete(o)
		if err := s.Flush(r.ctx); err != nil {
			return err
		}
		n, err := sql.Select1(sql.Count()).From(PassiveItems).Scalar(r.ctx, s)
		k.gives(n)
		return err
	})
	r.does(2, func() error {
		o, err := PassiveOrders.Get(r.ctx, s, 2)
		if err != nil {
			return err
		}
		r.name("o", o)
		if _, err := o.Items.All(r.ctx); err != nil {
			return err
		}
		s.Delete(o)
		return s.Flush(r.ctx)
	})
	r.does(3, func() error { return s.Commit(r.ctx) })
}

func passiveDeletesAll(r *run) {
	s := r.session
	var a *AbandonedItem
	r.does(1, func() error {
		o, err := AbandoningOrders.Get(r.ctx, s, 1)
		if err != nil {
			return err
		}
		items, err := o.Items.All(r.ctx)
		if err != nil {
			return err
		}
		a = items[0]
		r.name("o", o)
		r.name("a", a)
		r.name("b", items[1])
		s.Delete(o)
		return s.Flush(r.ctx)
	})
	r.step(2, func(k *taking) error {
		n, err := sql.Select1(sql.Count()).From(AbandonedItems).Scalar(r.ctx, s)
		k.list(s.Contains(a), n)
		return err
	})
	r.does(3, func() error { return s.Commit(r.ctx) })
}

func passiveSetNull(r *run) {
	s := r.session
	r.step(1, func(k *taking) error {
		o, err := NullingOrders.Get(r.ctx, s, 1)
		if err != nil {
			return err
		}
		s.Delete(o)
		if err := s.Flush(r.ctx); err != nil {
			return err
		}
		rows, err := sql.Select2(NullingItems.Name, NullingItems.OrderID).OrderBy(NullingItems.ID).All(r.ctx, s)
		k.gives(rows)
		return err
	})
	r.does(2, func() error {
		o, err := NullingOrders.Get(r.ctx, s, 2)
		if err != nil {
			return err
		}
		r.name("o", o)
		if _, err := o.Items.All(r.ctx); err != nil {
			return err
		}
		s.Delete(o)
		return s.Commit(r.ctx)
	})
}

func twoParents(r *run) {
	s := r.session
	a, f, review := &Critic{}, &Film{}, &Review{}
	r.does(1, func() error {
		review.Author.Set(a)
		review.Film.Set(f)
		r.name("a", a)
		r.name("f", f)
		r.name("r", review)
		// A literal's parents hear of it when it is added.
		s.Add(review)
		return s.Commit(r.ctx)
	})
	r.step(2, func(k *taking) error {
		if _, err := a.Reviews.All(r.ctx); err != nil {
			return err
		}
		a.Reviews.Remove(review)
		err := s.Flush(r.ctx)
		k.gives(s.Contains(review))
		return err
	})
	r.step(3, func(k *taking) error {
		q := &Review{}
		q.Film.Set(f)
		r.name("q", q)
		s.Add(q)
		err := s.Flush(r.ctx)
		k.list(s.Contains(q), q.AuthorID)
		return err
	})
	r.does(4, func() error { return s.Commit(r.ctx) })
}

func orderOfDeletes(r *run) {
	s := r.session
	r.does(1, func() error {
		orders, err := Orders.OrderBy(Orders.ID).All(r.ctx, s)
		if err != nil {
			return err
		}
		items, err := Items.OrderBy(Items.ID).All(r.ctx, s)
		if err != nil {
			return err
		}
		r.name("o1", orders[0])
		r.name("o2", orders[1])
		s.Delete(orders[0])
		s.Delete(orders[1])
		for _, item := range items {
			s.Delete(item)
		}
		return s.Flush(r.ctx)
	})
	r.does(2, func() error { return s.Commit(r.ctx) })
}
