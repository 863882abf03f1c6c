package bot

import (
	"cmp"
	"encoding/json"
	"strconv"
	"time"
)

// snowflake is an id of Discord's. Decoding takes strings of digits and JSON numbers and makes
// anything else empty, so that an id can be put into a path as it is.
type snowflake string

// UnmarshalJSON implements json.Unmarshaler. It does not fail: an id nobody can read is no id.
func (s *snowflake) UnmarshalJSON(b []byte) error {
	*s = ""
	var text string
	if json.Unmarshal(b, &text) != nil {
		text = string(b)
	}
	if n, err := strconv.ParseUint(text, 10, 64); err == nil && n > 0 && text[0] != '0' {
		*s = snowflake(text)
	}
	return nil
}

// epoch is the first second of 2015, from which Discord counts milliseconds.
const epoch = 1420070400000

// made returns when the id was given out; zero for an empty one.
func (s snowflake) made() time.Time {
	n, err := strconv.ParseUint(string(s), 10, 64)
	if err != nil {
		return time.Time{}
	}
	return time.UnixMilli(int64(n>>22) + epoch)
}

// snowflakeAt returns the id before all that are given out from t on.
func snowflakeAt(t time.Time) snowflake {
	return snowflake(strconv.FormatInt(max(t.UnixMilli()-epoch, 1)<<22, 10))
}

// compare orders ids by the time they were given out.
func (s snowflake) compare(t snowflake) int {
	return cmp.Or(cmp.Compare(len(s), len(t)), cmp.Compare(s, t))
}

// snowflakeOf returns an id from outside the wire, empty when it is none.
func snowflakeOf(s string) snowflake {
	var id snowflake
	if id.UnmarshalJSON([]byte(s)) != nil || string(id) != s {
		return ""
	}
	return id
}
