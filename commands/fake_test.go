package commands

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"attache"
	"attache/card"
	"attache/wording"
)

// desk is an archive of three invented articles in memory. Its search knows the filters and matches
// words as substrings: enough to see what a command asks for and how it shows the answer.
type desk struct {
	articles []attache.Article
	facts    map[attache.ArticleID]attache.Facts
	asked    []attache.Query
	removed  []attache.ArticleID
	former   map[attache.Ref]attache.Span

	handed    []attache.Submission
	outcome   func(attache.Submission) (attache.Outcome, error)
	schedules []attache.Schedule
	decisions []attache.Decision
}

var monday = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{facts: map[attache.ArticleID]attache.Facts{}}
	d.add(t, attache.Article{
		Title: "Maren sets terms", Outlet: "Irsk Herald", URL: "https://irskherald.example/terms",
		Published: time.Date(2026, 11, 5, 0, 0, 0, 0, time.UTC), PublishedBy: "given with the text",
		Text: "Maren sets terms\n\nForeign Minister Lena Maren said Valdoria would reopen the corridor on condition that posts are shared. \"We ask for two flags,\" Maren said.\n\nThe commissions meet on November 30.",
	}, attache.Facts{Anchor: attache.Anchor{Value: "2026-11-05", By: attache.ByPublication, Why: "publication date"}})
	d.say(0, "Lena Maren", "said", "Valdoria would reopen the corridor on condition that posts are shared", attache.Indirect, 0.9)
	d.say(0, "Lena Maren", "said", "\"We ask for two flags,\"", attache.Direct, 0.95)
	d.due(0, "meet", "The commissions meet on November 30.", "2026-11-30", attache.Scheduled)
	d.term(0, "Lena Maren", "Tessany", "on condition that", "posts are shared", "Valdoria would reopen the corridor", attache.Open)
	d.add(t, attache.Article{
		Title: "Mirel answers", Outlet: "Mirel Gazette", Origin: attache.Origin{Guild: "1", Channel: "2", Message: "3"},
		Published: time.Date(2026, 11, 6, 0, 0, 0, 0, time.UTC),
		Text:      "Mirel answers\n\n\"A slogan,\" Ana Tolvaj said of the corridor. @everyone *listens*. Talks broke off on September 17.",
	}, attache.Facts{})
	d.say(1, "Ana Tolvaj", "said", "\"A slogan,\"", attache.Direct, 0.3)
	d.due(1, "broke off", "Talks broke off on September 17.", "2026-09-17", attache.Happened)
	return d
}

func (d *desk) add(t *testing.T, a attache.Article, f attache.Facts) {
	t.Helper()
	a.ID, a.Added, a.AddedBy = attache.NewArticleID(a.Text), monday, "7"
	d.articles = append(d.articles, a)
	d.facts[a.ID] = f
}

func (d *desk) span(article int, quote string) attache.Span {
	at := strings.Index(d.articles[article].Text, quote)
	if at < 0 {
		panic("the article does not say " + quote)
	}
	return attache.Span{Start: at, End: at + len(quote)}
}

func (d *desk) mention(article int, name string) attache.Mention {
	m := attache.Mention{Entity: attache.NewEntityID(name), Name: name, Sure: 0.9}
	if at := strings.Index(d.articles[article].Text, name); at >= 0 {
		m.Span = attache.Span{Start: at, End: at + len(name)}
	}
	return m
}

func (d *desk) say(article int, who, cue, content string, form attache.Form, score float32) {
	id := d.articles[article].ID
	f := d.facts[id]
	f.Attributions = append(f.Attributions, attache.Attribution{
		Ref: attache.NewRef(id, attache.KindAttribution, len(f.Attributions)+1), Source: d.mention(article, who),
		Cue: []attache.Span{d.span(article, cue)}, Content: []attache.Span{d.span(article, content)},
		Extent: d.span(article, content), Form: form, Act: attache.ActSay, Rule: "test", Score: score,
	})
	d.facts[id] = f
}

func (d *desk) due(article int, trigger, sentence, date string, status attache.EventStatus) {
	id := d.articles[article].ID
	f := d.facts[id]
	f.Events = append(f.Events, attache.Event{
		Ref: attache.NewRef(id, attache.KindEvent, len(f.Events)+1), Trigger: d.span(article, trigger), Extent: d.span(article, sentence),
		When: attache.Timex{Type: attache.Date, Value: date}, Status: status, Rule: "test", Score: 0.9,
	})
	d.facts[id] = f
}

