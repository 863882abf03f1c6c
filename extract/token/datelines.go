package token

// calendarWords are the words a line may hold that gives nothing but a date.
var calendarWords = func() (t Table[bool]) { // true for the words that make it a date
	for _, w := range []string{
		"january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
		"november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
		"jan.", "feb.", "mar.", "apr.", "jun.", "jul.", "aug.", "sep.", "sept.", "oct.", "nov.", "dec.",
	} {
		t.Put(w, true)
	}
	for _, w := range []string{
		"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "tues", "wed", "thu",
		"thur", "thurs", "fri", "sat", "sun", "am", "pm", "a.m.", "p.m.", "a.m", "p.m", "gmt", "utc", "bst", "cet", "cest",
		"est", "edt", "et", "pst", "pdt", "updated", "published", "posted", "last", "first", "on", "at", "of", "the",
		"date", "time", "modified", "edited", "ago", "hours", "minutes", "min", "read", "st", "nd", "rd", "th",
	} {
		t.Put(w, false)
	}
	return t
}()

// dateOnly reports whether r holds a date and nothing else: "Monday, 4 May 2026", "Updated: 2026-05-04".
func (d *Doc) dateOnly(r Range) bool {
	if r.Len() > 20 {
		return false
	}
	digits, made := 0, false
	for t := r.First; t < r.End; t++ {
		tok := &d.Tokens[t]
		switch {
		case tok.Is(Punct):
			if d.terminal(t) == exclaim {
				return false
			}
		case tok.Is(Address):
			return false
		case tok.Is(Digit):
			digits++
			made = made || tok.Len() >= 8
		default:
			month, ok := calendarWords.Get(tok.Hash)
			if !ok {
				return false
			}
			made = made || month
		}
	}
	return made && digits > 0
}

// datelineEnd returns the end of a dateline at the head of r, its dash included: "GENEVA, Nov. 5
// (Agency) —". r.First when there is none. It begins with a place in capitals or holds an agency in
// brackets or a date, and ends with a dash, or with the paragraph.
func (d *Doc) datelineEnd(r Range) int {
	const longest, longestPlace = 18, 3 // DAR ES SALAAM
	if !d.Tokens[r.First].Is(Capital) {
		return r.First
	}
	upper := d.Tokens[r.First].Is(Upper)
	agency, date, depth := false, false, 0
	words, comma := 0, false // words of the place
	for t := r.First; t < r.End && t < r.First+longest; t++ {
		tok := &d.Tokens[t]
		switch c := d.Text[tok.Start]; {
		case !tok.Is(Punct):
			if depth > 0 {
				agency = agency || tok.Is(Capital)
				continue
			}
			month, known := calendarWords.Get(tok.Hash)
			date = date || month
			if !comma {
				words++
			}
			if tok.Any(Capital|Digit) || known || tok.Is(Stop) || d.Norm(t) == "de" || d.Norm(t) == "el" {
				continue
			}
			return r.First
		case c == '(':
			depth++
		case c == ')':
			depth--
			if t+1 == r.End && agency && upper {
				return r.End
			}
		case d.isDash(t):
			if t == r.First || !(upper && (agency || date || words <= longestPlace) || agency && t-r.First <= 10 || date && t-r.First <= 8) {
				return r.First
			}
			if !tok.Is(SpaceBefore) && !agency {
				return r.First
			}
			return t + 1
		case c == ',' || c == '/' || c == '\'':
			comma = true
		default:
			return r.First
		}
	}
	return r.First
}

func (d *Doc) isDash(t int) bool {
	switch d.Of(t) {
	case "-", "--", "---", "_", "–", "—", "——", "―":
		return true
	}
	return false
}

// label returns the tokens of a speaker label at the head of r, its colon included: "MR. PRICE:",
// "Q:", "Anna Berg:". Empty when there is none. A transcript may be quoted: the mark before a label
// is no part of it.
func (d *Doc) label(r Range) Range {
	const longest = 9
	first := r.First
	if f, role := quoteMark(d.Of(first)); f == double && role != closing {
		first++
	}
	bracket := false
	for t := first; t < r.End-1 && t < first+longest; t++ {
		tok := &d.Tokens[t]
		c := d.Text[tok.Start]
		if c == ':' && t > first {
			return Range{first, t + 1}
		}
		bracket = (bracket || c == '(') && c != ')'
		if !tok.Is(Capital) && c != '-' && c != '\'' && c != ')' && !bracket {
			break
		}
	}
	return Range{r.First, r.First}
}

// transcribed reports whether a label is that of a speaker: it is in capitals, one of Q and A, or
// comes back, which what introduces a list ("Next Steps:") does not.
func (d *Doc) transcribed(label Range, seen map[uint64]int) bool {
	last := &d.Tokens[label.First]
	for t := label.First; t < label.End && d.Text[d.Tokens[t].Start] != '('; t++ {
		if d.Tokens[t].Is(Word) {
			last = &d.Tokens[t]
		}
	}
	return last.Any(Upper) || last.Len() == 1 || seen[d.labelKey(label)] > 1
}

func (d *Doc) labelKey(label Range) (h uint64) {
	for _, w := range d.signature(label) {
		h = h*31 + w
	}
	return h
}

// labels counts how often each label comes.
func (d *Doc) labels() map[uint64]int {
	var seen map[uint64]int
	for i := range d.Paragraphs {
		if l := d.label(d.Paragraphs[i].Tokens); l.Len() > 0 {
			if seen == nil {
				seen = make(map[uint64]int)
			}
			seen[d.labelKey(l)]++
		}
	}
	return seen
}
