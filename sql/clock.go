package sql

import "github.com/azoth-go/azoth/types"

// Now is the time of the transaction or the statement, as the database has it.
func Now() Time { return called[Time]("now", types.DateTimeTZ) }

// CurrentDate is CURRENT_DATE.
func CurrentDate() Date { return called[Date]("current_date", types.DateOnly) }

// CurrentTime is CURRENT_TIME.
func CurrentTime() TimeOfDay { return called[TimeOfDay]("current_time", types.TimeOnly) }

// CurrentTimestamp is CURRENT_TIMESTAMP.
func CurrentTimestamp() Time { return called[Time]("current_timestamp", types.DateTimeTZ) }

// LocalTime is LOCALTIME.
func LocalTime() TimeOfDay { return called[TimeOfDay]("localtime", types.TimeOnly) }

// LocalTimestamp is LOCALTIMESTAMP.
func LocalTimestamp() Time { return called[Time]("localtimestamp", types.DateTime) }