func (d *desk) term(article int, holder, addressee, marker, antecedent, consequent string, status attache.ConditionStatus) {
	id := d.articles[article].ID
	f := d.facts[id]
	f.Conditions = append(f.Conditions, attache.Condition{
		Ref: attache.NewRef(id, attache.KindCondition, len(f.Conditions)+1), Holder: d.mention(article, holder), Addressee: d.mention(article, addressee),
		Marker: d.span(article, marker), Antecedent: d.span(article, antecedent), Consequent: d.span(article, consequent),
		Extent: d.span(article, consequent).Cover(d.span(article, antecedent)), Kind: attache.Offer, Status: status, Rule: "test", Score: 0.8,
	})
	d.facts[id] = f
}

func (d *desk) env() Env {
	return Env{Archive: d, Search: d, Names: d, Entities: d, Terms: d, Inbox: d, Digests: d, Zone: time.UTC}
}

// run gives a command line to a command as the terminal does.
func (d *desk) run(t *testing.T, line string) (card.Card, error) {
	t.Helper()
	return d.runAs(t, line, Asker{User: "7", Guild: "1", Can: Admin}, Handed{})
}

func (d *desk) runAs(t *testing.T, line string, asker Asker, handed Handed) (card.Card, error) {
	t.Helper()
	cmd, rest, ok := Find(All(), Split(line))
	if !ok {
		t.Fatalf("%q names no command", line)
	}
	call, err := Parse(cmd, rest, monday)
	if err != nil {
		return card.Card{}, err
	}
	call.Asker, call.Handed = asker, handed
	return cmd.Run(t.Context(), d.env(), call)
}

