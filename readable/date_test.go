package readable

import (
	"errors"
	"testing"
	"time"

	"attache"
)

func TestParseDate(t *testing.T) {
	tokyo := time.FixedZone("Tokyo", 9*3600)
	abroad := attache.Outlet{Zone: tokyo}
	for _, tt := range []struct {
		name, text string
		outlet     attache.Outlet
		want       string
	}{
		{"reads what machines write", "2026-11-20T18:40:00Z", abroad, "2026-11-20T18:40:00Z"},
		{"keeps the offset that is given", "2026-11-20T18:40:00.123+01:00", abroad, "2026-11-20T18:40:00+01:00"},
		{"reads an offset without colon", "2026-11-20T18:40:00+0100", abroad, "2026-11-20T18:40:00+01:00"},
		{"counts an open clock time in the outlet's zone", "2026-11-20 18:40", abroad, "2026-11-20T18:40:00+09:00"},
		{"takes a day as midnight of the outlet", "2026-11-20", abroad, "2026-11-20T00:00:00+09:00"},
		{"takes a day as UTC without an outlet", "2026-11-20", attache.Outlet{}, "2026-11-20T00:00:00Z"},
		{"reads compact figures", "20261120", attache.Outlet{}, "2026-11-20T00:00:00Z"},
		{"reads a mail date", "Fri, 20 Nov 2026 18:40:00 +0100", attache.Outlet{}, "2026-11-20T18:40:00+01:00"},
		{"reads an HTTP date", "Fri, 20 Nov 2026 18:40:00 GMT", abroad, "2026-11-20T18:40:00Z"},
		{"reads what JavaScript prints", "Fri Nov 20 2026 18:40:00 GMT+0100 (CET)", abroad, "2026-11-20T18:40:00+01:00"},
		{"reads American words", "November 20, 2026", attache.Outlet{}, "2026-11-20T00:00:00Z"},
		{"reads British words", "20th November 2026", attache.Outlet{}, "2026-11-20T00:00:00Z"},
		{"reads abbreviations with points", "Published: Fri., Nov. 20, 2026 at 6:40 p.m. EST", attache.Outlet{}, "2026-11-20T18:40:00-05:00"},
		{"reads Sept", "9 Sept 2026", attache.Outlet{}, "2026-09-09T00:00:00Z"},
		{"reads a clock time with a point", "20 Nov 2026, 6.40pm", attache.Outlet{}, "2026-11-20T18:40:00Z"},
		{"knows midnight at 12 am", "Nov 20 2026 12:05 AM", attache.Outlet{}, "2026-11-20T00:05:00Z"},
		{"takes points for day first", "3.4.2026", attache.Outlet{Dates: attache.MonthFirst}, "2026-04-03T00:00:00Z"},
		{"follows a day-first outlet", "3/4/2026", attache.Outlet{Dates: attache.DayFirst}, "2026-04-03T00:00:00Z"},
		{"follows a month-first outlet", "3/4/2026", attache.Outlet{Dates: attache.MonthFirst}, "2026-03-04T00:00:00Z"},
		{"needs no outlet where one order alone works", "11/20/2026", attache.Outlet{}, "2026-11-20T00:00:00Z"},
		{"needs no outlet where both are the same", "4/4/2026", attache.Outlet{}, "2026-04-04T00:00:00Z"},
		{"reads year first with slashes", "2026/11/20", attache.Outlet{}, "2026-11-20T00:00:00Z"},
		{"knows a leap day", "29 February 2028", attache.Outlet{}, "2028-02-29T00:00:00Z"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d, err := parseDate(tt.text, tt.outlet)
			if got := d.time.Format(time.RFC3339); err != nil || got != tt.want {
				t.Errorf("parseDate(%q) = %s, %v; want %s", tt.text, got, err, tt.want)
			}
		})
	}
	for _, tt := range []struct {
		name, text string
		want       error
	}{
		{"refuses a day that does not exist", "31 February 2026", errNoSuchDay},
		{"refuses it in figures", "2026-02-30", errNoSuchDay},
		{"refuses a month that does not exist", "20/20/2026", errNoSuchDay},
		{"refuses an hour that does not exist", "20 Nov 2026 25:10", errNoSuchDay},
		{"does not guess between day and month", "3/4/2026", errAmbiguous},
		{"does not add a year", "20 November", errNoYear},
		{"does not read a headline", "May to meet Brandt on 3 December 2026", errNoDate},
		{"does not read a month alone", "November 2026", errNoDate},
		{"does not read a telephone number", "555-2368-11", errNoDate},
		{"does not read a version", "version 1.2.3", errNoDate},
		{"does not believe the epoch", "1970-01-01T00:00:00Z", errNoSuchDay},
		{"does not believe the year 0026", "0026-11-20", errNoSuchDay},
		{"does not read nothing", "", errNoDate},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if d, err := parseDate(tt.text, attache.Outlet{}); !errors.Is(err, tt.want) {
				t.Errorf("parseDate(%q) = %v, %v; want %v", tt.text, d.time, err, tt.want)
			}
		})
	}
}

