package event_test

import (
	"fmt"
	"time"

	"attache/extract/entity"
	"attache/extract/event"
	"attache/extract/phrase"
	"attache/extract/timex"
	"attache/extract/token"
)

func ExampleFind() {
	text := "On Friday the council rejected the draft. The ministers will meet again next month."
	published := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
	doc := token.Read(text)
	tags := phrase.Read(doc)
	anchor := timex.Anchor(doc, published)
	for _, e := range event.Find(event.Text{
		Tags: tags, Names: entity.Read(tags, nil, published), Times: timex.Find(doc, anchor), Anchor: anchor,
	}) {
		fmt.Println(e.When.Value, e.Status, e.Trigger.Of(text))
	}
	// Output:
	// 2026-11-20 happened rejected
	// 2026-12 scheduled meet
}
