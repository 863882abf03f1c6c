package score

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// maxLine bounds one line of JSON. The longest of the gold files has 0.4 MB (CofeNet's labels of
// one article); a line over the bound is refused rather than read.
const maxLine = 64 << 20

// ErrLine is wrapped by errors about a line that could not be read; they name its number.
var ErrLine = errors.New("not a line of the expected JSON")

// plain returns r, or what r holds when that is compressed with gzip.
func plain(r io.Reader) (io.Reader, error) {
	b := bufio.NewReader(r)
	magic, err := b.Peek(2)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if len(magic) == 2 && magic[0] == 0x1f && magic[1] == 0x8b {
		return gzip.NewReader(b)
	}
	return b, nil
}

// eachLine decodes every line that is not blank and hands it to do, until do returns an error.
func eachLine[T any](r io.Reader, do func(T) error) error {
	r, err := plain(r)
	if err != nil {
		return err
	}
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 64<<10), maxLine)
	n := 0
	for lines.Scan() {
		n++
		line := bytes.TrimSpace(lines.Bytes())
		if len(line) == 0 {
			continue
		}
		var row T
		if err := json.Unmarshal(line, &row); err != nil {
			return fmt.Errorf("line %d: %w: %w", n, ErrLine, err)
		}
		if err := do(row); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("line %d: %w", n+1, err)
	}
	return nil
}

func readRows[T any](r io.Reader) (rows []T, err error) {
	err = eachLine(r, func(row T) error {
		rows = append(rows, row)
		return nil
	})
	return rows, err
}

// writeRow writes one row as one line, with characters as they are instead of as escapes.
func writeRow(w io.Writer, row any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(row)
}
