package sandbox

import (
	"fmt"
	"strings"
)

// Render returns m as a person reads it: who, when, text, embeds as boxes, buttons in brackets,
// files, reactions. Times are UTC; mentions and Discord's timestamps are spelled out.
func (w *World) Render(m *Message) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.render(m, m.Ephemeral())
}

// Transcript returns everything in a channel, oldest first, as [World.Render] writes it. Ephemeral
// answers are there with their mark.
func (w *World) Transcript(channel string) (string, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	c, err := w.find(channel, 0)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for _, id := range c.order {
		m := c.messages[id]
		b.WriteString(w.render(m.msg, m.only != 0))
		b.WriteByte('\n')
	}
	return b.String(), nil
}

// RenderChange returns a line or more about something that happened, empty for what a person would
// not notice. It is what a terminal prints while it watches.
func (w *World) RenderChange(c Change) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	who := "Somebody"
	if u := w.accounts[c.User]; u != nil {
		who = u.Shown()
	}
	switch c.Kind {
	case Posted:
		if c.Message.Flags&Loading != 0 {
			return "" // the answer will follow, or a failure
		}
		return w.render(c.Message, c.Only != 0)
	case Edited:
		return w.render(c.Message, c.Only != 0)
	case Deleted:
		return fmt.Sprintf("(a message of %s was deleted)\n", c.Message.Author.Shown())
	case Reacted:
		return fmt.Sprintf("(%s reacted %s)\n", who, c.Emoji)
	case Used:
		return fmt.Sprintf("%s ▸ %s\n", who, c.Text)
	case Opened:
		return fmt.Sprintf("(%s opened the thread “%s”)\n", who, c.Text)
	case Prompted:
		return fmt.Sprintf("(%s sees the form “%s”)\n", who, c.Text)
	case Failed:
		return fmt.Sprintf("(%s: the application did not respond)\n", c.Text)
	case Missed:
		return fmt.Sprintf("(%d changes went by unseen)\n", c.Count)
	}
	return ""
}

// RenderModal returns a form as a person reads it.
func (w *World) RenderModal(m *Modal) string {
	var b strings.Builder
	fmt.Fprintf(&b, "▣ %s\n", m.Title)
	Each(m.Components, func(c *Component) bool {
		switch c.Kind {
		case Label, TextInput:
			if c.Label != "" {
				fmt.Fprintf(&b, "  %s: ______\n", c.Label)
			}
		case TextDisplay:
			fmt.Fprintf(&b, "  %s\n", c.Content)
		}
		return true
	})
	return b.String()
}

func (w *World) render(m *Message, ephemeral bool) string {
	p := &page{w: w}
	head := m.Author.Shown()
	if m.Author.Bot {
		head += " [app]"
	}
	head += m.Sent.UTC().Format("  2 Jan 15:04")
	if m.Edited != nil {
		head += " (edited)"
	}
	switch {
	case m.Interaction != nil:
		head += fmt.Sprintf("  ↳ %s used /%s", m.Interaction.User.Shown(), m.Interaction.Name)
	case m.Referenced != nil && m.Referenced.Message != nil && m.Kind == ReplyMessage:
		head += "  ↳ " + m.Referenced.Author.Shown()
		if text := w.plain(m.Referenced.Content); text != "" {
			head += ": " + firstLine(text)
		}
	case m.Referenced != nil && m.Kind == ReplyMessage:
		head += "  ↳ a deleted message"
	}
	if ephemeral {
		head += "  (only they can see this)"
		if m.Metadata != nil && m.Metadata.User != nil {
			head = strings.Replace(head, "only they", "only "+m.Metadata.User.Shown(), 1)
		}
	}
	p.line("", head)
	if m.Flags&Loading != 0 {
		p.line("  ", "is thinking…")
	}
	p.text("  ", m.Content)
	if m.Flags&SuppressEmbeds == 0 {
		for i, e := range m.Embeds {
			if i > 0 {
				p.line("  ┃", "")
			}
			p.embed(e)
		}
	}
	for _, a := range m.Attachments {
		p.line("  ", fmt.Sprintf("📎 %s (%s)", a.Name, size(a.Size)))
	}
	p.components("  ", m.Components)
	var reactions []string
	for _, r := range m.Reactions {
		reactions = append(reactions, fmt.Sprintf("%s %d", r.Emoji.Name, r.Count))
	}
	if len(reactions) > 0 {
		p.line("  ", strings.Join(reactions, "  "))
	}
	if m.Thread != nil {
		p.line("  ", "🧵 "+m.Thread.Name)
	}
	return p.String()
}

