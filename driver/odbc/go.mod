module github.com/azoth-go/azoth/driver/odbc

go 1.26.0

replace github.com/azoth-go/azoth => ../..

require (
	github.com/alexbrainman/odbc v0.0.0-20250601004241-49e6b2bc0cf0
	github.com/azoth-go/azoth v0.0.0
	github.com/shopspring/decimal v1.6.0
)

require golang.org/x/sys v0.49.0 // indirect
