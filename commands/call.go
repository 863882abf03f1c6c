package commands

import (
	"strconv"
	"time"

	"attache"
)

// Call is a command a person gave, with every option checked. Only Parse and FromOptions make one.
type Call struct {
	Command string
	Asker   Asker
	Handed  Handed
	At      time.Time // when it was given, in the zone in which "today" is read

	options []Option
	values  map[string]string
	days    map[string]period
}

// Text returns the value of a declared option, or "" when it was not given. It panics when the
// command declares no such option: that is a fault of ours which the tests find by running every
// command.
func (c Call) Text(name string) string {
	c.declared(name)
	return c.values[name]
}

// Number returns the value of a Number option, or otherwise when it was not given.
func (c Call) Number(name string, otherwise int) int {
	c.declared(name)
	n, err := strconv.Atoi(c.values[name])
	if err != nil {
		return otherwise
	}
	return n
}

// Switch reports whether a Switch option was set.
func (c Call) Switch(name string) bool {
	c.declared(name)
	return c.values[name] == "true"
}

// Entity returns the value of an option that names a person, body or state.
func (c Call) Entity(name string) attache.EntityID { return attache.NewEntityID(c.Text(name)) }

// Day returns the stretch of time a Day option names, half-open: "last week" is seven days,
// "since 1 November" ends at zero time. Both are zero when it was not given.
func (c Call) Day(name string) (from, to time.Time) {
	c.declared(name)
	p := c.days[name]
	return p.from, p.to
}

// Private reports whether the answer is for the asker alone.
func (c Call) Private() bool { return c.values["private"] == "true" }

func (c Call) declared(name string) {
	for _, o := range c.options {
		if o.Name == name {
			return
		}
	}
	panic("commands: " + c.Command + " declares no option " + name)
}
