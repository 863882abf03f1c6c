package attribution

import (
	"sort"

	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// The names of the rules, as Attribution.Rule gives them.
const (
	ruleAccording  = "according-to"
	ruleQuoteAfter = "cue-quote"        // Okoro said: "No."
	ruleQuoteFirst = "quote-cue"        // "No," Okoro said.
	ruleClause     = "cue-clause"       // Okoro said the port would open.
	ruleClauseLast = "clause-cue"       // The port would open, Okoro said.
	ruleParticiple = "participle"       // Stressing that …, Okoro said …
	rulePhrase     = "cue-phrase"       // Okoro accused the council of lying.
	rulePassive    = "passive"          // It was announced that …
	ruleNoun       = "cue-noun"         // Okoro's claim that …
	ruleLabel      = "speaker-label"    // MR. OKORO: …
	ruleSigned     = "quote-signed"     // "No." — Ada Okoro
	ruleGoesOn     = "quote-goes-on"    // a paragraph that is all quotation, behind one by Okoro
	ruleAlone      = "quote-unassigned" // a quotation with nobody near
)

// finder looks for the statements of one text.
type finder struct {
	Text
	d       *token.Doc
	tags    *phrase.Tags
	claimed []bool  // quotations that are part of a content
	frames  []Frame // in the order they are found
	cueOf   []int   // frame -> group of its cue, -1
	isTime  []bool  // tokens that are part of a time expression
}

// Rules proposes the frames of a text by its cues and quotations, in the order of the text.
func Rules(t Text) []Frame {
	f := &finder{Text: t, d: t.doc(), tags: t.Tags}
	f.claimed = make([]bool, len(f.d.Quotes))
	f.isTime = make([]bool, len(f.d.Tokens))
	for _, x := range t.Times {
		if r := f.d.TokensIn(x.Span); x.Type != attache.Duration {
			for i := r.First; i < r.End; i++ {
				f.isTime[i] = true
			}
		}
	}
	for p := range f.d.Paragraphs {
		f.label(p)
	}
	for i := range f.d.Tokens {
		f.according(i)
		f.asSaid(i)
		f.inView(i)
		f.noun(i)
	}
	for g := range f.tags.Groups {
		f.verb(g)
	}
	f.leftover()
	sort.SliceStable(f.frames, func(i, j int) bool { return start(f.frames[i]) < start(f.frames[j]) })
	return f.frames
}

// start is where a statement stands in the order of the text: where its content begins.
func start(f Frame) int { return f.Content[0].Start }

// body reports whether token i is body text.
func (f *finder) body(i int) bool {
	return f.d.Paragraphs[f.d.Tokens[i].Paragraph].Kind == token.Body && !f.d.Tokens[i].Any(token.Dateline|token.Label)
}

// quoted reports whether token i stands in a quotation of some length; a title in quotation marks
// does not count.
func (f *finder) quoted(i int) bool {
	q := f.d.Tokens[i].Quote
	return q >= 0
}

// reach bounds how far from its cue content is looked for, in tokens, so that a text without a full
// stop takes linear time. The longest sentence of PolNeAR dev has 134 tokens.
const reach = 300

// sentence returns the tokens of the sentence of token i, and where its final stop begins.
func (f *finder) sentence(i int) (s token.Range, last int) {
	s = f.d.Sentences[f.d.Tokens[i].Sentence].Tokens
	s.First, s.End = max(s.First, i-reach), min(s.End, i+reach)
	last = s.End
	for last > s.First && f.tags.Of[last-1] == phrase.Stop {
		last--
	}
	return s, last
}

// span is the text from token first to before token end, less white space and, at the end, commas.
func (f *finder) span(first, end int) attache.Span {
	for end > first && f.tags.Of[end-1] == phrase.Mark && !f.d.Tokens[end-1].Any(token.Closes) && f.d.Of(end-1) != ")" {
		end--
	}
	for first < end && (f.tags.Of[first] == phrase.Mark && f.d.Of(first) != "(" || f.tags.Of[first] == phrase.Stop) {
		first++
	}
	return f.d.Span(token.Range{First: first, End: end})
}

// add records a frame, and the quotations inside its content as claimed.
func (f *finder) add(fr Frame, group int) {
	if len(fr.Content) == 0 || fr.Content[0].Empty() {
		return
	}
	f.frames = append(f.frames, fr)
	f.cueOf = append(f.cueOf, group)
	for _, c := range fr.Content {
		f.claim(c)
	}
}

// claim marks the quotations that overlap a span.
func (f *finder) claim(s attache.Span) {
	// Quotations are in order of their start; nested ones overlap those before them.
	q := sort.Search(len(f.d.Quotes), func(i int) bool { return f.d.Quotes[i].Span.Start >= s.Start })
	for k := q - 1; k >= 0 && k >= q-4; k-- {
		if f.d.Quotes[k].Span.Overlaps(s) {
			f.claimed[k] = true
		}
	}
	for ; q < len(f.d.Quotes) && f.d.Quotes[q].Span.Start < s.End; q++ {
		f.claimed[q] = true
	}
}
