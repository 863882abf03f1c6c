package seq

import (
	_ "embed"
	"fmt"

	"attache/extract/seq/statement"
	"attache/extract/seq/syntax"
	"attache/extract/seq/weights"
	"attache/extract/token"
)

//go:embed model/en.bin
var english []byte

// Model is everything learned.
type Model struct {
	syntax     *syntax.Model
	statements *statement.Model
}

// Load opens the embedded weights.
func Load() (*Model, error) { return Open(english) }

// Open opens other weights, as cmd/attache-train writes them. data must not change afterwards. Errors
// wrap weights.ErrBroken.
func Open(data []byte) (*Model, error) {
	f, err := weights.Open(data)
	if err != nil {
		return nil, fmt.Errorf("open model: %w", err)
	}
	m := &Model{}
	if m.syntax, err = syntax.Open(f); err != nil {
		return nil, fmt.Errorf("open model: %w", err)
	}
	if m.statements, err = statement.Open(f); err != nil {
		return nil, fmt.Errorf("open model: %w", err)
	}
	return m, nil
}

// Analyse tags, names and parses a text. doc must not be nil.
func (m *Model) Analyse(doc *token.Doc) *syntax.Analysis { return m.syntax.Analyse(doc) }

// Statements finds who says what in an analysed text, see [statement.Model.Find].
func (m *Model) Statements(a *syntax.Analysis) []statement.Statement { return m.statements.Find(a) }
