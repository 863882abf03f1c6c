package sandbox

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// token matches what Discord draws as something else than its letters: mentions, commands,
// timestamps, masked links, code, escapes and emphasis.
var token = regexp.MustCompile("```(?:[a-zA-Z0-9]*\\n)?(?s:(.*?))```" + // 1 code block
	"|`([^`\\n]+)`" + // 2 code
	`|\\([^0-9A-Za-z\s])` + // 3 escape
	`|<t:(-?\d{1,13})(?::([tTdDfFRsS]))?>` + // 4 seconds, 5 style
	`|<(@!?|@&|#)(\d{1,20})>` + // 6 sigil, 7 id
	`|</([^:>\n]{1,100}):\d{1,20}>` + // 8 command
	`|\[((?:\\.|[^\]\\\n])+)\]\(<?(https?://[^\s)>]+)>?(?:\s+"[^"\n]*")?\)` + // 9 text, 10 address
	`|<(https?://[^\s>]+)>` + // 11 address without preview
	`|(\*\*\*|\*\*|__|~~|\|\|)`) // 12 emphasis

// heading matches what marks a line as heading, small text or quotation.
var heading = regexp.MustCompile(`(?m)^(?:#{1,3} |-# )`)

// plain returns Markdown as a person reads it.
func (w *World) plain(s string) string {
	s = heading.ReplaceAllString(s, "")
	var b strings.Builder
	last := 0
	for _, m := range token.FindAllStringSubmatchIndex(s, -1) {
		group := func(n int) string {
			if m[2*n] < 0 {
				return ""
			}
			return s[m[2*n]:m[2*n+1]]
		}
		b.WriteString(s[last:m[0]])
		last = m[1]
		switch {
		case m[2] >= 0:
			b.WriteString(strings.TrimSuffix(group(1), "\n"))
		case m[4] >= 0:
			b.WriteString(group(2))
		case m[6] >= 0:
			b.WriteString(group(3))
		case m[8] >= 0:
			b.WriteString(w.moment(group(4), group(5), s[m[0]:m[1]]))
		case m[12] >= 0:
			b.WriteString(w.mentioned(group(6), group(7)))
		case m[16] >= 0:
			b.WriteString("/" + group(8))
		case m[18] >= 0:
			fmt.Fprintf(&b, "%s (%s)", w.plain(group(9)), group(10))
		case m[22] >= 0:
			b.WriteString(group(11))
		}
	}
	b.WriteString(s[last:])
	return b.String()
}

// mentioned returns a mention as the client shows it.
func (w *World) mentioned(sigil, digits string) string {
	id, _ := ParseID(digits)
	switch sigil {
	case "#":
		if c := w.channels[id]; c != nil {
			return "#" + c.name
		}
		return "#unknown"
	case "@&":
		for _, g := range w.guilds {
			if r := g.role(id); r != nil {
				return "@" + strings.TrimPrefix(r.Name, "@")
			}
		}
		return "@unknown-role"
	}
	if u := w.accounts[id]; u != nil {
		return "@" + u.Shown()
	}
	return "@unknown-user"
}

// moment returns a timestamp in the style Discord draws it, in UTC.
func (w *World) moment(seconds, style, raw string) string {
	n, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil || n > 8_640_000_000_000 || n < -8_640_000_000_000 {
		return raw
	}
	t := time.Unix(n, 0).UTC()
	switch style {
	case "t":
		return t.Format("15:04")
	case "T":
		return t.Format("15:04:05")
	case "d":
		return t.Format("02/01/2006")
	case "D":
		return t.Format("2 January 2006")
	case "F":
		return t.Format("Monday, 2 January 2006 15:04")
	case "s":
		return t.Format("02/01/2006 15:04")
	case "S":
		return t.Format("02/01/2006 15:04:05")
	case "R":
		return relative(t.Sub(w.now()))
	}
	return t.Format("2 January 2006 15:04")
}

// relative returns a distance in the largest unit that fits: "3 days ago", "in 2 hours".
func relative(d time.Duration) string {
	past := d < 0
	if past {
		d = -d
	}
	n, unit := int64(d/time.Second), "second"
	for _, u := range []struct {
		name string
		size int64
	}{{"year", 365 * 86400}, {"month", 30 * 86400}, {"day", 86400}, {"hour", 3600}, {"minute", 60}} {
		if n >= u.size {
			n, unit = n/u.size, u.name
			break
		}
	}
	if n != 1 {
		unit += "s"
	}
	if past {
		return fmt.Sprintf("%d %s ago", n, unit)
	}
	return fmt.Sprintf("in %d %s", n, unit)
}
