package condition

import (
	_ "embed"
	"math"
	"strconv"

	"attache"
	"attache/extract/token"
)

// weights.tsv holds what each trait of a candidate is worth as evidence for a reported commitment, as
// the logarithm of odds. It was learned by logistic regression (see training.go) and may be read as a
// list of the guideline's reasons.
//
//go:embed lexicon/weights.tsv
var weightsTSV string

// traits is the set of traits of a candidate.
type traits [2]uint64

func (t *traits) set(x trait, on bool) {
	if on {
		t[x/64] |= 1 << (x % 64)
	}
}

func (t *traits) has(x trait) bool { return t[x/64]&(1<<(x%64)) != 0 }

// trait is one thing that is true or false of a candidate.
type trait uint8

// The traits, with their names in weights.tsv.
const (
	tBias trait = iota
	tIf
	tUnless
	tProvided
	tCondition
	tExchange
	tContingent
	tOnly
	tAsLong
	tEvent
	tUntil
	tBefore
	tWhile
	tWithout
	tSoon
	tWhen
	tMoment
	tLoose
	tInverted
	tDeadline
	tTerm
	tFirst
	tAnswer
	tApproval
	tOrElse
	tBargain
	tPrice
	tFronted
	tConsWill
	tConsWould
	tConsPermit
	tConsDuty
	tConsPresent
	tConsPast
	tConsVerbless
	tConsInfinitive
	tConsCommits
	tConsNegated
	tConsHarm
	tConsGive
	tConsKeep
	tConsAnswer
	tConsLuck
	tConsBe
	tConsPassive
	tConsCounterfactual
	tConsSelf
	tConsPronoun
	tConsNamed
	tConsParty
	tConsGeneric
	tConsThing
	tConsFortune
	tConsNobody
	tConsSource
	tConsOther
	tAnteSelf
	tAntePronoun
	tAnteNamed
	tAnteParty
	tAnteGeneric
	tAnteThing
	tAnteDoing
	tAnteFortune
	tAnteNobody
	tAnteHolder
	tAnteDeed
	tAnteMind
	tAnteLuck
	tAnteBe
	tAntePassive
	tAnteNegated
	tAntePast
	tAntePerfect
	tAnteModal
	tAnteVerbless
	tSayPromise
	tSayWarn
	tSayAccept
	tSayReject
	tSayDemand
	tSayAsk
	tSayBelieve
	tSaySay
	tSayNot
	tUnsaid
	tDirect
	tSourceState
	tSourceBody
	tSourcePerson
	tSourceParty
	tSourceNobody
	tObserver
	tQuestion
	tHolderNamed
	tHolderNobody
	tAddresseeNamed
	tAddresseeGuess
	tAddresseeWords
	tAddresseeNobody
	tOwnWill
	tOtherActs
	tBothSides
	tGame
	tFortune
	traitCount
)

var traitNames = [traitCount]string{
	"bias", "marker.if", "marker.unless", "marker.provided", "marker.condition", "marker.exchange", "marker.contingent", "marker.only",
	"marker.as-long", "marker.event", "marker.until", "marker.before", "marker.while", "marker.without", "marker.soon", "marker.when",
	"marker.moment", "marker.loose", "marker.inverted", "rule.deadline", "rule.term", "rule.first", "rule.answer", "rule.approval", "rule.or-else",
	"rule.bargain", "rule.price", "fronted",
	"cons.will", "cons.would", "cons.permit", "cons.duty", "cons.present", "cons.past", "cons.verbless", "cons.infinitive", "cons.commits",
	"cons.negated", "cons.harm", "cons.give", "cons.keep", "cons.answer", "cons.luck", "cons.be", "cons.passive", "cons.counterfactual",
	"cons.self", "cons.pronoun", "cons.named", "cons.party", "cons.generic", "cons.thing", "cons.fortune", "cons.nobody", "cons.source",
	"cons.other", "ante.self", "ante.pronoun", "ante.named", "ante.party", "ante.generic", "ante.thing", "ante.doing", "ante.fortune",
	"ante.nobody", "ante.holder", "ante.deed", "ante.mind", "ante.luck", "ante.be", "ante.passive", "ante.negated", "ante.past",
	"ante.perfect", "ante.modal", "ante.verbless",
	"say.promise", "say.warn", "say.accept", "say.reject", "say.demand", "say.ask", "say.believe", "say.say", "say.not", "say.nothing",
	"say.direct", "source.state", "source.body", "source.person", "source.party", "source.nobody", "source.observer", "question",
	"holder.named", "holder.nobody", "addressee.named", "addressee.guess", "addressee.words", "addressee.nobody",
	"own-will", "other-acts", "both-sides", "game", "fortune",
}

