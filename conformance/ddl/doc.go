// Package ddl executes every kind of DDL statement on the databases that answer:
// it creates, uses what was created or tries what it forbids, drops, and looks
// whether anything is left.
package ddl
