package condition

import (
	"sort"

	"attache"
	"attache/extract/entity"
	"attache/extract/phrase"
	"attache/extract/token"
)

// Text is one article as the layers below have read it. Statements are the attributions of the
// text, with their refs; conditions are tied to the statement that voiced them.
type Text struct {
	Tags       *phrase.Tags
	Names      *entity.Set
	Times      []attache.Timex
	Statements []attache.Attribution
}

// The rules, as Condition.Rule gives them.
const (
	ruleMarker   = "marker"       // a conjunction or preposition of markers.tsv
	ruleInverted = "inverted"     // should Sudland attack, were Sudland to attack
	ruleDeadline = "deadline"     // gave them until Tuesday to …
	ruleTerm     = "term"         // any deal must include …
	ruleFirst    = "first"        // must first lift its ban
	ruleAnswer   = "answer"       // would respond to any attack
	ruleApproval = "approval"     // would require the approval of
	ruleOrElse   = "or-else"      // must leave or face sanctions
	ruleBargain  = "bargain"      // lift your ban and we will open the port
	rulePrice    = "precondition" // set the release as a condition for talks
)

// finder looks for the conditions of one text.
type finder struct {
	Text
	d     *token.Doc
	tags  *phrase.Tags
	found []*found
	sides []side  // who takes part in the affair
	byTok []int32 // token -> innermost statement whose content holds it, -1 for none

	loose bool // keep what the weights would drop: to train them
}

// Find returns the conditions of a text in the order of the text, and the replies that may answer
// those of other texts. Ref is left empty.
func Find(t Text) ([]attache.Condition, []attache.Reply) {
	f := &finder{Text: t, d: t.Tags.Doc, tags: t.Tags}
	f.read()
	out := make([]attache.Condition, 0, len(f.found))
	for _, c := range f.found {
		c.Matter = f.about(c.ante.Range, c.Holder, c.Addressee)
		for _, w := range f.about(c.cons.Range, c.Holder, c.Addressee) {
			c.Matter = appendNew(c.Matter, w)
		}
		out = append(out, c.Condition)
	}
	return out, f.replies()
}

// read finds everything in one pass over the sentences of the body, then looks for answers.
func (f *finder) read() {
	f.statements()
	for p := range f.d.Paragraphs {
		par := &f.d.Paragraphs[p]
		if par.Kind != token.Body {
			continue
		}
		for s := par.Sentences.First; s < par.Sentences.End; s++ {
			f.sentence(s)
		}
	}
	f.rejudge()
	for _, c := range f.found {
		f.answer(c)
	}
	f.retold()
}

// statements notes for each token the innermost statement in whose content it stands: the one that
// begins last.
func (f *finder) statements() {
	f.byTok = make([]int32, len(f.d.Tokens))
	for i := range f.byTok {
		f.byTok[i] = -1
	}
	for n := range f.Statements {
		for _, c := range f.Statements[n].Content {
			r := f.d.TokensIn(c)
			for i := r.First; i < r.End; i++ {
				if old := f.byTok[i]; old < 0 || f.inner(int32(n), old) {
					f.byTok[i] = int32(n)
				}
			}
		}
	}
}

// inner reports whether statement a lies deeper than b.
func (f *finder) inner(a, b int32) bool {
	x, y := f.Statements[a].Content, f.Statements[b].Content
	if x[0].Start != y[0].Start {
		return x[0].Start > y[0].Start
	}
	return x[len(x)-1].End < y[len(y)-1].End
}

// statementAt returns the statement that token i is part of, or nil.
func (f *finder) statementAt(i int) (*attache.Attribution, int) {
	if n := f.byTok[i]; n >= 0 {
		return &f.Statements[n], int(n)
	}
	return nil, -1
}

// reach bounds how far from its marker a condition is read, in tokens, so that a text without a full
// stop takes linear time.
const reach = 120

