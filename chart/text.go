package chart

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/go-fonts/dejavu/dejavusanscondensed"
	"github.com/go-fonts/dejavu/dejavusanscondensedbold"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// faces are the type of one drawing. Glyphs are cached in them, so they are not shared.
type faces struct {
	title, label, bold, small font.Face
	sfnt                      *sfnt.Font
	buffer                    sfnt.Buffer
}

func newFaces() (*faces, error) {
	plain, err := opentype.Parse(dejavusanscondensed.TTF)
	if err != nil {
		return nil, fmt.Errorf("chart: font: %w", err)
	}
	bold, err := opentype.Parse(dejavusanscondensedbold.TTF)
	if err != nil {
		return nil, fmt.Errorf("chart: font: %w", err)
	}
	f := &faces{sfnt: plain}
	for _, x := range []struct {
		to   *font.Face
		of   *opentype.Font
		size float64
	}{{&f.title, bold, 28}, {&f.label, plain, 19}, {&f.bold, bold, 17}, {&f.small, plain, 15}} {
		face, err := opentype.NewFace(x.of, &opentype.FaceOptions{Size: x.size, DPI: 72, Hinting: font.HintingFull})
		if err != nil {
			return nil, fmt.Errorf("chart: font: %w", err)
		}
		*x.to = unkerned{face}
	}
	return f, nil
}

// unkerned is a face whose letters keep their distance: the kerning that the library reads from this font
// pushes "To" into each other.
type unkerned struct{ font.Face }

// Kern is none.
func (unkerned) Kern(rune, rune) fixed.Int26_6 { return 0 }

// width is how wide a text is drawn, in pixels.
func width(face font.Face, s string) float64 { return float64(font.MeasureString(face, s)) / 64 }

// wrap breaks a text into at most lines lines of a width. What does not fit is cut and marked. A word
// wider than a line is broken.
func wrap(face font.Face, s string, most float64, lines int) []string {
	var out []string
	rest := strings.Fields(s)
	for len(rest) > 0 && len(out) < lines {
		n := 0 // words on this line
		for n < len(rest) && width(face, strings.Join(rest[:n+1], " ")) <= most {
			n++
		}
		if n == 0 {
			head, tail := broken(face, rest[0], most)
			out = append(out, head)
			if rest = rest[1:]; tail != "" {
				rest = append([]string{tail}, rest...)
			}
			continue
		}
		out = append(out, strings.Join(rest[:n], " "))
		rest = rest[n:]
	}
	if len(rest) > 0 && len(out) > 0 {
		out[len(out)-1] = shortened(face, out[len(out)-1]+" "+rest[0], most)
	}
	return out
}

// broken cuts a word where a line is full. At least one character stands on it.
func broken(face font.Face, word string, most float64) (head, tail string) {
	r := []rune(word)
	n := 1
	for n < len(r) && width(face, string(r[:n+1])) <= most {
		n++
	}
	return string(r[:n]), string(r[n:])
}

// shortened cuts a text to a width and marks the cut.
func shortened(face font.Face, s string, most float64) string {
	const mark = "…"
	r := []rune(s)
	for len(r) > 0 && width(face, strings.TrimRight(string(r), " ,;:")+mark) > most {
		r = r[:len(r)-1]
	}
	return strings.TrimRight(string(r), " ,;:") + mark
}

// drawable returns what can be drawn of a text: marks that turn the writing direction and controls are
// dropped, stretches of other scripts are named in brackets.
func (f *faces) drawable(s string) string {
	var b strings.Builder
	foreign := "" // the script of the stretch we are in
	pending := "" // spaces and marks that belong to the stretch if it goes on
	for _, r := range s {
		if unicode.IsControl(r) && !unicode.IsSpace(r) || unicode.Is(unicode.Bidi_Control, r) || unicode.Is(unicode.Variation_Selector, r) {
			continue
		}
		script := f.undrawable(r)
		switch {
		case script == "" && foreign != "" && !unicode.IsLetter(r) && !unicode.IsDigit(r):
			pending += string(r)
		case script == "":
			if foreign != "" {
				b.WriteString("[" + foreign + "]" + pending)
				foreign, pending = "", ""
			}
			b.WriteRune(r)
		case foreign == "" || script == foreign || script == "other script" || foreign == "other script":
			if foreign == "" || foreign == "other script" {
				foreign = script
			}
			pending = ""
		default:
			b.WriteString("[" + foreign + "]" + pending)
			foreign, pending = script, ""
		}
	}
	if foreign != "" {
		b.WriteString("[" + foreign + "]" + pending)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// complexScripts need shaping or run from right to left; the drawing does neither.
var complexScripts = []struct {
	table *unicode.RangeTable
	name  string
}{
	{unicode.Arabic, "Arabic"}, {unicode.Hebrew, "Hebrew"}, {unicode.Han, "Chinese"}, {unicode.Hiragana, "Japanese"}, {unicode.Katakana, "Japanese"},
	{unicode.Hangul, "Korean"}, {unicode.Devanagari, "Hindi"}, {unicode.Thai, "Thai"}, {unicode.Bengali, "Bengali"}, {unicode.Tamil, "Tamil"},
	{unicode.Ethiopic, "Ethiopic"}, {unicode.Khmer, "Khmer"}, {unicode.Lao, "Lao"}, {unicode.Myanmar, "Burmese"}, {unicode.Sinhala, "Sinhala"},
	{unicode.Syriac, "Syriac"}, {unicode.Telugu, "Telugu"}, {unicode.Gujarati, "Gujarati"}, {unicode.Gurmukhi, "Punjabi"}, {unicode.Tibetan, "Tibetan"},
}

// undrawable names the script of a character that is not drawn; "" for those that are.
func (f *faces) undrawable(r rune) string {
	if r < 0x250 || unicode.IsSpace(r) {
		return ""
	}
	for _, s := range complexScripts {
		if unicode.Is(s.table, r) {
			return s.name
		}
	}
	if i, err := f.sfnt.GlyphIndex(&f.buffer, r); err != nil || i == 0 {
		return "other script"
	}
	return ""
}
