package orm_test

import (
	"testing"

	"github.com/azoth-go/azoth/orm"
)

func merge[T any](w *world, s *orm.Session, object *T) *T {
	w.Helper()
	merged, err := orm.Merge(w.ctx(), s, object)
	w.check(err)
	return merged
}

func TestMergeOfANewObject(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		s := w.session()
		given := &Customer{Name: "ann"}
		merged := merge(w, s, given)
		w.expect() // without a key there is nothing to look for
		w.states(given, orm.Transient, merged, orm.Pending)
		if merged == given || merged.Name != "ann" || s.Contains(given) {
			w.Errorf("merged: %+v", merged)
		}
		w.check(s.Flush(w.ctx()))
		if merged.ID == 0 || given.ID != 0 {
			w.Errorf("the keys are %d, %d", merged.ID, given.ID)
		}
		w.quiet()
		merge(w, s, &Customer{ID: 50, Name: "dora"})
		w.check(s.Commit(w.ctx()))
		w.expect("SELECT customers", "INSERT customers(id,name,city) 1", "COMMIT")
		w.rows("SELECT id, name FROM customers ORDER BY id", "1 ann", "50 dora")
	})
}

func TestMergeIntoAPresentObject(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedShop(w)
		s := w.session()
		ann := customer(w, s, 1)
		w.quiet()
		if merge(w, s, &Customer{ID: 1, Name: "lovely", City: new("Rome")}) != ann || ann.Name != "lovely" {
			w.Errorf("merged: %+v", ann)
		}
		w.check(s.Flush(w.ctx()))
		w.expect("UPDATE customers(name) 1")
		merge(w, s, &Customer{ID: 1, Name: "lovely", City: new("Rome")})
		if len(s.Dirty()) != 0 {
			w.Errorf("equal values made dirty %v", s.Dirty())
		}
		if merge(w, s, ann) != ann {
			w.Error("merging the session's own object gave another")
		}
		w.check(s.Commit(w.ctx()))
		// An expired object is read first, so that what was changed elsewhere
		// is written over where it differs.
		w.exec("UPDATE customers SET city = 'Bonn' WHERE id = 1")
		merge(w, s, &Customer{ID: 1, Name: "lovely", City: new("Rome")})
		w.check(s.Commit(w.ctx()))
		w.expect("BEGIN", "SELECT customers", "UPDATE customers(city) 1", "COMMIT")
		w.rows("SELECT name, city FROM customers WHERE id = 1", "lovely Rome")
	})
}

func TestMergeReadsTheRow(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedShop(w)
		s := w.session()
		merged := merge(w, s, &Customer{ID: 2, Name: "bobby", City: new("Oslo")})
		w.expect("BEGIN", "SELECT customers")
		w.states(merged, orm.Persistent)
		w.check(s.Commit(w.ctx()))
		w.expect("UPDATE customers(name) 1", "COMMIT")
	})
}

func TestMergeOfADetachedObject(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedShop(w)
		s := w.session()
		ann, bob := customer(w, s, 1), customer(w, s, 2)
		s.Expunge(ann)
		w.check(s.Commit(w.ctx())) // bob expires
		w.check(s.Close())
		ann.City = new("Paris")
		bob.Name = "bobby"
		w.exec("UPDATE customers SET city = 'Bergen' WHERE id = 2")
		s = w.session()
		mergedAnn, mergedBob := merge(w, s, ann), merge(w, s, bob)
		w.states(ann, orm.Detached, bob, orm.Detached, mergedAnn, orm.Persistent, mergedBob, orm.Persistent)
		if mergedAnn == ann || *mergedAnn.City != "Paris" || mergedBob.Name != "bobby" || *mergedBob.City != "Bergen" {
			w.Errorf("merged: %+v, %+v", mergedAnn, mergedBob)
		}
		w.quiet()
		w.check(s.Commit(w.ctx()))
		w.rows("SELECT name, city FROM customers ORDER BY id", "ann Paris", "bobby Bergen", "cyd Rome")
	})
}