// bounds returns the tokens within which the clauses of the marker at token i lie: the content of
// its statement, as far as it stands in the sentence, else the sentence; without its final stop and
// without an attribution at its end.
func (f *finder) bounds(i int) token.Range {
	s := f.d.Sentences[f.d.Tokens[i].Sentence].Tokens
	b := token.Range{First: max(s.First, i-reach), End: min(s.End, i+reach)}
	if par := &f.d.Paragraphs[f.d.Tokens[i].Paragraph]; !par.Dateline.Empty() {
		for b.First < i && f.d.Tokens[b.First].Any(token.Dateline) {
			b.First++
		}
	}
	if st, _ := f.statementAt(i); st != nil {
		for _, c := range st.Content {
			if r := f.d.TokensIn(c); r.Has(i) {
				b.First, b.End = max(b.First, r.First), min(b.End, r.End)
			}
		}
	}
	b.End = f.beforeAttribution(i, b.End)
	for b.End > b.First && (f.tags.Of[b.End-1] == phrase.Stop || f.tags.Of[b.End-1] == phrase.QuoteMark || f.tags.Of[b.End-1] == phrase.Mark) {
		b.End--
	}
	for b.First < b.End && f.tags.Of[b.First] == phrase.QuoteMark {
		b.First++
	}
	return b
}

var saying = table(`say says said tell tells told add adds added warn warns warned announce announces announced report reports
	reported declare declares declared insist insists insisted state states stated write writes wrote note notes noted explain
	explained`)

// beforeAttribution returns where ", the minister said on Friday" begins at the end of a sentence, or
// end when there is none.
func (f *finder) beforeAttribution(i, end int) int {
	const longest = 30 // tokens
	for k := end - 1; k > i && k > end-longest; k-- {
		if !f.in(&saying, k) || !f.tags.Of[k].Verbal() {
			continue
		}
		for c := k - 1; c > i && c > k-longest; c-- {
			if f.d.Of(c) != "," {
				continue
			}
			if np := f.tags.PhraseFrom(c + 1); np.Len() > 0 && np.End <= k && f.headActs(np) {
				return c
			}
		}
		if np := f.tags.PhraseFrom(k + 1); f.d.Of(k-1) == "," && np.Len() > 0 && f.headActs(np) {
			return k - 1 // ", said the minister"
		}
	}
	return end
}

// headActs reports whether a noun phrase can be the speaker of something.
func (f *finder) headActs(np token.Range) bool {
	h := f.tags.Head(np)
	return h >= 0 && (f.tags.Of[h] == phrase.Name || f.tags.Of[h] == phrase.Pron || f.is(h, people|observer|anyone) || np.Len() > 1)
}

// closesInside reports whether token i closes a quotation that opens behind token first.
func (f *finder) closesInside(i, first int) bool {
	t := &f.d.Tokens[i]
	return t.Any(token.Closes) && t.Quote >= 0 && f.d.Quotes[t.Quote].Tokens.First > first
}

// span is the text of tokens, without marks at its edges.
func (f *finder) span(r token.Range) attache.Span {
	for r.End > r.First && f.d.Tokens[r.End-1].Any(token.Punct) && f.d.Of(r.End-1) != ")" && !f.closesInside(r.End-1, r.First) {
		r.End--
	}
	for r.First < r.End && f.d.Tokens[r.First].Any(token.Punct) && f.d.Of(r.First) != "$" {
		r.First++
	}
	return f.d.Span(r)
}

func (f *finder) isTime(i int) bool {
	if i >= len(f.d.Tokens) {
		return false
	}
	times := f.timesFrom(f.d.Tokens[i].Start)
	return len(times) > 0 && times[0].Span.Overlaps(f.d.Tokens[i].Span)
}

// timesFrom returns the time expressions that end behind byte at.
func (f *finder) timesFrom(at int) []attache.Timex {
	return f.Times[sort.Search(len(f.Times), func(i int) bool { return f.Times[i].Span.End > at }):]
}
