package sandbox

import (
	"net/url"
	"strings"
	"time"
	"unicode/utf8"
)

// embedText is a rule about the length of one text of an embed.
func embedText(name string, most int, path ...string) rule {
	return rule{name: "embed-" + name, on: anyMessage, says: "an embed's " + name + " holds at most " + decimal(most) + " characters", check: func(r *report, b subjectBody) {
		b.at("embeds").each(func(n *node) {
			for _, key := range path {
				n = n.at(key)
			}
			tooLong(r, n, most)
		})
	}}
}

func embedRules() []rule {
	return []rule{
		{name: "embed-count", on: anyMessage, says: "a message has at most 10 embeds", check: func(r *report, b subjectBody) { tooMany(r, b.at("embeds"), 10) }},
		embedText("title", 256, "title"),
		embedText("description", 4096, "description"),
		embedText("footer", 2048, "footer", "text"),
		embedText("author", 256, "author", "name"),
		{name: "embed-fields", on: anyMessage, says: "an embed has at most 25 fields", check: func(r *report, b subjectBody) {
			b.at("embeds").each(func(e *node) { tooMany(r, e.at("fields"), 25) })
		}},
		{name: "embed-field", on: anyMessage, says: "a field has a name of 1 to 256 characters and a value of 1 to 1024", check: func(r *report, b subjectBody) {
			b.at("embeds").each(func(e *node) {
				e.at("fields").each(func(f *node) {
					fieldText(r, f.at("name"), 256)
					fieldText(r, f.at("value"), 1024)
				})
			})
		}},
		{name: "embed-total", on: anyMessage, says: "titles, descriptions, field names and values, footers and authors of all embeds together hold at most 6000 characters", check: func(r *report, b subjectBody) {
			sum := 0
			b.at("embeds").each(func(e *node) {
				sum += trimmed(e.at("title")) + trimmed(e.at("description")) + trimmed(e.at("footer").at("text")) + trimmed(e.at("author").at("name"))
				e.at("fields").each(func(f *node) { sum += trimmed(f.at("name")) + trimmed(f.at("value")) })
			})
			if sum > 6000 {
				r.fail(b.at("embeds"), "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000")
			}
		}},
		{name: "embed-empty", on: anyMessage, says: "an embed shows something", check: func(r *report, b subjectBody) {
			b.at("embeds").each(func(e *node) {
				for _, key := range []string{"title", "description"} {
					if trimmed(e.at(key)) > 0 {
						return
					}
				}
				if e.at("fields").length() > 0 || trimmed(e.at("footer").at("text")) > 0 || trimmed(e.at("author").at("name")) > 0 || e.at("image").at("url").has() || e.at("thumbnail").at("url").has() {
					return
				}
				required(r, e.at("description"))
				if e.at("description").has() {
					r.fail(e.at("description"), "BASE_TYPE_REQUIRED", "This field is required")
				}
			})
		}},
		{name: "embed-url", on: anyMessage, says: "an embed's addresses are http or https and hold at most 2048 characters; pictures may be attachment://", check: func(r *report, b subjectBody) {
			b.at("embeds").each(func(e *node) {
				address(r, e.at("url"), 2048, "http", "https")
				address(r, e.at("author").at("url"), 2048, "http", "https")
				for _, n := range []*node{e.at("image").at("url"), e.at("thumbnail").at("url"), e.at("author").at("icon_url"), e.at("footer").at("icon_url")} {
					address(r, n, 2048, "http", "https", "attachment")
				}
			})
		}},
		{name: "embed-attachment", on: anyNew, says: "attachment:// names a file of the request", check: func(r *report, b subjectBody) {
			b.at("embeds").each(func(e *node) {
				for _, n := range []*node{e.at("image").at("url"), e.at("thumbnail").at("url"), e.at("author").at("icon_url"), e.at("footer").at("icon_url")} {
					if name, local := strings.CutPrefix(n.text(), "attachment://"); local && !b.names(name) {
						r.fail(n, "ATTACHMENT_NOT_FOUND", "There is no file %q.", name)
					}
				}
			})
		}},
		{name: "embed-color", on: anyMessage, says: "a colour is 0 to 0xFFFFFF", check: func(r *report, b subjectBody) {
			b.at("embeds").each(func(e *node) { within(r, e.at("color"), 0, 0xFFFFFF) })
		}},
		{name: "embed-timestamp", on: anyMessage, says: "a timestamp is ISO 8601 with a zone", check: func(r *report, b subjectBody) {
			b.at("embeds").each(func(e *node) {
				if n := e.at("timestamp"); n.has() {
					if _, err := time.Parse(time.RFC3339Nano, n.text()); err != nil {
						r.fail(n, "DATETIME_TYPE_PARSE", "Could not parse %q. Should be ISO8601.", n.text())
					}
				}
			})
		}},
	}
}

// fieldText is about a text that must be there and not empty.
func fieldText(r *report, n *node, most int) {
	if !required(r, n) {
		return
	}
	if trimmed(n) == 0 {
		r.fail(n, "BASE_TYPE_REQUIRED", "This field is required")
	}
	tooLong(r, n, most)
}

// names reports whether the request has a file of that name.
func (b subjectBody) names(name string) bool {
	for _, f := range b.files {
		if safeName(f.Name) == safeName(name) {
			return true
		}
	}
	renamed := false
	b.at("attachments").each(func(a *node) { renamed = renamed || a.at("filename").text() == name })
	return renamed
}

// address records that a text that is there and not empty is no address of one of the schemes.
func address(r *report, n *node, most int, schemes ...string) {
	s := n.text()
	if s == "" {
		return
	}
	if utf8.RuneCountInString(s) > most {
		r.fail(n, "BASE_TYPE_MAX_LENGTH", "Must be %d or fewer in length.", most)
	}
	u, err := url.Parse(s)
	if err != nil || u.Scheme == "" || u.Host == "" {
		r.fail(n, "URL_TYPE_INVALID_URL", "Not a well formed URL.")
		return
	}
	for _, scheme := range schemes {
		if strings.EqualFold(u.Scheme, scheme) {
			return
		}
	}
	r.fail(n, "URL_TYPE_INVALID_SCHEME", "Scheme %q is not supported. Scheme must be one of %v.", u.Scheme, schemes)
}
