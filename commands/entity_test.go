package commands

import (
	"strings"
	"testing"

	"attache/internal/golden"
)

// The story of an analyst who merges two names, thinks better of it, and looks at the record.
func TestEntityCommands(t *testing.T) {
	d := newDesk(t)
	var story strings.Builder
	for _, line := range []string{
		"entity log",
		"entity show Maren",
		`entity merge --from "Ana Tolvaj" --into "Lena Maren"`,
		"entity show Maren",
		`entity merge --from "Lena Maren" --into Maren`,
		"entity undo",
		"entity undo",
		"entity undo --number 7",
		`entity alias --who Maren "L. Maren"`,
		`entity alias --who Maren "***"`,
		"entity split --who Maren",
		`entity split --who Maren --part "Ana Tolvaj"`,
		`entity split --who Maren --part "L. Maren"`,
		`entity split --who Nobody --part X`,
		"entity log",
		"entity log --format csv",
	} {
		story.WriteString("$ " + line + "\n" + d.print(t, line) + "\n")
	}
	golden.Equal(t, "entity.golden", story.String())
}
