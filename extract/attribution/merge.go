package attribution

import (
	"sort"

	"attache"
)

// Frames proposes the frames of a text, in the order of the text: what the model found, and what the
// rules find where the model saw nothing. Without a model all is left to the rules.
func Frames(t Text) []Frame {
	if t.Found == nil {
		return Rules(t)
	}
	rules := newShelf(Rules(t))
	used := make([]bool, len(rules.frames))
	var kept []Frame
	for _, l := range Learned(t) {
		partner, inner := -1, false
		from, to := rules.beside(extent(l))
		for k := from; k < to && !inner; k++ {
			r := &rules.frames[k]
			same := sameCue(l, *r)
			if same && partner < 0 && !used[k] {
				partner = k
			}
			inner = inside(l, *r) && (r.Rule == ruleLabel || r.Score >= plain && !same)
		}
		if inner { // what somebody says of others is part of what he says
			continue
		}
		if partner >= 0 {
			l = join(t, l, rules.frames[partner])
		}
		least := float32(leastLearned)
		if l.Source.Empty() {
			least = leastNobody
		}
		if l.Score >= least { // what the model doubts, the rule may still tell
			kept = append(kept, l)
			if partner >= 0 {
				used[partner] = true
			}
		}
	}
	told := newShelf(kept)
	out := told.frames
	for k, r := range rules.frames {
		if !used[k] && r.Score >= leastRule && !told.covers(r) {
			out = append(out, r)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return start(out[i]) < start(out[j]) })
	return out
}

// shelf holds frames in the order of their extents, so that those beside a place are found without a
// look at all.
type shelf struct {
	frames  []Frame
	longest int // extent of a frame
}

func newShelf(frames []Frame) *shelf {
	s := &shelf{frames: frames}
	for _, f := range frames {
		s.longest = max(s.longest, extent(f).Len())
	}
	sort.SliceStable(frames, func(i, j int) bool { return extent(frames[i]).Start < extent(frames[j]).Start })
	return s
}

// beside returns a stretch of frames that holds all which overlap x.
func (s *shelf) beside(x attache.Span) (from, to int) {
	from = sort.Search(len(s.frames), func(i int) bool { return extent(s.frames[i]).Start >= x.Start-s.longest })
	to = from + sort.Search(len(s.frames)-from, func(i int) bool { return extent(s.frames[from+i]).Start >= x.End })
	return from, to
}

// covers reports whether a frame tells what those on the shelf tell already: its cue or much of its
// content is part of theirs. A statement of its own inside what another says is not covered.
func (s *shelf) covers(r Frame) bool {
	size := 0
	for _, c := range r.Content {
		size += c.Len()
	}
	from, to := s.beside(extent(r))
	for _, l := range s.frames[from:to] {
		if sameCue(l, r) {
			return true
		}
		if shared, _ := shares(l.Content, r.Content); 3*shared > size && !inside(r, l) {
			return true
		}
	}
	return false
}

// What frames must score, on the scale of the model, which is that of probability (docs/EVALUATION.md). All
// were chosen on PolNeAR dev, where they are flat (a tenth up or down costs less than half a point), and
// where they are flat, on reports of our own.
const (
	leastLearned = 0.4  // a frame that only the model has
	leastNobody  = 0.75 // a frame of the model that names no source: one in four is right below
	leastRule    = 0.5  // a frame that only a rule has
	plain        = 0.75 // a rule's frame in whose content nothing else is looked for
	outright     = 0.8  // a rule's frame that goes before a model's which is doubtful
	doubtful     = 0.5
	agreement    = 0.1 // what it is worth that both have it
	disagreement = 0.6 // about the source: it is then no longer certain
)

// join joins what a model and a rule made of one cue.
func join(t Text, l, r Frame) Frame {
	same := agree(l.Content, r.Content)
	if l.Score < doubtful && r.Score >= outright && !same {
		return r
	}
	switch {
	case l.Source.Empty() && !r.Source.Empty():
		r.Score = max(r.Score, l.Score)
		return r
	case l.Source.Overlaps(r.Source):
		l.Speaker = r.Speaker
	case !r.Source.Empty():
		if t.Names.Resolve(l.Source).Entity == "" && t.Names.Resolve(r.Source).Entity != "" {
			l.Source, l.Speaker = r.Source, r.Speaker // it can be somebody who speaks
		}
		l.Score *= disagreement
	}
	if same {
		l.Rule = ruleBoth
		if l.Source.Overlaps(r.Source) || l.Source.Empty() && r.Source.Empty() {
			l.Score = min(1, l.Score+agreement)
		}
	}
	return l
}

func sameCue(a, b Frame) bool {
	for _, x := range a.Cue {
		for _, y := range b.Cue {
			if x.Overlaps(y) {
				return true
			}
		}
	}
	return false
}

// agree reports whether two contents share four fifths of all they cover together.
func agree(a, b []attache.Span) bool {
	shared, all := shares(a, b)
	return 5*shared >= 4*all
}

func shares(a, b []attache.Span) (shared, all int) {
	for _, x := range a {
		all += x.Len()
		for _, y := range b {
			shared += max(0, min(x.End, y.End)-max(x.Start, y.Start))
		}
	}
	for _, y := range b {
		all += y.Len()
	}
	return shared, all - shared
}

// inside reports whether cue and content of inner lie in one content of outer.
func inside(inner, outer Frame) bool {
	for _, c := range outer.Content {
		in := len(inner.Cue) > 0
		for _, x := range inner.Cue {
			in = in && c.Contains(x)
		}
		for _, x := range inner.Content {
			in = in && c.Contains(x)
		}
		if in {
			return true
		}
	}
	return false
}