// page is text being laid out.
type page struct {
	strings.Builder
	w *World
}

func (p *page) line(indent, s string) {
	p.WriteString(strings.TrimRight(indent+s, " "))
	p.WriteByte('\n')
}

// text writes Markdown as plain lines; nothing for nothing.
func (p *page) text(indent, s string) {
	if s == "" {
		return
	}
	for line := range strings.SplitSeq(p.w.plain(s), "\n") {
		p.line(indent, line)
	}
}

func (p *page) embed(e Embed) {
	const bar = "  ┃ "
	if e.Author != nil {
		p.text(bar, e.Author.Name)
	}
	if e.Title != "" {
		title := e.Title
		if e.URL != "" {
			title += " (" + e.URL + ")"
		}
		p.text(bar, title)
	}
	p.text(bar, e.Description)
	for _, f := range e.Fields {
		p.text(bar, f.Name)
		p.text(bar+"  ", f.Value)
	}
	for _, picture := range []*EmbedImage{e.Thumbnail, e.Image} {
		if picture != nil {
			p.line(bar, "🖼 "+fileName(picture.URL))
		}
	}
	if e.Footer != nil {
		p.text(bar, e.Footer.Text)
	}
	if e.Timestamp != nil {
		p.line(bar, *e.Timestamp)
	}
}

// components writes buttons and lists, a row on a line, and the texts of Components V2.
func (p *page) components(indent string, all []Component) {
	for _, c := range all {
		switch c.Kind {
		case ActionRow:
			var row []string
			for _, b := range c.Components {
				row = append(row, control(b))
			}
			p.line(indent, strings.Join(row, " "))
		case Container:
			p.components(indent+"┃ ", c.Components)
		case Section:
			p.components(indent, c.Components)
			if c.Accessory != nil && c.Accessory.Kind == Button {
				p.line(indent, control(*c.Accessory))
			}
		case TextDisplay:
			p.text(indent, c.Content)
		case Separator:
			p.line(indent, "───")
		case MediaGallery:
			for _, i := range c.Items {
				p.line(indent, "🖼 "+fileName(i.Media.URL))
			}
		case FileComponent:
			if c.File != nil {
				p.line(indent, "📎 "+fileName(c.File.URL))
			}
		}
	}
}

// control returns a button or list: "[More]", "(Back)" when it is disabled, "[Speaker ▾]".
func control(c Component) string {
	label := c.Label
	if c.Emoji != nil && c.Emoji.Name != "" {
		label = strings.TrimSpace(c.Emoji.Name + " " + label)
	}
	if c.Kind.isSelect() {
		label = or(c.Placeholder, "Make a selection") + " ▾"
	}
	if c.Kind == Button && c.Style == LinkButton {
		label += " ↗ " + c.URL
	}
	if c.Disabled {
		return "(" + label + ")"
	}
	return "[" + label + "]"
}

func fileName(url string) string {
	url, _, _ = strings.Cut(url, "?")
	return url[strings.LastIndexByte(url, '/')+1:]
}

func firstLine(s string) string {
	s, _, more := strings.Cut(s, "\n")
	if runes := []rune(s); len(runes) > 60 {
		return string(runes[:60]) + "…"
	}
	if more {
		return s + "…"
	}
	return s
}

func size(n int) string {
	switch {
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
	case n >= 1<<10:
		return fmt.Sprintf("%.1f kB", float64(n)/(1<<10))
	}
	return fmt.Sprintf("%d bytes", n)
}
