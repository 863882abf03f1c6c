package score

import (
	"fmt"
	"io"
	"strings"
)

// Layer names one of the four gold standards.
type Layer string

// The layers, named as commands name them.
const (
	Attribution Layer = "attribution"
	Timex       Layer = "timex"
	Timeline    Layer = "timeline"
	Conditions  Layer = "conditions"
)

// Layers lists all layers in the order help shows them.
func Layers() []Layer { return []Layer{Attribution, Timex, Timeline, Conditions} }

// ParseLayer reads the name of a layer. The error lists the names there are.
func ParseLayer(name string) (Layer, error) {
	names := make([]string, 0, 4)
	for _, l := range Layers() {
		if name == string(l) {
			return l, nil
		}
		names = append(names, string(l))
	}
	return "", fmt.Errorf("no layer %q: there are %s", name, strings.Join(names, ", "))
}

// Options refine a comparison. The zero value asks for the plain table.
type Options struct {
	Errors int       // how many mistakes to list below the table
	ByType bool      // timex: a line for each type
	Cofe   io.Reader // attribution: CofeNet's own instances, for its measure
	Sure   bool      // attribution: what the confidence of predictions is worth
}

// Files scores a file of predictions against a gold file. The result prints as the table.
func Files(layer Layer, gold, pred io.Reader, opt Options) (fmt.Stringer, error) {
	switch layer {
	case Attribution:
		g, p, err := both(gold, pred, ReadAttributions)
		if err != nil {
			return nil, err
		}
		return Attributions(g, p, opt)
	case Timex:
		g, p, err := both(gold, pred, ReadTimexes)
		if err != nil {
			return nil, err
		}
		return Timexes(g, p, opt), nil
	case Timeline:
		g, p, err := both(gold, pred, ReadEvents)
		if err != nil {
			return nil, err
		}
		return Events(g, p, opt), nil
	case Conditions:
		g, p, err := both(gold, pred, ReadConditions)
		if err != nil {
			return nil, err
		}
		return ConditionsFound(g, p, opt), nil
	}
	_, err := ParseLayer(string(layer))
	return nil, err
}

func both[T any](gold, pred io.Reader, read func(io.Reader) ([]T, error)) (g, p []T, err error) {
	if g, err = read(gold); err != nil {
		return nil, nil, fmt.Errorf("gold: %w", err)
	}
	if p, err = read(pred); err != nil {
		return nil, nil, fmt.Errorf("predictions: %w", err)
	}
	return g, p, nil
}
