package robustness_test

import (
	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/dialect/firebird"
	"github.com/azoth-go/azoth/dialect/mssql"
	"github.com/azoth-go/azoth/dialect/mysql"
	"github.com/azoth-go/azoth/dialect/oracle"
	"github.com/azoth-go/azoth/dialect/postgresql"
	"github.com/azoth-go/azoth/dialect/sqlite"
	"github.com/azoth-go/azoth/dialect/sybase"
)

// dialects are those that statements are compiled for.
var dialects = []*dialect.Dialect{sqlite.Dialect, postgresql.Dialect, mysql.Dialect, mysql.MariaDB,
	mssql.Dialect, oracle.Dialect, firebird.Dialect, sybase.Dialect}
