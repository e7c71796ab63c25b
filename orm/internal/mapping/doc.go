// Package mapping describes entities without their Go types: columns by field
// offset, relationships by the columns that connect them.
//
// Entities are built one by one while a program starts, in any order; a
// [Registry] then resolves what they say of each other, all at once, the first
// time that somebody needs it.
package mapping
