// Package structure describes what databases know of their own tables: the shapes
// of what package inspect finds ([Table], [Column], [Index] …), and what a
// dialect contributes to it: [Queries], one for each kind of thing, whose
// rows all databases give in the same form.
package structure
