package chart

import (
	"bytes"
	"fmt"
	"image/color"
	"image/png"
	"math"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"attache"

	"pgregory.net/rapid"
)

func date(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}

func event(from, label string, status attache.EventStatus) Event {
	t := date(from)
	return Event{From: t, To: t.AddDate(0, 0, 1), When: t.Format("2 January 2006"), Label: label, Status: status}
}

// anyEvents draws events of all scripts, lengths and times.
func anyEvents(t *rapid.T) []Event {
	words := rapid.StringOf(rapid.RuneFrom([]rune("abcdefgh ABC …,.;“”0123 абвгд әğıö հայոց ქართლი אבג عربي 漢字かな हिन्दी \u202e\u200d\x00👩‍🚀")))
	statuses := []attache.EventStatus{attache.Happened, attache.Scheduled, attache.Cancelled, attache.Claimed, "", "odd"}
	n := rapid.IntRange(0, 45).Draw(t, "n")
	all := make([]Event, n)
	for i := range all {
		from := date("2026-01-01").AddDate(0, 0, rapid.IntRange(-20_000, 2_000).Draw(t, "day")/rapid.SampledFrom([]int{1, 50, 1000}).Draw(t, "scale"))
		all[i] = Event{
			From: from, To: from.AddDate(0, 0, rapid.SampledFrom([]int{0, 1, 7, 30, 365}).Draw(t, "days")),
			When: words.Draw(t, "when"), Label: strings.Repeat(words.Draw(t, "label"), rapid.IntRange(1, 8).Draw(t, "times")),
			Status: rapid.SampledFrom(statuses).Draw(t, "status"), Note: words.Draw(t, "note"), Number: rapid.IntRange(0, 999).Draw(t, "number"),
		}
	}
	return all
}

func TestNothingOverlaps(t *testing.T) {
	f, err := newFaces()
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		tl := Timeline{Title: rapid.String().Draw(t, "title"), Events: anyEvents(t)}
		if rapid.Bool().Draw(t, "today") {
			tl.Today = date("2026-01-05")
		}
		events, left := tl.drawn()
		if len(events) > MaxEvents || left < 0 {
			t.Fatalf("%d events, %d left", len(events), left)
		}
		p := lay(f, tl, events, left)
		if p.height > 4000 {
			t.Fatalf("the picture is %.0f high", p.height)
		}
		end := 0.0
		for i, r := range p.rows {
			if r.box.y0 < end || r.box.y1 > p.height || r.box.x0 < 0 || r.box.x1 > pictureWidth {
				t.Fatalf("row %d, %+v, leaves the picture or meets the row before, which ends at %.0f", i, r.box, end)
			}
			if p.today > 0 && r.box.overlaps(rect{0, p.today, pictureWidth, p.today + smallHeight}) {
				t.Fatalf("row %d meets the mark of today", i)
			}
			end = r.box.y1
			if len(r.label) > labelLines || len(r.when) > whenLines {
				t.Fatalf("row %d has %d lines, %d of date", i, len(r.label), len(r.when))
			}
			for _, l := range r.label {
				if w := width(f.label, l); labelLeft+w > labelRight+1 {
					t.Fatalf("%q is %.0f wide", l, w)
				}
			}
			for _, l := range r.when {
				if w := width(f.bold, l); whenRight-w < margin-1 {
					t.Fatalf("date %q is %.0f wide", l, w)
				}
			}
		}
		if p.strip == nil {
			return
		}
		for i, l := range p.strip.labels {
			if l.x0 < 0 || l.x1 > pictureWidth || i > 0 && l.overlaps(p.strip.labels[i-1]) {
				t.Fatalf("label %d of the strip, %+v, meets another or leaves the picture", i, l)
			}
			if len(p.rows) > 0 && l.overlaps(p.rows[0].box) {
				t.Fatal("the strip meets the rows")
			}
		}
		for _, m := range p.strip.marks {
			if m.x0 < stripLeft-1 || m.x1 > stripRight+1 || m.x1 < m.x0 {
				t.Fatalf("mark %+v leaves the strip", m)
			}
		}
	})
}

