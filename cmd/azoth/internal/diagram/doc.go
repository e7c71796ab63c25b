// Package diagram writes tables and their foreign keys as entity-relationship
// diagrams.
package diagram