// worth is the weight of each trait.
var worth = func() (w [traitCount]float32) {
	at := map[string]trait{}
	for i, n := range traitNames {
		at[n] = trait(i)
	}
	eachRow("weights.tsv", weightsTSV, 2, func(c []string) bool {
		v, err := strconv.ParseFloat(c[1], 32)
		t, ok := at[c[0]]
		w[t] = float32(v)
		return ok && err == nil
	})
	return w
}()

// weigh sets the traits of a candidate and its score: the estimated probability that it is a reported
// commitment.
func (f *finder) weigh(c *found, st *attache.Attribution) {
	f.markerTraits(c)
	f.consTraits(c, st)
	f.anteTraits(c)
	f.speechTraits(c, st)
	f.sideTraits(c)
	sum := float64(0)
	for x := range traitCount {
		if c.traits.has(x) {
			sum += float64(worth[x])
		}
	}
	c.Score = float32(1 / (1 + math.Exp(-sum)))
}

var markerTrait = map[string]trait{
	"if": tIf, "if and when": tIf, "unless": tUnless, "unless and until": tUnless, "except if": tUnless,
	"provided": tProvided, "provided that": tProvided, "providing that": tProvided,
	"on the condition that": tCondition, "on condition that": tCondition, "on one condition": tCondition, "under the condition that": tCondition,
	"with the proviso that": tCondition, "on the understanding that": tCondition,
	"in exchange for": tExchange, "in return for": tExchange, "contingent on": tContingent, "contingent upon": tContingent,
	"conditional on": tContingent, "conditional upon": tContingent, "conditioned on": tContingent, "dependent on": tContingent, "dependent upon": tContingent,
	"only if": tOnly, "only when": tOnly, "only after": tOnly, "only once": tOnly, "if and only if": tOnly,
	"as long as": tAsLong, "so long as": tAsLong, "in the event that": tEvent, "in the event of": tEvent, "in case": tEvent, "in case of": tEvent,
	"until": tUntil, "till": tUntil, "until the day": tUntil, "before": tBefore, "while": tWhile, "without": tWithout, "absent": tWithout,
	"as soon as": tSoon, "once": tSoon, "when": tWhen, "the moment": tMoment, "the day": tMoment, "the very day": tMoment, "on the day": tMoment,
	"the minute": tMoment, "subject to": tLoose, "after receiving": tLoose,
}

var ruleTrait = map[string]trait{
	ruleDeadline: tDeadline, ruleTerm: tTerm, ruleFirst: tFirst, ruleAnswer: tAnswer, ruleApproval: tApproval,
	ruleOrElse: tOrElse, ruleBargain: tBargain, rulePrice: tPrice,
}

func (f *finder) markerTraits(c *found) {
	t := &c.traits
	t.set(tBias, true)
	switch {
	case c.Rule == ruleInverted:
		t.set(tInverted, true)
	case c.marker != nil:
		t.set(markerTrait[c.marker.words], true)
	default:
		t.set(ruleTrait[c.Rule], true)
	}
	t.set(tFronted, c.cons.Len() > 0 && c.ante.First < c.cons.First)
}

