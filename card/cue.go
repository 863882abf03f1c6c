package card

import (
	"strings"

	"attache"
)

// cueWords returns what to print after the source. Cues that read badly there ("according to the
// statement of", "told" with nobody told) give way to the verb of the act. What a source did not say is
// never printed as if it had.
func cueWords(a attache.Attribution, text string) string {
	var words []string
	for _, s := range a.Cue {
		words = append(words, strings.ToLower(oneLine(s.Of(text))))
	}
	cue, to := strings.TrimRight(strings.Join(words, " … "), " :,"), oneLine(a.Addressee.Show(text))
	told := strings.HasSuffix(cue, "told") || strings.HasSuffix(cue, "tells") || strings.HasSuffix(cue, "telling")
	most := maxCue
	if a.Negated {
		if most = maxNegated; !negates(cue) {
			return denials[a.Act]
		}
	}
	switch {
	case told && to != "" && len(to) <= maxAddressee:
		return cue + " " + to
	case strings.HasSuffix(cue, "ing") && !strings.Contains(cue, " "):
		return "said, " + cue // "Stressing that …, X said …"
	case cue != "" && !told && !strings.HasPrefix(cue, "accord") && len(cue) <= most:
		return cue
	}
	verbs := acts
	if a.Negated {
		verbs = denials
	}
	if verb := verbs[a.Act]; verb != "" {
		return verb
	}
	return verbs[attache.ActSay]
}

// maxCue, maxNegated and maxAddressee bound what stands between a source and its passage, in bytes.
// "repeatedly declined to comment on" is long and cannot be said shorter.
const (
	maxCue       = 24
	maxNegated   = 60
	maxAddressee = 60
)

var acts = map[attache.Act]string{
	attache.ActSay: "said", attache.ActAsk: "asked", attache.ActDemand: "demanded", attache.ActDeny: "denied", attache.ActAccept: "accepted",
	attache.ActReject: "rejected", attache.ActWarn: "warned", attache.ActPromise: "promised", attache.ActBelieve: "believes",
}

var denials = map[attache.Act]string{
	"": "did not say", attache.ActSay: "did not say", attache.ActAsk: "did not ask", attache.ActDemand: "did not demand", attache.ActDeny: "did not deny",
	attache.ActAccept: "did not accept", attache.ActReject: "did not reject", attache.ActWarn: "did not warn", attache.ActPromise: "did not promise",
	attache.ActBelieve: "does not believe",
}

// negates reports whether a reader of a cue sees that nothing was said.
func negates(cue string) bool {
	for w := range strings.FieldsSeq(cue) {
		switch {
		case w == "not" || w == "never" || w == "no" || w == "nor" || w == "neither" || w == "without" || w == "cannot",
			strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "n’t"),
			strings.HasPrefix(w, "declin") || strings.HasPrefix(w, "refus") || strings.HasPrefix(w, "fail") || strings.HasPrefix(w, "avoid") || strings.HasPrefix(w, "stopp"):
			return true
		}
	}
	return false
}
