module github.com/azoth-go/azoth/driver/goora

go 1.26.0

replace github.com/azoth-go/azoth => ../../

require (
	github.com/azoth-go/azoth v0.0.0
	github.com/shopspring/decimal v1.6.0
	github.com/sijms/go-ora/v2 v2.8.24
)