func (f *finder) consTraits(c *found, st *attache.Attribution) {
	t, x := &c.traits, &c.cons
	t.set(tConsCommits, x.commits)
	t.set(tConsNegated, x.negated)
	if x.verb < 0 {
		t.set(tConsVerbless, true)
		return
	}
	g := &f.tags.Groups[x.verb]
	would := f.anyWord(g.Tokens, "would", "'d")
	perfect := g.Modal && g.Perfect
	t.set(tConsWould, would && !perfect)
	t.set(tConsWill, !would && x.future && !perfect)
	t.set(tConsPermit, x.permit && !perfect)
	t.set(tConsDuty, x.duty)
	t.set(tConsCounterfactual, perfect)
	t.set(tConsInfinitive, g.Infinitive)
	if g.Finite && !x.future && !x.permit && !x.duty && !x.commits {
		t.set(tConsPast, f.past(g.Main, g.Tokens))
		t.set(tConsPresent, !f.past(g.Main, g.Tokens))
	}
	t.set(tConsHarm, x.class == harm)
	t.set(tConsGive, x.class == give || x.class == accept || x.class == fulfil)
	t.set(tConsKeep, x.class == keep)
	t.set(tConsAnswer, x.class == answer || x.class == reject)
	t.set(tConsLuck, x.class == luck || x.class == mind)
	t.set(tConsBe, f.in(&being, g.Main) && !f.goingTo(x.verb))
	t.set(tConsPassive, g.Passive)
	t.set([...]trait{tConsNobody, tConsSelf, tConsPronoun, tConsNamed, tConsParty, tConsGeneric, tConsThing, tConsFortune}[x.subject.sort], true)
	if st != nil && (x.subject.sort == named || x.subject.sort == party) {
		same := f.same(x.subject.Mention, st.Source)
		t.set(tConsSource, same)
		t.set(tConsOther, !same)
	}
}

var being = table("be is are was were been become becomes became seem seems happen happens mean means 's 're 'm")

// past reports whether a finite group is in the past tense, by the form of its first word.
func (f *finder) past(main int, r token.Range) bool {
	if f.in(&futures, r.First) || f.in(&permits, r.First) || f.d.Norm(r.First) == "must" || f.d.Norm(r.First) == "should" {
		return false
	}
	w := f.d.Norm(r.First)
	switch w {
	case "was", "were", "had", "did":
		return true
	case "is", "are", "has", "have", "does", "do", "'s", "'re", "'ve":
		return false
	}
	w = f.d.Norm(main)
	return len(w) > 3 && w[len(w)-2:] == "ed" || f.in(&pasts, main)
}

var pasts = table(`said came went gave took made got saw told found left lost won held kept met paid put ran sent sold brought bought
	built fought led sat spoke stood thought wrote withdrew fell rose grew knew drew broke began became chose`)

func (f *finder) anteTraits(c *found) {
	t, x := &c.traits, &c.ante
	t.set(tAnteNegated, x.negated)
	t.set(tAnteModal, x.future || x.permit || x.duty)
	if x.verb < 0 || c.phraseShape() {
		t.set(tAnteVerbless, true)
		a := f.actor(f.tags.PhraseFrom(x.First))
		t.set(tAnteDoing, f.holds(x.Range, doing|warrant|consent|deal))
		t.set(tAnteNamed, a.sort == named)
		return
	}
	g := &f.tags.Groups[x.verb]
	who := [...]trait{tAnteNobody, tAnteSelf, tAntePronoun, tAnteNamed, tAnteParty, tAnteGeneric, tAnteThing, tAnteFortune}[x.subject.sort]
	if who == tAnteGeneric && f.d.Norm(f.tags.Head(x.subject.np)) == "you" && c.statement >= 0 && f.Statements[c.statement].Form == attache.Direct {
		who = tAntePronoun // “if you pay”: somebody is spoken to
	}
	t.set(who, true)
	if x.subject.sort == thing {
		t.set(tAnteDoing, f.is(f.tags.Head(x.subject.np), doing|deal))
	}
	t.set(tAnteHolder, x.subject.sort == named && f.same(x.subject.Mention, c.Holder))
	t.set(tAnteDeed, x.class.deed())
	t.set(tAnteMind, x.class == mind)
	t.set(tAnteLuck, x.class == luck)
	t.set(tAnteBe, f.in(&being, g.Main) && !g.Passive)
	t.set(tAntePassive, g.Passive)
	t.set(tAntePast, g.Finite && f.past(g.Main, g.Tokens) && !g.Perfect)
	t.set(tAntePerfect, g.Perfect)
}

