package card

import (
	"strings"
	"testing"
)

func TestFindingsAreNumbered(t *testing.T) {
	c := Card{First: 6, Blocks: []Block{Text{Heading: "Said"}, Quote{Source: "Ada Marlowe", Cue: "said"}, Text{Words: "Between."}, Moment{When: "14 March 2031"}}}
	var b strings.Builder
	if err := WriteText(&b, c, 80); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Said\n", "\n6. Ada Marlowe said", "\nBetween.\n", "\n7. 14 March 2031"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in\n%s", want, b.String())
		}
	}
}
