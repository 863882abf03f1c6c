package entity

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// shared is where the silver coreference chains lie when they are at hand.
const shared = "../../../shared/eval/attribution"

func eachLine(t *testing.T, name string, do func([]byte)) {
	t.Helper()
	f, err := os.Open(filepath.Join(shared, name))
	if err != nil {
		t.Skipf("SKIPPED: %v: pronouns were not measured", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	s := bufio.NewScanner(z)
	s.Buffer(nil, 64<<20)
	for s.Scan() {
		do(s.Bytes())
	}
}

// TestPronounsAgreeWithTheSilverChains is a floor under how often a "he" or "she" that is the source
// of a statement gets a name of its silver chain. Only those whose chain holds a name count. That is
// agreement with CoreNLP, not accuracy (EXTRACTION A6.6: 82.7 % and 88.9 % with CoreNLP's own names
// and subjects; there every pronoun was answered).
func TestPronounsAgreeWithTheSilverChains(t *testing.T) {
	type article struct {
		ID, Text     string
		Attributions []struct{ Source [][2]int }
	}
	articles := map[string]article{}
	eachLine(t, "polnear-dev.jsonl.gz", func(b []byte) {
		var a article
		if err := json.Unmarshal(b, &a); err != nil {
			t.Fatal(err)
		}
		if _, ok := articles[a.ID]; !ok {
			articles[a.ID] = a
		}
	})
	count := map[string]*[3]int{"he": {}, "she": {}} // with a name, answered, right
	all := tables(t)
	eachLine(t, "polnear-dev.parse.jsonl.gz", func(b []byte) {
		var p struct {
			ID    string
			Sents []struct {
				Tok [][2]int
				Ner []string
			}
			Coref [][][4]int
		}
		if err := json.Unmarshal(b, &p); err != nil {
			t.Fatal(err)
		}
		a := articles[p.ID]
		runes := []rune(a.Text)
		starts := make([]int, 0, len(runes)+1)
		for i := range a.Text {
			starts = append(starts, i)
		}
		starts = append(starts, len(a.Text))
		names := map[int]string{} // first code point of a mention -> names of its chain
		for _, chain := range p.Coref {
			var chainNames []string
			for _, m := range chain {
				s := p.Sents[m[0]]
				for k := m[1]; k < m[2] && k < len(s.Ner); k++ {
					if s.Ner[k] == "PERSON" {
						chainNames = append(chainNames, strings.ToLower(string(runes[s.Tok[k][0]:s.Tok[k][1]])))
					}
				}
			}
			for _, m := range chain {
				if m[0] < len(p.Sents) && m[1] < len(p.Sents[m[0]].Tok) {
					names[p.Sents[m[0]].Tok[m[1]][0]] = " " + strings.Join(chainNames, " ") + " "
				}
			}
		}
		set := Read(phrase.Read(token.Read(a.Text)), all, time.Time{})
		for _, at := range a.Attributions {
			if len(at.Source) == 0 {
				continue
			}
			from, to := at.Source[0][0], at.Source[0][1]
			words := strings.Fields(strings.ToLower(string(runes[from:to])))
			if len(words) == 0 {
				continue
			}
			c, ok := count[words[0]]
			if !ok || len(words) > 1 || strings.TrimSpace(names[from]) == "" {
				continue
			}
			m := set.Resolve(attache.Span{Start: starts[from], End: starts[to]})
			c[0]++
			if m.Name == "" {
				continue
			}
			c[1]++
			right := false
			for _, w := range strings.Fields(strings.ToLower(m.Name)) {
				right = right || strings.Contains(names[from], " "+w+" ")
			}
			if right {
				c[2]++
			}
		}
	})
	for w, least := range map[string]float64{"he": 0.83, "she": 0.80} {
		c := count[w]
		precision := float64(c[2]) / float64(max(c[1], 1))
		t.Logf("%s: %d with a name, %d answered, %d right (%.1f %%)", w, c[0], c[1], c[2], 100*precision)
		if precision < least || c[1]*10 < c[0]*8 {
			t.Errorf("%s: %d of %d answered, %.3f right; want four in five answered, %.2f right", w, c[1], c[0], precision, least)
		}
	}
}
