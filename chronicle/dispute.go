package chronicle

import (
	"slices"
	"strings"

	"attache"
)

// disputes lists what reports in the order of telling say differently.
func disputes(reports []*report) (all []Dispute) {
	if d := sides(reports, "date", dateSaid); d != nil {
		all = append(all, *d)
	}
	if d := sides(reports, "status", statusSaid(reports)); d != nil {
		all = append(all, *d)
	}
	return append(all, numbers(reports)...)
}

// sides groups reports by what they say; nil when they agree. What says "" takes no side.
func sides(reports []*report, about string, says func(*report) string) *Dispute {
	d := Dispute{About: about}
	for _, r := range reports {
		said := says(r)
		if said == "" {
			continue
		}
		i := slices.IndexFunc(d.Sides, func(s Side) bool { return s.Says == said })
		if i < 0 {
			d.Sides = append(d.Sides, Side{Says: said})
			i = len(d.Sides) - 1
		}
		d.Sides[i].Reports = append(d.Sides[i].Reports, r.Cited)
	}
	if len(d.Sides) < 2 {
		return nil
	}
	return &d
}

// dateSaid is the day a report names. Coarser dates disagree with nothing.
func dateSaid(r *report) string {
	if r.finest < 4 {
		return ""
	}
	return r.from.Format("2006-01-02")
}

// statusSaid is the status of reports that were told when the event was over or called off: one that says
// it took place and one that says it did not are in dispute, a plan and its fulfilment are not.
func statusSaid(reports []*report) func(*report) string {
	happened, off := false, false
	for _, r := range reports {
		happened = happened || r.Event.Status == attache.Happened
		off = off || r.Event.Status == attache.Cancelled
	}
	return func(r *report) string {
		if !happened || !off || r.Event.Status != attache.Happened && r.Event.Status != attache.Cancelled {
			return ""
		}
		return string(r.Event.Status)
	}
}

// numbers finds counts of one thing that differ: "nine people were killed" and "12 people died".
func numbers(reports []*report) (all []Dispute) {
	seen := map[string]bool{}
	for _, r := range reports {
		for _, c := range r.counts() {
			if seen[c.thing] {
				continue
			}
			seen[c.thing] = true
			if d := sides(reports, c.thing, func(r *report) string { return r.count(c.thing) }); d != nil {
				all = append(all, *d)
			}
		}
	}
	return all
}

// counted is a number of things in a passage.
type counted struct{ thing, number string }

// counts returns the numbers of people in the passage of a report. Vague ones ("dozens", "at least nine")
// keep their word.
func (r *report) counts() (all []counted) {
	ws := strings.FieldsFunc(strings.ToLower(r.Event.Extent.Of(r.Article.Text)), func(c rune) bool { return c == ' ' || c == '\n' || c == '(' || c == '"' || c == '“' })
	for i, w := range ws {
		n, ok := number(strings.Trim(w, ".,;:"))
		if !ok {
			continue
		}
		for k := i + 1; k < len(ws) && k <= i+3; k++ {
			if thing, known := peopleWords[strings.Trim(ws[k], ".,;:'’")]; known {
				if fate := fateOf(ws, k); fate != "" {
					all = append(all, counted{thing + " " + fate, n})
				}
				break
			}
		}
	}
	return all
}

func (r *report) count(thing string) string {
	for _, c := range r.counts() {
		if c.thing == thing {
			return c.number
		}
	}
	return ""
}

// fateOf returns what befell the people at ws[k]: the nearest such word.
func fateOf(ws []string, k int) string {
	const reach = 7
	for d := range reach {
		for _, at := range [...]int{k + d, k - d} {
			if at >= 0 && at < len(ws) {
				if fate, ok := fates[strings.Trim(ws[at], ".,;:")]; ok {
					return fate
				}
			}
		}
	}
	return ""
}

var fates = map[string]string{
	"killed": "killed", "dead": "killed", "died": "killed", "killing": "killed", "kills": "killed", "deaths": "killed",
	"wounded": "wounded", "injured": "wounded", "hurt": "wounded", "wounding": "wounded", "injuring": "wounded",
	"arrested": "arrested", "detained": "arrested", "detaining": "arrested", "released": "freed", "freed": "freed", "missing": "missing",
	"expelled": "expelled", "displaced": "displaced", "evacuated": "displaced",
}

var peopleWords = map[string]string{
	"people": "people", "persons": "people", "civilians": "civilians", "soldiers": "soldiers", "troops": "soldiers", "servicemen": "soldiers",
	"policemen": "police officers", "officers": "police officers", "children": "children", "women": "women", "men": "men", "protesters": "protesters", "demonstrators": "protesters",
	"diplomats": "diplomats", "prisoners": "prisoners", "hostages": "hostages", "passengers": "passengers", "militants": "fighters", "fighters": "fighters", "rebels": "fighters",
	"residents": "people", "workers": "workers", "journalists": "journalists",
}

// number reads a number in digits or words.
func number(w string) (string, bool) {
	if n, ok := numerals[w]; ok {
		return n, true
	}
	digits := strings.ReplaceAll(w, ",", "")
	if digits == "" || len(digits) > 9 || strings.Trim(digits, "0123456789") != "" {
		return "", false
	}
	return digits, true
}

var numerals = map[string]string{
	"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12",
	"thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19", "twenty": "20", "thirty": "30", "forty": "40", "fifty": "50",
	"dozens": "dozens", "scores": "scores", "hundreds": "hundreds", "several": "several",
}
