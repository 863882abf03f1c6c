// Package sample holds the articles that the demo shows and that quality is measured on in CI: one
// invented affair between two invented states, told by six outlets that differ, with a correction
// and an old report. Nobody in them exists.
//
// Each article is a text file as a person would paste it, with "Title:", "Outlet:", "Date:" and
// "URL:" lines at the top. Beside it stands its gold: everything Attaché must find in it, quoted from
// the text and judged by hand after the guidelines that docs/EVALUATION.md names.
package sample

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"attache"
)

//go:embed articles/*.txt gold/*.json entities.tsv
var files embed.FS

// Articles returns the sample articles in the order in which a team would hand them in.
func Articles() ([]attache.File, error) {
	names, err := fs.Glob(files, "articles/*.txt")
	if err != nil {
		return nil, err
	}
	var all []attache.File
	for _, name := range names {
		b, err := files.ReadFile(name)
		if err != nil {
			return nil, err
		}
		all = append(all, attache.File{Name: path.Base(name), Type: "text/plain", Bytes: b})
	}
	return all, nil
}

// Entities returns the table of the invented states and bodies, in the form of configs/entities.tsv.
func Entities() ([]byte, error) { return files.ReadFile("entities.tsv") }

// Gold is what must be found in one article. Quotes are verbatim; where a name has several right
// forms they are parted by "|". What is Optional is neither rewarded nor punished.
type Gold struct {
	Statements []Statement `json:"statements"`
	Events     []Event     `json:"events"`
	Conditions []Condition `json:"conditions"`
	MustNot    []string    `json:"must_not"` // for people: what a naive reader gets wrong
}

// Statement is a gold attribution.
type Statement struct {
	Speaker   string   `json:"speaker"`
	Cue       string   `json:"cue"`
	Content   []string `json:"content"`
	Form      string   `json:"form"`
	Act       string   `json:"act"`
	Negated   bool     `json:"negated"`
	Via       string   `json:"via"`
	Addressee string   `json:"addressee"`
	Optional  bool     `json:"optional"`
}

// Event is a gold event; Passage is a part of its sentence.
type Event struct {
	Passage  string   `json:"passage"`
	Date     string   `json:"date"`
	Status   string   `json:"status"`
	Actors   []string `json:"actors"`
	DateAlt  []string `json:"date_alt"` // other right dates, where the text leaves room
	Optional bool     `json:"optional"`
}

// Condition is a gold condition; Passage is a part of its sentence. Mentions of one condition share
// a Cluster.
type Condition struct {
	Passage    string `json:"passage"`
	Holder     string `json:"holder"`
	Addressee  string `json:"addressee"`
	Condition  string `json:"condition"`
	Consequent string `json:"consequent"`
	Kind       string `json:"kind"`
	Status     string `json:"status"`
	Evidence   string `json:"evidence"`
	Cluster    string `json:"cluster"`
	Optional   bool   `json:"optional"`
}

// GoldOf returns the gold of an article by its file name.
func GoldOf(name string) (Gold, error) {
	b, err := files.ReadFile("gold/" + strings.TrimSuffix(name, ".txt") + ".json")
	if err != nil {
		return Gold{}, err
	}
	g, err := ParseGold(b)
	if err != nil {
		return Gold{}, fmt.Errorf("gold of %s: %w", name, err)
	}
	return g, nil
}

// ParseGold reads the gold of one article. A field that it does not know is an error.
func ParseGold(b []byte) (Gold, error) {
	var g Gold
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	err := d.Decode(&g)
	return g, err
}

// Locate returns where quote stands in text, or false when it does not.
func Locate(text, quote string) (attache.Span, bool) {
	i := strings.Index(text, quote)
	if i < 0 || quote == "" {
		return attache.Span{}, false
	}
	return attache.Span{Start: i, End: i + len(quote)}, true
}
