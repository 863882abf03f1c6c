package index

// token is one occurrence of a term. Start and End are bytes of the text it was cut from;
// Position counts words from 1 and keeps the gaps that stop words leave, so that a phrase matches
// only words that stand side by side.
type token struct {
	term       string
	start, end int
	position   int
}

// within returns the tokens that lie wholly in [start, end). Tokens are in the order of the text.
func within(all []token, start, end int) []token {
	from := bisect(len(all), func(i int) bool { return all[i].start >= start })
	to := from + bisect(len(all)-from, func(i int) bool { return all[from+i].end > end })
	return all[from:to]
}

// bisect is sort.Search without the closure escaping to an interface.
func bisect(n int, f func(int) bool) int {
	i, j := 0, n
	for i < j {
		if h := int(uint(i+j) >> 1); !f(h) {
			i = h + 1
		} else {
			j = h
		}
	}
	return i
}
