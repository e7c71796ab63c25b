package state

import (
	"encoding/binary"
	"fmt"
	"slices"
	"unsafe"

	"github.com/azoth-go/azoth/orm/internal/mapping"
)

// An IdentityMap holds the persistent objects of one entity by primary key:
// one object for each row. Integer and string keys are looked up natively.
type IdentityMap struct {
	entity  *mapping.Entity
	integer *mapping.Column      // the key, where it is one integer
	ints    IntIndex             // positions in Instances
	others  map[string]*Instance // any other key, encoded
	// Instances are the objects in the map, in no particular order.
	Instances []*Instance
	scratch   []byte
}

// NewIdentityMap makes an empty map for an entity.
func NewIdentityMap(e *mapping.Entity) *IdentityMap {
	m := &IdentityMap{entity: e}
	if len(e.Keys) == 1 && e.Keys[0].Integer != nil {
		m.integer = e.Keys[0]
		m.ints = NewIntIndex()
	} else {
		m.others = make(map[string]*Instance)
	}
	return m
}

// Integer reports whether keys are single integers, for GetInt.
func (m *IdentityMap) Integer() bool { return m.integer != nil }

// GetInt finds the object with an integer key, or nil.
func (m *IdentityMap) GetInt(key int64) *Instance {
	if at := m.ints.Get(key); at >= 0 {
		return m.Instances[at]
	}
	return nil
}

// Get finds the object that has the same key columns as the given one, or nil.
// The given one need not be in the map, nor be more than its key.
func (m *IdentityMap) Get(object unsafe.Pointer) *Instance {
	if m.integer != nil {
		key, ok := m.integer.Integer.LoadInt(m.integer.At(object))
		if !ok {
			return nil
		}
		return m.GetInt(key)
	}
	m.scratch = EncodeKey(m.scratch[:0], m.entity.Keys, object)
	return m.others[string(m.scratch)]
}

// Put adds an object under the key in its snapshot.
func (m *IdentityMap) Put(i *Instance) {
	if m.integer != nil {
		m.PutInt(m.key(i), i)
		return
	}
	m.scratch = EncodeKey(m.scratch[:0], m.entity.Keys, i.Snapshot)
	m.others[string(m.scratch)] = i
	m.append(i)
}

// PutInt adds an object under an integer key.
func (m *IdentityMap) PutInt(key int64, i *Instance) {
	m.ints.Put(key, len(m.Instances))
	m.append(i)
}

func (m *IdentityMap) append(i *Instance) {
	i.Position = int32(len(m.Instances))
	m.Instances = appendDoubling(m.Instances, i)
}

// key is the integer key in the snapshot.
func (m *IdentityMap) key(i *Instance) int64 {
	key, _ := m.integer.Integer.LoadInt(m.integer.At(i.Snapshot))
	return key
}

// Remove takes an object out, found by the key in its snapshot.
func (m *IdentityMap) Remove(i *Instance) {
	listed := int(i.Position) < len(m.Instances) && m.Instances[i.Position] == i
	if m.integer != nil {
		if key := m.key(i); listed && m.ints.Get(key) == int(i.Position) {
			m.ints.remove(key)
		}
	} else {
		m.scratch = EncodeKey(m.scratch[:0], m.entity.Keys, i.Snapshot)
		if m.others[string(m.scratch)] == i {
			delete(m.others, string(m.scratch))
		}
	}
	if !listed {
		return
	}
	last := len(m.Instances) - 1
	if moved := m.Instances[last]; moved != i {
		if m.integer != nil {
			if key := m.key(moved); m.ints.Get(key) == last {
				m.ints.Put(key, int(i.Position))
			}
		}
		m.Instances[i.Position] = moved
		moved.Position = i.Position
	}
	m.Instances[last] = nil
	m.Instances = m.Instances[:last]
}

// Len is the number of objects.
func (m *IdentityMap) Len() int { return len(m.Instances) }

// Reserve makes room for n more objects with integer keys.
func (m *IdentityMap) Reserve(n int) {
	if n > 0 && m.integer != nil {
		m.ints.reserve(n)
		m.Instances = slices.Grow(m.Instances, n)
	}
}

// EncodeKey appends columns of an object in a form that is equal when, and only
// when, the columns are.
func EncodeKey(buf []byte, columns []*mapping.Column, object unsafe.Pointer) []byte {
	for _, c := range columns {
		if c.Integer != nil {
			v, ok := c.Integer.LoadInt(c.At(object))
			if !ok {
				buf = append(buf, 'n')
				continue
			}
			buf = binary.LittleEndian.AppendUint64(append(buf, 'i'), uint64(v))
			continue
		}
		v, err := c.Codec.Value(c.At(object))
		if err != nil || v == nil {
			buf = append(buf, 'n')
			continue
		}
		buf = AppendKeyValue(buf, v)
	}
	return buf
}

// AppendKeyValue appends one bind value as EncodeKey does.
func AppendKeyValue(buf []byte, value any) []byte {
	switch v := value.(type) {
	case nil:
		return append(buf, 'n')
	case int64:
		return binary.LittleEndian.AppendUint64(append(buf, 'i'), uint64(v))
	case string:
		buf = binary.LittleEndian.AppendUint32(append(buf, 's'), uint32(len(v)))
		return append(buf, v...)
	default:
		text := fmt.Sprint(v)
		buf = binary.LittleEndian.AppendUint32(append(buf, 'v'), uint32(len(text)))
		return append(buf, text...)
	}
}

// KeyText gives the key columns of an object for messages: "5" or "(1, 2)".
func KeyText(e *mapping.Entity, object unsafe.Pointer) string {
	var text string
	for i, c := range e.Keys {
		v, _ := c.Codec.Value(c.At(object))
		if i > 0 {
			text += ", "
		}
		text += fmt.Sprint(v)
	}
	if len(e.Keys) > 1 {
		return "(" + text + ")"
	}
	return text
}
