package readable

import (
	"net/url"
	"strings"
	"time"

	"attache"
)

// hints is what a person wrote above a pasted text to describe it:
//
//	Title: Envoys agree on a calendar
//	Date: 2026-11-21
//	Outlet: The Harbour Gazette
//	URL: https://harbour.example/envoys-calendar
type hints struct {
	title, byline, outlet, url string
	published                  time.Time
	whose                      attache.Outlet // whose article it is, when that is a known outlet
}

// pair is a line that describes a text.
type pair struct{ field, value string }

// hintNames maps the names people give such lines to the field they fill.
var hintNames = map[string]string{
	"title": "title", "headline": "title",
	"date": "date", "published": "date", "publication date": "date",
	"outlet": "outlet", "source": "outlet", "publisher": "outlet", "publication": "outlet",
	"url": "url", "link": "url",
	"author": "byline", "authors": "byline", "byline": "byline", "by": "byline",
}

// takeHints parts text into its hints and the rest. Hints are the unbroken run of "Name: value"
// lines at the very top, if there are two or more, or one with a blank line below it. A date or an
// address that cannot be read is a Problem: the person meant something by it.
func takeHints(text string, o Options) (hints, string, error) {
	h := hints{whose: o.Outlet}
	lines := strings.Split(strings.TrimLeft(text, "\n"), "\n")
	var found []pair
	for _, l := range lines {
		name, value, ok := strings.Cut(l, ":")
		field := hintNames[strings.ToLower(strings.TrimSpace(name))]
		if value = strings.TrimSpace(value); !ok || field == "" || value == "" {
			break
		}
		found = append(found, pair{field, value})
	}
	n := len(found)
	if n == 0 || n == 1 && len(lines) > 1 && lines[1] != "" {
		return h, text, nil
	}
	h.whose = o.whose(found)
	for _, p := range found {
		switch p.field {
		case "title":
			h.title = p.value
		case "byline":
			h.byline = p.value
		case "outlet":
			h.outlet = p.value
		case "date":
			d, err := parseDate(p.value, h.whose)
			if err != nil {
				return h, "", refuse(ErrDate, "I could not read the date in the line \"Date:\" ("+err.Error()+").", "Write it as 2026-11-21 and send the text again.", err)
			}
			h.published = d.time
		case "url":
			u, err := url.Parse(strings.Trim(p.value, "<>"))
			if err != nil || len(p.value) > maxAddress || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
				return h, "", refuse(ErrUnsupported, "I could not read the address in the line \"URL:\".", "Give the whole address, beginning with https://, or leave the line out.")
			}
			h.url = Canonical(u).String()
		}
	}
	return h, strings.Join(lines[n:], "\n"), nil
}

// whose returns the outlet that the lines above a text name or link to: how it writes dates is needed
// to read the line with the date, wherever that stands.
func (o Options) whose(found []pair) attache.Outlet {
	if o.Outlet != (attache.Outlet{}) || o.Outlets == nil {
		return o.Outlet
	}
	var linked attache.Outlet
	for _, p := range found {
		switch p.field {
		case "outlet":
			if named := o.Outlets.Named(p.value); named.Name != "" {
				return named
			}
		case "url":
			if u, err := url.Parse(strings.Trim(p.value, "<>")); err == nil {
				linked = o.Outlets.Find(u.Hostname())
			}
		}
	}
	return linked
}

// apply lets the hints win over what a was read as.
func (h hints) apply(a *attache.Article) {
	for _, f := range []struct {
		to   *string
		from string
	}{{&a.Title, h.title}, {&a.Byline, h.byline}, {&a.Outlet, h.outlet}, {&a.URL, h.url}} {
		if f.from != "" {
			*f.to = f.from
		}
	}
	if a.Outlet == "" {
		a.Outlet = h.whose.Name
	}
	if !h.published.IsZero() {
		a.Published, a.PublishedBy = h.published, "given with the text"
	}
}
