package token

import (
	"fmt"
	"strings"
	"testing"
)

// page is invented copy with what costs time: quotations, abbreviations, curly marks, names.
const page = `SELMARA, May 4 (Agency) — The foreign ministry of Ostrava said on Monday that it would not "wait any longer" for an answer from Selmara, where talks on the ferry line broke down in April.

“We have asked twice, in writing, and we have been told twice that the reply is ‘on its way,’” Deputy Foreign Minister Ilse K. Maren told reporters after a meeting at 9:30 a.m. with U.N. envoy Gen. Teodor Brand (ret.). “It isn’t.”

Selmara's government, which didn't comment on Monday, had offered $3.5 million in compensation — some 12% of what the port authority of Ostrava, a state-owned body, had demanded in its 40-page claim. Analysts say the sum won't be enough.

`

func BenchmarkRead(b *testing.B) {
	for _, size := range []int{10_000, 100_000, 1_000_000} {
		text := strings.Repeat(page, size/len(page)+1)
		run(b, fmt.Sprintf("news/%dkB", size/1000), text)
	}
	for _, size := range []int{10_000, 100_000, 1_000_000} { // linear in one paragraph, whatever it holds
		run(b, fmt.Sprintf("paragraph/%dkB", size/1000), strings.ReplaceAll(strings.Repeat(page, size/len(page)+1), "\n\n", " "))
		run(b, fmt.Sprintf("quotes/%dkB", size/1000), strings.Repeat(`"`, size))
		run(b, fmt.Sprintf("openings/%dkB", size/1000), strings.Repeat(" “‘«x", size/10))
		run(b, fmt.Sprintf("genitives/%dkB", size/1000), strings.Repeat("'x ys' ", size/7))
		run(b, fmt.Sprintf("stops/%dkB", size/1000), strings.Repeat("a.", size/2))
		run(b, fmt.Sprintf("spaceless/%dkB", size/1000), strings.Repeat("x", size))
		run(b, fmt.Sprintf("han/%dkB", size/1000), strings.Repeat("漢", size/3))
		run(b, fmt.Sprintf("broken/%dkB", size/1000), strings.Repeat("\xff(", size/2))
		run(b, fmt.Sprintf("emoji/%dkB", size/1000), strings.Repeat("👨‍👩‍👧", size/18))
		run(b, fmt.Sprintf("tags/%dkB", size/1000), strings.Repeat("<a", size/2))
	}
}

func run(b *testing.B, name, text string) {
	b.Run(name, func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			Read(text)
		}
	})
}