func TestDrawIsBounded(t *testing.T) {
	var all []Event
	for i := range 500 {
		all = append(all, event(date("2020-01-01").AddDate(0, 0, i*9).Format(time.DateOnly), strings.Repeat("wort ", 500), attache.Claimed))
	}
	f, err := Draw(Timeline{Title: strings.Repeat("title ", 500), Events: all, Today: date("2024-05-04")})
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(f.Bytes))
	if err != nil {
		t.Fatal(err)
	}
	if b := picture.Bounds(); b.Dx() != int(pictureWidth) || b.Dy() > 4000 || len(f.Bytes) > 1<<20 {
		t.Errorf("%v, %d bytes", b, len(f.Bytes))
	}
	if n := utf8.RuneCountInString(f.Alt); n > 1024 {
		t.Errorf("the alt text has %d characters, Discord takes 1024", n)
	}
	if !strings.Contains(f.Alt, "480 more are not drawn") || f.Type != "image/png" || !f.Glance {
		t.Errorf("%+v", f.Alt)
	}
}

func TestDrawSameEventsSameBytes(t *testing.T) {
	tl := Timeline{Title: "Same", Events: []Event{event("2026-05-04", "one", attache.Happened), event("2026-06-04", "two", attache.Scheduled)}}
	a, _ := Draw(tl)
	tl.Events[0], tl.Events[1] = tl.Events[1], tl.Events[0]
	b, _ := Draw(tl)
	if !bytes.Equal(a.Bytes, b.Bytes) {
		t.Error("the order of events changes the picture")
	}
}

func TestDrawOfNothing(t *testing.T) {
	f, err := Draw(Timeline{Events: []Event{{Label: "undated"}}})
	if err != nil || len(f.Bytes) == 0 || !strings.Contains(f.Alt, "0 events") {
		t.Errorf("%v, %q", err, f.Alt)
	}
}

// Every script of the region is drawn with glyphs of its own, not with the box that stands for what a
// font lacks; others are named.
func TestDrawable(t *testing.T) {
	f, err := newFaces()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ text, want string }{
		{"Rəcəb Ərdoğan Gümüşhane ıİ", "Rəcəb Ərdoğan Gümüşhane ıİ"},
		{"Лена Марен, Ґалина Їжак, Ўзбекистон", "Лена Марен, Ґалина Їжак, Ўзбекистон"},
		{"Հայաստան", "Հայաստան"},
		{"საქართველო", "საქართველო"},
		{"Αθήνα", "Αθήνα"},
		{"Łódź, Čačak, Ștefan, Þór, œuvre — “x” … €5 № 3", "Łódź, Čačak, Ștefan, Þór, œuvre — “x” … €5 № 3"},
		{"محمد بن سلمان said", "[Arabic] said"},
		{"said محمد, بن.", "said [Arabic]."},
		{"מאירה spoke to 习近平 and 金正恩 today", "[Hebrew] spoke to [Chinese] and [Chinese] today"},
		{"かなカナ漢字", "[Japanese][Chinese]"},
		{"नरेन्द्र मोदी", "[Hindi]"},
		{"a\u202eb\u200fc\x00d", "abcd"},
		{"  two\n\nlines ", "two lines"},
		{"", ""},
	} {
		if got := f.drawable(tt.text); got != tt.want {
			t.Errorf("drawable(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}

// WCAG 2.2 asks for 4.5 to 1 between text and background.
func TestContrast(t *testing.T) {
	luminance := func(c color.RGBA) float64 {
		part := func(v uint8) float64 {
			x := float64(v) / 255
			if x <= 0.04045 {
				return x / 12.92
			}
			return math.Pow((x+0.055)/1.055, 2.4)
		}
		return 0.2126*part(c.R) + 0.7152*part(c.G) + 0.0722*part(c.B)
	}
	all := map[string]color.RGBA{"ink": ink, "muted": muted}
	for s, c := range accents {
		all[string(s)] = c
	}
	for name, c := range all {
		if ratio := (luminance(c) + 0.05) / (luminance(background) + 0.05); ratio < 4.5 {
			t.Errorf("%s stands out by %.1f to 1", name, ratio)
		}
	}
}

func BenchmarkDraw(b *testing.B) {
	var all []Event
	for i := range MaxEvents {
		all = append(all, event(date("2026-01-01").AddDate(0, 0, i*11).Format(time.DateOnly), fmt.Sprintf("The envoys of Valdoria and Tessany met for round %d of the talks on the corridor, which has been closed since September, and parted without a date for the next.", i), attache.Scheduled))
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Draw(Timeline{Title: "20 events about “corridor”", Events: all, Today: date("2026-05-04")}); err != nil {
			b.Fatal(err)
		}
	}
}
