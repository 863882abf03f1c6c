package digest

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/robfig/cron/v3"

	"attache"
)

// Spec turns words into five cron fields. every is "day", "weekday", "weekend", days of the week
// ("monday", "mon,thu", "mon-fri"), "week" (Mondays), "month" (the first), or five cron fields; empty
// means every day. at is a time of day: "08:00", "8am", "18.30", "6 pm", "noon". Fields that say the
// time themselves need no at; both must then say the same. What cannot be read is a Problem.
func Spec(every, at string) (string, error) {
	every = strings.ToLower(strings.Join(strings.Fields(every), " "))
	if fields := strings.Fields(every); len(fields) == 5 && looksLikeCron(fields) {
		return withTime(fields, at)
	}
	hour, minute, err := clockTime(at)
	if err != nil {
		return "", err
	}
	days, err := daysOf(every)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%d %d %s", minute, hour, days), nil
}

func looksLikeCron(fields []string) bool {
	for _, f := range fields[:2] {
		if strings.Trim(f, "0123456789*/,-") != "" {
			return false
		}
	}
	return true
}

// withTime puts a time of day into cron fields that leave it open.
func withTime(fields []string, at string) (string, error) {
	if strings.TrimSpace(at) != "" {
		hour, minute, err := clockTime(at)
		if err != nil {
			return "", err
		}
		m, h := strconv.Itoa(minute), strconv.Itoa(hour)
		switch {
		case fields[0] == "*" && fields[1] == "*":
			fields[0], fields[1] = m, h
		case sameNumber(fields[0], minute) && sameNumber(fields[1], hour):
		default:
			return "", &attache.Problem{Say: fmt.Sprintf("“%s” already says a time, and it is not %02d:%02d. Write * * for its first two fields, or the same time. Nothing was saved.",
				strings.Join(fields, " "), hour, minute)}
		}
	}
	spec := strings.Join(fields, " ")
	if _, err := cron.ParseStandard(spec); err != nil {
		return "", &attache.Problem{Say: fmt.Sprintf("“%s” is not a schedule I can read: five fields are minute, hour, day of month, month, day of week. Nothing was saved.", spec), Err: err}
	}
	return spec, nil
}

func sameNumber(field string, n int) bool {
	v, err := strconv.Atoi(field)
	return err == nil && v == n
}

var weekdays = []string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}

// daysOf returns the last three cron fields.
func daysOf(every string) (string, error) {
	every = strings.TrimPrefix(every, "every ")
	switch every {
	case "", "day", "days", "daily", "every day":
		return "* * *", nil
	case "weekday", "weekdays", "workday", "workdays", "working day":
		return "* * 1-5", nil
	case "weekend", "weekends":
		return "* * 0,6", nil
	case "week", "weekly":
		return "* * 1", nil
	case "month", "monthly":
		return "1 * *", nil
	}
	var days []int
	for _, part := range strings.FieldsFunc(strings.ReplaceAll(every, " and ", ","), func(r rune) bool { return r == ',' || r == ' ' || r == ';' }) {
		first, last, ranged := strings.Cut(strings.ReplaceAll(part, "–", "-"), "-")
		from, ok := weekday(first)
		to, ok2 := from, true
		if ranged {
			to, ok2 = weekday(last)
		}
		if !ok || !ok2 {
			return "", &attache.Problem{Say: fmt.Sprintf("“%s” is not something I can repeat by. Write day, weekday, monday, mon,thu, week, month, or five cron fields. Nothing was saved.", short(every))}
		}
		for d := from; ; d = (d + 1) % 7 {
			days = append(days, d)
			if d == to {
				break
			}
		}
	}
	slices.Sort(days)
	var fields []string
	for _, d := range slices.Compact(days) {
		fields = append(fields, strconv.Itoa(d))
	}
	if len(fields) == 0 {
		return "", &attache.Problem{Say: "Please say how often: day, weekday, monday, mon,thu, week or month. Nothing was saved."}
	}
	return "* * " + strings.Join(fields, ","), nil
}

// weekday reads a day of the week in full, by three or more letters, or in the plural.
func weekday(s string) (int, bool) {
	if len(s) < 3 {
		return 0, false
	}
	for i, name := range weekdays {
		if strings.HasPrefix(name, s) || s == name+"s" {
			return i, true
		}
	}
	return 0, false
}

// clockTime reads a time of day.
func clockTime(at string) (hour, minute int, err error) {
	no := func() (int, int, error) {
		return 0, 0, &attache.Problem{Say: fmt.Sprintf("“%s” is not a time of day. Write 08:00, 18.30 or 6pm. Nothing was saved.", short(at))}
	}
	s := strings.ToLower(strings.Join(strings.Fields(at), ""))
	s = strings.TrimSuffix(strings.TrimPrefix(s, "at"), "uhr")
	switch s {
	case "noon", "midday":
		return 12, 0, nil
	case "midnight":
		return 0, 0, nil
	}
	half := ""
	for _, suffix := range []string{"a.m.", "p.m.", "am", "pm"} {
		if rest, ok := strings.CutSuffix(s, suffix); ok {
			s, half = rest, suffix[:1]
			break
		}
	}
	h, m, timed := strings.Cut(strings.NewReplacer(".", ":", "h", ":").Replace(s), ":")
	if hour, err = number(h, 2); err != nil {
		return no()
	}
	if timed && m != "" {
		if minute, err = number(m, 2); err != nil || len(m) != 2 {
			return no()
		}
	}
	switch {
	case half != "" && (hour < 1 || hour > 12):
		return no()
	case half == "a" && hour == 12:
		hour = 0
	case half == "p" && hour < 12:
		hour += 12
	}
	if hour > 23 || minute > 59 {
		return no()
	}
	return hour, minute, nil
}

func number(s string, digits int) (int, error) {
	if s == "" || len(s) > digits || strings.Trim(s, "0123456789") != "" {
		return 0, strconv.ErrSyntax
	}
	return strconv.Atoi(s)
}

// short bounds what is quoted back.
func short(s string) string {
	if runes := []rune(s); len(runes) > 60 {
		return string(runes[:59]) + "…"
	}
	return s
}
