package timex

import "math"

// compose joins number words, in place: "twenty - one", "a hundred and twenty", "two and a half",
// "nineteen ninety-four" (a year), "two 1/2".
func (z *itemizer) compose() {
	in, out := z.items, z.items[:0]
	for i := 0; i < len(in); {
		joined, n := z.numberAt(in[i:])
		if n == 0 || i > 0 && in[i-1].classes&cSome.bit() != 0 && in[i].classes&cScale.bit() != 0 { // several dozen
			out = append(out, in[i])
			i++
			continue
		}
		out = append(out, joined)
		i += n
	}
	z.items = out
}

const numeral = classes(1)<<cNumber | 1<<cScale

// numberAt reads the number that starts at in[0], which takes n items; 0 when none does.
func (z *itemizer) numberAt(in []item) (it item, n int) {
	start := 0
	if in[0].classes&cA.bit() != 0 && len(in) > 1 && in[1].classes&cScale.bit() != 0 {
		start = 1 // a hundred
	} else if in[0].classes&cScale.bit() != 0 && in[0].num > 12 {
		return it, 0 // "several hundred" is no hundred, "the next couple" is two
	} else if in[0].classes&cNumber.bit() == 0 && !(in[0].classes&cNum.bit() != 0 && len(in) > 1 && in[1].classes&cScale.bit() != 0) {
		return it, 0
	}
	var total, current, last float64
	year := false
	n = start
	for n < len(in) {
		w := &in[n]
		step := 1
		if n > start { // a hyphen or "and" between parts
			if w.literal == z.g.hyphen && n+1 < len(in) && in[n+1].glued {
				w, step = &in[n+1], 2
			} else if w.literal == z.g.and && last >= 100 && n+1 < len(in) {
				w, step = &in[n+1], 2
			}
		}
		if w.classes&numeral == 0 && !(n == 0 && w.classes&cNum.bit() != 0) {
			if w.classes&cOrd.bit() != 0 && step == 2 && last >= 20 && last < 100 && w.num < 10 { // twenty-first
				it = in[0]
				it.end, it.end1, it.classes, it.num, it.code, it.literal = w.end, w.end1, cOrd.bit(), last+w.num, "", 0
				return it, n + step
			}
			break
		}
		switch v := w.num; {
		case n == start && start == 1:
			current = v
		case w.classes&cScale.bit() != 0 && v <= 12:
			current = math.Max(current, 1) * v
		case w.classes&cScale.bit() != 0 && n > 0:
			if v == 100 {
				current = math.Max(current, 1) * 100
			} else {
				total += math.Max(current, 1) * v
				current = 0
			}
		case n == start:
			current = v
		case last >= 20 && last < 100 && v < 10 && step == 2 || last >= 20 && last < 100 && v < 10:
			current += v
			v = current
		case last >= 100:
			current += v
		case !year && n == start+1 && last >= 13 && last <= 20 && v >= 10 && last == math.Trunc(last):
			year = true // nineteen ninety
			current = last*100 + v
		default:
			step = 0
		}
		if step == 0 {
			break
		}
		last = w.num
		n += step
	}
	if n == start {
		return it, 0
	}
	it = in[0]
	it.end, it.end1 = in[n-1].end, in[n-1].end1
	it.num, it.code, it.literal = total+current, "", 0
	it.classes = cNum.bit()
	if n == 1 && in[0].classes&cNum.bit() != 0 {
		it.classes = in[0].classes
	}
	if year {
		it.classes = cYear.bit()
	} else if it.num >= 1900 && it.num < 2100 && it.num == math.Trunc(it.num) {
		it.classes |= cYear.bit()
	} else if n == 1 && it.num <= 12 {
		it.classes |= cHour.bit()
	}
	return it, n
}
