package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"attache"
	"attache/extract/seq/syntax"
	"attache/extract/token"
)

// article is a text of the corpus as its files hold it, with offsets in code points.
type article struct {
	ID           string      `json:"id"`
	Title        string      `json:"title"`
	Text         string      `json:"text"`
	Attributions []annotated `json:"attributions"`

	doc     *token.Doc
	offsets token.Offsets
	silver  *syntax.Gold // nil when the corpus has no parse of it
}

// annotated is an attribution as the corpus has it.
type annotated struct {
	Source  [][2]int `json:"source"`
	Cue     [][2]int `json:"cue"`
	Content [][2]int `json:"content"`
}

// parse is what CoreNLP made of an article.
type parse struct {
	ID    string `json:"id"`
	Sents []struct {
		Tok  [][2]int `json:"tok"`
		Pos  []string `json:"pos"`
		Ner  []string `json:"ner"`
		Head []int    `json:"head"`
		Rel  []string `json:"rel"`
	} `json:"sents"`
}

// readSplit reads the articles of a split ("train", "dev") with their parses, in the order of the file.
func readSplit(dir, split string) ([]*article, error) {
	var all []*article
	at := map[string]*article{}
	err := readLines(filepath.Join(dir, "polnear-"+split+".jsonl.gz"), func(line []byte) error {
		a := &article{}
		if err := json.Unmarshal(line, a); err != nil {
			return err
		}
		a.doc, a.offsets = token.Read(a.Text), token.NewOffsets(a.Text)
		all = append(all, a)
		at[a.ID] = a
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = readLines(filepath.Join(dir, "polnear-"+split+".parse.jsonl.gz"), func(line []byte) error {
		var p parse
		if err := json.Unmarshal(line, &p); err != nil {
			return err
		}
		a := at[p.ID]
		if a == nil {
			return fmt.Errorf("parse of unknown article %q", p.ID)
		}
		a.silver, err = a.project(&p)
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return all, err
}

// readLines calls use with every line of a gzip file.
func readLines(path string, use func(line []byte) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("read %s: %w", path, err)
	}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<26)
	for n := 1; lines.Scan(); n++ {
		if err := use(lines.Bytes()); err != nil {
			return fmt.Errorf("read %s, line %d: %w", path, n, err)
		}
	}
	return lines.Err()
}

// project lays a parse over our own tokens. A sentence with a token that we cut in another way is left
// out: they are one in seventy.
func (a *article) project(p *parse) (*syntax.Gold, error) {
	n := len(a.doc.Tokens)
	g := &syntax.Gold{Doc: a.doc, Tags: make([]syntax.Tag, n), Classes: make([]syntax.Class, n), Heads: make([]int32, n), Relations: make([]syntax.Relation, n)}
	for _, s := range p.Sents {
		if len(s.Tok) == 0 || len(s.Pos) != len(s.Tok) || len(s.Ner) != len(s.Tok) || len(s.Head) != len(s.Tok) || len(s.Rel) != len(s.Tok) {
			return nil, fmt.Errorf("parse of %q: uneven sentence", p.ID)
		}
		from := attache.Span{Start: a.offsets.Byte(s.Tok[0][0]), End: a.offsets.Byte(s.Tok[len(s.Tok)-1][1])}
		r := a.doc.TokensIn(from)
		same := r.Len() == len(s.Tok)
		for k := 0; same && k < len(s.Tok); k++ {
			t := a.doc.Tokens[r.First+k]
			same = t.Start == a.offsets.Byte(s.Tok[k][0]) && t.End == a.offsets.Byte(s.Tok[k][1])
		}
		if !same {
			continue
		}
		g.Sentences = append(g.Sentences, r)
		for k := range s.Tok {
			i := r.First + k
			tag, ok1 := syntax.ParseTag(s.Pos[k])
			rel, ok2 := syntax.ParseRelation(s.Rel[k])
			if rel == syntax.NoRelation && s.Rel[k] == "root" {
				rel, ok2 = syntax.Root, true
			}
			if !ok1 || !ok2 || s.Head[k] < 0 || s.Head[k] > len(s.Tok) {
				return nil, fmt.Errorf("parse of %q: tag %q, relation %q, head %d", p.ID, s.Pos[k], s.Rel[k], s.Head[k])
			}
			class, _ := syntax.ParseClass(s.Ner[k]) // dates and numbers are no names
			g.Tags[i], g.Relations[i], g.Classes[i], g.Heads[i] = tag, rel, class, -1
			if h := s.Head[k]; h > 0 {
				g.Heads[i] = int32(r.First + h - 1)
			}
		}
	}
	return g, nil
}

// silver returns the parses of the articles that have one.
func silver(all []*article) []syntax.Gold {
	var out []syntax.Gold
	for _, a := range all {
		if a.silver != nil {
			out = append(out, *a.silver)
		}
	}
	return out
}
