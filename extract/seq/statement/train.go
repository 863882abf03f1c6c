package statement

import (
	"math"

	"attache/extract/seq/chain"
	"attache/extract/seq/weights"
)

// Training says how to train. Use DefaultTraining and change what must differ.
type Training struct {
	Labels              chain.Training
	Spans               SpanTraining
	LabelBits, SpanBits uint // rows of the tables, as powers of two
}

// Folds is the number of parts that a corpus is cut into: what is learned over the answers of an earlier
// model must see answers about texts which that model has not seen.
const Folds = 5

// DefaultTraining returns the settings that the embedded model was made with.
func DefaultTraining(seed uint64) Training {
	return Training{
		Labels:    chain.DefaultTraining(seed),
		Spans:     SpanTraining{Seed: seed + 1, Epochs: 16, Rate: 0.1, Dropout: 0.5},
		LabelBits: 18, SpanBits: 19,
	}
}

// Course is a training under way. First each Fold is learned, in any order or side by side, then Finish
// puts the model together.
type Course struct {
	Training
	strengths *strengths
	lessons   []lesson
	index     *chain.Index
	examples  [][]chain.Example
	marginals [][]chain.Vector // by lesson, of every token
}

// NewCourse prepares a training. Text i of the corpus belongs to fold i modulo Folds.
func NewCourse(corpus []Gold, t Training) *Course {
	c := &Course{Training: t, strengths: countStrengths(corpus)}
	c.lessons = prepare(corpus, c.strengths)
	c.index = indexFeatures(c.lessons)
	c.examples = examples(c.lessons, c.index)
	c.marginals = make([][]chain.Vector, len(corpus))
	return c
}

// Fold learns labels from the texts outside a fold and keeps what they say about those inside.
func (c *Course) Fold(k int) {
	learned := c.learn(func(i int) bool { return i%Folds != k })
	lattice := chain.NewLattice(&learned.Transitions)
	for i := k; i < len(c.lessons); i += Folds {
		c.marginals[i] = make([]chain.Vector, 0, len(c.lessons[i].labels))
		for n := range c.examples[i] {
			e := &c.examples[i][n]
			scores := learned.Scores(e)
			lattice.Marginals(scores)
			c.marginals[i] = append(c.marginals[i], scores...)
		}
	}
}

func (c *Course) learn(use func(i int) bool) *chain.Learned {
	var all []chain.Example
	for i := range c.examples {
		if use(i) {
			all = append(all, c.examples[i]...)
		}
	}
	return chain.Train(all, len(c.index.Keys), c.Labels)
}

// Finish learns labels from all texts, and spans over what the folds say, and adds the sections of the
// model to b.
func (c *Course) Finish(b *weights.Builder) {
	learned := c.learn(func(int) bool { return true })
	table, _ := learned.Table(c.index).Sevens(c.LabelBits)

	teacher := &spanTeacher{index: chain.NewIndex()}
	for _, teacher.counting = range [2]bool{true, false} {
		for i := range c.lessons {
			teacher.page(c.lessons[i].page, c.marginals[i], c.lessons[i].gold)
		}
		if teacher.counting {
			teacher.index.Cut(cutOff)
		}
	}
	w := trainSpans(teacher, c.Spans)
	worth := make([]float64, len(w))
	for i, n := range teacher.index.Counts() {
		worth[i] = math.Abs(float64(w[i])) * math.Sqrt(float64(n))
	}
	spans, _ := weights.PackSingles(c.SpanBits, teacher.index.Keys, w, worth)

	b.Add(strengthSection, c.strengths.pack())
	b.Add(labelSection, table)
	b.Add(transitionSection, packTransitions(&learned.Transitions))
	b.Add(spanSection, spans)
}
