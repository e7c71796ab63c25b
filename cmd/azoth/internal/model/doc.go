// Package model writes the structs of entities for the tables of a live database.
package model
