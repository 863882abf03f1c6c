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
	refuse
	answer
	accept
	reject
	fulfil
	breaks
	ask
)

type lexicon struct {
	markers token.Table[[]*marker] // by the first word, longest first
	verbs   token.Table[class]
	list    []*marker
}

var lex = load()

// load panics where our own embedded files are broken.
func load() *lexicon {
	l := &lexicon{}
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
	classes := map[string]class{"harm": harm, "give": give, "keep": keep, "refuse": refuse, "answer": answer,
		"accept": accept, "reject": reject, "fulfil": fulfil, "break": breaks, "ask": ask}
	eachRow("verbs.tsv", verbsTSV, 2, func(c []string) bool {
		k, ok := classes[c[1]]
		for _, w := range strings.Fields(c[0]) {
			l.verbs.Put(w, k)
		}
		return ok
	})
	return l
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

func table(list string) (t token.Table[bool]) {
	for _, w := range strings.Fields(list) {
		t.Put(w, true)
	}
	return t
}

func in(t *token.Table[bool], d *token.Doc, i int) bool {
	if i < 0 || i >= len(d.Tokens) {
		return false
	}
	_, ok := t.Get(d.Tokens[i].Hash)
	return ok
}

var (
	// commitments are verbs by which somebody binds himself; what follows them is a consequent.
	commitments = table(`offer offers offered offering promise promises promised promising agree agrees agreed agreeing
		threaten threatens threatened threatening vow vows vowed vowing pledge pledges pledged pledging refuse refuses
		refused refusing decline declines declined warn warns warned warning willing ready prepared guarantee guaranteed
		undertake undertook undertaken commit committed swear swore decided decide decides determined insisted insists
		insist reserve reserves reserved made make makes`)
	willing = table("willing ready prepared able happy open determined unwilling reluctant")
	futures = table("will 'll would 'd shall wo won't")
	// people are nouns that name actors without naming whom.
	people = table(`government governments ministry minister ministers president officials official authorities relatives
		family group groups party parties troops forces army rebels militants union unions leaders leader opposition
		parliament council commission court courts company companies bank banks side sides delegation delegations
		negotiators diplomats envoy envoys country countries state states nation nations allies ally enemy exiles
		protesters workers inspectors regime administration cabinet board team committee lawmakers senators republicans
		democrats members commander commanders military police agency body he she they we i it you who anyone anybody
		others everyone nobody somebody everybody people father mother man woman side's coalition movement organisation
		organization lenders creditors investors airline airlines federation church embassy prosecutors insurers journalist journalists uncle great-uncle brother
		sister son daughter wife husband grandmother grandfather leadership presidency mediators sponsor sponsors`)
	// observers do not control what they foretell.
	observers = table(`analyst analysts economist economists expert experts observer observers commentator commentators
		historian professor scholar strategist researcher researchers pollster editorial study survey report forecaster
		forecasters economist's trader traders`)
	// deals are what terms are set for.
	deals = table(`deal deals agreement agreements accord budget settlement treaty ceasefire truce peace text resolution
		package plan pact compromise talks solution`)
	// hostile are nouns of what is answered.
	hostile = table(`attack attacks attempt attempts aggression invasion strike strikes move moves closure provocation
		provocations violation violations sanctions tariff tariffs incursion escalation blockade breach interference raid
		threat threats action actions step steps annexation launch test`)
	// consents are what a rule may require.
	consents = table("approval consent permission agreement ratification authorisation authorization ratify sign-off")
	// requests are nouns that refer back to what somebody asked for.
	requests = table("request requests demand demands proposal proposals offer offers call appeal plea invitation suggestion terms")
	// terms are what an answer may be about.
	terms = table(`condition conditions demand demands offer offers proposal proposals term terms ultimatum deadline request
		requests plan deal idea invitation initiative call calls it that this them`)
)
