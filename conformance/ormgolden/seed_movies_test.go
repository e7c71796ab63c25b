package ormgolden

import (
	"fmt"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

var seedMovies = map[string]play{
	"seed_movies.inserts_and_queries":          {registry: movies, steps: insertsAndQueries},
	"seed_movies.query_functions":              {registry: movies, steps: queryFunctions},
	"seed_movies.one_to_many_article_comments": {registry: patterns, steps: articleComments},
	"seed_movies.many_to_one_tire_car":         {registry: patterns, steps: tireCar},
	"seed_movies.one_to_one_person_phone":      {registry: patterns, steps: personPhone},
	"seed_movies.many_to_many_student_class":   {registry: patterns, steps: studentClass},
	"seed_movies.cart_cascades":                {registry: carts, steps: cartCascades},
	"seed_movies.cart_no_cascade":              {registry: looseCarts, steps: cartNoCascade},
	"seed_movies.product_data_types":           {registry: stock, steps: productDataTypes},
}

func insertsAndQueries(r *run) {
	s := r.session
	var bourne, furious, pain *Movie
	r.does(1, func() error {
		bourne = &Movie{Title: "The Bourne Identity", ReleaseDate: types.NewDate(2002, time.October, 11)}
		furious = &Movie{Title: "Furious 7", ReleaseDate: types.NewDate(2015, time.April, 2)}
		pain = &Movie{Title: "Pain & Gain", ReleaseDate: types.NewDate(2013, time.August, 23)}
		r.name("bourne_identity", bourne)
		r.name("furious_7", furious)
		r.name("pain_and_gain", pain)
		return nil
	})
	var matt, dwayne, mark *Actor
	r.does(2, func() error {
		matt = Actors.New(&Actor{Name: "Matt Damon", Birthday: types.NewDate(1970, time.October, 8)})
		dwayne = Actors.New(&Actor{Name: "Dwayne Johnson", Birthday: types.NewDate(1972, time.May, 2)})
		mark = Actors.New(&Actor{Name: "Mark Wahlberg", Birthday: types.NewDate(1971, time.June, 5)})
		r.name("matt_damon", matt)
		r.name("dwayne_johnson", dwayne)
		r.name("mark_wahlberg", mark)
		return nil
	})
	r.does(3, func() error {
		bourne.Actors.Set(matt)
		furious.Actors.Set(dwayne)
		pain.Actors.Set(dwayne, mark)
		return nil
	})
	var contacts []*ContactDetail
	r.step(4, func(k *taking) error {
		for _, c := range []struct {
			name, phone, address string
			actor                *Actor
		}{
			{"matt_contact", "415 555 2671", "Burbank, CA", matt},
			{"dwayne_contact", "423 555 5623", "Glendale, CA", dwayne},
			{"dwayne_contact_2", "421 444 2323", "West Hollywood, CA", dwayne},
			{"mark_contact", "421 333 9428", "Glendale, CA", mark},
		} {
			contact := ContactDetails.New(&ContactDetail{PhoneNumber: c.phone, Address: c.address})
			contact.Actor.Set(c.actor)
			r.name(c.name, contact)
			contacts = append(contacts, contact)
		}
		var addresses []string
		for _, contact := range dwayne.ContactDetails.Items() {
			addresses = append(addresses, contact.Address)
		}
		k.gives(addresses)
		return nil
	})
	var stuntmen []*Stuntman
	r.step(5, func(k *taking) error {
		for _, c := range []struct {
			variable, name string
			actor          *Actor
		}{{"matt_stuntman", "John Doe", matt}, {"dwayne_stuntman", "John Roe", dwayne}, {"mark_stuntman", "Richard Roe", mark}} {
			stuntman := Stuntmen.New(&Stuntman{Name: c.name, Active: true})
			stuntman.Actor.Set(c.actor)
			r.name(c.variable, stuntman)
			stuntmen = append(stuntmen, stuntman)
		}
		k.gives(matt.Stuntman.Value() == stuntmen[0])
		return nil
	})
	r.does(6, func() error {
		s.Add(bourne)
		s.Add(furious)
		s.Add(pain)
		for _, contact := range contacts {
			s.Add(contact)
		}
		for _, stuntman := range stuntmen {
			s.Add(stuntman)
		}
		return nil
	})
	r.step(7, func(k *taking) error {
		k.list(s.Contains(matt), s.Contains(dwayne), s.Contains(mark), len(s.New()))
		return nil
	})
	r.does(8, func() error {
		if err := s.Commit(r.ctx); err != nil {
			return err
		}
		return s.Close()
	})
	r.does(9, func() error { s = r.open("session", movies); return nil })
	r.step(10, func(k *taking) error {
		list, err := Movies.OrderBy(Movies.ID).All(r.ctx, s)
		k.prints("### All movies:")
		for _, movie := range list {
			k.prints("%s was released on %s", movie.Title, movie.ReleaseDate)
		}
		return err
	})
	r.step(11, func(k *taking) error {
		list, err := Movies.Where(Movies.ReleaseDate.Gt(types.NewDate(2015, time.January, 1))).All(r.ctx, s)
		k.prints("### Recent movies:")
		for _, movie := range list {
			k.prints("%s was released after 2015", movie.Title)
		}
		return err
	})
	r.step(12, func(k *taking) error {
		list, err := Movies.Join(Movies.Actors).Where(Actors.Name.Eq("Dwayne Johnson")).OrderBy(Movies.ID).All(r.ctx, s)
		k.prints("### Dwayne Johnson movies:")
		for _, movie := range list {
			k.prints("The Rock starred in %s", movie.Title)
		}
		return err
	})
	r.step(13, func(k *taking) error {
		list, err := Actors.Join(ContactDetails).Where(ContactDetails.Address.ILike("%glendale%")).OrderBy(Actors.ID).All(r.ctx, s)
		k.prints("### Actors that live in Glendale:")
		for _, actor := range list {
			k.prints("%s has a house in Glendale", actor.Name)
		}
		return err
	})
}

func queryFunctions(r *run) {
	s := r.session
	r.step(1, func(k *taking) error {
		n, err := Movies.Count(r.ctx, s)
		k.gives(n)
		return err
	})
	titles := func(n int, query sql.Query[*Movie]) {
		r.step(n, func(k *taking) error {
			list, err := query.All(r.ctx, s)
			var titles []string
			for _, movie := range list {
				titles = append(titles, movie.Title)
			}
			k.gives(titles)
			return err
		})
	}
	titles(2, Movies.Where(Movies.ReleaseDate.Lt(types.NewDate(2014, time.January, 1))).OrderBy(Movies.ReleaseDate))
	r.step(3, func(k *taking) error {
		addresses, err := sql.Select1(ContactDetails.Address).Distinct().OrderBy(ContactDetails.Address).All(r.ctx, s)
		k.gives(addresses)
		return err
	})
	for n, name := range []string{"Matt Damon", "Nobody"} {
		r.step(4+n, func(k *taking) error {
			exists, err := Actors.Where(Actors.Name.Eq(name)).Exists(r.ctx, s)
			k.gives(exists)
			return err
		})
	}
	r.step(6, func(k *taking) error {
		actor, err := Actors.OrderBy(Actors.Birthday).First(r.ctx, s)
		if err == nil {
			k.gives(actor.Name)
		}
		return err
	})
	var m *Movie
	r.step(7, func(k *taking) (err error) {
		m, err = Movies.Get(r.ctx, s, 2)
		r.name("m", m)
		if err == nil {
			k.gives(m.Title)
		}
		return err
	})
	r.step(8, func(k *taking) error {
		again, err := Movies.Get(r.ctx, s, 2)
		k.gives(again == m)
		return err
	})
	r.step(9, func(k *taking) error {
		missing, err := Movies.Get(r.ctx, s, 99)
		k.gives(missing)
		return none(err)
	})
	r.step(10, func(k *taking) error {
		actors, err := Actors.Join(Stuntmen).Where(Stuntmen.Name.Like("%Roe")).OrderBy(Actors.ID).All(r.ctx, s)
		var names []string
		for _, actor := range actors {
			names = append(names, actor.Name)
		}
		k.gives(names)
		return err
	})
	titles(11, Movies.OrderBy(Movies.ReleaseDate.Desc()).Limit(2))
	r.step(12, func(k *taking) error {
		st, err := Stuntmen.Get(r.ctx, s, 1)
		if err != nil {
			return err
		}
		r.name("st", st)
		actor, err := st.Actor.Get(r.ctx)
		if err != nil {
			return err
		}
		mark, err := Actors.Get(r.ctx, s, 3)
		if err != nil {
			return err
		}
		stuntman, err := mark.Stuntman.Get(r.ctx)
		if err != nil {
			return err
		}
		k.list(actor.Name, stuntman.Name)
		return nil
	})
	r.step(13, func(k *taking) error {
		n, err := ContactDetails.Where(ContactDetails.Address.Eq("Glendale, CA")).Delete(r.ctx, s)
		k.gives(n)
		return err
	})
	r.step(14, func(k *taking) error {
		addresses, err := sql.Select1(ContactDetails.Address).OrderBy(ContactDetails.ID).All(r.ctx, s)
		k.gives(addresses)
		return err
	})
	r.does(15, func() error { return s.Commit(r.ctx) })
}

func articleComments(r *run) {
	s := r.session
	article, c1, c2 := &Article{}, &Comment{}, &Comment{}
	r.does(1, func() error {
		article.Comments.Set(c1, c2)
		s.Add(article)
		r.name("article", article)
		r.name("c1", c1)
		r.name("c2", c2)
		return s.Flush(r.ctx)
	})
	r.step(2, func(k *taking) error { k.list(c1.ArticleID, c2.ArticleID); return nil })
	r.does(3, func() error { article.Comments.Remove(c1); return s.Flush(r.ctx) })
	r.does(4, func() error { s.Delete(article); return s.Commit(r.ctx) })
}

func tireCar(r *run) {
	s := r.session
	car := &Car{}
	var tires []*Tire
	r.step(1, func(k *taking) error {
		r.name("car", car)
		for n := range 4 {
			tire := &Tire{}
			tire.Car.Set(car)
			tires = append(tires, tire)
			r.name(fmt.Sprintf("t%d", n+1), tire)
			s.Add(tire)
		}
		k.gives(s.Contains(car))
		return nil
	})
	r.does(2, func() error { return s.Flush(r.ctx) })
	r.does(3, func() error {
		second := &Car{}
		r.name("car2", second)
		tires[0].Car.Set(second)
		return s.Flush(r.ctx)
	})
	r.does(4, func() error { tires[1].Car.Set(nil); return s.Flush(r.ctx) })
	r.does(5, func() error { s.Delete(car); return s.Flush(r.ctx) })
	r.does(6, func() error { return s.Rollback(r.ctx) })
}

func personPhone(r *run) {
	s := r.session
	p, ph := Persons.New(&Person{}), MobilePhones.New(&MobilePhone{})
	r.step(1, func(k *taking) error {
		r.name("p", p)
		r.name("ph", ph)
		p.MobilePhone.Set(ph)
		k.gives(ph.Person.Value() == p)
		return nil
	})
	r.does(2, func() error { s.Add(p); return s.Commit(r.ctx) })
	r.step(3, func(k *taking) error {
		ph2 := &MobilePhone{}
		r.name("ph2", ph2)
		p.MobilePhone.Set(ph2)
		k.gives(ph2.Person.Value() == p)
		return nil
	})
	r.does(4, func() error { return s.Flush(r.ctx) })
	r.step(5, func(k *taking) error {
		person, err := ph.Person.Get(r.ctx)
		k.gives(person)
		return err
	})
	r.step(6, func(k *taking) error {
		p2 := Persons.New(&Person{})
		r.name("p2", p2)
		ph.Person.Set(p2)
		k.list(p2.MobilePhone.Value() == ph)
		return nil
	})
	r.does(7, func() error { return s.Commit(r.ctx) })
	r.does(8, func() error { p.MobilePhone.Set(nil); return s.Commit(r.ctx) })
}

func studentClass(r *run) {
	s := r.session
	math, art, bio := &Class{}, &Class{}, &Class{}
	s1, s2 := &Student{}, &Student{}
	r.does(1, func() error {
		r.name("math", math)
		r.name("art", art)
		r.name("bio", bio)
		r.name("s1", s1)
		r.name("s2", s2)
		s1.Classes.Set(math, art)
		s2.Classes.Set(art, bio)
		s.Add(s1, s2)
		return s.Commit(r.ctx)
	})
	r.does(2, func() error {
		if _, err := s1.Classes.All(r.ctx); err != nil {
			return err
		}
		s1.Classes.Remove(art)
		return s.Commit(r.ctx)
	})
	r.does(3, func() error {
		if _, err := s2.Classes.All(r.ctx); err != nil {
			return err
		}
		s2.Classes.Set(bio, math)
		return s.Commit(r.ctx)
	})
	r.does(4, func() error { s.Delete(s1); return s.Commit(r.ctx) })
	r.does(5, func() error { s.Delete(bio); return s.Commit(r.ctx) })
	r.does(6, func() error { return s.Rollback(r.ctx) })
}

func cartCascades(r *run) {
	s := r.session
	pen, ink := &Product{Title: "pen"}, &Product{Title: "ink"}
	cart := &ShoppingCart{Owner: "ann"}
	l1, l2 := &CartLine{Quantity: 2}, &CartLine{Quantity: 1}
	r.step(1, func(k *taking) error {
		r.name("pen", pen)
		r.name("ink", ink)
		r.name("cart", cart)
		r.name("l1", l1)
		r.name("l2", l2)
		l1.Product.Set(pen)
		l2.Product.Set(ink)
		cart.Lines.Set(l1, l2)
		s.Add(cart)
		k.list(s.Contains(l1), s.Contains(l2), s.Contains(pen), s.Contains(ink))
		return nil
	})
	r.does(2, func() error { return s.Commit(r.ctx) })
	r.does(3, func() error {
		if _, err := cart.Lines.All(r.ctx); err != nil {
			return err
		}
		cart.Lines.Remove(l1)
		return s.Commit(r.ctx)
	})
	var s2 *orm.Session
	var merged *ShoppingCart
	r.step(4, func(k *taking) (err error) {
		if err := s.Close(); err != nil {
			return err
		}
		changed := &ShoppingCart{ID: 1, Owner: "ann b."}
		changed.Lines.Append(&CartLine{CartID: 1, ProductID: 2, Quantity: 7})
		r.name("copy", changed)
		s2 = r.open("session2", carts)
		if merged, err = orm.Merge(r.ctx, s2, changed); err != nil {
			return err
		}
		r.name("merged", merged)
		var lines []any
		for _, line := range merged.Lines.Items() {
			lines = append(lines, []any{line.ProductID, line.Quantity})
		}
		k.list(merged.Owner, lines)
		return nil
	})
	r.does(5, func() error { return s2.Commit(r.ctx) })
	r.does(6, func() error { s2.Delete(merged); return s2.Commit(r.ctx) })
}

func cartNoCascade(r *run) {
	s := r.session
	cart := &LooseCart{Owner: "bob"}
	r.does(1, func() error {
		line := &LooseLine{Quantity: 1}
		line.Product.Set(&LooseProduct{Title: "cup"})
		cart.Lines.Append(line)
		r.name("cart", cart)
		s.Add(cart)
		return s.Commit(r.ctx)
	})
	r.does(2, func() error { s.Delete(cart); return s.Commit(r.ctx) })
	r.does(3, func() error { return s.Rollback(r.ctx) })
}

func productDataTypes(r *run) {
	s := r.session
	p := &StockedProduct{Title: new("lamp"), InStock: new(true), Quantity: new(int64(3)), Price: new(decimal.RequireFromString("19.50"))}
	q := &StockedProduct{}
	r.does(1, func() error {
		r.name("p", p)
		r.name("q", q)
		s.Add(p, q)
		return s.Commit(r.ctx)
	})
	r.step(2, func(k *taking) error {
		products, err := StockedProducts.OrderBy(StockedProducts.ID).All(r.ctx, s)
		var list []any
		for _, x := range products {
			var price any = false
			if x.Price != nil {
				price = x.Price.InexactFloat64()
			}
			list = append(list, []any{x.Title, x.InStock, x.Quantity, price, x.Price == nil})
		}
		k.gives(list)
		return err
	})
	r.step(3, func(k *taking) error {
		kinds := strings.NewReplacer("*string", "str", "*bool", "bool", "*int64", "int", "*decimal.Decimal", "Decimal")
		k.list(kinds.Replace(fmt.Sprintf("%T", p.Title)), kinds.Replace(fmt.Sprintf("%T", p.InStock)),
			kinds.Replace(fmt.Sprintf("%T", p.Quantity)), kinds.Replace(fmt.Sprintf("%T", p.Price)))
		return nil
	})
	r.step(4, func(k *taking) error {
		products, err := StockedProducts.Where(StockedProducts.InStock.Eq(true), StockedProducts.Price.Lt(decimal.NewFromInt(20))).All(r.ctx, s)
		var ids []int64
		for _, x := range products {
			ids = append(ids, x.ID)
		}
		k.gives(ids)
		return err
	})
	r.does(5, func() error { p.InStock = new(false); return s.Commit(r.ctx) })
}
