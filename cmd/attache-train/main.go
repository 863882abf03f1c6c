// Command attache-train learns the weights that extract/seq embeds from an annotated corpus, and
// writes them with a note of where they came from. The corpus is not part of the repository.
//
//	attache-train --data DIR
//	attache-train --conditions --data DIR
//
// The same corpus and seed give the same bytes, on any machine of the same architecture; --check
// compares instead of writing.
package main

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"attache/extract/seq"

	"github.com/alecthomas/kong"
)

type options struct {
	Data  string `required:"" type:"existingdir" placeholder:"DIR" help:"Folder with the files polnear-*.jsonl.gz."`
	Out   string `default:"extract/seq/model/en.bin.gz" placeholder:"FILE" help:"Where to write the weights; the note goes beside them."`
	Seed  uint64 `default:"1" help:"Where chance starts."`
	Check bool   `help:"Write nothing; fail when the weights in --out are not what training gives."`

	Conditions bool `help:"Learn the weights of extract/condition instead; DIR is then the folder with all gold."`
}

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

func run(args []string, stdout, stderr io.Writer) int {
	var o options
	parser, err := kong.New(&o, kong.Name("attache-train"), kong.Writers(stdout, stderr),
		kong.Description("Learn the weights of extract/seq from an annotated corpus."), kong.UsageOnError())
	if err != nil {
		panic(err) // the struct above is broken
	}
	if _, err := parser.Parse(args); err != nil {
		fmt.Fprintln(stderr, "attache-train:", err)
		return 2
	}
	train := o.train
	if o.Conditions {
		train = o.trainConditions
	}
	if err := train(stdout); err != nil {
		fmt.Fprintln(stderr, "attache-train:", err)
		return 1
	}
	return 0
}

var errDiffers = errors.New("training gives other weights")

// train learns, measures, and writes or compares.
func (o *options) train(progress io.Writer) error {
	r, err := learn(o.Data, o.Seed, progress)
	if err != nil {
		return err
	}
	if o.Check {
		old, err := os.ReadFile(o.Out)
		if err != nil {
			return err
		}
		if old, err = seq.Unpack(old); err != nil {
			return err
		}
		if !bytes.Equal(old, r.weights) {
			return fmt.Errorf("%w than %s holds", errDiffers, o.Out)
		}
		fmt.Fprintln(progress, "the same weights, byte for byte")
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(o.Out), 0o755); err != nil {
		return err
	}
	var packed bytes.Buffer
	z, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := z.Write(r.weights); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	if err := os.WriteFile(o.Out, packed.Bytes(), 0o644); err != nil {
		return err
	}
	return os.WriteFile(noteFile(o.Out), []byte(r.note(o.Seed)), 0o644)
}

// noteFile returns the name of the note beside the weights.
func noteFile(weights string) string {
	bare := strings.TrimSuffix(weights, ".gz")
	return strings.TrimSuffix(bare, filepath.Ext(bare)) + ".txt"
}
