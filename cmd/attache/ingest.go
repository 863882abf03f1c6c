package main

import (
	"cmp"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"time"

	"attache"
	"attache/card"
)

type ingestCmd struct {
	Paths []string `arg:"" placeholder:"FILE|FOLDER|LINK" help:"Files, folders (searched for .txt, .html, .docx, .eml, .pdf) or links."`
	Quiet bool     `short:"q" help:"Print the summary alone."`
}

// Run archives everything in batches and says what became of each.
func (c *ingestCmd) Run(e env) error {
	return e.within(parts{}, func(a *app) error {
		started := time.Now()
		var found, known, failed int
		var unreadable error
		err := a.inbox.Bulk(e.ctx, local, c.submissions(&unreadable), func(o attache.Outcome) {
			name := cmp.Or(o.Submission.File.Name, o.Submission.URL)
			switch {
			case o.Err != nil:
				failed++
				fmt.Fprintf(e.err, "%s: %s\n", name, attache.Explain(o.Err))
			case o.Known:
				known++
				if !c.Quiet {
					fmt.Fprintf(e.out, "%s: archived already as %s\n", name, o.Article.ID)
				}
			default:
				found++
				if !c.Quiet {
					fmt.Fprintf(e.out, "%s: %s — %s, %s, %s\n", name, o.Article.ID, card.Plural(len(o.Facts.Attributions), "statement"),
						card.Plural(len(o.Facts.Events), "event"), card.Plural(len(o.Facts.Conditions), "condition"))
				}
			}
		})
		if err != nil {
			return err
		}
		took := time.Since(started)
		fmt.Fprintf(e.out, "%s archived, %d known already, %d not archived, in %s (%.0f a second)\n",
			card.Plural(found, "article"), known, failed, took.Round(time.Millisecond), float64(found+known+failed)/took.Seconds())
		if unreadable != nil {
			return unreadable
		}
		if failed > 0 {
			return errQuiet
		}
		return nil
	})
}

// submissions walks what was named. It stops at what cannot be read and leaves the reason in failed.
func (c *ingestCmd) submissions(failed *error) iter.Seq[attache.Submission] {
	now := time.Now()
	return func(yield func(attache.Submission) bool) {
		give := func(s attache.Submission) bool {
			s.Guild, s.By, s.At = local, "terminal", now
			return yield(s)
		}
		file := func(path string) bool {
			f, err := readFile(path)
			if err != nil {
				*failed = err
				return false
			}
			return give(attache.Submission{File: f})
		}
		for _, path := range c.Paths {
			if strings.HasPrefix(path, "https://") || strings.HasPrefix(path, "http://") {
				if !give(attache.Submission{URL: path}) {
					return
				}
				continue
			}
			info, err := os.Stat(path)
			if err != nil {
				*failed = &attache.Problem{Say: fmt.Sprintf("There is no %s. What stood before it was archived.", path), Err: err}
				return
			}
			if !info.IsDir() {
				if !file(path) {
					return
				}
				continue
			}
			if err := filepath.WalkDir(path, func(p string, d fs.DirEntry, err error) error {
				if err == nil && d.Type().IsRegular() && isDocument(p) && !file(p) {
					return fs.SkipAll
				}
				return err
			}); err != nil {
				*failed = err
			}
			if *failed != nil {
				return
			}
		}
	}
}

func isDocument(path string) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".txt", ".md", ".html", ".htm", ".docx", ".eml", ".pdf":
		return true
	}
	return false
}
