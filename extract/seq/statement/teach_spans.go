package statement

import "attache/extract/seq/chain"

// contentLesson is an anchor with all its candidates, as numbers of features, and what is right.
type contentLesson struct {
	sides [2]sideLesson
	joint [contentKinds][contentKinds][]int32
}

// sideLesson is one side of a cue; noneGood is 1 when nothing is said there.
type sideLesson struct {
	near, far [][]int32
	spans     []spanLesson
	none      []int32
	noneGood  float32
}

// spanLesson is a candidate: its borders, how good it is, and the numbers of its features.
type spanLesson struct {
	near, far, kind uint8
	good            float32
	features        []int32
}

// sourceLesson is an anchor with its possible sources; the last of features stands for none.
type sourceLesson struct {
	features [][]int32
	good     []float32
}

// lessons of spans are drawn from a page, its field and its gold.
type spanTeacher struct {
	index    *chain.Index
	counting bool // first pass: only count features
	content  []contentLesson
	sources  []sourceLesson
}

func (t *spanTeacher) list(features []uint64) []int32 {
	if t.counting {
		for _, f := range features {
			t.index.Count(f)
		}
		return nil
	}
	var out []int32
	for _, f := range features {
		if n, ok := t.index.Number(f); ok {
			out = append(out, n)
		}
	}
	return out
}

// page adds the anchors of every paragraph.
func (t *spanTeacher) page(p *page, marginals []chain.Vector, g *Gold) {
	var f field
	for _, par := range p.Doc.Paragraphs {
		f.read(par.Tokens, marginals[par.Tokens.First:par.Tokens.End])
		as := anchors(p, &f, taughtCue, nil)
		for k, a := range as {
			c := newScene(p, &f, a)
			t.anchor(&c, matching(as, k, g))
		}
	}
}

// matching returns the statement of g whose cue the anchor k is, or nil. Of several anchors on one cue
// the surest is it.
func matching(as []anchor, k int, g *Gold) *Parts {
	for i := range g.Statements {
		s := &g.Statements[i]
		if len(s.Cue) == 0 || overlap(as[k].tokens, s.Cue[0]) == 0 {
			continue
		}
		for o := range as {
			if o != k && overlap(as[o].tokens, s.Cue[0]) > 0 && (as[o].probability > as[k].probability || as[o].probability == as[k].probability && o < k) {
				return nil
			}
		}
		return s
	}
	return nil
}

// anchor adds one anchor. gold is nil when it is no cue.
func (t *spanTeacher) anchor(c *scene, gold *Parts) {
	var l contentLesson
	var want [2][]tokens
	if gold != nil {
		for _, r := range gold.Content {
			if r.End <= c.First {
				want[before] = append(want[before], r)
			} else if r.First >= c.End {
				want[behind] = append(want[behind], r)
			}
		}
		if len(want[0])+len(want[1]) == 0 {
			gold = nil
		}
	}
	ok := true
	for s := range want {
		ok = t.side(c, side(s), want[s], &l.sides[s]) && ok
	}
	var buf []uint64
	for a := range l.joint {
		for b := range l.joint[a] {
			buf = c.joint(a, b, buf[:0])
			l.joint[a][b] = t.list(buf)
		}
	}
	if ok && !t.counting {
		t.content = append(t.content, l)
	}
	if gold != nil {
		t.source(c, gold)
	}
}

// side adds what may stand on a side; false when what is right is not among it.
func (t *spanTeacher) side(c *scene, s side, want []tokens, l *sideLesson) bool {
	var e edges
	var buf []uint64
	e.find(c.p, c.f, c.anchor, s)
	for _, b := range e.near {
		buf = c.near(s, b, buf[:0])
		l.near = append(l.near, t.list(buf))
	}
	for _, b := range e.far {
		buf = c.far(s, b, buf[:0])
		l.far = append(l.far, t.list(buf))
	}
	size := 0
	for _, w := range want {
		size += w.Len()
	}
	total := float32(0)
	e.each(c, func(k candidate, in *inside) {
		buf = c.span(s, k.tokens, in, buf[:0])
		shared := 0
		for _, w := range want {
			shared += overlap(k.tokens, w)
		}
		good := float32(0)
		if shared > 0 {
			good = worth(float32(shared) / float32(size+k.Len()-shared))
		}
		total += good
		l.spans = append(l.spans, spanLesson{k.near, k.far, k.kind, good, t.list(buf)})
	})
	buf = c.none(s, &e, buf[:0])
	l.none = t.list(buf)
	if size == 0 {
		l.noneGood = 1
		return true
	}
	if total == 0 {
		return false
	}
	for k := range l.spans {
		l.spans[k].good /= total
	}
	return true
}

// worth says how good content is that shares so much with the right one.
func worth(jaccard float32) float32 {
	switch {
	case jaccard == 1:
		return 1
	case jaccard >= 0.8:
		return nearlyRight * (jaccard - 0.75) * 4
	}
	return 0
}

// nearlyRight is what content that is right but for a few tokens is worth in training.
const nearlyRight = float32(0.1)

func (t *spanTeacher) source(c *scene, gold *Parts) {
	var l sourceLesson
	var buf []uint64
	spans := c.sources(nil)
	total := float32(0)
	for rank, r := range spans {
		buf = c.source(r, rank, buf[:0])
		good := float32(0)
		for _, w := range gold.Source {
			if r == w {
				good = 1
			} else if o := overlap(r, w); 2*o >= r.Len()+w.Len()-o {
				good = max(good, nearlyRight)
			}
		}
		total += good
		l.features, l.good = append(l.features, t.list(buf)), append(l.good, good)
	}
	buf = c.noSource(spans, buf[:0])
	good := float32(0)
	if len(gold.Source) == 0 {
		good = 1
	}
	total += good
	l.features, l.good = append(l.features, t.list(buf)), append(l.good, good)
	if total == 0 {
		return
	}
	for k := range l.good {
		l.good[k] /= total
	}
	if !t.counting {
		t.sources = append(t.sources, l)
	}
}
