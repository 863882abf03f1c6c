package index

import "slices"

// period is a stretch of time and how many documents of any kind lie in it.
type period struct {
	from, to uint64
	n        uint64
}

// edge guesses a range of moments at the latest (or oldest) end of the archive that holds n of
// total hits, taking hits to be spread over the time the query asks for as documents are. The
// guess is generous and may still be wrong: the caller counts what it finds there.
func (p *plan) edge(n, total int, latest bool) (from, to uint64, err error) {
	var documents uint64
	first, last := bounds(p.query.From, p.query.To)
	if first >= last {
		return 0, end, nil
	}
	from, to = first, last
	share, want, have := 0.0, float64(3*n+50), 0.0
	// The coarsest periods say which of them the edge lies in, the next finer ones where.
	for level := len(levels) - 1; level >= len(levels)-2; level-- {
		all, err := p.periods(level, from, to)
		if err != nil {
			return 0, 0, err
		}
		if documents == 0 {
			for _, d := range all {
				documents += d.n
			}
			share = float64(total) / float64(max(documents, 1))
		}
		if latest {
			slices.Reverse(all)
		}
		i := 0
		for ; i < len(all)-1 && have+share*float64(all[i].n) < want; i++ {
			have += share * float64(all[i].n)
		}
		if len(all) > 0 {
			from, to = max(all[i].from, first), min(all[i].to, last)
		}
	}
	if latest {
		return from, end, nil
	}
	return 0, to, nil
}

// periods returns the periods of a level in [from, to) that hold documents, oldest first.
func (p *plan) periods(level int, from, to uint64) (all []period, err error) {
	shift := levels[level]
	dict, err := p.reader.FieldDictRange(tagField,
		[]byte(momentTerm(when, level, from>>shift)), []byte(momentTerm(when, level, (to-1)>>shift)))
	if err != nil {
		return nil, err
	}
	defer dict.Close()
	for {
		e, err := dict.Next()
		if err != nil || e == nil {
			return all, err
		}
		at := stretchOf(e.Term) << shift
		all = append(all, period{at, at + 1<<shift, e.Count})
	}
}
