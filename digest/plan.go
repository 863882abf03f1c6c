package digest

import (
	"fmt"
	"strings"
	"time"
	_ "time/tzdata" // zones are the same on every machine, also where there are none

	"github.com/robfig/cron/v3"

	"attache"
)

// Plan is a schedule that can be asked when it is due. The zero Plan never is.
type Plan struct {
	fields cron.Schedule // on a clock that never changes
	zone   *time.Location
}

// NewPlan reads the spec and the zone of a schedule. spec is "EVERY at TIME" (see Spec), five cron
// fields, or five cron fields and "at TIME"; zone is an IANA name. What does not exist is a Problem.
func NewPlan(spec, zone string) (Plan, error) {
	loc, err := loadZone(zone)
	if err != nil {
		return Plan{}, err
	}
	fields, err := Spec(cutAt(spec))
	if err != nil {
		return Plan{}, err
	}
	// Days and hours are counted as the people of the zone count them; what clock changes do to
	// them is decided by instant. "CRON_TZ=" would leave out a time that the clock jumps over.
	s, err := cron.ParseStandard("CRON_TZ=UTC " + fields)
	if err != nil {
		return Plan{}, &attache.Problem{Say: fmt.Sprintf("“%s” is not a schedule I can read. Nothing was saved.", short(spec)), Err: err}
	}
	return Plan{s, loc}, nil
}

// cutAt parts "monday at 8am" into "monday" and "8am". Without "at" everything is the first.
func cutAt(spec string) (every, at string) {
	words := strings.Fields(spec)
	for i := len(words) - 1; i >= 0; i-- {
		if strings.EqualFold(words[i], "at") {
			return strings.Join(words[:i], " "), strings.Join(words[i+1:], " ")
		}
	}
	return strings.Join(words, " "), ""
}

// loadZone returns the zone of an IANA name.
func loadZone(name string) (*time.Location, error) {
	name = strings.ReplaceAll(strings.TrimSpace(name), " ", "_")
	if name != "" && !strings.EqualFold(name, "local") {
		if loc, err := time.LoadLocation(name); err == nil {
			return loc, nil
		}
	}
	return nil, &attache.Problem{Say: fmt.Sprintf("I know no time zone “%s”. Write it by region and city: Europe/Kyiv, America/New_York; or UTC. Nothing was saved.", short(name))}
}

// Next returns the first moment after t at which the plan is due, in its zone; zero when that is
// more than five years away ("31 February").
func (p Plan) Next(t time.Time) time.Time {
	if p.fields == nil {
		return time.Time{}
	}
	local := t.In(p.zone)
	clock := time.Date(local.Year(), local.Month(), local.Day(), local.Hour(), local.Minute(), local.Second(), local.Nanosecond(), time.UTC)
	// After the clock was put back it shows again what was due already, hence "after t".
	for range 100_000 {
		clock = p.fields.Next(clock)
		if clock.IsZero() {
			break
		}
		if at := instant(clock, p.zone); at.After(t) {
			return at
		}
	}
	return time.Time{}
}

// instant returns when the clocks of a zone show what clock shows: the first time when they do so
// twice; when they never do because they jump over it, the moment of the jump.
func instant(clock time.Time, zone *time.Location) time.Time {
	shows := func(t time.Time) bool {
		return t.Hour() == clock.Hour() && t.Minute() == clock.Minute() && t.Second() == clock.Second() && t.Day() == clock.Day()
	}
	t := time.Date(clock.Year(), clock.Month(), clock.Day(), clock.Hour(), clock.Minute(), clock.Second(), 0, zone)
	start, end := t.ZoneBounds()
	if !shows(t) {
		// Package time went by the offset before or after the jump, it does not say which.
		if wall := time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC); wall.After(clock) {
			return start
		}
		return end
	}
	if !start.IsZero() {
		_, before := start.Add(-time.Second).Zone()
		_, now := t.Zone()
		if earlier := t.Add(time.Duration(now-before) * time.Second); before > now && earlier.Before(start) && shows(earlier.In(zone)) {
			return earlier.In(zone)
		}
	}
	return t
}

// Due returns the slots of a plan after last, up to and with now, oldest first. It is pure: the
// same arguments give the same slots on every machine.
func Due(p Plan, last, now time.Time) (slots []time.Time) {
	for at := p.Next(last); !at.IsZero() && !at.After(now); at = p.Next(at) {
		slots = append(slots, at)
	}
	return slots
}

// before returns the slot before at, or a day before it when there was none in the five years before.
func (p Plan) before(at time.Time) time.Time {
	for _, back := range []time.Duration{26 * time.Hour, 8 * 24 * time.Hour, 32 * 24 * time.Hour, 366 * 24 * time.Hour, 5 * 366 * 24 * time.Hour} {
		if slots := Due(p, at.Add(-back), at.Add(-time.Second)); len(slots) > 0 {
			return slots[len(slots)-1]
		}
	}
	return at.Add(-24 * time.Hour)
}

// tooOften reports whether slots come closer than an hour.
func (p Plan) tooOften(from time.Time) bool {
	at := p.Next(from)
	for range 200 {
		next := p.Next(at)
		if next.IsZero() {
			return false
		}
		if next.Sub(at) < time.Hour {
			return true
		}
		at = next
	}
	return false
}

// window returns what a digest at the given moment is about: what is new since the last slot done.
// Before the first that is the slot before at; where at is between slots the one before that, so
// that a first look shows a whole period.
func (p Plan) window(s attache.Schedule, at time.Time, asked bool) window {
	regular := func(t time.Time) bool { return p.Next(t.Add(-time.Second)).Equal(t) }
	w := window{from: s.Last.In(p.zone), to: at, asked: asked}
	switch {
	case !s.Last.IsZero():
		w.sharp = !regular(s.Last)
	case regular(at):
		w.from = p.before(at)
	default:
		w.from = p.before(p.before(at))
	}
	return w
}