// print runs a line and returns the card as the terminal prints it.
func (d *desk) print(t *testing.T, line string) string {
	t.Helper()
	c, err := d.run(t, line)
	if err != nil {
		return "! " + attache.Explain(err) + "\n"
	}
	var b strings.Builder
	if err := card.WriteText(&b, c, 100); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func (d *desk) Article(_ context.Context, id attache.ArticleID) (attache.Article, attache.Facts, error) {
	for _, a := range d.articles {
		if a.ID == id {
			return a, d.facts[id], nil
		}
	}
	return attache.Article{}, attache.Facts{}, attache.ErrNotFound
}

// all returns every fact, and every article, as citations.
func (d *desk) all() (out []attache.Cited) {
	for _, a := range d.articles {
		out = append(out, attache.Cited{Ref: attache.Ref(a.ID), Article: a})
		f := d.facts[a.ID]
		for i := range f.Attributions {
			out = append(out, attache.Cited{Ref: f.Attributions[i].Ref, Article: a, Attribution: &f.Attributions[i]})
		}
		for i := range f.Events {
			out = append(out, attache.Cited{Ref: f.Events[i].Ref, Article: a, Event: &f.Events[i]})
		}
		for i := range f.Conditions {
			out = append(out, attache.Cited{Ref: f.Conditions[i].Ref, Article: a, Condition: &f.Conditions[i]})
		}
	}
	return out
}

func (d *desk) Cite(_ context.Context, refs []attache.Ref) (out []attache.Cited, _ error) {
	for _, r := range refs {
		for _, c := range d.all() {
			if c.Ref == r {
				out = append(out, c)
			}
		}
	}
	return out, nil
}

func (d *desk) Search(_ context.Context, q attache.Query) (attache.Page, error) {
	d.asked = append(d.asked, q)
	var p attache.Page
	for _, c := range d.all() {
		kind, _ := c.Ref.Fact()
		at, extent, who, other, status := c.Article.Published, attache.Span{End: len(c.Article.Text)}, attache.EntityID(""), attache.EntityID(""), ""
		switch {
		case c.Attribution != nil:
			extent, who = c.Attribution.Extent, c.Attribution.Source.Entity
		case c.Event != nil:
			at, _, _ = c.Event.When.Range()
			extent, status = c.Event.Extent, string(c.Event.Status)
		case c.Condition != nil:
			extent, who, other, status = c.Condition.Extent, c.Condition.Holder.Entity, c.Condition.Addressee.Entity, string(c.Condition.Status)
		}
		text := strings.ToLower(extent.Of(c.Article.Text))
		fits := kind == q.Kind && (q.Source == "" || q.Source == who) && (q.Party == "" || q.Party == who || q.Party == other) &&
			(q.With == "" || q.With == who || q.With == other) && (q.Addressee == "" || q.Addressee == other) &&
			(q.Outlet == "" || strings.EqualFold(q.Outlet, c.Article.Outlet)) && (q.Status == "" || q.Status == status) &&
			!at.Before(q.From) && (q.To.IsZero() || at.Before(q.To))
		if s := c.Attribution; s != nil {
			fits = fits && (q.Held || s.Trust() > attache.Held) && (q.Beliefs || s.Act != attache.ActBelieve) && (q.Act == "" || q.Act == s.Act)
		}
		for _, w := range Split(q.Words) {
			fits = fits && strings.Contains(text, strings.ToLower(w))
		}
		if fits {
			p.Hits = append(p.Hits, attache.Hit{Ref: c.Ref, Score: float64(at.Unix())})
		}
	}
	slices.SortStableFunc(p.Hits, func(a, b attache.Hit) int {
		if q.Order == attache.Oldest {
			return cmp.Compare(a.Score, b.Score)
		}
		return cmp.Compare(b.Score, a.Score)
	})
	p.Total = len(p.Hits)
	p.Hits = p.Hits[min(q.Offset, p.Total):min(q.Offset+max(q.Limit, 0), p.Total)]
	return p, nil
}

func (d *desk) Correct(ctx context.Context, ref attache.Ref, c attache.Correction, undo bool) (attache.Cited, error) {
	found, err := d.Cite(ctx, []attache.Ref{ref})
	if err != nil || len(found) == 0 || found[0].Condition == nil {
		return attache.Cited{}, attache.ErrNotFound
	}
	x := found[0].Condition // points into the facts
	x.Corrected = slices.DeleteFunc(x.Corrected, func(had attache.Correction) bool { return had.Slot == c.Slot })
	if undo {
		return found[0], nil
	}
	x.Corrected = append(x.Corrected, c)
	switch c.Slot {
	case attache.SlotStatus:
		x.Status = c.Status
	case attache.SlotHolder:
		x.Holder = c.To
	case attache.SlotAddressee:
		x.Addressee = c.To
	}
	return found[0], nil
}

func (d *desk) Corrected(context.Context) (all []attache.Read, _ error) {
	for _, a := range d.articles {
		if slices.ContainsFunc(d.facts[a.ID].Conditions, func(c attache.Condition) bool { return len(c.Corrected) > 0 }) {
			all = append(all, attache.Read{Article: a, Facts: d.facts[a.ID]})
		}
	}
	return all, nil
}

func (d *desk) Articles(_ context.Context, offset, limit int) ([]attache.Article, int, error) {
	n := len(d.articles)
	return d.articles[min(offset, n):min(offset+limit, n)], n, nil
}

func (d *desk) Remove(_ context.Context, id attache.ArticleID, _ attache.UserID) error {
	d.removed = append(d.removed, id)
	return nil
}

func (d *desk) Copies(_ context.Context, id attache.ArticleID) (out []attache.Article, _ error) {
	of := map[attache.ArticleID]wording.Sketch{}
	for _, a := range d.articles {
		of[a.ID] = wording.NewSketch(a.Text)
	}
	for _, a := range d.articles {
		if a.ID != id && of[a.ID].Resemblance(of[id]) >= wording.Copy {
			a.Text = ""
			out = append(out, a)
		}
	}
	return out, nil
}

func (d *desk) Former(_ context.Context, ref attache.Ref) (attache.Span, error) {
	at, ok := d.former[ref]
	if !ok {
		return at, attache.ErrNotFound
	}
	return at, nil
}

func (d *desk) Stats(context.Context) (attache.Stats, error) {
	return attache.Stats{Articles: len(d.articles), Outlets: 2, Newest: time.Date(2026, 11, 6, 0, 0, 0, 0, time.UTC)}, nil
}

func (d *desk) count(typed string, of func(attache.Cited) []attache.Mention) (out []attache.Count) {
	for _, c := range d.all() {
		for _, m := range of(c) {
			if m.Entity == "" || !strings.Contains(strings.ToLower(m.Name), strings.ToLower(typed)) {
				continue
			}
			i := slices.IndexFunc(out, func(c attache.Count) bool { return c.ID == string(m.Entity) })
			if i < 0 {
				i, out = len(out), append(out, attache.Count{ID: string(m.Entity), Name: m.Name})
			}
			out[i].N++
		}
	}
	return out
}

func (d *desk) Speakers(_ context.Context, typed string, _ int) ([]attache.Count, error) {
	return d.count(typed, func(c attache.Cited) []attache.Mention {
		if c.Attribution == nil {
			return nil
		}
		return []attache.Mention{c.Attribution.Source}
	}), nil
}

func (d *desk) Parties(_ context.Context, typed string, _ int) ([]attache.Count, error) {
	return d.count(typed, func(c attache.Cited) []attache.Mention {
		switch {
		case c.Attribution != nil:
			return []attache.Mention{c.Attribution.Source}
		case c.Condition != nil:
			return []attache.Mention{c.Condition.Holder, c.Condition.Addressee}
		}
		return nil
	}), nil
}

func (d *desk) Outlets(_ context.Context, typed string, _ int) (out []attache.Count, _ error) {
	for _, a := range d.articles {
		if strings.Contains(strings.ToLower(a.Outlet), strings.ToLower(typed)) {
			out = append(out, attache.Count{ID: a.Outlet, Name: a.Outlet, N: 1})
		}
	}
	return out, nil
}

func (d *desk) Titles(_ context.Context, typed string, _ int) (out []attache.Count, _ error) {
	for _, a := range d.articles {
		if strings.Contains(strings.ToLower(a.Title), strings.ToLower(typed)) {
			out = append(out, attache.Count{ID: string(a.ID), Name: a.Title, N: 1})
		}
	}
	return out, nil
}

func (d *desk) Submit(_ context.Context, s attache.Submission) (int64, error) {
	d.handed = append(d.handed, s)
	return int64(len(d.handed)), nil
}

func (d *desk) Await(_ context.Context, id int64) (attache.Outcome, error) {
	if d.outcome != nil {
		return d.outcome(d.handed[id-1])
	}
	a := d.articles[0]
	return attache.Outcome{Submission: d.handed[id-1], Article: a, Facts: d.facts[a.ID]}, nil
}

func (d *desk) Create(_ context.Context, s attache.Schedule) (attache.Schedule, error) {
	d.schedules = append(d.schedules, s)
	return s, nil
}

func (d *desk) List(context.Context) ([]attache.Schedule, error) { return d.schedules, nil }

func (d *desk) Pause(_ context.Context, name string, paused bool) (attache.Schedule, error) {
	for i := range d.schedules {
		if d.schedules[i].Name == name {
			d.schedules[i].Paused = paused
			return d.schedules[i], nil
		}
	}
	return attache.Schedule{}, attache.ErrNotFound
}

func (d *desk) Delete(_ context.Context, name string) error {
	d.schedules = slices.DeleteFunc(d.schedules, func(s attache.Schedule) bool { return s.Name == name })
	return nil
}

func (d *desk) Preview(_ context.Context, s attache.Schedule) (card.Card, error) {
	return card.Card{Title: "Digest " + s.Name, Lead: "Nothing new."}, nil
}

func (d *desk) RunNow(context.Context, string) (attache.MessageID, error) { return "99", nil }

func (d *desk) Next(attache.Schedule, int) ([]time.Time, error) {
	return []time.Time{monday.AddDate(0, 0, 1)}, nil
}

// Dossier knows the speakers; what was decided is kept and told, not followed.
func (d *desk) Dossier(ctx context.Context, id attache.EntityID) (attache.Dossier, error) {
	all, err := d.Parties(ctx, "", 100)
	if err != nil {
		return attache.Dossier{}, err
	}
	for _, c := range all {
		if c.ID == string(id) {
			x := attache.Dossier{Entity: attache.Entity{ID: id, Name: c.Name, Kind: attache.Person}, Articles: 1, Statements: 2, Facts: c.N}
			for i := len(d.decisions) - 1; i >= 0; i-- {
				if made := d.decisions[i]; made.Entity == id || made.Into == id {
					x.Decisions = append(x.Decisions, made)
				}
			}
			return x, nil
		}
	}
	return attache.Dossier{}, attache.ErrNotFound
}

func (d *desk) Decide(_ context.Context, made attache.Decision) (attache.Decision, error) {
	made.N = int64(len(d.decisions) + 1)
	d.decisions = append(d.decisions, made)
	return made, nil
}

func (d *desk) Undo(_ context.Context, n int64, by attache.UserID, now time.Time) (attache.Decision, error) {
	for i := len(d.decisions) - 1; i >= 0; i-- {
		if x := &d.decisions[i]; x.Undone.IsZero() && (n == 0 || x.N == n) {
			x.Undone, x.UndoneBy = now, by
			return *x, nil
		}
	}
	return attache.Decision{}, attache.ErrNotFound
}

func (d *desk) Decisions(_ context.Context, offset, limit int) ([]attache.Decision, int, error) {
	all := slices.Clone(d.decisions)
	slices.Reverse(all)
	return all[min(offset, len(all)):min(offset+limit, len(all))], len(all), nil
}
