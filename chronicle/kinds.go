package chronicle

import (
	_ "embed"
	"fmt"
	"strings"
)

//go:embed lexicon/kinds.tsv
var kindsTSV string

// kindRow is one line of the lexicon.
type kindRow struct {
	kind               string
	words              []string
	one, same, another string
}

var kindRows = readKinds(kindsTSV)

// kinds is a set of kinds of happening: a "declaration" is both an accord and a statement.
type kinds uint32

// kindsOf maps every form of every word to its kinds.
var kindsOf = func() map[string]kinds {
	all := map[string]kinds{}
	for i, row := range kindRows {
		for _, w := range row.words {
			for _, form := range forms(w) {
				all[form] |= 1 << i
			}
		}
	}
	return all
}()

// light are verbs that say little without the noun they carry: "began a visit", "the verdict came".
var light = func() map[string]bool {
	all := map[string]bool{}
	for w := range strings.FieldsSeq("begin began begun start come came take took taken make made give gave have had has hold held see saw end expect plan set due schedule put") {
		for _, form := range forms(w) {
			all[form] = true
		}
	}
	return all
}()

func readKinds(tsv string) (all []kindRow) {
	for n, line := range strings.Split(tsv, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 5 {
			panic(fmt.Sprintf("lexicon/kinds.tsv:%d: %d columns, want 5", n+1, len(f)))
		}
		all = append(all, kindRow{f[0], strings.Fields(f[1]), f[2], f[3], f[4]})
	}
	return all
}

// forms returns a base form with what regular inflection makes of it. Forms that do not exist do no
// harm.
func forms(w string) []string {
	stem := strings.TrimSuffix(w, "e")
	all := []string{w, w + "s", w + "es", stem + "ed", stem + "ing"}
	last := w[len(w)-1]
	if last == 'y' {
		all = append(all, w[:len(w)-1]+"ies", w[:len(w)-1]+"ied")
	}
	return append(all, w+string(last)+"ed", w+string(last)+"ing")
}
