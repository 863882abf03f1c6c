package main

import (
	"bytes"
	"fmt"
	"io"
	"os"

	"attache"
	"attache/extract/score"
	"attache/readable"
)

type evalCmd struct {
	Layer string   `arg:"" optional:"" help:"attribution, timex, timeline or conditions; the built-in samples if left out."`
	Files []string `arg:"" optional:"" placeholder:"GOLD" help:"Gold files in JSON lines (.gz is unpacked)."`

	Pred   string `placeholder:"FILE" help:"Score these predictions instead of extracting."`
	Write  string `placeholder:"FILE" help:"Keep the predictions that were scored in this file."`
	Cofe   string `placeholder:"FILE" help:"CofeNet's instances, for its measure of attribution."`
	Sure   bool   `help:"Attribution: what the confidence of predictions is worth."`
	ByType bool   `help:"Timex: a line for each type."`
	Errors int    `placeholder:"N" help:"List N mistakes."`
}

// Run extracts from the text of gold files and prints how well that agrees with the gold.
func (c *evalCmd) Run(e env) error {
	if c.Layer == "" {
		return c.samples(e)
	}
	layer, err := score.ParseLayer(c.Layer)
	if err != nil {
		return err
	}
	if len(c.Files) == 0 {
		return &attache.Problem{Say: "Please name the gold files: attache eval " + c.Layer + " GOLD.jsonl."}
	}
	p, err := pipeline(e.settings.Configs, nil)
	if err != nil {
		return err
	}
	var gold, pred bytes.Buffer
	for _, name := range c.Files {
		if err := fromFile(name, func(r io.Reader) error {
			if c.Pred != "" {
				_, err := io.Copy(&gold, r)
				return err
			}
			return predict(p, layer, io.TeeReader(r, &gold), besides(name), &pred)
		}); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		gold.WriteByte('\n')
	}
	if c.Pred != "" {
		if err := fromFile(c.Pred, func(r io.Reader) error { _, err := io.Copy(&pred, r); return err }); err != nil {
			return err
		}
	}
	if c.Write != "" {
		if err := os.WriteFile(c.Write, pred.Bytes(), 0o644); err != nil {
			return err
		}
	}
	o := score.Options{Errors: c.Errors, ByType: c.ByType, Sure: c.Sure}
	if c.Cofe != "" {
		var cofe bytes.Buffer
		if err := fromFile(c.Cofe, func(r io.Reader) error { _, err := io.Copy(&cofe, r); return err }); err != nil {
			return err
		}
		o.Cofe = &cofe
	}
	table, err := score.Files(layer, &gold, &pred, o)
	if err != nil {
		return err
	}
	_, err = fmt.Fprint(e.out, table)
	return err
}

// samples scores the articles that come with the program against their gold.
func (c *evalCmd) samples(e env) error {
	table, err := scoreSamples(c.Errors)
	if err != nil {
		return err
	}
	_, err = fmt.Fprint(e.out, table)
	return err
}

type explainCmd struct {
	File  string `arg:"" optional:"" help:"The text; standard input if left out."`
	Title string `help:"Its title."`
	Date  string `placeholder:"YYYY-MM-DD" help:"When it was published."`
}

// Run prints every fact of a text with its spans, rule and score.
func (c *explainCmd) Run(e env) error {
	p, err := pipeline(e.settings.Configs, nil)
	if err != nil {
		return err
	}
	f := attache.File{Type: "text/plain"}
	if c.File == "" {
		text, err := e.input()
		if err != nil {
			return err
		}
		f.Bytes = []byte(text)
	} else if f, err = readFile(c.File); err != nil {
		return err
	}
	a, err := readable.Read(f, readable.Options{})
	if err != nil {
		return err
	}
	if c.Title != "" {
		a.Title = c.Title
	}
	if c.Date != "" {
		if a.Published, _, _ = attache.Calendar(c.Date); a.Published.IsZero() {
			return &attache.Problem{Say: fmt.Sprintf("%q is no date; write it as 2023-11-21.", c.Date)}
		}
	}
	a.ID = attache.NewArticleID(a.Text)
	_, err = io.WriteString(e.out, p.Explain(a).String())
	return err
}
