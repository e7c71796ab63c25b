package sqlite

// A cache keeps a connection's prepared statements that were used last, by
// their text.
type cache struct {
	db             *database
	capacity       int
	byText         map[string]*statement
	newest, oldest *statement
}

const (
	cachedStatements = 256
	// Longer texts are made once, as a rule, and cost little to compile beside
	// what they do.
	longestCached = 64 << 10
)

// take gives the prepared statement of a text, for one use until put.
func (c *cache) take(text string) (*statement, error) {
	s := c.byText[text]
	if s != nil && !s.inUse {
		if c.newest != s {
			c.unlink(s)
			c.link(s)
		}
		s.inUse = true
		return s, nil
	}
	made, rest, err := c.db.prepare(text)
	if err != nil {
		return nil, err
	}
	if rest != "" {
		// It may be a comment.
		next, _, err := c.db.prepare(rest)
		if err != nil || next.handle != 0 {
			made.finalize()
			if err == nil {
				next.finalize()
			}
			return nil, errSeveral
		}
	}
	made.inUse = true
	if s == nil && len(text) <= longestCached {
		made.cached = true
		c.byText[text] = made
		c.link(made)
		c.evict()
	}
	return made, nil
}

// put takes a statement back.
func (c *cache) put(s *statement) {
	s.inUse = false
	if !s.cached {
		s.finalize()
		return
	}
	if s.room > largestKept {
		s.freeBound()
	}
	c.evict()
}

// evict frees what is above the capacity, the longest unused first. Statements
// in use wait for put.
func (c *cache) evict() {
	for s := c.oldest; s != nil && len(c.byText) > c.capacity; {
		next := s.newer
		if !s.inUse {
			c.unlink(s)
			delete(c.byText, s.text)
			s.finalize()
		}
		s = next
	}
}

// clear frees all statements.
func (c *cache) clear() {
	for s := c.oldest; s != nil; s = s.newer {
		s.finalize()
	}
	c.byText, c.newest, c.oldest = nil, nil, nil
}

func (c *cache) link(s *statement) {
	s.older, s.newer = c.newest, nil
	if c.newest != nil {
		c.newest.newer = s
	} else {
		c.oldest = s
	}
	c.newest = s
}

func (c *cache) unlink(s *statement) {
	if s.newer != nil {
		s.newer.older = s.older
	} else {
		c.newest = s.older
	}
	if s.older != nil {
		s.older.newer = s.newer
	} else {
		c.oldest = s.newer
	}
}
