package token

import (
	_ "embed"
	"fmt"
	"strings"
)

//go:embed lexicon/abbreviations.tsv
var abbreviationsTSV string

// abbreviation says how the full stop of a word behaves.
type abbreviation struct {
	class   abbreviationClass
	capital bool // the word is written with a capital
}

type abbreviationClass uint8

const (
	_ abbreviationClass = iota
	beforeName
	beforeNumber
	midSentence // ends a sentence only where another clearly starts
)

var abbreviations = func() (t Table[abbreviation]) {
	classes := map[string]abbreviationClass{
		"title": beforeName, "number": beforeNumber, "month": midSentence, "suffix": midSentence,
		"place": midSentence, "weekday": midSentence, "word": midSentence,
	}
	for n, row := range rows(abbreviationsTSV, 2) {
		class, ok := classes[row[1]]
		if !ok {
			panic(fmt.Sprintf("lexicon/abbreviations.tsv, entry %d: no class %q", n+1, row[1]))
		}
		t.Put(row[0], abbreviation{class, row[0][0] <= 'Z'})
	}
	return t
}()

// rows reads a table with the given number of columns; lines that start with # are comments. Our
// own embedded data is broken when a line has another number, hence the panic.
func rows(tsv string, columns int) (all [][]string) {
	for n, line := range strings.Split(tsv, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		row := strings.Split(line, "\t")
		if len(row) != columns {
			panic(fmt.Sprintf("lexicon line %d: %d columns, want %d: %q", n+1, len(row), columns, line))
		}
		all = append(all, row)
	}
	return all
}
