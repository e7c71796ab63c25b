package model

type User struct{ ID int64 }
