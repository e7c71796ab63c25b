// Package base has structs for entities of other packages to embed.
package base

import "database/sql"

type Tenant struct {
	TenantID int64
	Kind     Kind
	History  map[Kind][]sql.RawBytes `orm:",type=json"`
}

type Kind string

type Point struct{ X, Y int }

type Secret struct{ Hidden hidden }

type hidden string
