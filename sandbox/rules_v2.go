package sandbox

// v2Kinds reports whether the components need IS_COMPONENTS_V2.
func v2Kinds(components *node) bool {
	found := false
	components.each(func(c *node) {
		k := kindOf(c)
		found = found || k >= Section && k <= Container
	})
	return found
}

// newer reports whether b is drawn with Components V2.
func (b subjectBody) newer() bool {
	return !b.legacy() || b.on&anyEdit != 0 && v2Kinds(b.at("components"))
}

// inside lists which components may stand in which.
var inside = map[ComponentKind][]ComponentKind{
	0:         {ActionRow, Section, TextDisplay, MediaGallery, FileComponent, Separator, Container},
	Container: {ActionRow, Section, TextDisplay, MediaGallery, FileComponent, Separator},
	Section:   {TextDisplay},
}

func v2Rules() []rule {
	return []rule{
		{name: "v2-legacy-fields", on: anyMessage, says: "with IS_COMPONENTS_V2 there is no content, embed, poll or sticker", check: func(r *report, b subjectBody) {
			if b.legacy() {
				return
			}
			for _, key := range []string{"content", "embeds", "poll", "sticker_ids"} {
				if n := b.at(key); n.has() && (n.count() > 0 || n.length() > 0 || n.isObject()) {
					r.fail(n, "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", "The '%s' field cannot be used when using MessageFlags.IS_COMPONENTS_V2", key)
				}
			}
		}},
		{name: "v2-count", on: anyMessage, says: "with IS_COMPONENTS_V2 there are at most 40 components, nested ones included", check: func(r *report, b subjectBody) {
			n := 0
			everyComponent(b.node, func(*node) { n++ })
			if b.newer() && n > 40 {
				r.fail(b.at("components"), "BASE_TYPE_MAX_LENGTH", "Must be 40 or fewer in length.")
			}
		}},
		{name: "v2-text", on: anyMessage, says: "text displays hold at least 1 character each and at most 4000 together", check: func(r *report, b subjectBody) {
			sum := 0
			everyComponent(b.node, func(c *node) {
				if kindOf(c) == TextDisplay {
					sum += trimmed(c.at("content"))
					fieldText(r, c.at("content"), 4000)
				}
			})
			if sum > 4000 { // observed, not documented
				r.fail(b.at("components"), "COMPONENT_MAX_TOTAL_TEXT_LENGTH_EXCEEDED", "Total text length exceeds 4000")
			}
		}},
		{name: "v2-nesting", on: anyMessage, says: "containers, sections and the top hold only what they may", check: func(r *report, b subjectBody) {
			if !b.newer() {
				return
			}
			var look func(parent ComponentKind, n *node)
			look = func(parent ComponentKind, n *node) {
				n.at("components").each(func(c *node) {
					allowed, known := inside[parent]
					if known && !hasComponent(allowed, kindOf(c)) {
						r.fail(c.at("type"), "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of %v.", allowed)
					}
					look(kindOf(c), c)
				})
			}
			look(0, b.node)
		}},
		{name: "v2-section", on: anyMessage, says: "a section has 1 to 3 texts and a button or thumbnail beside them", check: func(r *report, b subjectBody) {
			everyComponent(b.node, func(c *node) {
				if kindOf(c) != Section {
					return
				}
				if n := c.at("components"); n.length() < 1 || n.length() > 3 {
					r.fail(n, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 3 in length.")
				}
				if required(r, c.at("accessory")) {
					oneOf(r, c.at("accessory").at("type"), int64(Button), int64(Thumbnail))
				}
			})
		}},
		{name: "v2-container", on: anyMessage, says: "a container holds something", check: func(r *report, b subjectBody) {
			everyComponent(b.node, func(c *node) {
				if kindOf(c) == Container {
					if c.at("components").length() == 0 {
						r.fail(c.at("components"), "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 40 in length.")
					}
					within(r, c.at("accent_color"), 0, 0xFFFFFF)
				}
			})
		}},
		{name: "v2-media", on: anyMessage, says: "galleries hold 1 to 10 pictures; media have an address, files an attachment:// one", check: func(r *report, b subjectBody) {
			everyComponent(b.node, func(c *node) {
				switch kindOf(c) {
				case MediaGallery:
					if n := c.at("items"); n.length() < 1 || n.length() > 10 {
						r.fail(n, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 10 in length.")
					}
					c.at("items").each(func(i *node) {
						fieldText(r, i.at("media").at("url"), 2048)
						address(r, i.at("media").at("url"), 2048, "http", "https", "attachment")
						tooLong(r, i.at("description"), 1024)
					})
				case Thumbnail:
					fieldText(r, c.at("media").at("url"), 2048)
					address(r, c.at("media").at("url"), 2048, "http", "https", "attachment")
					tooLong(r, c.at("description"), 1024)
				case FileComponent:
					fieldText(r, c.at("file").at("url"), 2048)
					address(r, c.at("file").at("url"), 2048, "attachment")
				}
			})
		}},
		{name: "v2-separator", on: anyMessage, says: "a separator's spacing is 1 or 2", check: func(r *report, b subjectBody) {
			everyComponent(b.node, func(c *node) {
				if kindOf(c) == Separator {
					oneOf(r, c.at("spacing"), 1, 2)
				}
			})
		}},
	}
}

func hasComponent(all []ComponentKind, k ComponentKind) bool {
	for _, x := range all {
		if x == k {
			return true
		}
	}
	return false
}
