package sandbox

import (
	"encoding/json"
	"fmt"
	"strconv"
	"time"
)

// ID is a Discord snowflake: 42 bits of milliseconds since 2015, 22 bits to tell siblings apart. It
// is a string in JSON, because JavaScript numbers end at 53 bits. The zero ID names nothing.
type ID uint64

// epoch is the first millisecond of 2015, where snowflakes begin.
const epoch = 1420070400000

// String returns the decimal form.
func (id ID) String() string { return strconv.FormatUint(uint64(id), 10) }

// Time returns when the thing was made.
func (id ID) Time() time.Time { return time.UnixMilli(int64(id>>22) + epoch).UTC() }

// AppendText appends the decimal form.
func (id ID) AppendText(b []byte) ([]byte, error) { return strconv.AppendUint(b, uint64(id), 10), nil }

// MarshalText makes an ID usable as a key of a JSON object.
func (id ID) MarshalText() ([]byte, error) { return id.AppendText(nil) }

// MarshalJSON writes a string.
func (id ID) MarshalJSON() ([]byte, error) {
	return append(strconv.AppendUint([]byte{'"'}, uint64(id), 10), '"'), nil
}

// UnmarshalJSON takes a string or, as Discord does, a number. Null leaves id alone.
func (id *ID) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		return nil
	}
	s := string(b)
	if len(b) > 0 && b[0] == '"' {
		if err := json.Unmarshal(b, &s); err != nil {
			return err
		}
	}
	parsed, err := ParseID(s)
	if err != nil {
		return err
	}
	*id = parsed
	return nil
}

// ParseID reads the decimal form. A leading zero, a sign and blanks are refused.
func ParseID(s string) (ID, error) {
	n, err := strconv.ParseUint(s, 10, 64)
	if err != nil || len(s) > 1 && s[0] == '0' {
		return 0, fmt.Errorf("%q is not a snowflake", s)
	}
	return ID(n), nil
}

// Time is a moment as Discord prints it: "2026-11-23T09:00:00.000000+00:00".
type Time struct{ time.Time }

const timeLayout = "2006-01-02T15:04:05.000000-07:00"

// MarshalJSON writes t in UTC with microseconds.
func (t Time) MarshalJSON() ([]byte, error) {
	b := make([]byte, 0, len(timeLayout)+2)
	b = append(b, '"')
	b = t.UTC().AppendFormat(b, timeLayout)
	return append(b, '"'), nil
}
