package mssql

import "github.com/azoth-go/azoth/types"

// The types that SQL Server has besides the generic ones. Struct tags name them
// in capitals: type=DATETIMEOFFSET(3).
var (
	TinyInt    = types.Named("TINYINT")
	Money      = types.Named("MONEY")
	SmallMoney = types.Named("SMALLMONEY")
	Real       = types.Named("REAL")

	DateTime2      = types.Named("DATETIME2")
	DateTimeOffset = types.Named("DATETIMEOFFSET")
	SmallDateTime  = types.Named("SMALLDATETIME")

	UniqueIdentifier = types.Named("UNIQUEIDENTIFIER")
	XML              = types.Named("XML")
	SQLVariant       = types.Named("SQL_VARIANT")
	// RowVersion is a number of 8 bytes that the database sets on every change of
	// the row; programs read it only.
	RowVersion = types.Named("ROWVERSION")

	NText = types.Named("NTEXT")
	Image = types.Named("IMAGE")
	// VarCharMax, NVarCharMax and VarBinaryMax have room for 2 GB.
	VarCharMax   = types.Named("VARCHAR(max)")
	NVarCharMax  = types.Named("NVARCHAR(max)")
	VarBinaryMax = types.Named("VARBINARY(max)")
)