func (f *finder) speechTraits(c *found, st *attache.Attribution) {
	t := &c.traits
	s := f.d.Sentences[c.sentence].Tokens
	last := s.End - 1
	for last > s.First && f.d.Tokens[last].Any(token.Closes) {
		last--
	}
	t.set(tQuestion, f.d.Of(last) == "?")
	near := token.Range{First: max(s.First, c.ante.First-reach), End: min(s.End, c.ante.First+reach)}
	t.set(tGame, f.holds(near, game))
	t.set(tFortune, f.holds(near, fortune))
	t.set(tHolderNamed, c.Holder.Entity != "")
	t.set(tHolderNobody, c.Holder.IsZero())
	switch a := c.Addressee; {
	case a.IsZero():
		t.set(tAddresseeNobody, true)
	case a.Entity == "":
		t.set(tAddresseeWords, true)
	case a.Span.Empty():
		t.set(tAddresseeGuess, true)
	default:
		t.set(tAddresseeNamed, true)
	}
	if st == nil {
		t.set(tUnsaid, true)
		return
	}
	switch st.Act {
	case attache.ActPromise:
		t.set(tSayPromise, true)
	case attache.ActWarn:
		t.set(tSayWarn, true)
	case attache.ActAccept:
		t.set(tSayAccept, true)
	case attache.ActReject, attache.ActDeny:
		t.set(tSayReject, true)
	case attache.ActDemand:
		t.set(tSayDemand, true)
	case attache.ActAsk:
		t.set(tSayAsk, true)
	case attache.ActBelieve:
		t.set(tSayBelieve, true)
	default:
		t.set(tSaySay, true)
	}
	t.set(tSayNot, st.Negated)
	t.set(tDirect, st.Form == attache.Direct)
	t.set(tObserver, f.observer(st))
	f.sourceTraits(t, st)
}

func (f *finder) sourceTraits(t *traits, st *attache.Attribution) {
	if e, ok := f.Names.Entity(st.Source.Entity); ok {
		t.set(tSourceState, e.Kind == attache.State)
		t.set(tSourceBody, e.Kind == attache.Body)
		t.set(tSourcePerson, e.Kind == attache.Person || e.Kind == "")
		return
	}
	t.set(tSourceNobody, st.Source.Span.Empty())
	t.set(tSourceParty, f.holds(f.d.TokensIn(st.Source.Span), people))
}

// sideTraits says whether the two halves are in two hands: the holder wills the one, and somebody else
// does the other. That is what makes a condition by the guideline.
func (f *finder) sideTraits(c *found) {
	t := &c.traits
	wills := c.cons.future || c.cons.commits || c.cons.permit && c.cons.negated
	switch c.cons.subject.sort {
	case self:
		wills = wills || c.cons.permit // "then we can talk"
	case pronoun, nobody:
	case named, party:
		wills = wills && !t.has(tConsOther) || c.cons.commits
	default:
		wills = false
	}
	acts := false
	switch c.ante.subject.sort {
	case named, party:
		acts = !f.same(c.ante.subject.Mention, c.Holder) && (c.ante.class.deed() || t.has(tAntePassive))
	case pronoun:
		acts = !c.Addressee.IsZero() && c.ante.class.deed()
	}
	acts = acts || c.phraseShape() && t.has(tAnteDoing) || t.has(tAnteDoing) && t.has(tAntePassive)
	t.set(tOwnWill, wills)
	t.set(tOtherActs, acts)
	t.set(tBothSides, wills && acts)
}

// anyWord reports whether one of the words stands in r.
func (f *finder) anyWord(r token.Range, list ...string) bool {
	for i := r.First; i < r.End; i++ {
		for _, w := range list {
			if f.d.Norm(i) == w {
				return true
			}
		}
	}
	return false
}
