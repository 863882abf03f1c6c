package export

import (
	"bytes"
	"encoding/json"
)

// document is the JSON of a report.
type document struct {
	Title    string   `json:"title"`
	Searched string   `json:"searched,omitempty"`
	Asked    string   `json:"asked,omitempty"`
	Total    int      `json:"total"`
	Complete bool     `json:"complete"` // findings holds all there are
	Findings []record `json:"findings"`
}

func writeJSON(r Report) ([]byte, error) {
	d := document{
		Title: r.Card.Title, Searched: r.Card.Covered.Searched, Asked: instant(r.Asked),
		Total: max(r.Total, len(r.Findings)), Complete: r.complete(), Findings: []record{},
	}
	for _, f := range r.Findings {
		d.Findings = append(d.Findings, recordOf(r.Kind, f))
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // it is a file, and no part of a page
	e.SetIndent("", "  ")
	err := e.Encode(d)
	return b.Bytes(), err
}

// MarshalJSON writes the values as an object in their order, without what is empty.
func (r record) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	b.WriteByte('{')
	first := true
	for _, v := range r {
		switch v := v.v.(type) {
		case string:
			if v == "" {
				continue
			}
		case []string:
			if len(v) == 0 {
				continue
			}
		}
		if !first {
			b.WriteByte(',')
		}
		first = false
		if err := e.Encode(v.name); err != nil {
			return nil, err
		}
		b.WriteByte(':')
		if err := e.Encode(v.v); err != nil {
			return nil, err
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}
