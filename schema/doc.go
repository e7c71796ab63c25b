// Package schema describes tables: their columns, keys and constraints, and
// the order in which they can be created and dropped.
//
// A [MetaData] holds the tables of a program. They are put there by [New], by
// [Declare], or by mapping an entity with package orm. Foreign keys are given
// by name and found late, so that tables may be declared in any order.
//
// Statements that create, change and drop are values, too: [CreateTable],
// [CreateIndex], [AddConstraint] and their like. A dialect turns them to text, an
// engine executes them; creating and dropping a whole MetaData in the order of
// dependencies is a method of the engine.
package schema
