package phrase

import (
	"strings"
	"testing"

	"attache/extract/token"
)

// TestTagsAgreeWithTheSilverParses is a floor under the share of tokens that get the tag which the
// reference parser gave them. That is agreement, not accuracy.
func TestTagsAgreeWithTheSilverParses(t *testing.T) {
	right, all := 0, 0
	confused := map[string]int{}
	for _, s := range readSilver(t, "dev") {
		d := token.Read(strings.Join(s.words, " "))
		if len(d.Tokens) != len(s.words) || len(d.Sentences) != 1 {
			continue // cut differently once the spaces are changed
		}
		for i, got := range Read(d).Of {
			all++
			if got == s.tags[i] {
				right++
			} else {
				confused[got.String()+" for "+s.tags[i].String()]++
			}
		}
	}
	share := float64(right) / float64(all)
	t.Logf("%.2f %% of %d tokens agree; confused: %v", 100*share, all, confused)
	if share < 0.95 {
		t.Errorf("%.4f of the tags agree, want 0.95", share)
	}
}
