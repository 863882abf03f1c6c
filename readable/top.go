package readable

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"attache"
)

// readTop fills title, byline and date of a from the first paragraphs, where they are plain:
//
//	Envoys agree on a calendar        a title: no full stop, and much more text below
//	Envoys agree on a calendar        … said twice, as copying from a page often gives it
//	By Maren Holt and Idris Kane      a byline
//	Published 21 November 2026        a line that is a date and nothing else
//	LINDEN, Nov. 21 (Harbour) — The   a dateline is left to the reader of the text, who knows tenses
//
// Nothing is taken out of the text: facts point into it.
func readTop(a *attache.Article, all []string, o Options) {
	at := 0
	if len(all) > 1 && isTitle(all[0], all[1:]) {
		a.Title = all[0]
		for at = 1; at < len(all) && strings.EqualFold(all[at], a.Title); at++ {
		}
	}
	for _, p := range all[at:min(len(all), at+4)] {
		if who, ok := byline(p); ok && a.Byline == "" {
			a.Byline = who
			continue
		}
		if len(p) > 120 {
			break // the body has begun
		}
		if d, err := parseDate(p, o.Outlet); err == nil && a.Published.IsZero() {
			a.Published, a.PublishedBy = d.time, "a date line of the text"
		}
	}
}

// isTitle reports whether the first paragraph is a headline above rest.
func isTitle(first string, rest []string) bool {
	if strings.EqualFold(first, rest[0]) {
		return len(first) <= 300
	}
	if len(first) > 200 || len(strings.Fields(first)) > 30 {
		return false
	}
	if end := lastRune(strings.TrimRight(first, `"'”’»)`)); strings.Contains(".…:;,", end) && !endsInitials(first) {
		return false
	}
	if _, ok := byline(first); ok || isDateline(first) {
		return false
	}
	if _, err := parseDate(first, attache.Outlet{}); err == nil {
		return false
	}
	below := 0
	for _, p := range rest {
		below += len(p)
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(first, `"'“‘«(`))
	return below >= 2*len(first) && !unicode.IsLower(r)
}

// endsInitials reports whether the last word is a name written with points: "U.N.", "D.C.".
func endsInitials(s string) bool {
	fields := strings.Fields(s)
	last := fields[len(fields)-1]
	return len(last) >= 4 && strings.Count(last, ".")*2 == len(last)
}

// isDateline reports whether a paragraph opens with a place in capitals and a dash or agency:
// "LINDEN, Nov. 21 (Harbour) — ".
func isDateline(p string) bool {
	head, _, ok := cutDash(p)
	if !ok || len(head) > 80 {
		return false
	}
	place, _, _ := strings.Cut(head, ",")
	place, _, _ = strings.Cut(place, "(")
	place, _, _ = strings.Cut(place, "/")
	place = strings.TrimSpace(place)
	return len(place) > 2 && strings.ToUpper(place) == place && hasLetter(place)
}

func cutDash(p string) (before, after string, ok bool) {
	for _, dash := range []string{" — ", " – ", " - ", " -- ", "— "} {
		if b, a, found := strings.Cut(p, dash); found && (!ok || len(b) < len(before)) {
			before, after, ok = b, a, true
		}
	}
	return before, after, ok
}

// byline returns whom a paragraph names as its author: "By Maren Holt", "by MAREN HOLT and Idris
// Kane, Linden". A sentence that begins with By is not one: a byline is short, has no full stop and
// capitalises every word but the small ones.
func byline(p string) (string, bool) {
	who, ok := strings.CutPrefix(p, "By ")
	if !ok {
		if who, ok = strings.CutPrefix(p, "BY "); !ok {
			who, ok = strings.CutPrefix(p, "by ")
		}
	}
	words := strings.Fields(who)
	if !ok || len(words) == 0 || len(words) > 14 || strings.HasSuffix(who, ".") && !endsInitials(who) {
		return "", false
	}
	for i, w := range words {
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "(|"))
		small := i > 0 && strings.Contains(" and & in for of the de del der di da la le van von bin al el with at | — – - ", " "+strings.Trim(w, ",")+" ")
		if !unicode.IsUpper(r) && !small {
			return "", false
		}
	}
	if _, err := parseDate(who, attache.Outlet{}); err == nil {
		return "", false // "By Tuesday 24 November"
	}
	return who, true
}
