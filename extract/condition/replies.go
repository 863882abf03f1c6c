package condition

import (
	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// replies returns the sentences that answer terms, or tell of deeds that terms ask for, in the order of
// the text. They are for conditions of other articles; what answers a condition of the same text is its
// Status. A reply by nobody known is left out, and so is what is part of a condition itself.
func (f *finder) replies() []attache.Reply {
	var all []attache.Reply
	for n := range f.d.Sentences {
		s := f.d.Sentences[n]
		if f.d.Paragraphs[s.Paragraph].Kind != token.Body {
			continue
		}
		r := s.Tokens
		r.End = min(r.End, r.First+2*reach)
		for i := r.First; i < r.End; i++ {
			g := f.tags.GroupAt(i)
			if g < 0 || f.tags.Groups[g].Main != i || f.conditionAt(n, i) {
				continue
			}
			if x, ok := f.replyAt(g, r); ok {
				x.Extent = s.Span
				all = append(all, x)
			} else if x, ok := f.deed(g, r); ok {
				x.Extent = s.Span
				all = append(all, x)
			}
		}
	}
	return all
}

// replyAt reads an answer to terms that are named: "rejected Norland's demand", "accepted the plan for
// the port".
func (f *finder) replyAt(g int, s token.Range) (attache.Reply, bool) {
	r, ok := f.reply(g, s)
	if !ok || r.by.Entity == "" || r.status == attache.Met || r.object.Len() < 2 {
		return attache.Reply{}, false
	}
	x := attache.Reply{By: r.by.Mention, Status: r.status}
	for _, m := range f.Names.In(f.d.Span(r.object)) {
		if m.Mention.Entity != "" && m.Kind != attache.Place && !f.same(m.Mention, r.by.Mention) && x.To.IsZero() {
			x.To = m.Mention
		}
	}
	if !r.term && f.tags.Of[r.object.First] != phrase.To && x.To.IsZero() {
		return attache.Reply{}, false
	}
	x.Matter = f.about(r.object, x.By, x.To)
	return x, len(x.Matter) > 0
}

// deed reads what somebody did that others may have asked for: "freed the crew".
func (f *finder) deed(g int, s token.Range) (attache.Reply, bool) {
	v := &f.tags.Groups[g]
	if k, _ := lex.verbs.Get(f.d.Tokens[v.Main].Hash); k != give || v.Modal || v.Negated || !v.Finite || v.Passive || !v.Perfect && !f.past(v.Main, v.Tokens) {
		return attache.Reply{}, false
	}
	if st, _ := f.statementAt(v.Main); st != nil && (st.Negated || st.Act != attache.ActSay) {
		return attache.Reply{}, false
	}
	who, how := f.tags.Subject(g)
	if how == phrase.Nowhere {
		return attache.Reply{}, false
	}
	by := f.speakerFor(f.whole(who, v.Tokens.First))
	object, _ := f.objectAt(v.Tokens.End, s.End)
	if by.Entity == "" || object.Len() == 0 || f.tags.Of[object.First] == phrase.To {
		return attache.Reply{}, false
	}
	x := attache.Reply{By: by.Mention, Status: attache.Met}
	x.Matter = f.about(token.Range{First: v.Main, End: object.End}, x.By, attache.Mention{})
	return x, len(x.Matter) > 1
}

// about returns the stems of what a stretch is about: its nouns, verbs and names, but for the parties
// and for words that all terms have in common.
func (f *finder) about(r token.Range, parties ...attache.Mention) []string {
	const most = 24
	var all []string
	for i := r.First; i < r.End && len(all) < most; i++ {
		tag := f.tags.Of[i]
		if tag != phrase.Noun && tag != phrase.Name && (!tag.Verbal() || tag == phrase.Modal) || f.d.Tokens[i].Any(token.Punct) {
			continue
		}
		if f.is(i, term|anyone) && tag != phrase.Name || f.in(&beHave, i) || f.in(&commitments, i) || f.isTime(i) {
			continue
		}
		if m, ok := f.Names.At(i); ok && f.partyTo(m.Mention, parties) {
			continue
		}
		if w := f.d.Norm(i); len(w) > 2 {
			all = appendNew(all, root(irregular(w)))
		}
	}
	return all
}

func (f *finder) partyTo(m attache.Mention, parties []attache.Mention) bool {
	for _, p := range parties {
		if f.same(m, p) {
			return true
		}
	}
	return false
}

func appendNew(all []string, w string) []string {
	for _, x := range all {
		if x == w {
			return all
		}
	}
	return append(all, w)
}
