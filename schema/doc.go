// Package schema describes tables: their columns, keys and constraints, and
// the order in which they can be created and dropped.
//
// A [MetaData] holds the tables of a program. They are put there by [New], by
// [Declare], or by mapping an entity with package orm. Foreign keys are given
// by name and found late, so that tables may be declared in any order.
package schema
