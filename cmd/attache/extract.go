package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"attache"
	"attache/extract"
	"attache/extract/score"
)

type extractCmd struct {
	As    string   `required:"" enum:"attribution,timex,timeline,conditions" help:"What to write: attribution, timex, timeline or conditions."`
	Files []string `arg:"" optional:"" placeholder:"FILE" help:"JSON lines with id, text and optionally title and date (or dct); .gz is unpacked. Standard input if none."`
}

// Run writes a line of predictions for every line read, in the same order. Offsets are code points.
func (c *extractCmd) Run(e env) error {
	layer, err := score.ParseLayer(c.As)
	if err != nil {
		return err
	}
	p, err := pipeline(e.settings.Configs, nil)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(e.out)
	if len(c.Files) == 0 {
		err = predict(p, layer, e.in, nil, w)
	}
	for _, name := range c.Files {
		if err == nil {
			err = fromFile(name, func(r io.Reader) error { return predict(p, layer, r, besides(name), w) })
		}
	}
	if flush := w.Flush(); err == nil {
		err = flush
	}
	return err
}

// predict extracts from every line of r on all cores and writes the results in the order of the lines.
// An id that comes again, as where several people annotated one article, is written once.
func predict(p *extract.Pipeline, layer score.Layer, r io.Reader, texts score.Texts, w io.Writer) error {
	type job struct {
		line bytes.Buffer
		err  error
		done chan struct{}
	}
	var writing sync.WaitGroup
	var first error
	queue := make(chan *job, 4*runtime.GOMAXPROCS(0)) // bounds what is read ahead
	writing.Go(func() {
		for j := range queue {
			<-j.done
			if first == nil {
				first = j.err
			}
			if first == nil {
				_, first = w.Write(j.line.Bytes())
			}
		}
	})
	busy, seen := make(chan struct{}, runtime.GOMAXPROCS(0)), map[string]bool{}
	err := score.EachInput(r, texts, func(id string, a attache.Article) error {
		if seen[id] {
			return nil
		}
		seen[id] = true
		j := &job{done: make(chan struct{})}
		queue <- j
		busy <- struct{}{}
		go func() {
			defer func() { <-busy; close(j.done) }()
			j.err = score.Write(&j.line, layer, id, a.Text, p.Measured(layer, a))
		}()
		return nil
	})
	close(queue)
	writing.Wait()
	if err != nil {
		return err
	}
	return first
}

// fromFile opens a file, unpacking it when its name says so.
func fromFile(name string, do func(io.Reader) error) error {
	f, err := os.Open(name)
	if err != nil {
		return &attache.Problem{Say: fmt.Sprintf("I cannot read %s.", name), Err: err}
	}
	defer f.Close()
	if !strings.HasSuffix(name, ".gz") {
		return do(f)
	}
	z, err := gzip.NewReader(f)
	if err != nil {
		return &attache.Problem{Say: fmt.Sprintf("%s is not what its name says: gzip cannot unpack it.", name), Err: err}
	}
	return do(z)
}

// besides finds texts that a file of lines refers to in other files: relative to the folder of the
// file or one of those above it.
func besides(name string) score.Texts {
	return func(ref, id string) (text string, err error) {
		dir, err := filepath.Abs(filepath.Dir(name))
		if err != nil {
			return "", err
		}
		for {
			path := filepath.Join(dir, ref)
			if _, err := os.Stat(path); err == nil {
				err = fromFile(path, func(r io.Reader) error { text, err = score.FindText(r, id); return err })
				return text, err
			}
			up := filepath.Dir(dir)
			if up == dir {
				return "", &attache.Problem{Say: fmt.Sprintf("The text of %s is in %s, which is neither beside %s nor above it.", id, ref, name)}
			}
			dir = up
		}
	}
}
