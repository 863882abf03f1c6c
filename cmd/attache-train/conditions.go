package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"attache"
	"attache/extract"
	"attache/extract/condition"
	"attache/extract/entity"
	"attache/extract/score"
)

// Where the examples of conditions lie in the repository, and where the weights go.
const (
	conditionGold    = "extract/testdata/conditions/dev.jsonl"
	conditionJudged  = "extract/testdata/conditions/judged.tsv"
	conditionWeights = "extract/condition/lexicon/weights.tsv"
)

// How much an example counts: the articles about one country's election are many and much alike.
const (
	plain    = 2
	election = 0.4
)

// trainConditions learns the weights of extract/condition from the project's gold, the public gold
// under data, and the candidates judged one by one in articles under data.
func (o *options) trainConditions(progress io.Writer) error {
	table, err := os.Open("configs/entities.tsv")
	if err != nil {
		return err
	}
	defer table.Close()
	known, err := entity.ParseTables(table)
	if err != nil {
		return err
	}
	p, err := extract.New(extract.Options{Tables: known})
	if err != nil {
		return err
	}
	l := conditionLearner{pipeline: p, data: o.Data}
	for _, step := range []func() error{
		func() error { return l.gold(conditionGold) },
		func() error { return l.gold(filepath.Join(o.Data, "conditions/dev.jsonl")) },
		func() error { return l.judged(conditionJudged) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	yes := 0
	for _, e := range l.examples {
		if e.Yes {
			yes++
		}
	}
	fmt.Fprintf(progress, "%d candidates, %d of them conditions\n", len(l.examples), yes)
	weights := []byte(condition.Learn(l.examples))
	if o.Check {
		old, err := os.ReadFile(conditionWeights)
		if err == nil && !bytes.Equal(old, weights) {
			err = fmt.Errorf("%w than %s holds", errDiffers, conditionWeights)
		}
		return err
	}
	return os.WriteFile(conditionWeights, weights, 0o644)
}

type conditionLearner struct {
	pipeline *extract.Pipeline
	data     string
	examples []condition.Example
}

func (l *conditionLearner) add(c condition.Candidate, yes bool, weight float64) {
	l.examples = append(l.examples, condition.Example{Traits: c.Traits, Yes: yes, Weight: weight})
}

// gold takes the candidates of annotated articles: yes for the one that tells best what a mention
// tells, no for those that touch none.
func (l *conditionLearner) gold(file string) error {
	b, err := readMaybeZipped(file)
	if err != nil {
		return err
	}
	rows, err := score.ReadConditions(bytes.NewReader(b))
	if err != nil {
		return err
	}
	mentions := map[string][]score.ConditionItem{}
	for _, r := range rows {
		mentions[r.ID] = r.Conditions
	}
	texts := func(ref, id string) (string, error) {
		b, err := readMaybeZipped(filepath.Join(l.data, strings.TrimPrefix(ref, "eval/")))
		if err != nil {
			return "", err
		}
		return score.FindText(bytes.NewReader(b), id)
	}
	return score.EachInput(bytes.NewReader(b), texts, func(id string, a attache.Article) error {
		at := score.NewOffsets(a.Text)
		for _, c := range l.pipeline.Candidates(a) {
			r := at.Runes(c.Extent)
			best, most := -1, 0.0
			for i, g := range mentions[id] {
				if shared := min(g.End, r[1]) - max(g.Start, r[0]); 2*shared <= min(g.End-g.Start, r[1]-r[0]) {
					continue
				}
				if s := wordsShared(g.Condition.Text, c.Antecedent.Of(a.Text)); best < 0 || s > most {
					best, most = i, s
				}
			}
			const told = 0.3 // of the words of the antecedent
			switch {
			case best < 0:
				l.add(c, false, plain)
			case mentions[id][best].Optional:
			case most > told || mentions[id][best].Condition.Text == "":
				l.add(c, true, plain)
			default: // another reading of a sentence that does hold a condition
				l.add(c, false, plain/2)
			}
		}
		return nil
	})
}

// wordsShared is the share of words that two clauses have in common.
func wordsShared(a, b string) float64 {
	x, y := strings.Fields(strings.ToLower(a)), strings.Fields(strings.ToLower(b))
	in, n := map[string]bool{}, 0
	for _, w := range x {
		in[w] = true
	}
	for _, w := range y {
		if in[w] {
			n++
		}
	}
	return float64(n) / float64(1+max(len(x), len(y)))
}

// judged takes candidates that a person judged one by one. Those whose place has moved since are left
// out.
func (l *conditionLearner) judged(file string) error {
	b, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	type place struct {
		article string
		at      int
	}
	verdicts := map[string]map[place]bool{}
	var files []string
	for line := range strings.Lines(string(b)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		c := strings.Split(strings.TrimSpace(line), "\t")
		if len(c) != 4 {
			return fmt.Errorf("%s: %q", file, line)
		}
		at, err := strconv.Atoi(c[2])
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		if verdicts[c[0]] == nil {
			verdicts[c[0]] = map[place]bool{}
			files = append(files, c[0])
		}
		verdicts[c[0]][place{c[1], at}] = c[3] == "yes"
	}
	for _, name := range files {
		b, err := readMaybeZipped(filepath.Join(l.data, name))
		if err != nil {
			return err
		}
		weight := float64(plain)
		if strings.HasPrefix(name, "attribution/") {
			weight = election
		}
		seen := map[string]bool{}
		err = score.EachInput(bytes.NewReader(b), nil, func(id string, a attache.Article) error {
			if seen[id] {
				return nil
			}
			seen[id] = true
			for _, c := range l.pipeline.Candidates(a) {
				if yes, ok := verdicts[name][place{id, c.Antecedent.Start}]; ok {
					l.add(c, yes, weight)
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func readMaybeZipped(file string) ([]byte, error) {
	b, err := os.ReadFile(file)
	if err != nil || !strings.HasSuffix(file, ".gz") {
		return b, err
	}
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}
