package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"attache/extract/seq"
	"attache/extract/seq/syntax"
	"attache/extract/seq/weights"
)

// result is what training gave and how good it is.
type result struct {
	weights   []byte
	articles  int
	tokens    int
	agreement agreement
}

// learn trains every model on the train split and measures on the dev split, which training never sees.
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
	syntax.Train(silver(train), syntax.DefaultTraining(seed), &b)
	say("learned tags, names and trees")

	r.weights = b.Bytes()
	m, err := seq.Open(r.weights)
	if err != nil {
		return nil, err
	}
	r.agreement = agree(m.Analyse, silver(dev))
	say("dev: %v", r.agreement)
	return r, nil
}

// note tells where the weights come from. It names no clock and no machine, so that it is the same for
// the same weights.
func (r *result) note(seed uint64) string {
	var b strings.Builder
	fmt.Fprintf(&b, `en.bin holds the weights of extract/seq. This note was written with them; do not edit either.

command   attache-train --data DIR --seed %d
corpus    PolNeAR v1.0.0, train split (%d articles, %d tokens), with its CoreNLP parses as silver tags,
          names and trees (Newell, Margolin, Ruths, LREC 2018). The data states no licence; its texts
          belong to their publishers and are not part of this repository. The weights hold numbers
          under hashes of words, no text.
size      %d bytes
`, seed, r.articles, r.tokens, len(r.weights))
	fmt.Fprintf(&b, "\nPolNeAR dev, agreement with the silver parses:\n  %v\n", r.agreement)
	return b.String()
}
