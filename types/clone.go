package types

import (
	"encoding/json"
	"reflect"
	"slices"
)

// maxCloneDepth ends the copying of a value that contains itself. Such a value
// has no JSON document either, and binding it is an error.
const maxCloneDepth = 1000

// clone gives a copy of v that shares no memory with it which could change: of
// maps, slices, pointers and exported fields. A struct that hides such memory
// in fields of its own is copied through its JSON document.
func clone(v reflect.Value) reflect.Value { return cloneTo(v, 0) }

func cloneTo(v reflect.Value, depth int) reflect.Value {
	t := v.Type()
	if depth > maxCloneDepth || !sharesMemory(t) {
		return v
	}
	switch t.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return v
		}
		c := reflect.New(t.Elem())
		c.Elem().Set(cloneTo(v.Elem(), depth+1))
		return c.Convert(t)
	case reflect.Interface:
		if v.IsNil() {
			return v
		}
		c := reflect.New(t).Elem()
		c.Set(cloneTo(v.Elem(), depth+1))
		return c
	case reflect.Slice:
		if v.IsNil() {
			return v
		}
		c := reflect.MakeSlice(t, v.Len(), v.Len())
		reflect.Copy(c, v)
		cloneElements(c, depth)
		return c
	case reflect.Array:
		c := reflect.New(t).Elem()
		c.Set(v)
		cloneElements(c, depth)
		return c
	case reflect.Map:
		if v.IsNil() {
			return v
		}
		c := reflect.MakeMapWithSize(t, v.Len())
		for entry := v.MapRange(); entry.Next(); {
			c.SetMapIndex(entry.Key(), cloneTo(entry.Value(), depth+1))
		}
		return c
	case reflect.Struct:
		return cloneStruct(v, depth)
	}
	return v
}

func cloneElements(v reflect.Value, depth int) {
	if !sharesMemory(v.Type().Elem()) {
		return
	}
	for i := range v.Len() {
		v.Index(i).Set(cloneTo(v.Index(i), depth+1))
	}
}

func cloneStruct(v reflect.Value, depth int) reflect.Value {
	t := v.Type()
	c := reflect.New(t)
	c.Elem().Set(v)
	if describesItself(t) && hidesMemory(t, nil) {
		fresh := reflect.New(t)
		if text, err := json.Marshal(c.Interface()); err == nil && json.Unmarshal(text, fresh.Interface()) == nil {
			return fresh.Elem()
		}
	}
	for i := range t.NumField() {
		if field := c.Elem().Field(i); field.CanSet() && sharesMemory(field.Type()) {
			field.Set(cloneTo(field, depth+1))
		}
	}
	return c.Elem()
}

// describesItself reports whether a type says itself what its document is.
func describesItself(t reflect.Type) bool {
	p := reflect.PointerTo(t)
	return p.Implements(reflect.TypeFor[json.Marshaler]()) && p.Implements(reflect.TypeFor[json.Unmarshaler]())
}

// hidesMemory reports whether a value of type t has memory to share that clone
// does not reach: in unexported fields, or in channels and functions. Within
// tells the types that t was met in.
func hidesMemory(t reflect.Type, within []reflect.Type) bool {
	if !sharesMemory(t) || slices.Contains(within, t) {
		return false
	}
	within = append(within, t)
	switch t.Kind() {
	case reflect.Chan, reflect.Func, reflect.UnsafePointer:
		return true
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
		return hidesMemory(t.Elem(), within)
	case reflect.Struct:
		for i := range t.NumField() {
			field := t.Field(i)
			if !field.IsExported() && sharesMemory(field.Type) || hidesMemory(field.Type, within) {
				return true
			}
		}
	}
	return false
}

// sharesMemory reports whether a plain copy of a value of type t shares memory
// with it that may change. What only ever changes by assignment (strings,
// times, decimals) does not count.
func sharesMemory(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map, reflect.Interface, reflect.Chan, reflect.Func, reflect.UnsafePointer:
		return true
	case reflect.Array:
		return t.Len() > 0 && sharesMemory(t.Elem())
	case reflect.Struct:
		if t == timeType || t == decimalType || t.ConvertibleTo(timeType) {
			return false
		}
		for i := range t.NumField() {
			if sharesMemory(t.Field(i).Type) {
				return true
			}
		}
	}
	return false
}
