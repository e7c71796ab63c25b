// Package state keeps what is known of objects beside their fields: where they
// are in their life, what the database has of them, how their relationships
// changed, and which object stands for which row.
//
// It works on addresses and knows objects only through the mapping of their
// entity. Nothing in it talks to a database.
package state
