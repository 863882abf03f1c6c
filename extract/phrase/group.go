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
		if !g.Finite && g.Tokens.Len() == 1 && t.Of[j] == Participle && (t.transitive(j, r) || t.inserted(j, r)) {
			t.Of[j], g.Finite = Finite, true
		}
		g.Bare = !g.Finite && !g.Infinitive && g.Tokens.Len() == 1 && (t.Of[j] == Participle || t.Of[j] == Ing)
		for k := first; k <= j; k++ {
			t.groupOf[k] = int32(len(t.Groups))
		}
		t.Groups = append(t.Groups, g)
		i = j
	}
}

// transitive reports whether what was taken for a participle is a past tense with its object: a noun
// stands before it and a determiner behind, "the envoy outlined the plan".
func (t *Tags) transitive(i int, r token.Range) bool {
	if i+1 >= r.End || i == r.First || t.groupBefore(i, r) {
		return false
	}
	switch t.Of[i+1] {
	case Det, Owner, Pron, There, Name:
	default:
		return false
	}
	k := i - 1
	for k > r.First && t.Of[k] == Adv {
		k--
	}
	return t.Of[k] == Noun || t.Of[k] == Name || t.Of[k] == Pron
}

// inserted reports whether what was taken for a participle is a past tense behind an insertion:
// "Okoro, for her part, conveyed greetings".
func (t *Tags) inserted(i int, r token.Range) bool {
	if i+1 >= r.End || i-3 < r.First || t.Doc.Of(i-1) != "," || t.finiteBefore(i-1, r) {
		return false
	}
	switch t.Of[i+1] {
	case Det, Owner, Pron, Name, Noun, Adj, Sub:
	default:
		return false
	}
	const window = 12 // tokens of an insertion and its subject
	for k := i - 2; k > r.First && k > i-window; k-- {
		if t.Doc.Of(k) == "," {
			return t.Of[k+1] == Prep && t.Of[k-1].Nominal() && t.PhraseTo(k, r.First).First <= r.First+1
		}
	}
	return false
}

// groupBefore reports whether a finite verb already stands in the clause before token i, so that a
// participle there hangs on a noun: "he met the man accused the day before".
func (t *Tags) groupBefore(i int, r token.Range) bool {
	for k := i - 1; k >= r.First && k > i-12; k-- {
		switch t.Of[k] {
		case Finite, Modal:
			return true
		case Mark, Sub, Conj, QuoteMark, Wh:
			return false
		}
	}
	return false
}

// GroupAt returns the number of the group that token i belongs to, or -1.
func (t *Tags) GroupAt(i int) int {
	if i < 0 || i >= len(t.groupOf) {
		return -1
	}
	return int(t.groupOf[i])
}
