package digest

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"attache"
	"attache/card"
)

// How many findings of each kind a digest shows: one screen, then buttons. The rest is counted.
const (
	showStatements = 5
	showComing     = 4
	showHappened   = 3
	showConditions = 3
	showArticles   = 4
)

// Compose writes the digest of a schedule: how much came in and from how many outlets; who said
// what, what is coming up, what happened, what is demanded and offered and how that stands; articles
// of which nothing else is shown; what was left out and how to see it. Every finding cites its
// passage. News that is empty gives a sentence that says so.
func Compose(s attache.Schedule, n News) card.Card {
	if n.Zone == nil {
		n.Zone = time.UTC
	}
	since := "since " + n.From.In(n.Zone).Format("Monday 2 January, 15:04")
	about := ""
	switch {
	case strings.ContainsAny(s.Topic, `"“”«»`):
		about = " about " + s.Topic
	case s.Topic != "":
		about = " about “" + s.Topic + "”"
	}
	outlets, newest := sources(n.Articles.Cited)
	c := card.Card{
		Title:   s.Name + ": " + plural(n.Articles.Total, "new article") + about,
		Covered: card.Coverage{Searched: "what was added" + about + " " + since, Articles: n.Articles.Total, Outlets: outlets, Newest: newest},
		Actions: actions(s, n),
	}
	if n.Empty() {
		c.Title = s.Name + ": nothing new" + about
		c.Lead = "Nothing was added" + about + " " + since + "."
		return c
	}

	d := &draft{shown: map[attache.ArticleID]bool{}}
	d.part("Said", statements(n.Statements.Cited, showStatements))
	d.part("Coming up", events(n.Coming.Cited, showComing))
	d.part("Happened", events(n.Happened.Cited, showHappened))
	d.part("Demanded and offered", conditions(n.Conditions.Cited, showConditions))
	var others []attache.Cited
	for _, a := range n.Articles.Cited {
		if !d.shown[a.Article.ID] {
			others = append(others, a)
		}
	}
	d.part("Also new", first(others, showArticles))
	c.Blocks = d.blocks
	c.Lead = lead(n, since, outlets, d)
	return c
}

// draft gathers the parts of a card.
type draft struct {
	blocks []card.Block
	shown  map[attache.ArticleID]bool // articles that something is shown of
	counts map[string]int
}

func (d *draft) part(heading string, all []attache.Cited) {
	if len(all) == 0 {
		return
	}
	d.blocks = append(d.blocks, card.Text{Heading: heading})
	for _, c := range all {
		d.blocks = append(d.blocks, card.Show(c, nil))
		d.shown[c.Article.ID] = true
	}
	if d.counts == nil {
		d.counts = map[string]int{}
	}
	d.counts[heading] = len(all)
}

// lead says how much there is, then how much of it is not shown.
func lead(n News, since string, outlets int, d *draft) string {
	has := []string{plural(n.Articles.Total, "article")}
	if outlets > 0 {
		has[0] += " from " + plural(outlets, "outlet")
	}
	if n.Statements.Total > 0 {
		has = append(has, plural(n.Statements.Total, "statement"))
	}
	if n.Events > 0 {
		has = append(has, plural(n.Events, "event"))
	}
	if n.Conditions.Total > 0 {
		has = append(has, plural(n.Conditions.Total, "condition")+standing(n.Conditions))
	}
	words := strings.ToUpper(since[:1]) + since[1:] + ": " + list(has) + "."

	var left []string
	more := func(total, shown int, word string) {
		if total > shown {
			left = append(left, plural(total-shown, word))
		}
	}
	more(n.Statements.Total, d.counts["Said"], "statement")
	more(n.Events, d.counts["Coming up"]+d.counts["Happened"], "event")
	more(n.Conditions.Total, d.counts["Demanded and offered"], "condition")
	if unshown := n.Articles.Total - len(d.shown); unshown > 0 {
		left = append(left, plural(unshown, "article"))
	}
	if len(left) > 0 {
		words += " Not shown here: " + list(left) + "."
	}
	return words
}

// standing says how many of the conditions are open and how many answered, when all are known.
func standing(f Found) string {
	if len(f.Cited) != f.Total {
		return ""
	}
	counts := map[attache.ConditionStatus]int{}
	for _, c := range f.Cited {
		counts[c.Condition.Status]++
	}
	var parts []string
	for _, s := range []attache.ConditionStatus{attache.Open, attache.Accepted, attache.Rejected, attache.Met, attache.Unmet, attache.Withdrawn} {
		if counts[s] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", counts[s], s))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, ", ") + ")"
}

// sources counts outlets and finds the newest article.
func sources(articles []attache.Cited) (outlets int, newest time.Time) {
	seen := map[string]bool{}
	for _, a := range articles {
		if o := strings.ToLower(a.Article.Outlet); o != "" {
			seen[o] = true
		}
		at := a.Article.Published
		if at.IsZero() {
			at = a.Article.Added
		}
		if at.After(newest) {
			newest = at
		}
	}
	return len(seen), newest
}

// actions are the commands that show more.
func actions(s attache.Schedule, n News) (all []card.Action) {
	day := n.From.In(n.Zone).Format("2006-01-02")
	topic := ""
	if s.Topic != "" {
		topic = " --topic " + quote(s.Topic)
	}
	switch {
	case n.Empty():
		return nil
	case topic != "" && n.Statements.Total > 0:
		all = append(all, card.Action{Label: "Statements on the topic", Line: "who-said --since " + day + topic})
	case topic == "":
		if n.Statements.Total > 0 {
			all = append(all, card.Action{Label: "All statements", Line: "who-said --since " + day})
		}
		all = append(all, card.Action{Label: "New articles", Line: "article list"})
	}
	if n.Coming.Total > 0 {
		all = append(all, card.Action{Label: "Everything coming up", Line: "timeline --upcoming" + topic})
	}
	if n.Conditions.Total > 0 {
		all = append(all, card.Action{Label: "Open conditions", Line: "conditions --status open" + topic})
	}
	return all
}

// quote makes s one word of a command line.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		if strings.ContainsRune(`"“”\`, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	b.WriteByte('"')
	return b.String()
}

func plural(n int, word string) string { return card.Plural(n, word) }

// list joins parts as a sentence does.
func list(parts []string) string {
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	last := len(parts) - 1
	return strings.Join(slices.Clone(parts[:last]), ", ") + " and " + parts[last]
}
