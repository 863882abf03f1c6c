package timex

import (
	"fmt"
	"strings"
	"testing"

	"attache/extract/token"
)

// page is invented copy with as many dates as a report on talks has.
const page = `SELMARA, May 4 (Agency) — The foreign ministry of Ostrava said on Monday that it would not wait any longer for an answer from Selmara, where talks on the ferry line broke down in April.

"We have asked twice, in writing, and we were told last week that the reply was on its way," Deputy Foreign Minister Ilse Maren told reporters after a two-hour meeting at 9:30 a.m. with U.N. envoy Teodor Brand. Ten days later, on 14 May, the envoy is to report to the council.

The government of Selmara, which did not comment, had offered $3.5 million in compensation in the third quarter of 2025, some 12% of what the port authority of Ostrava had demanded. Analysts say the sum may not be enough for the 2,000 families who left the valley since 1998.

`

func BenchmarkFind(b *testing.B) {
	for _, size := range []int{10_000, 100_000, 1_000_000} {
		run(b, fmt.Sprintf("news/%dkB", size/1000), strings.Repeat(page, size/len(page)+1))
	}
	for _, size := range []int{10_000, 100_000, 1_000_000} { // linear in one paragraph, whatever it holds
		run(b, fmt.Sprintf("paragraph/%dkB", size/1000), strings.ReplaceAll(strings.Repeat(page, size/len(page)+1), "\n\n", " "))
		run(b, fmt.Sprintf("sentence/%dkB", size/1000), strings.Repeat("on Monday, 4 May and last week they ", size/36))
		run(b, fmt.Sprintf("articles/%dkB", size/1000), strings.Repeat("the ", size/4))
		run(b, fmt.Sprintf("numbers/%dkB", size/1000), strings.Repeat("one hundred and ", size/16))
		run(b, fmt.Sprintf("hyphens/%dkB", size/1000), strings.Repeat("five-", size/5))
		run(b, fmt.Sprintf("months/%dkB", size/1000), strings.Repeat("May 3-", size/6))
		run(b, fmt.Sprintf("weekdays/%dkB", size/1000), strings.Repeat("Monday ", size/7))
	}
}

func run(b *testing.B, name, text string) {
	b.Run(name, func(b *testing.B) {
		doc := token.Read(text)
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			Find(doc, monday)
		}
	})
}

func BenchmarkCompile(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		compile(wordsTSV, rulesTSV)
	}
}
