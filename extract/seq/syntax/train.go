package syntax

import (
	"attache/extract/seq/weights"
	"attache/extract/token"
)

// Training says how to train. Use DefaultTraining and change what must differ.
type Training struct {
	Seed                                      uint64
	TagBits, NameBits, MoveBits, RelationBits uint // rows of the tables, as powers of two
	TagEpochs, NameEpochs, MoveEpochs         int
	Load                                      float64 // of the tables: features by rows
}

// DefaultTraining returns the settings that the embedded model was made with.
func DefaultTraining(seed uint64) Training {
	return Training{Seed: seed, TagBits: 16, NameBits: 16, MoveBits: 19, RelationBits: 16, TagEpochs: 6, NameEpochs: 10, MoveEpochs: 6, Load: 0.7}
}

// Train learns from corpus and adds the sections of the model to b. The same corpus and settings give
// the same bytes. Names and trees are learned over tags from a tagger that has not seen their text, so
// that they learn to live with its mistakes.
func Train(corpus []Gold, t Training, b *weights.Builder) {
	lex := lexicon{}
	section := packLexicon(corpus)
	lex, err := readLexicon(section)
	if err != nil {
		panic(err) // we have just written it
	}
	b.Add(lexiconSection, section)

	words := make([][]Word, len(corpus))
	for i, g := range corpus {
		words[i] = lex.readWords(g.Doc)
	}
	tagged := make([][]Tag, len(corpus))
	for half := range 2 {
		p := t.tagger(corpus, words, newPerceptron(tagLabels), func(i int) bool { return i%2 != half })
		section, _ := p.table().Lanes(t.TagBits)
		m := &Model{}
		if m.tagger, err = readLanes(section, tagLabels); err != nil {
			panic(err)
		}
		for i := half; i < len(corpus); i += 2 {
			tagged[i] = make([]Tag, len(words[i]))
			for _, s := range corpus[i].Sentences {
				m.tag(words[i], tagged[i], s)
			}
		}
	}
	keep := func(bits uint) int { return int(t.Load * float64(int(1)<<bits)) }
	tagger := t.tagger(corpus, words, newPerceptron(tagLabels), everything)
	tagger = t.tagger(corpus, words, tagger.distil(keep(t.TagBits)), everything)
	names := t.names(corpus, words, tagged, newPerceptron(int(classCount)))
	names = t.names(corpus, words, tagged, names.distil(keep(t.NameBits)))
	moves, relations := newPerceptron(transitions), newPerceptron(relationLabels)
	t.parser(corpus, words, tagged, moves, relations)
	moves, relations = moves.distil(keep(t.MoveBits)), relations.distil(keep(t.RelationBits))
	t.parser(corpus, words, tagged, moves, relations)
	section, _ = tagger.table().Lanes(t.TagBits)
	b.Add(taggerSection, section)
	section, _ = names.table().Sevens(t.NameBits)
	b.Add(namesSection, section)
	section, _ = moves.table().Threes(t.MoveBits)
	b.Add(movesSection, section)
	section, _ = relations.table().Lanes(t.RelationBits)
	b.Add(relationSection, section)
}

// order returns the texts that use accepts in an order of its own for each epoch.
func order(n int, use func(int) bool, random *weights.Random) []int {
	var all []int
	for i := range n {
		if use(i) {
			all = append(all, i)
		}
	}
	random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all
}

func everything(int) bool { return true }

// tagger trains on the texts that use accepts.
func (t Training) tagger(corpus []Gold, words [][]Word, p *perceptron, use func(int) bool) *perceptron {
	random := weights.NewRandom(t.Seed)
	var features tagFeatures
	sums := make([]int32, tagLabels)
	for range t.TagEpochs {
		for _, g := range order(len(corpus), use, random) {
			w := words[g]
			tags := make([]Tag, len(w))
			for _, s := range corpus[g].Sentences {
				for i := s.First; i < s.End; i++ {
					if w[i].sure() {
						tags[i] = w[i].entry.tag()
						continue
					}
					features.read(w, tags, s, i)
					p.score(features[:], sums)
					guess := argmax(sums)
					p.update(features[:], int(corpus[g].Tags[i])-1, guess)
					tags[i] = 1 + Tag(guess)
				}
			}
		}
	}
	return p
}

