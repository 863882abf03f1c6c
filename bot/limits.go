package bot

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// Limits of messages as documented under "Message", "Embed Limits" and "Component Reference".
// Discord answers what is over them with error 50035; nothing over them leaves this package.
const (
	maxContent     = 2000
	maxEmbeds      = 10
	maxTitle       = 256
	maxDescription = 4096
	maxFooter      = 2048
	maxEmbedTotal  = 6000 // titles, descriptions and footers of all embeds together
	maxRows        = 5
	maxPerRow      = 5
	maxLabel       = 80
	maxCustomID    = 100
	maxFiles       = 10
	maxFile        = 10 << 20 // bytes; some guilds allow more, none allows less
	maxRequest     = 25 << 20 // bytes of all files of one request
	maxAlt         = 1024
	maxNonce       = 25
)

// Limits of commands, completions and modals.
const (
	maxCommands    = 100 // slash commands; groups count once
	maxMenu        = 15  // message commands
	maxName        = 32
	maxSummary     = 100
	maxOptions     = 25
	maxChoices     = 25
	maxChoice      = 100
	maxModalTitle  = 45
	maxModalLabel  = 45
	maxModalFields = 5
	maxModalText   = 4000
	maxPlaceholder = 100
	maxCommandSize = 8000 // names, descriptions and values of one command
)

// size measures a string as this package counts characters: in UTF-16 code units. Discord does not
// say what it counts; code points, the other candidate, are never more than that.
func size(s string) int {
	n := 0
	for _, r := range s {
		n += max(utf16.RuneLen(r), 1)
	}
	return n
}

// fit returns drawn(s), with s cut at its end until that is at most n long. What was cut is marked
// with an ellipsis. drawn must give no less for more.
func fit(s string, n int, drawn func(string) string) string {
	whole := len(s) <= 16*n // more bytes than that draw longer than n, or are not worth looking at
	s = stem(s, 16*n)
	if out := drawn(s); whole && size(out) <= n {
		return out
	}
	low, high := 0, len(s) // the longest prefix that fits with the ellipsis is in [low, high]
	for low < high {
		mid := (low + high + 1) / 2
		if size(drawn(stem(s, mid))) < n {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return drawn(trunk(s, low)) + "…"
}

// trunk returns at most the first n bytes of s, cut between words where one is near, and never
// inside a letter and its marks.
func trunk(s string, n int) string {
	cut := stem(s, n)
	if i := strings.LastIndexAny(cut, " \n"); len(cut) < len(s) && i > 0 && len(cut)-i < 24 {
		return cut[:i]
	}
	for len(cut) > 0 {
		if r, _ := utf8.DecodeRuneInString(s[len(cut):]); !unicode.In(r, unicode.M) && r != '\u200d' {
			break
		}
		_, last := utf8.DecodeLastRuneInString(cut)
		cut = cut[:len(cut)-last]
	}
	return cut
}

// stem returns at most the first n bytes of s, without cutting a character in two.
func stem(s string, n int) string {
	n = min(n, len(s))
	for n > 0 && n < len(s) && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// problems lists what Discord would refuse in m. Drawing keeps the limits by itself; this is the
// last look before a message leaves, so that a fault of ours shows here, with words, and not as a
// lost answer.
func (m message) problems() (all []string) {
	over := func(what string, n, limit int) {
		if n > limit {
			all = append(all, fmt.Sprintf("%s: %d of %d", what, n, limit))
		}
	}
	over("content", size(m.Content), maxContent)
	over("embeds", len(m.Embeds), maxEmbeds)
	over("nonce", len(m.Nonce), maxNonce)
	total := 0
	for _, e := range m.Embeds {
		over("title", size(e.Title), maxTitle)
		over("description", size(e.Description), maxDescription)
		total += size(e.Title) + size(e.Description)
		if e.Footer != nil {
			over("footer", size(e.Footer.Text), maxFooter)
			total += size(e.Footer.Text)
		}
		if e.Title == "" && e.Description == "" && e.Image == nil {
			all = append(all, "an embed is empty")
		}
	}
	over("embeds together", total, maxEmbedTotal)
	over("rows", len(m.Components), maxRows)
	seen := map[string]bool{}
	for _, r := range m.Components {
		over("buttons in a row", len(r.Components), maxPerRow)
		for _, c := range r.Components {
			b, ok := c.(button)
			if !ok || b.Label == "" || b.CustomID == "" || seen[b.CustomID] {
				all = append(all, fmt.Sprintf("button %q has no label or no address of its own", b.Label))
			}
			seen[b.CustomID] = true
			over("label", size(b.Label), maxLabel)
			over("custom_id", size(b.CustomID), maxCustomID)
		}
	}
	over("files", len(m.files), maxFiles)
	bytes := 0
	for _, f := range m.files {
		over("file", len(f.Bytes), maxFile)
		bytes += len(f.Bytes)
	}
	over("files together", bytes, maxRequest)
	if m.Content == "" && len(m.Embeds) == 0 && len(m.files) == 0 {
		all = append(all, "the message is empty")
	}
	return all
}
