package condition

import (
	_ "embed"
	"fmt"
	"strings"

	"attache"
	"attache/extract/token"
)

//go:embed lexicon/markers.tsv
var markersTSV string

//go:embed lexicon/verbs.tsv
var verbsTSV string

//go:embed lexicon/words.tsv
var wordsTSV string

// marker is a line of markers.tsv.
type marker struct {
	words   string
	hashes  []uint64
	phrase  bool // a noun phrase follows instead of a clause
	use     use
	kind    attache.ConditionKind // empty where the verbs decide
	example string
}

type use uint8

const (
	free use = iota
	strict
	later
)

// class says what a verb does to the other side.
type class uint8

const (
	noClass class = iota
	harm
	give
	keep
	answer
	accept
	reject
	fulfil
	breaks
	ask
	mind
	luck
)

// deed reports whether a verb of the class is something that somebody does.
func (c class) deed() bool { return c != noClass && c != mind && c != luck }

// words says what a noun or pronoun is good for. It is a set.
type words uint16

const (
	people words = 1 << iota
	anyone
	observer
	press
	deal
	hostile
	request
	term
	consent
	warrant
	doing
	fortune
	game
	organ
	verifying
)

type lexicon struct {
	markers token.Table[[]*marker] // by the first word, longest first
	verbs   token.Table[class]
	words   token.Table[words]
	list    []*marker
}

var lex = load()

// load panics where our own embedded files are broken.
func load() *lexicon {
	l := &lexicon{}
	l.loadMarkers()
	classes := map[string]class{"harm": harm, "give": give, "keep": keep, "answer": answer, "accept": accept, "reject": reject,
		"fulfil": fulfil, "break": breaks, "ask": ask, "mind": mind, "luck": luck}
	eachRow("verbs.tsv", verbsTSV, 2, func(c []string) bool {
		k, ok := classes[c[1]]
		for _, w := range strings.Fields(c[0]) {
			l.verbs.Put(w, k)
		}
		return ok
	})
	sets := map[string]words{"people": people, "anyone": anyone, "observer": observer, "press": press, "deal": deal,
		"hostile": hostile, "request": request, "term": term, "consent": consent, "warrant": warrant, "doing": doing,
		"fortune": fortune, "game": game, "organ": organ, "verifying": verifying}
	eachRow("words.tsv", wordsTSV, 2, func(c []string) bool {
		set, ok := sets[c[0]]
		for _, w := range strings.Fields(c[1]) {
			had, _ := l.words.Get(token.Hash(w))
			l.words.Put(w, had|set)
		}
		return ok
	})
	return l
}

func (l *lexicon) loadMarkers() {
	uses := map[string]use{"free": free, "strict": strict, "later": later}
	kinds := map[string]attache.ConditionKind{"-": ""}
	for _, k := range []attache.ConditionKind{attache.Offer, attache.Threat, attache.Demand, attache.Precondition, attache.Agreement, attache.Legal} {
		kinds[string(k)] = k
	}
	eachRow("markers.tsv", markersTSV, 5, func(c []string) bool {
		m := &marker{words: c[0], phrase: c[1] == "phrase", example: c[4]}
		var okUse, okKind bool
		m.use, okUse = uses[c[2]]
		m.kind, okKind = kinds[c[3]]
		for _, w := range strings.Fields(c[0]) {
			m.hashes = append(m.hashes, token.Hash(w))
		}
		all, _ := l.markers.Get(m.hashes[0])
		all = append(all[:len(all):len(all)], m)
		for i := len(all) - 1; i > 0 && len(all[i].hashes) > len(all[i-1].hashes); i-- {
			all[i], all[i-1] = all[i-1], all[i]
		}
		first, _, _ := strings.Cut(c[0], " ")
		l.markers.Put(first, all)
		l.list = append(l.list, m)
		return okUse && okKind
	})
}

func eachRow(name, tsv string, columns int, take func([]string) bool) {
	for n, line := range strings.Split(tsv, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		if c := strings.Split(line, "\t"); len(c) != columns || !take(c) {
			panic(fmt.Sprintf("lexicon/%s, line %d: %q", name, n+1, line))
		}
	}
}

// markerAt returns the longest marker that starts at token i and how many tokens it has; 0 when none
// does.
func (l *lexicon) markerAt(d *token.Doc, i int) (*marker, int) {
	all, _ := l.markers.Get(d.Tokens[i].Hash)
	for _, m := range all {
		if i+len(m.hashes) > len(d.Tokens) {
			continue
		}
		same := true
		for k, h := range m.hashes {
			same = same && d.Tokens[i+k].Hash == h
		}
		if same {
			return m, len(m.hashes)
		}
	}
	return nil, 0
}

// is reports whether token i is a word of one of the given sets.
func (f *finder) is(i int, set words) bool {
	if i < 0 || i >= len(f.d.Tokens) {
		return false
	}
	w, _ := lex.words.Get(f.d.Tokens[i].Hash)
	return w&set != 0
}

// holds reports whether a word of one of the sets stands in r.
func (f *finder) holds(r token.Range, set words) bool {
	for i := r.First; i < r.End; i++ {
		if f.is(i, set) {
			return true
		}
	}
	return false
}

// small words are closed classes that belong to the grammar of the rules.
func table(list string) (t token.Table[bool]) {
	for _, w := range strings.Fields(list) {
		t.Put(w, true)
	}
	return t
}

func (f *finder) in(t *token.Table[bool], i int) bool {
	if i < 0 || i >= len(f.d.Tokens) {
		return false
	}
	_, ok := t.Get(f.d.Tokens[i].Hash)
	return ok
}

// anyIn reports whether a word of a table stands in r.
func (f *finder) anyIn(t *token.Table[bool], r token.Range) bool {
	for i := r.First; i < r.End; i++ {
		if f.in(t, i) {
			return true
		}
	}
	return false
}

var (
	// commitments are verbs by which somebody binds himself; what follows them is a consequent.
	commitments = table(`offer offers offered offering promise promises promised promising agree agrees agreed agreeing
		threaten threatens threatened threatening vow vows vowed vowing pledge pledges pledged pledging refuse refuses
		refused refusing decline declines declined warn warns warned warning willing ready prepared guarantee guarantees guaranteed
		undertake undertakes undertook undertaken commit commits committed swear swore decide decides decided determined reserve reserves
		reserved resolved insist insists insisted propose proposes proposed intend intends intended plan plans planned)`)
	willing = table("willing ready prepared able happy open determined unwilling reluctant forced going")
	futures = table("will 'll would 'd shall wo")
	permits = table("can could may ca might")
	duties  = table("must should ought has have need needs")
)
