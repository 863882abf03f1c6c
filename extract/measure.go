package extract

import (
	"bytes"
	"fmt"
	"io"

	"attache"
	"attache/extract/attribution"
	"attache/extract/score"
)

// Predict reads articles, one JSON object a line as the gold standards have them, and writes what
// the pipeline finds in each as a line of the layer's format. texts finds articles whose text stands
// in another file; nil refuses them. It stops at the first line that it cannot read.
func (p *Pipeline) Predict(layer score.Layer, lines io.Reader, out io.Writer, texts score.Texts) error {
	if _, err := score.ParseLayer(string(layer)); err != nil {
		return err
	}
	return score.EachInput(lines, texts, func(id string, a attache.Article) error {
		return score.Write(out, layer, id, a.Text, p.Measured(layer, a))
	})
}

// Evaluate reads a gold file, extracts from its texts and scores the result against it. The result
// prints as the table of the gold standard's own scorer. Several gold rows of one article (one for
// each annotator) are each compared with the same prediction.
func (p *Pipeline) Evaluate(layer score.Layer, gold io.Reader, texts score.Texts, opt score.Options) (fmt.Stringer, error) {
	all, err := io.ReadAll(gold)
	if err != nil {
		return nil, err
	}
	var pred bytes.Buffer
	seen := map[string]bool{}
	err = score.EachInput(bytes.NewReader(all), texts, func(id string, a attache.Article) error {
		if seen[id] {
			return nil
		}
		seen[id] = true
		return score.Write(&pred, layer, id, a.Text, p.Measured(layer, a))
	})
	if err != nil {
		return nil, err
	}
	return score.Files(layer, bytes.NewReader(all), &pred, opt)
}

// Measured returns the facts of an article as a layer's gold standard sees them: PolNeAR marks statements in
// headlines, which Extract leaves out.
func (p *Pipeline) Measured(layer score.Layer, a attache.Article) attache.Facts {
	r := p.read(a)
	f := r.facts()
	if layer == score.Attribution {
		f.Attributions = append(attribution.Headlines(r.spoken(), r.statements), f.Attributions...)
	}
	return f
}
