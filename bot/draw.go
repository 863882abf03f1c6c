package bot

import (
	"fmt"
	"strings"

	"attache/card"
)

// drawing says how a card is to be drawn.
type drawing struct {
	// address returns the custom_id of the n-th action; empty disables the button.
	address func(n int, a card.Action) string
	// mark is put in the footer, where a later run can find it again; see Bot.Post.
	mark string
}

// passageLimits are the lengths passages are cut to, tried one after the other until the whole card
// fits. A news sentence has 120 to 300 characters, so the first limits are met by what is no sentence.
var passageLimits = []int{900, 600, 400, 260, 160}

// draw draws a card as one message within the limits of Discord. What does not fit is never dropped
// in silence: the message says how much is missing and carries the whole card as a text file.
func draw(c card.Card, d drawing) message {
	m := newMessage()
	notes := m.attach(c.Files)
	dropped := m.buttons(c.Actions, d.address)

	title := fit(c.Title, maxTitle, func(s string) string { return escape(line(s), true) })
	if isSentence(c) && d.mark == "" && len(notes) == 0 && dropped == 0 {
		if words := markdown(c.Lead); words != "" && size(words) <= maxContent {
			m.Content = words
			return m
		}
	}
	budget := maxEmbedTotal - size(title) - size(d.mark) - size(footerWords)
	under := coverage(c.Covered)
	var pieces []piece
	for _, limit := range passageLimits {
		if pieces = compose(c, limit); fits(pieces, under, notes, budget) {
			break
		}
	}
	kept := prune(pieces, under, notes, budget)
	whole := dropped == 0 && len(kept) == len(pieces) && title == escape(line(c.Title), true)
	for _, p := range kept {
		whole = whole && !p.cut
	}
	if !whole {
		missing := dropped
		if len(kept) < len(pieces) {
			missing += len(c.Blocks)
			if len(kept) > 0 {
				missing -= kept[len(kept)-1].block
			}
		}
		notes = append(notes, m.attachWhole(c, missing))
	}
	m.fill(title, append(kept, tail(under, notes)...), d.mark, colour(c))
	return m
}

// isSentence reports whether a card is an answer in a sentence, which is best said in plain words.
func isSentence(c card.Card) bool {
	return line(c.Title) == "" && len(c.Blocks) == 0 && coverage(c.Covered) == ""
}

// compose draws all there is to say, in order. It stops where no message could hold more.
func compose(c card.Card, limit int) []piece {
	var out []piece
	for _, part := range chunks(c.Lead, 1500) {
		out = append(out, piece{text: part, tight: len(out) > 0})
	}
	total, listed, number := 0, false, c.First
	for i, b := range c.Blocks {
		_, words := b.(card.Text)
		for k, p := range drawBlock(b, limit) {
			p.block = i + 1
			if number > 0 && !words {
				p.text = numbered(number, p.text)
				number++
			}
			inList := k == 0 && p.tight
			p.tight = p.tight && (k > 0 || listed)
			listed = inList
			out = append(out, p)
			total += size(p.text)
		}
		if total > maxEmbedTotal {
			break
		}
	}
	return out
}

// numbered puts a number before a finding, inside the bold type of its first words. A dot behind it
// would make a list.
func numbered(n int, text string) string {
	mark := fmt.Sprintf("%d · ", n)
	if words, ok := strings.CutPrefix(text, "**"); ok {
		return "**" + mark + words
	}
	return mark + text
}

// tail draws what stands under the findings: what is missing, and what the answer rests on.
func tail(coverage string, notes []string) []piece {
	var out []piece
	for _, n := range notes {
		out = append(out, piece{text: "-# " + n, tight: len(out) > 0})
	}
	if coverage != "" {
		out = append(out, piece{text: coverage, tight: len(out) > 0})
	}
	return out
}

