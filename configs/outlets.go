package configs

import (
	"errors"
	"fmt"
	"strings"

	"attache"
)

// Outlets is the table of publications. It is read-only and safe for concurrent use; the zero
// Outlets knows none.
type Outlets struct {
	byHost map[string]attache.Outlet
	byName map[string]attache.Outlet
}

// LoadOutlets reads outlets.tsv from dir, or the built-in one (see Table). The error joins every
// mistake with its line.
func LoadOutlets(dir string) (*Outlets, error) {
	b, err := Table(dir, "outlets.tsv")
	if err != nil {
		return nil, err
	}
	o, err := parseOutlets(string(b))
	if err != nil {
		return nil, fmt.Errorf("outlets.tsv: %w", err)
	}
	return o, nil
}

func parseOutlets(text string) (*Outlets, error) {
	o := &Outlets{byHost: map[string]attache.Outlet{}, byName: map[string]attache.Outlet{}}
	var mistakes []error
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimRight(line, "\r")
		if strings.TrimSpace(line) == "" || line[0] == '#' {
			continue
		}
		out, err := parseOutlet(strings.Split(line, "\t"))
		if _, twice := o.byHost[out.Host]; twice && err == nil {
			err = fmt.Errorf("%s is listed twice", out.Host)
		}
		if err != nil {
			mistakes = append(mistakes, fmt.Errorf("line %d: %w", i+1, err))
			continue
		}
		o.byHost[out.Host] = out
		if key := strings.ToLower(out.Name); o.byName[key].Host == "" {
			o.byName[key] = out
		}
	}
	return o, errors.Join(mistakes...)
}

func parseOutlet(columns []string) (attache.Outlet, error) {
	if len(columns) != 4 {
		return attache.Outlet{}, fmt.Errorf("has %d columns, not host, name, zone and dates", len(columns))
	}
	for i := range columns {
		columns[i] = strings.TrimSpace(columns[i])
	}
	out := attache.Outlet{Host: columns[0], Name: columns[1]}
	if out.Host == "" || out.Host != strings.ToLower(out.Host) || strings.ContainsAny(out.Host, "/: ") || !strings.Contains(out.Host, ".") {
		return out, fmt.Errorf("%q is not a host in small letters", out.Host)
	}
	if out.Name == "" {
		return out, errors.New("has no name")
	}
	if columns[2] != "-" {
		zone, err := location(columns[2])
		if err != nil {
			return out, err
		}
		out.Zone = zone
	}
	switch dates := attache.DateOrder(columns[3]); dates {
	case "-":
	case attache.DayFirst, attache.MonthFirst, attache.YearFirst:
		out.Dates = dates
	default:
		return out, fmt.Errorf("dates are dmy, mdy, ymd or -, not %q", columns[3])
	}
	return out, nil
}

// Find returns the outlet of a host: the longest entry that is the host or a domain above it. The
// zero Outlet when there is none. "www.bbc.co.uk" is the BBC, "notbbc.co.uk" is not.
func (o *Outlets) Find(host string) attache.Outlet {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	for host != "" {
		if out, ok := o.byHost[host]; ok {
			return out
		}
		_, host, _ = strings.Cut(host, ".")
	}
	return attache.Outlet{}
}

// Named returns the outlet that is called name, in any case; the zero Outlet when none is.
func (o *Outlets) Named(name string) attache.Outlet {
	return o.byName[strings.ToLower(strings.TrimSpace(name))]
}
