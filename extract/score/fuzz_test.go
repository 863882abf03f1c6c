package score

import (
	"errors"
	"io"
	"strings"
	"testing"

	"attache"
)

func FuzzReadRows(f *testing.F) {
	f.Add(`{"id":"a","text":"x said y","attributions":[{"source":[0,1],"cue":[[2,6]],"content":null}],"timexes":[{"start":0,"end":1,"type":"DATE"}],"events":[{"start":0,"end":3,"actors":["a|b"]}],"conditions":[{"holder":["a"],"start":1,"end":2}]}`)
	f.Add("{}\n\n{\"attributions\":[{\"content\":[[3,-9]]}]}")
	f.Add("\x1f\x8b\x08 not gzip")
	f.Fuzz(func(t *testing.T, lines string) {
		for _, layer := range Layers() {
			s, err := Files(layer, strings.NewReader(lines), strings.NewReader(lines), Options{Errors: 3, ByType: true})
			if err != nil {
				continue
			}
			_ = s.String()
		}
		err := EachInput(strings.NewReader(lines), nil, func(id string, a attache.Article) error {
			for _, layer := range Layers() {
				if err := Write(io.Discard, layer, id, a.Text, attache.Facts{}); err != nil {
					return err
				}
			}
			return nil
		})
		if errors.Is(err, ErrAlien) {
			t.Fatalf("reading lines says %v", err)
		}
	})
}

func BenchmarkAttributions(b *testing.B) {
	text := strings.Repeat("Ida Moor said the canal will open. “We sign today,” Léo Brandt added. ", 200)
	var row AttributionRow
	row.ID, row.Text = "a", text
	for i := range 200 {
		at := i * len([]rune("Ida Moor said the canal will open. “We sign today,” Léo Brandt added. "))
		row.Attributions = append(row.Attributions, AttributionItem{
			Source: Fragments{{at, at + 8}}, Cue: Fragments{{at + 9, at + 13}}, Content: Fragments{{at + 14, at + 33}},
		})
	}
	rows := []AttributionRow{row}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Attributions(rows, rows, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
