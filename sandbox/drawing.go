package sandbox

import "strings"

// drawn returns embeds as Discord shows them: text trimmed, pictures that name an attachment
// pointing at it.
func drawn(all []Embed, files []Attachment) []Embed {
	out := make([]Embed, len(all))
	for i, e := range all {
		e.Kind = "rich"
		e.Title, e.Description = strings.TrimSpace(e.Title), strings.TrimSpace(e.Description)
		fields := make([]EmbedField, len(e.Fields))
		for j, f := range e.Fields {
			fields[j] = EmbedField{strings.TrimSpace(f.Name), strings.TrimSpace(f.Value), f.Inline}
		}
		e.Fields = fields
		if e.Author != nil && e.Author.Name == "" {
			e.Author = nil
		}
		if e.Footer != nil && e.Footer.Text == "" {
			e.Footer = nil
		}
		for _, picture := range []**EmbedImage{&e.Image, &e.Thumbnail} {
			if *picture == nil {
				continue
			}
			name, local := strings.CutPrefix((*picture).URL, "attachment://")
			for _, f := range files {
				if local && f.Name == safeName(name) {
					*picture = &EmbedImage{URL: f.URL}
				}
			}
		}
		out[i] = e
	}
	return out
}

// numbered gives every component that has none an id, and the values Discord fills in.
func numbered(all []Component) []Component {
	next := 1
	Each(all, func(c *Component) bool {
		if c.ID == 0 {
			c.ID = next
		}
		next = max(next, c.ID) + 1
		one, no := 1, false
		if c.Kind.isSelect() {
			if c.Min == nil {
				c.Min = &one
			}
			if c.Max == nil {
				c.Max = &one
			}
		}
		switch c.Kind {
		case Container:
			if c.Accent == nil {
				c.Accent = []byte("null")
			}
			fallthrough
		case Thumbnail, FileComponent:
			if c.Spoiler == nil {
				c.Spoiler = &no
			}
		case Separator:
			if c.Spacing == nil {
				c.Spacing = &one
			}
			if c.Divider == nil {
				yes := true
				c.Divider = &yes
			}
		}
		return true
	})
	return all
}