func TestMergeFollowsCollections(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedShop(w)
		s := w.session()
		given := &Customer{ID: 1, Name: "ann", City: new("Rome")}
		given.Purchases.Append(&Purchase{ID: 2, Total: 22}, &Purchase{Total: 99})
		merged := merge(w, s, given)
		w.expect("BEGIN", "SELECT customers", "SELECT purchases")
		items := merged.Purchases.Items()
		if len(items) != 2 || items[0].ID != 2 || items[0].Total != 22 || items[1].Total != 99 || items[0].Customer.Value() != merged {
			w.Errorf("merged: %+v", items)
		}
		w.check(s.Commit(w.ctx()))
		w.expect("UPDATE purchases(customer_id) 1", "UPDATE purchases(total) 1", "INSERT purchases(total,customer_id) 1", "COMMIT")
		w.states(given, orm.Transient, given.Purchases.Items()[0], orm.Transient)
		w.rows("SELECT id, total, customer_id FROM purchases ORDER BY id", "1 10 <nil>", "2 22 1", "3 30 2", "4 99 1")
		purchase := &Purchase{ID: 3, Total: 30}
		purchase.Customer.Set(&Customer{Name: "new"})
		merge(w, s, purchase)
		w.check(s.Commit(w.ctx()))
		w.rows("SELECT c.name FROM purchases p JOIN customers c ON c.id = p.customer_id WHERE p.id = 3", "new")
	})
}

func TestMergeLeavesUnloadedCollectionsAlone(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedShop(w)
		s := w.session()
		merged := merge(w, s, &Customer{ID: 1, Name: "adah"})
		w.check(s.Commit(w.ctx()))
		purchases, err := merged.Purchases.All(w.ctx())
		w.check(err)
		if len(purchases) != 2 {
			w.Errorf("the purchases are %v", purchases)
		}
		empty := &Customer{ID: 1, Name: "adah"}
		empty.Purchases.Set()
		merge(w, s, empty)
		w.check(s.Commit(w.ctx()))
		w.rows("SELECT customer_id FROM purchases ORDER BY id", "<nil>", "<nil>", "2")
	})
}

// What is known of a detached object's relationships is their changes.
func TestMergeOfChangedRelationships(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedShop(w)
		s := w.session()
		ann, bob := customer(w, s, 1), customer(w, s, 2)
		purchases, err := ann.Purchases.All(w.ctx())
		w.check(err)
		first := purchases[0]
		w.check(s.Commit(w.ctx()))
		w.check(s.Close())
		w.exec("INSERT INTO purchases (customer_id, total) VALUES (1, 15), (2, 35)")
		ann.Purchases.Remove(first)
		ann.Purchases.Append(&Purchase{Total: 40}) // stale
		bob.Purchases.Append(&Purchase{Total: 50}) // never loaded
		s = w.session()
		merge(w, s, ann)
		merge(w, s, bob)
		w.check(s.Commit(w.ctx()))
		w.rows("SELECT total, customer_id FROM purchases ORDER BY total", "10 <nil>", "15 1", "20 1", "30 2", "35 2", "40 1", "50 2")
	})
}

func TestMergeOfAnOldVersion(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		w.exec("INSERT INTO accounts (version, owner, balance) VALUES (3, 'ann', 100)")
		s := w.session()
		_, err := orm.Merge(w.ctx(), s, &Account{ID: 1, Version: 2, Owner: "ann", Balance: 1})
		w.wants(err, orm.ErrStale)
		merge(w, s, &Account{ID: 1, Version: 3, Owner: "ann", Balance: 1})
		w.check(s.Commit(w.ctx()))
		w.rows("SELECT version, balance FROM accounts", "4 1")
	})
}

func TestMergeFromAnotherSession(t *testing.T) {
	eachDatabase(t, shop, func(w *world) {
		seedShop(w)
		s, other := w.session(), w.session()
		ann := customer(w, s, 1)
		merged := merge(w, other, ann)
		if merged == ann || merged.Name != "ann" || !s.Contains(ann) || !other.Contains(merged) {
			w.Errorf("merged: %+v", merged)
		}
		cyd := customer(w, other, 3)
		w.execOn(other, "DELETE FROM customers WHERE id = 3")
		other.Expire(cyd)
		again := merge(w, other, &Customer{ID: 3, Name: "cyd"})
		w.states(cyd, orm.Deleted, again, orm.Pending)
		w.check(other.Flush(w.ctx()))
		if customer(w, other, 3) != again {
			w.Error("the new object is not the one in the session")
		}
	})
}