func TestPathDate(t *testing.T) {
	for _, tt := range []struct{ name, path, want string }{
		{"reads folders", "/world/2026/11/20/river", "2026-11-20"},
		{"reads short folders", "/2026/1/5/river", "2026-01-05"},
		{"reads dashes", "/world/river-2026-11-20", "2026-11-20"},
		{"reads figures run together", "/news/20261120/river.html", "2026-11-20"},
		{"refuses a day that does not exist", "/2026/02/31/river", ""},
		{"does not read a number that only begins like one", "/article/202611201234", ""},
		{"does not read a month alone", "/2026/11/river", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := ""
			if d, ok := pathDate(tt.path, attache.Outlet{}); ok {
				got = d.time.Format(time.DateOnly)
			}
			if got != tt.want {
				t.Errorf("pathDate(%q) = %q, want %q", tt.path, got, tt.want)
			}
		})
	}
}

// The order of witnesses for the date of a page, and the calendar day it falls on.
func TestPublished(t *testing.T) {
	body := "<article><p>" + longSentence(50) + "</p>"
	tokyo := attache.Outlet{Zone: time.FixedZone("Tokyo", 9*3600)}
	for _, tt := range []struct {
		name, head, url string
		outlet          attache.Outlet
		want, by        string
	}{
		{"prefers JSON-LD", `<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2026-11-20"}</script><meta name=date content=2026-11-19>`,
			"", attache.Outlet{}, "2026-11-20T00:00:00Z", "page metadata"},
		{"reads JSON-LD with line breaks in its strings", "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"a\nb\",\"datePublished\":\"2026-11-20\"}</script>",
			"", attache.Outlet{}, "2026-11-20T00:00:00Z", "page metadata"},
		{"passes over teasers", `<script type="application/ld+json">[{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","datePublished":"2001-01-01"}]}]</script>`,
			"", attache.Outlet{}, "0001-01-01T00:00:00Z", ""},
		{"reads JSON-LD inside CDATA", `<script type="application/ld+json">//<![CDATA[ {"@type":"NewsArticle","datePublished":"2026-11-20"} //]]></script>`, "", attache.Outlet{}, "2026-11-20T00:00:00Z", "page metadata"},
		{"reads the address a saved page gives itself", `<link rel=canonical href="https://a.example/2026/11/18/x">`, "", attache.Outlet{}, "2026-11-18T00:00:00Z", "the page's address"},
		{"passes over broken JSON-LD", `<script type="application/ld+json">{"@type":</script><meta property="article:published_time" content="2026-11-19T10:00:00+01:00">`,
			"", attache.Outlet{}, "2026-11-19T10:00:00+01:00", "page metadata"},
		{"does not take the last change for it", `<meta property="article:modified_time" content="2026-11-21">`, "", attache.Outlet{}, "0001-01-01T00:00:00Z", ""},
		{"reads seconds since 1970", `<meta name="timestamp" content="1795200000">`, "", attache.Outlet{}, "2026-11-20T18:40:00Z", "page metadata"},
		{"reads the address", "", "https://a.example/2026/11/18/x", attache.Outlet{}, "2026-11-18T00:00:00Z", "the page's address"},
		{"prefers a time mark that says so to the address", `</head><time pubdate datetime="2026-11-17">`, "https://a.example/2026/11/18/x", attache.Outlet{}, "2026-11-17T00:00:00Z", "time mark on the page"},
		{"counts the day of a UTC time where the outlet is", `<meta name=date content="2026-11-20T18:40:00Z">`, "", tokyo, "2026-11-21T03:40:00+09:00", "page metadata"},
		{"does not shift a day written as midnight UTC", `<meta name=date content="2026-11-20T00:00:00Z">`, "", tokyo, "2026-11-20T00:00:00Z", "page metadata"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, err := Read(attache.File{Bytes: []byte("<!DOCTYPE html><head>" + tt.head + body)}, Options{URL: tt.url, Outlet: tt.outlet})
			if err != nil {
				t.Fatal(err)
			}
			if got := a.Published.Format(time.RFC3339); got != tt.want || a.PublishedBy != tt.by {
				t.Errorf("published %s by %q, want %s by %q", got, a.PublishedBy, tt.want, tt.by)
			}
		})
	}
}
