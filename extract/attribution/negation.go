package attribution

import (
	"strings"

	"attache/extract/token"
)

// refusals before a verb of saying negate it: "declined to say".
var refusals = table("declined declines decline refused refuses refuse refusing declining failed fails avoided avoids avoiding stopped")

// denied reports whether a cue says that nothing was said: "did not say", "declined to comment",
// "has yet to answer", "would neither confirm nor".
func (c *completer) denied(cue token.Range) bool {
	for i := cue.First; i < cue.End; i++ {
		if g := c.Tags.GroupAt(i); g >= 0 && c.Tags.Groups[g].Negated {
			return true
		}
		switch c.d.Norm(i) {
		case "neither", "nobody", "none", "without":
			return true
		case "yet": // "has yet to say"
			if i+1 < len(c.d.Tokens) && c.d.Norm(i+1) == "to" {
				return true
			}
		}
		if in(&refusals, c.d, i) && i+1 < cue.End {
			return true
		}
	}
	if cue.Len() == 1 && in(&refusals, c.d, cue.First) && strings.HasPrefix(c.d.Norm(cue.First), "declin") {
		return true
	}
	// A model's cue may leave out what negates it: "declined to |say|", "without |saying|".
	i := cue.First - 1
	if i >= 0 && c.d.Norm(i) == "to" {
		i--
		return i >= 0 && (in(&refusals, c.d, i) || c.d.Norm(i) == "yet")
	}
	return i >= 0 && c.d.Norm(i) == "without"
}
