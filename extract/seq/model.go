package seq

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/binary"
	"fmt"
	"io"

	"attache/extract/seq/statement"
	"attache/extract/seq/syntax"
	"attache/extract/seq/weights"
	"attache/extract/token"
)

//go:embed model/en.bin.gz
var english []byte

// Model is everything learned.
type Model struct {
	syntax     *syntax.Model
	statements *statement.Model
}

// Load unpacks and opens the embedded weights. That takes some 100 ms and 14 MB: load once, share the Model.
func Load() (*Model, error) {
	data, err := Unpack(english)
	if err != nil {
		return nil, err
	}
	return Open(data)
}

// Unpack returns the weights in a file as cmd/attache-train writes it. Errors wrap weights.ErrBroken.
func Unpack(packed []byte) ([]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("unpack model: %w: %w", weights.ErrBroken, err)
	}
	// The last four bytes of a gzip file say how long what it holds is (RFC 1952): room for all at once.
	size := int64(binary.LittleEndian.Uint32(packed[len(packed)-4:]))
	const most = 64 << 20
	if size > most {
		return nil, fmt.Errorf("unpack model: %w: it claims %d bytes", weights.ErrBroken, size)
	}
	data := make([]byte, size)
	if _, err := io.ReadFull(z, data); err != nil {
		return nil, fmt.Errorf("unpack model: %w: %w", weights.ErrBroken, err)
	}
	if n, err := z.Read(make([]byte, 1)); n > 0 || err != io.EOF { // the end is where the checksum is tried
		return nil, fmt.Errorf("unpack model: %w: more than it claims, or another checksum", weights.ErrBroken)
	}
	return data, nil
}

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
