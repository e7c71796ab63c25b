package pgx

import "testing"

func TestSmoke(t *testing.T) {
	c := connect(t)
	for range 3 {
		t.Log(readStrings(t, c, "select 1::int4, 'a'::text, now(), 1.50::numeric, null::text, '{1,2}'::int[]"))
		t.Log(readStrings(t, c, "select $1::bigint + $2::bigint", 1, int64(2)))
	}
}
