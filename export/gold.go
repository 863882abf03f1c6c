package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"
	"unicode/utf8"

	"attache"
	"attache/card"
)

// goldRow and goldItem are a line of the gold standard of conditions as its scorer reads it: offsets are
// code points.
type goldRow struct {
	ID         string     `json:"id"`
	Title      string     `json:"title,omitempty"`
	Date       string     `json:"date,omitempty"`
	Text       string     `json:"text"`
	Conditions []goldItem `json:"conditions"`
}

type goldItem struct {
	Start      int    `json:"start"`
	End        int    `json:"end"`
	Holder     string `json:"holder"`
	Addressee  string `json:"addressee"`
	Condition  string `json:"condition"`
	Consequent string `json:"consequent"`
	Kind       string `json:"kind"`
	Status     string `json:"status"`
	Cluster    string `json:"cluster"`
	Optional   bool   `json:"optional,omitempty"`
}

// Gold writes articles with their conditions as evaluation data. A condition that nobody corrected is
// optional there: found or not, it is neither rewarded nor punished.
func Gold(reads []attache.Read) (card.File, error) {
	var b bytes.Buffer
	w := json.NewEncoder(&b)
	w.SetEscapeHTML(false)
	for _, r := range reads {
		a := r.Article
		row := goldRow{ID: string(a.ID), Title: a.Title, Text: a.Text, Conditions: []goldItem{}}
		if !a.Published.IsZero() {
			row.Date = a.Published.Format(time.DateOnly)
		}
		for _, c := range r.Facts.Conditions {
			row.Conditions = append(row.Conditions, goldItem{
				Start: utf8.RuneCountInString(a.Text[:c.Extent.Start]), End: utf8.RuneCountInString(a.Text[:c.Extent.End]),
				Holder: oneLine(c.Holder.Show(a.Text)), Addressee: oneLine(c.Addressee.Show(a.Text)),
				Condition: oneLine(c.Antecedent.Of(a.Text)), Consequent: oneLine(c.Consequent.Of(a.Text)),
				Kind: string(c.Kind), Status: string(c.Status), Cluster: string(c.Ref), Optional: len(c.Corrected) == 0,
			})
		}
		if err := w.Encode(row); err != nil {
			return card.File{}, fmt.Errorf("export gold: %w", err)
		}
	}
	return card.File{Name: "conditions.jsonl", Type: "application/x-ndjson", Bytes: b.Bytes(), Alt: "corrected conditions as evaluation data, a line for each article"}, nil
}