// coverage draws what an answer rests on, with the newest article in the reader's own time. It stands
// in the description because Discord shows footers as they are, without times.
func coverage(c card.Coverage) string {
	var out []string
	if c.Articles > 0 {
		parts := []string{card.Plural(c.Articles, "article"), card.Plural(c.Outlets, "outlet")}
		if !c.Newest.IsZero() {
			parts = append(parts, fmt.Sprintf("newest <t:%d:R>", c.Newest.Unix()))
		}
		out = append(out, "-# "+strings.Join(parts, " · "))
	}
	if s := short(c.Searched, 300); s != "" {
		out = append(out, "-# Searched "+s)
	}
	return strings.Join(out, "\n")
}

// reserve is kept free for the note on what is missing.
const reserve = 120

// fits reports whether pieces and what stands under them can be put into embeds.
func fits(pieces []piece, coverage string, notes []string, budget int) bool {
	all := append(append([]piece{}, pieces...), tail(coverage, notes)...)
	descriptions, total := pack(all)
	return total+reserve <= budget && len(descriptions) <= maxEmbeds-maxPictures
}

// prune returns the first pieces, as many as fit. A block that does not fit whole is left out whole,
// unless it is the only one.
func prune(pieces []piece, coverage string, notes []string, budget int) []piece {
	n := len(pieces)
	for n > 0 && !fits(pieces[:n], coverage, notes, budget) {
		n--
	}
	if n == 0 || n == len(pieces) {
		return pieces[:n:n]
	}
	whole := n
	for whole > 0 && pieces[whole-1].block == pieces[n].block {
		whole--
	}
	if whole > 0 && pieces[n].block > 0 {
		n = whole
	}
	return pieces[:n:n]
}

// pack joins pieces into descriptions that are not too long, and returns their length in all. A piece
// longer than a description stays alone, and over the limit: fits then says no.
func pack(pieces []piece) (descriptions []string, total int) {
	room := 0 // in the last description
	for _, p := range pieces {
		gap, n := "\n\n", size(p.text)
		if p.tight {
			gap = "\n"
		}
		if n > maxDescription {
			total += maxEmbedTotal
		}
		if k := len(descriptions) - 1; k >= 0 && len(gap)+n <= room {
			descriptions[k] += gap + p.text
			room -= len(gap) + n
			total += len(gap) + n
			continue
		}
		descriptions = append(descriptions, p.text)
		room = maxDescription - n
		total += n
	}
	return descriptions, total
}

// footerWords stand before the mark, so that a reader knows what the odd letters are.
const footerWords = "post "

// fill puts title, pieces and mark into embeds.
func (m *message) fill(title string, pieces []piece, mark string, accent int) {
	descriptions, _ := pack(pieces)
	if len(descriptions) == 0 && title == "" && len(m.Embeds) == 0 {
		descriptions = []string{"There is nothing to show."}
	}
	pictures := m.Embeds
	m.Embeds = []embed{}
	for i := 0; i < max(len(descriptions), 1); i++ {
		e := embed{Color: accent}
		if i == 0 {
			e.Title = title
		}
		if i < len(descriptions) {
			e.Description = descriptions[i]
		}
		m.Embeds = append(m.Embeds, e)
	}
	last := len(m.Embeds) - 1
	if m.Embeds[last].Title == "" && m.Embeds[last].Description == "" {
		m.Embeds = m.Embeds[:last]
	} else if len(pictures) > 0 {
		m.Embeds[last].Image, pictures = pictures[0].Image, pictures[1:]
	}
	m.Embeds = append(m.Embeds, pictures...)
	if mark != "" {
		m.Embeds[len(m.Embeds)-1].Footer = &footer{Text: footerWords + mark}
	}
}

// Accents tell kinds of answer apart at a glance. The words say the same: no meaning is in them alone.
const (
	blue  = 0x4A78C2 // statements
	teal  = 0x3D8B80 // events
	amber = 0xB7862B // conditions
	grey  = 0x6B7280 // everything else
)

func colour(c card.Card) int {
	for _, b := range c.Blocks {
		switch b.(type) {
		case card.Quote, card.Shift:
			return blue
		case card.Moment:
			return teal
		case card.Term:
			return amber
		}
	}
	return grey
}
