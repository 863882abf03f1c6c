package condition

import "strings"

// joint returns the words that read between consequent and antecedent: "if" for all markers that say
// no more, the marker itself for those that turn the sense round or say how.
func (f *finder) joint(c *found) string {
	if c.cons.Len() == 0 || c.ante.Len() == 0 {
		return ""
	}
	switch c.Rule {
	case ruleMarker:
		if plainly[c.marker.words] {
			return "if"
		}
		return strings.ToLower(f.d.Text[c.Marker.Start:c.Marker.End])
	case ruleInverted, ruleBargain:
		return "if"
	case ruleAnswer:
		if c.ante.First > c.cons.First { // "would answer any closure": the verb joins them
			return ""
		}
		return "in answer to"
	case ruleDeadline, ruleOrElse:
		return "unless"
	case ruleFirst:
		return "only if"
	case rulePrice, ruleApproval:
		return "only with"
	case ruleTerm:
		return f.d.Norm(f.d.TokensIn(c.Marker).First) // "any text that drops the clause"
	}
	return ""
}

// plainly are the markers for which "if" can stand.
var plainly = map[string]bool{
	"if": true, "if and when": true, "on the condition that": true, "on condition that": true, "on one condition": true,
	"under the condition that": true, "with the proviso that": true, "on the understanding that": true, "provided that": true,
	"providing that": true, "provided": true, "in the event that": true, "in case": true,
}
