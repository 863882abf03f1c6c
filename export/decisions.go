package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"attache"
	"attache/card"
)

// Decisions writes the record of what analysts decided about names as CSV or JSON.
func Decisions(format Format, all []attache.Decision) (card.File, error) {
	type row struct {
		Number   int64  `json:"number"`
		Kind     string `json:"kind"`
		At       string `json:"at"`
		By       string `json:"by,omitempty"`
		Entity   string `json:"entity"`
		Name     string `json:"name,omitempty"`
		Into     string `json:"into,omitempty"`
		IntoName string `json:"into_name,omitempty"`
		Article  string `json:"article,omitempty"`
		Undone   string `json:"undone,omitempty"`
		UndoneBy string `json:"undone_by,omitempty"`
	}
	moment := func(t time.Time) string {
		if t.IsZero() {
			return ""
		}
		return t.UTC().Format(time.RFC3339)
	}
	rows := make([]row, 0, len(all))
	for _, d := range all {
		rows = append(rows, row{d.N, string(d.Kind), moment(d.At), string(d.By), string(d.Entity), d.Name, string(d.Into), d.IntoName, string(d.Article), moment(d.Undone), string(d.UndoneBy)})
	}
	var b bytes.Buffer
	switch format {
	case "json":
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		if err := e.Encode(rows); err != nil {
			return card.File{}, err
		}
		return card.File{Name: "decisions.json", Type: "application/json", Bytes: b.Bytes()}, nil
	case "csv":
		b.WriteString(byteOrderMark)
		w := csv.NewWriter(&b)
		w.UseCRLF = true
		w.Write([]string{"number", "kind", "at", "by", "entity", "name", "into", "into_name", "article", "undone", "undone_by"}) // errors stay until Error
		for _, r := range rows {
			w.Write([]string{strconv.FormatInt(r.Number, 10), r.Kind, r.At, harmless(r.By), harmless(r.Entity), harmless(r.Name), harmless(r.Into), harmless(r.IntoName), r.Article, r.Undone, harmless(r.UndoneBy)})
		}
		w.Flush()
		return card.File{Name: "decisions.csv", Type: "text/csv; charset=utf-8", Bytes: b.Bytes()}, w.Error()
	}
	return card.File{}, fmt.Errorf("export: no format %q for decisions", format)
}
