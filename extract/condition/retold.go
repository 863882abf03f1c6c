package condition

import "attache"

// retold gives mentions of one condition one status: what a lead tells and a quotation repeats was
// answered once. Later mentions count, since news tells the end first.
func (f *finder) retold() {
	const near = 12 // conditions
	for i, c := range f.found {
		for k := i + 1; k < len(f.found) && k <= i+near; k++ {
			o := f.found[k]
			if (c.Status == attache.Open) == (o.Status == attache.Open) || !f.sameCondition(c, o) {
				continue
			}
			if c.Status == attache.Open {
				c.Status, c.Evidence = o.Status, o.Evidence
			} else {
				o.Status, o.Evidence = c.Status, c.Evidence
			}
		}
	}
}

// sameCondition reports whether two mentions tell of one condition: the same parties, and the same
// matter in the antecedents.
func (f *finder) sameCondition(a, b *found) bool {
	if !f.same(a.Holder, b.Holder) || !a.Addressee.IsZero() && !b.Addressee.IsZero() && !f.same(a.Addressee, b.Addressee) {
		return false
	}
	x, y := f.matter(a), f.matter(b)
	shared := 0
	for _, w := range x {
		if contains(y, w) {
			shared++
		}
	}
	return shared > 0 && 2*shared >= min(len(x), len(y))
}
