package index

// A moment is indexed as the terms of a coarse clock: the second itself, and the stretches of 256
// seconds, 18 hours and 48 days it lies in. A range of time is then the union of few terms: fine
// ones at its ends, coarse ones between. (bleve's own numbers have sixteen such levels; four are a
// third of the terms and answer as exactly.)

// levels are how many low bits of a moment each level ignores.
var levels = [...]uint{0, 8, 16, 22}

// clock names what a moment is the time of; it is the first byte of the moment's terms.
type clock byte

const (
	when  clock = 'w' // the fact: from when an event lasts, else when the article was published
	until clock = 'u' // the end of an event
	added clock = 'a' // when the article was added
)

// momentTerms appends the terms of a moment to all.
func momentTerms(all []string, c clock, at uint64) []string {
	for level := range levels {
		all = append(all, momentTerm(c, level, at>>levels[level]))
	}
	return all
}

// momentTerm is the clock, the level, and the stretch as five bytes that sort.
func momentTerm(c clock, level int, stretch uint64) string {
	return string([]byte{byte(c), byte('0' + level),
		byte(stretch >> 32), byte(stretch >> 24), byte(stretch >> 16), byte(stretch >> 8), byte(stretch)})
}

// stretch is a run of terms of one level, both ends inclusive.
type stretch struct{ first, last string }

// stretches returns the runs of terms that together cover exactly the moments [from, to).
func stretches(c clock, from, to uint64) []stretch {
	var all []stretch
	run := func(level int, from, to uint64) {
		if from < to {
			all = append(all, stretch{momentTerm(c, level, from), momentTerm(c, level, to-1)})
		}
	}
	// from and to are in units of the level. Each level covers what is left over at both ends of
	// the units of the next one; the top level covers the rest.
	for level := 0; from < to; level++ {
		if level == len(levels)-1 {
			run(level, from, to)
			break
		}
		step := levels[level+1] - levels[level]
		up, down := (from+1<<step-1)>>step, to>>step
		if up >= down {
			run(level, from, to)
			break
		}
		run(level, from, up<<step)
		run(level, down<<step, to)
		from, to = up, down
	}
	return all
}

// stretchOf reads the stretch of a term back.
func stretchOf(term string) (n uint64) {
	for _, b := range []byte(term[2:]) {
		n = n<<8 | uint64(b)
	}
	return n
}
