package bot

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"attache/card"
)

// buttons puts the actions in rows, and returns how many had no place.
func (m *message) buttons(all []card.Action, address func(int, card.Action) string) (dropped int) {
	last := 0 // buttons in the last row
	for i, a := range all {
		if i == 0 || last == maxPerRow || a.Row {
			if len(m.Components) == maxRows {
				return len(all) - i
			}
			m.Components = append(m.Components, row{Type: 1})
			last = 0
		}
		last++
		b := button{Type: 2, Style: secondary, Label: fit(a.Label, maxLabel, line), Disabled: a.Off}
		if b.Label == "" {
			b.Label = fit("/"+a.Line, maxLabel, line)
		}
		if a.Danger {
			b.Style = danger
		}
		if b.CustomID = address(i, a); b.CustomID == "" {
			b.CustomID, b.Disabled = offID(i), true
		}
		r := &m.Components[len(m.Components)-1]
		r.Components = append(r.Components, b)
	}
	return 0
}

// maxPictures is how many attached pictures are shown in the message; others are files.
const maxPictures = 4

// attach adds files and shows pictures. It returns a sentence for each that had no place.
func (m *message) attach(files []card.File) (notes []string) {
	total := 0
	for _, f := range files {
		name := m.fileName(f.Name)
		switch {
		case len(m.files) == maxFiles-1: // one place is kept for the whole answer
			notes = append(notes, fmt.Sprintf("%s is not attached: a message takes %d files", name, maxFiles))
			continue
		case len(f.Bytes) > maxFile || total+len(f.Bytes) > maxRequest-maxWhole:
			notes = append(notes, fmt.Sprintf("%s is not attached: with %.1f MB it is larger than Discord takes", name, float64(len(f.Bytes))/1e6))
			continue
		case len(f.Bytes) == 0:
			notes = append(notes, fmt.Sprintf("%s is not attached: it is empty", inline(name)))
			continue
		}
		total += len(f.Bytes)
		m.add(card.File{Name: name, Type: f.Type, Bytes: f.Bytes, Alt: f.Alt})
		if isPicture(f.Type) && len(m.Embeds) < maxPictures {
			m.Embeds = append(m.Embeds, embed{Image: &image{URL: "attachment://" + name}})
		}
	}
	return notes
}

func (m *message) add(f card.File) {
	m.Attachments = append(m.Attachments, attachment{ID: strconv.Itoa(len(m.files)), Filename: f.Name, Description: fit(f.Alt, maxAlt, lines)})
	m.files = append(m.files, f)
}

// maxWhole bounds the text file with the whole answer.
const maxWhole = 1 << 20

// attachWhole attaches the card as text and returns the sentence that says so. missing is how many
// findings and actions the message itself does not show.
func (m *message) attachWhole(c card.Card, missing int) string {
	var b bytes.Buffer
	if err := card.WriteText(&b, c, 100); err != nil || b.Len() == 0 { // a Buffer takes everything
		return "Part of the answer is missing: it is longer than Discord takes"
	}
	text := stem(b.String(), maxWhole)
	name := m.fileName("answer.txt")
	m.add(card.File{Name: name, Type: "text/plain; charset=utf-8", Bytes: []byte(text), Alt: "The whole answer as plain text"})
	switch {
	case len(text) < b.Len():
		return "The answer is longer than Discord takes: the first megabyte of it is in " + name
	case missing > 0:
		return fmt.Sprintf("… %d more: the whole answer is in %s", missing, name)
	}
	return "Shortened here; the whole answer is in " + name
}

func isPicture(mime string) bool {
	switch mime, _, _ = strings.Cut(mime, ";"); strings.ToLower(strings.TrimSpace(mime)) {
	case "image/png", "image/jpeg", "image/gif", "image/webp":
		return true
	}
	return false
}

// fileName returns a name that an embed can point at, that no system trips over, and that the
// message does not use yet.
func (m *message) fileName(name string) string {
	name = strings.Map(func(r rune) rune {
		if r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '.' || r == '-') {
			return r
		}
		return '-'
	}, name)
	if name = strings.Trim(name, ".-"); len(name) > 60 {
		name = name[len(name)-60:]
	}
	if name == "" {
		name = "file"
	}
	for _, a := range m.Attachments {
		if strings.EqualFold(a.Filename, name) {
			return fmt.Sprintf("%d-%s", len(m.files)+1, name)
		}
	}
	return name
}
