package export

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strings"
	"unicode"
)

// byteOrderMark makes spreadsheets read the file as UTF-8; readers of CSV in libraries skip it.
const byteOrderMark = "\ufeff"

// writeCSV writes a header and a row for each finding (RFC 4180).
func writeCSV(r Report) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(byteOrderMark)
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	var row []string
	for _, v := range recordOf(r.Kind, Finding{}) {
		row = append(row, v.name)
	}
	w.Write(row) // errors stay until Error
	for _, f := range r.Findings {
		row = row[:0]
		for _, v := range recordOf(r.Kind, f) {
			row = append(row, cell(v.v))
		}
		w.Write(row)
	}
	w.Flush()
	return b.Bytes(), w.Error()
}

// cell writes a value so that no spreadsheet takes it for a formula: text that begins like one gets an
// apostrophe, which spreadsheets hide (OWASP, "CSV Injection").
func cell(v any) string {
	switch v := v.(type) {
	case string:
		return harmless(v)
	case []string:
		return harmless(strings.Join(v, " … "))
	case bool:
		if v {
			return "yes"
		}
		return "no"
	}
	return fmt.Sprint(v)
}

func harmless(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
	// Some programs trim before they look, and some read full-width signs as plain ones.
	if bare := strings.TrimLeftFunc(s, func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsPrint(r) }); bare != "" {
		if r := []rune(bare)[0]; strings.ContainsRune("=+-@\uff1d\uff0b\uff0d\uff20", r) {
			return "'" + s
		}
	}
	return s
}
