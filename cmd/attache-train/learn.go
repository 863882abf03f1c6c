package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"attache/extract/seq"
	"attache/extract/seq/statement"
	"attache/extract/seq/syntax"
	"attache/extract/seq/weights"

	"golang.org/x/sync/errgroup"
)

// result is what training gave and how good it is.
type result struct {
	weights   []byte
	articles  int
	tokens    int
	agreement agreement
	found     string // the lines of the attribution scorer
}

// learn trains every model on the train split and measures on the dev split, which training never sees.
// Parts that do not need each other are learned side by side; that does not change what comes out.
func learn(dir string, seed uint64, progress io.Writer) (*result, error) {
	begin := time.Now()
	say := func(format string, args ...any) {
		fmt.Fprintf(progress, "%4.0fs  %s\n", time.Since(begin).Seconds(), fmt.Sprintf(format, args...))
	}
	train, err := readSplit(dir, "train")
	if err != nil {
		return nil, err
	}
	dev, err := readSplit(dir, "dev")
	if err != nil {
		return nil, err
	}
	r := &result{articles: len(train)}
	for _, a := range train {
		r.tokens += len(a.doc.Tokens)
	}
	say("read %d articles, %d tokens", r.articles, r.tokens)

	var b weights.Builder
	corpus, err := learnSyntax(train, syntax.DefaultTraining(seed), &b)
	if err != nil {
		return nil, err
	}
	say("learned tags, names and trees")

	course := statement.NewCourse(corpus, statement.DefaultTraining(seed))
	var folds errgroup.Group
	for k := range statement.Folds {
		folds.Go(func() error {
			course.Fold(k)
			return nil
		})
	}
	folds.Wait()
	say("learned labels, each fifth from the others")
	course.Finish(&b)
	say("learned labels and spans")

	r.weights = b.Bytes()
	m, err := seq.Open(r.weights)
	if err != nil {
		return nil, err
	}
	r.agreement = agree(m.Analyse, silver(dev))
	say("dev: %v", r.agreement)
	if r.found, err = compare(m, dev); err != nil {
		return nil, err
	}
	say("dev:\n%s", r.found)
	return r, nil
}

// learnSyntax adds the sections of the model that has seen all of train to b, and returns the articles
// as analysed by models that have seen only the other folds.
func learnSyntax(train []*article, how syntax.Training, b *weights.Builder) ([]statement.Gold, error) {
	corpus := make([]statement.Gold, len(train))
	var all errgroup.Group
	all.Go(func() error {
		syntax.Train(silver(train), how, b)
		return nil
	})
	for k := range statement.Folds {
		all.Go(func() error {
			var others []*article
			for i, a := range train {
				if i%statement.Folds != k {
					others = append(others, a)
				}
			}
			var fold weights.Builder
			syntax.Train(silver(others), how, &fold)
			f, err := weights.Open(fold.Bytes())
			if err != nil {
				return err
			}
			m, err := syntax.Open(f)
			if err != nil {
				return err
			}
			for i := k; i < len(train); i += statement.Folds {
				corpus[i] = statement.Gold{Analysis: m.Analyse(train[i].doc), Statements: train[i].statements()}
			}
			return nil
		})
	}
	return corpus, all.Wait()
}

// note tells where the weights come from. It names no clock and no machine, so that it is the same for
// the same weights.
func (r *result) note(seed uint64) string {
	var b strings.Builder
	fmt.Fprintf(&b, `en.bin.gz holds the weights of extract/seq. This note was written with them; do not edit either.

command   attache-train --data DIR --seed %d
corpus    PolNeAR v1.0.0, train split (%d articles, %d tokens), with its CoreNLP parses as silver tags,
          names and trees (Newell, Margolin, Ruths, LREC 2018). The data states no licence; its texts
          belong to their publishers and are not part of this repository. The weights hold numbers
          under hashes of words, no text.
size      %d bytes unpacked
`, seed, r.articles, r.tokens, len(r.weights))
	fmt.Fprintf(&b, "\nPolNeAR dev, agreement with the silver parses:\n  %v\n", r.agreement)
	fmt.Fprintf(&b, "\nPolNeAR dev, statements of the model alone (what the pipeline makes of them: attache eval attribution):\n%s", r.found)
	return b.String()
}
