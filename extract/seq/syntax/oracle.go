package syntax

// oracle knows the right tree of a sentence while the parser trains on its own states: the dynamic
// oracle of Goldberg and Nivre (2013) for the arc-hybrid system.
type oracle struct {
	heads []int32 // by token of the text; -1 for the root
}

// costs returns how many right arcs each transition makes impossible; -1 for those not allowed.
func (o *oracle) costs(p *state) (cost [transitions]int) {
	ok := p.allowed()
	for m := range cost {
		if !ok[m] {
			cost[m] = -1
		}
	}
	if ok[shift] {
		b := p.next
		for k, s := range p.stack {
			if o.heads[s] == int32(b) {
				cost[shift]++ // b can no longer take s
			}
			if o.heads[b] == s && k < len(p.stack)-1 {
				cost[shift]++ // only the top can still take b
			}
		}
	}
	if !ok[left] && !ok[right] {
		return cost
	}
	top := p.top(0)
	waiting := 0 // dependents of the top still in the buffer
	for b := p.next; b < p.s.End; b++ {
		if o.heads[b] == int32(top) {
			waiting++
		}
	}
	head := int(o.heads[top]) // -1 is the root, last of the buffer
	if ok[left] {
		cost[left] = waiting
		isNext := head == p.next || head < 0 && p.next == p.s.End
		if !isNext && (head < 0 || head > p.next || head == p.top(1)) {
			cost[left]++
		}
	}
	if ok[right] {
		cost[right] = waiting
		if head < 0 || head >= p.next {
			cost[right]++
		}
	}
	return cost
}
