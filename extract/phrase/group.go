package phrase

import "attache/extract/token"

// Group is a verb with its auxiliaries and the adverbs between them: "had not yet been told".
type Group struct {
	Tokens token.Range
	Main   int // the token of the verb itself

	Finite     bool // begins with a finite form or a modal
	Infinitive bool // stands behind "to"
	Modal      bool
	Passive    bool
	Perfect    bool // "has said"
	Negated    bool
	Bare       bool // a participle or -ing form without auxiliary
}

// The auxiliaries. "get" counts for "got arrested".
var (
	beForms   = words("be is are was were been being am 's 're 'm get gets got gotten getting")
	haveForms = words("have has had having 've 'd")
	doForms   = words("do does did")
	negations = words("not n't never neither nor hardly cannot")
)

func words(list string) (t token.Table[bool]) {
	from := 0
	for i := 0; i <= len(list); i++ {
		if i == len(list) || list[i] == ' ' {
			t.Put(list[from:i], true)
			from = i + 1
		}
	}
	return t
}

// in reports whether token i is one of the words of a table.
func (t *Tags) in(table *token.Table[bool], i int) bool {
	_, ok := table.Get(t.Doc.Tokens[i].Hash)
	return ok
}

// auxiliary reports whether token i can be the auxiliary of a verb behind it.
func (t *Tags) auxiliary(i int) bool {
	return t.Of[i] == Modal || t.in(&beForms, i) || t.in(&haveForms, i) || t.in(&doForms, i)
}

// group finds all verb groups of a sentence.
func (t *Tags) group(r token.Range) {
	for i := r.First; i < r.End; i++ {
		if !t.Of[i].Verbal() {
			continue
		}
		g := Group{Main: i, Finite: t.Of[i] == Modal || t.Of[i] == Finite}
		first := i
		for first > r.First && t.Of[first-1] == Adv && t.in(&negations, first-1) {
			first--
			g.Negated = true
		}
		g.Infinitive = first > r.First && t.Of[first-1] == To
		lastBe, lastHave := false, false
		j := i
		for {
			aux := t.auxiliary(j)
			lastBe, lastHave = aux && t.in(&beForms, j), aux && t.in(&haveForms, j)
			g.Modal = g.Modal || t.Of[j] == Modal
			if !aux {
				break
			}
			k := j + 1
			negated := false
			for k < r.End && (t.Of[k] == Adv || t.in(&negations, k)) {
				negated = negated || t.in(&negations, k)
				k++
			}
			if k >= r.End || !t.Of[k].Verbal() || t.Of[k] == Modal || k-j > 4 {
				g.Negated = g.Negated || negated
				break
			}
			if t.Of[k] == Finite && t.Of[j] != Modal && (lastBe || lastHave) {
				t.Of[k] = Participle // "was told", "has said": the tagger cannot always see so far
			} else if t.Of[k] == Finite && t.in(&doForms, j) {
				t.Of[k] = Base
			}
			g.Negated = g.Negated || negated
			g.Perfect = g.Perfect || lastHave
			g.Passive = lastBe && t.Of[k] == Participle
			j = k
			if !t.auxiliary(k) {
				break
			}
		}
		g.Main = j
		g.Tokens = token.Range{First: first, End: j + 1}
		g.Bare = !g.Finite && !g.Infinitive && g.Tokens.Len() == 1 && (t.Of[j] == Participle || t.Of[j] == Ing)
		for k := first; k <= j; k++ {
			t.groupOf[k] = int32(len(t.Groups))
		}
		t.Groups = append(t.Groups, g)
		i = j
	}
}

// GroupAt returns the number of the group that token i belongs to, or -1.
func (t *Tags) GroupAt(i int) int {
	if i < 0 || i >= len(t.groupOf) {
		return -1
	}
	return int(t.groupOf[i])
}
