package readable_test

import (
	"fmt"

	"attache"
	"attache/readable"
)

func ExampleRead() {
	a, err := readable.Read(attache.File{Bytes: []byte(`Date: 21 November 2026

Envoys agree on a calendar

By Maren Holt

LINDEN — The envoys of Linden and Marrow agreed on Friday to meet four times
before the spring, in a town that neither side has named, and to keep the list
of their experts to themselves.`)}, readable.Options{})
	if err != nil {
		fmt.Println(attache.Explain(err))
		return
	}
	fmt.Println(a.Title, "/", a.Byline, "/", a.Published.Format("2006-01-02"), "/", a.PublishedBy, "/", a.Language)
	// Output: Envoys agree on a calendar / Maren Holt / 2026-11-21 / given with the text / en
}