func (t Training) names(corpus []Gold, words [][]Word, tagged [][]Tag, p *perceptron) *perceptron {
	random := weights.NewRandom(t.Seed + 1)
	var features nameFeatures
	sums := make([]int32, classCount)
	for range t.NameEpochs {
		for _, g := range order(len(corpus), everything, random) {
			w := forget(words[g], random)
			classes := make([]Class, len(w))
			var seen memory
			for _, s := range corpus[g].Sentences {
				for i := s.First; i < s.End; i++ {
					if w[i].nameless(tagged[g][i]) {
						continue
					}
					features.read(w, tagged[g], classes, &seen, s, i)
					p.score(features[:], sums)
					guess := argmax(sums)
					p.update(features[:], int(corpus[g].Classes[i]), guess)
					classes[i] = Class(guess)
					if guess != int(NoName) {
						seen.put(w[i].Hash, Class(guess))
					}
				}
			}
		}
	}
	return p
}

// explore is the share, in parts of 1<<24, of steps at which the parser in training goes where it would, even when that is
// wrong; before the second epoch it follows the right way (Goldberg and Nivre 2013).
const explore = 0.9

func (t Training) parser(corpus []Gold, words [][]Word, tagged [][]Tag, moves, relations *perceptron) {
	random := weights.NewRandom(t.Seed + 2)
	parses := make([]*sentenceParse, len(corpus))
	for i, g := range corpus {
		n := len(words[i])
		parses[i] = &sentenceParse{doc: g.Doc, words: words[i], tags: tagged[i], before: make([]before, n+1), state: state{nodes: make([]node, n)}}
		countBefore(parses[i].before, tagged[i])
	}
	for epoch := range t.MoveEpochs {
		for _, g := range order(len(corpus), everything, random) {
			for _, s := range corpus[g].Sentences {
				t.parseOnce(parses[g], s, &corpus[g], moves, relations, func() bool { return epoch > 0 && random.Float() < explore })
			}
		}
	}
}

// parseOnce parses a sentence and learns from every step. wander says whether to go the parser's way.
func (t Training) parseOnce(p *sentenceParse, s token.Range, g *Gold, moves, relations *perceptron, wander func() bool) {
	var features moveFeatures
	var sums [transitions]int32
	o := oracle{heads: g.Heads}
	for p.begin(s); !p.done(); {
		ok := p.allowed()
		move := only(ok)
		if move < 0 {
			features.read(p)
			moves.score(features[:], sums[:])
			guess := bestMove(sums, ok)
			cost := o.costs(&p.state)
			right := -1
			for m := range transitions {
				if ok[m] && (right < 0 || cost[m] < cost[right] || cost[m] == cost[right] && sums[m] > sums[right]) {
					right = m
				}
			}
			if cost[guess] == cost[right] {
				right = guess
			}
			moves.update(features[:], right, guess)
			move = right
			if guess != right && wander() {
				move = guess
			}
		}
		relation := NoRelation
		if move != shift {
			relation = t.learnRelation(p, move, g, relations)
		}
		p.do(move, relation)
	}
}

// learnRelation returns the relation of the arc that move is about to make as the model guesses it, and
// learns when the arc is right.
func (t Training) learnRelation(p *sentenceParse, move int, g *Gold, relations *perceptron) Relation {
	head, dependent := p.arc(move)
	if head < 0 {
		return Root
	}
	var features relationFeatures
	var sums [relationLabels]int32
	features.read(p, head, dependent)
	relations.score(features[:], sums[:])
	guess := argmax(sums[:])
	if g.Heads[dependent] == int32(head) {
		relations.update(features[:], int(g.Relations[dependent])-1, guess)
	}
	return labelled(guess)
}

// forgotten is the share, in parts of 1<<24, of the capitalised words of a text that a training pass
// over names takes for unknown, so that shapes and neighbours learn to carry the names of other affairs.
// A quarter is worth half a point of F1 on dev.
const forgotten = 1 << 24 / 4

// forget returns a copy of words in which some types, drawn anew for each pass, are unknown.
func forget(words []Word, random *weights.Random) []Word {
	out := append([]Word(nil), words...)
	salt := random.Next()
	for i := range out {
		if w := &out[i]; w.flags&token.Capital != 0 && w.entry&sureTag == 0 && weights.Mix(w.Hash^salt)>>40 < forgotten {
			w.entry = 0
		}
	}
	return out
}
