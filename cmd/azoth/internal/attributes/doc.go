// Package attributes writes the attributes of entities: it reads the structs of
// a Go package that have an orm.Table field, checks their tags, and writes the
// orm.Map calls that belong to them.
//
// It works on syntax alone, so that it needs neither the generated file nor a
// package that compiles.
package attributes
