package sandbox

// legacy reports whether the components are rows of buttons and lists, not Components V2.
func (b subjectBody) legacy() bool { return MessageFlags(b.at("flags").number())&ComponentsV2 == 0 }

// everyComponent calls f for every component of a message or modal, parents first.
func everyComponent(n *node, f func(*node)) {
	n.at("components").each(func(c *node) {
		f(c)
		everyComponent(c, f)
		for _, key := range []string{"accessory", "component"} {
			if inner := c.at(key); inner.has() {
				f(inner)
				everyComponent(inner, f)
			}
		}
	})
}

func kindOf(n *node) ComponentKind { return ComponentKind(n.at("type").number()) }

func rowRules() []rule {
	return []rule{
		{name: "row-count", on: anyMessage, says: "a message has at most 5 rows of components", check: func(r *report, b subjectBody) {
			if b.legacy() {
				tooMany(r, b.at("components"), 5)
			}
		}},
		{name: "row-type", on: anyMessage, says: "components of a message stand in action rows; the newer ones need IS_COMPONENTS_V2", check: func(r *report, b subjectBody) {
			if b.newer() {
				return // an edit of a message that has the flag need not repeat it; what it meets is looked at later
			}
			b.at("components").each(func(c *node) {
				if kindOf(c) != ActionRow {
					r.fail(c.at("type"), "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (1,).")
				}
			})
		}},
		{name: "row-width", on: anyMessage, says: "a row holds 1 to 5 buttons or 1 list", check: func(r *report, b subjectBody) {
			everyComponent(b.node, func(c *node) {
				if kindOf(c) != ActionRow {
					return
				}
				inner := c.at("components")
				if inner.length() < 1 || inner.length() > 5 {
					r.fail(inner, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.")
				}
				lists := 0
				inner.each(func(n *node) {
					switch k := kindOf(n); {
					case k.isSelect():
						lists++
					case k != Button:
						r.fail(n.at("type"), "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (2, 3, 5, 6, 7, 8).")
					}
				})
				if lists > 0 && inner.length() > 1 {
					r.fail(inner, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds the maximum width")
				}
			})
		}},
		{name: "custom-id", on: anyMessage | onModal, says: "what can be used has a custom_id of 1 to 100 characters", check: func(r *report, b subjectBody) {
			everyComponent(b.node, func(c *node) {
				k := kindOf(c)
				if k == Button && c.at("style").number() < LinkButton || k.isSelect() || k == TextInput || k == FileUpload {
					id := c.at("custom_id")
					switch n := id.count(); {
					case n == 0:
						r.fail(id, "BUTTON_COMPONENT_CUSTOM_ID_REQUIRED", "A custom id is required")
					case n > 100:
						r.fail(id, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.")
					}
				}
			})
		}},
		{name: "custom-id-unique", on: anyMessage | onModal, says: "no custom_id is used twice", check: func(r *report, b subjectBody) {
			seen := map[string]bool{}
			everyComponent(b.node, func(c *node) {
				id := c.at("custom_id")
				if id.text() == "" {
					return
				}
				if seen[id.text()] {
					r.fail(id, "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
				}
				seen[id.text()] = true
			})
		}},
		{name: "component-id", on: anyMessage | onModal, says: "no component id but 0 is used twice", check: func(r *report, b subjectBody) {
			seen := map[int64]bool{}
			everyComponent(b.node, func(c *node) {
				id := c.at("id")
				within(r, id, 0, 1<<31-1)
				if i := id.number(); i != 0 {
					if seen[i] {
						r.fail(id, "COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated")
					}
					seen[i] = true
				}
			})
		}},
	}
}

// everyButton calls f for every button of a message.
func everyButton(b subjectBody, f func(*node)) {
	everyComponent(b.node, func(c *node) {
		if kindOf(c) == Button {
			f(c)
		}
	})
}

func buttonRules() []rule {
	return []rule{
		{name: "button-style", on: anyMessage, says: "a button has a style from 1 to 5", check: func(r *report, b subjectBody) {
			everyButton(b, func(c *node) {
				if required(r, c.at("style")) {
					oneOf(r, c.at("style"), 1, 2, 3, 4, 5)
				}
			})
		}},
		{name: "button-label", on: anyMessage, says: "a button's label holds at most 80 characters", check: func(r *report, b subjectBody) {
			everyButton(b, func(c *node) { tooLong(r, c.at("label"), 80) })
		}},
		{name: "button-shows", on: anyMessage, says: "a button has a label or an emoji", check: func(r *report, b subjectBody) {
			everyButton(b, func(c *node) {
				if trimmed(c.at("label")) == 0 && c.at("emoji").at("name").text() == "" && !c.at("emoji").at("id").has() {
					r.fail(c, "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", "A label or emoji is required")
				}
			})
		}},
		{name: "button-link", on: anyMessage, says: "a link button has an address of at most 512 characters and no custom_id", check: func(r *report, b subjectBody) {
			everyButton(b, func(c *node) {
				if c.at("style").number() != LinkButton {
					return
				}
				if c.at("url").text() == "" {
					r.fail(c.at("url"), "BUTTON_COMPONENT_URL_REQUIRED", "A url is required")
				}
				address(r, c.at("url"), 512, "http", "https", "discord")
				if c.at("custom_id").text() != "" {
					r.fail(c.at("custom_id"), "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "A custom id and url cannot both be specified")
				}
			})
		}},
		{name: "button-no-link", on: anyMessage, says: "a button that is no link has no address", check: func(r *report, b subjectBody) {
			everyButton(b, func(c *node) {
				if c.at("style").number() != LinkButton && c.at("url").text() != "" {
					r.fail(c.at("url"), "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "A custom id and url cannot both be specified")
				}
			})
		}},
		{name: "emoji", on: anyMessage, says: "the emoji of a button or option is one emoji or has an id", check: func(r *report, b subjectBody) {
			everyComponent(b.node, func(c *node) {
				emoji := func(e *node) {
					name := e.at("name")
					if s := name.text(); s != "" && !e.at("id").has() && !isEmoji(s) {
						r.fail(name, "BUTTON_COMPONENT_INVALID_EMOJI", "Invalid emoji")
					}
				}
				emoji(c.at("emoji"))
				c.at("options").each(func(o *node) { emoji(o.at("emoji")) })
			})
		}},
	}
}

// everyList calls f for every select of a message.
func everyList(b subjectBody, f func(*node)) {
	everyComponent(b.node, func(c *node) {
		if kindOf(c).isSelect() {
			f(c)
		}
	})
}

func selectRules() []rule {
	return []rule{
		{name: "select-options", on: anyMessage, says: "a string select has 1 to 25 options, other lists have none", check: func(r *report, b subjectBody) {
			everyList(b, func(c *node) {
				n := c.at("options").length()
				if kindOf(c) == StringSelect && (n < 1 || n > 25) {
					r.fail(c.at("options"), "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 25 in length.")
				}
				if kindOf(c) != StringSelect && n > 0 {
					r.fail(c.at("options"), "SELECT_COMPONENT_OPTIONS_NOT_ALLOWED", "Only string selects have options.")
				}
			})
		}},
		{name: "select-option", on: anyMessage, says: "an option has a label and a value of 1 to 100 characters, and a description of at most 100", check: func(r *report, b subjectBody) {
			everyList(b, func(c *node) {
				c.at("options").each(func(o *node) {
					fieldText(r, o.at("label"), 100)
					fieldText(r, o.at("value"), 100)
					tooLong(r, o.at("description"), 100)
				})
			})
		}},
		{name: "select-value-unique", on: anyMessage, says: "no option's value is used twice in a list", check: func(r *report, b subjectBody) {
			everyList(b, func(c *node) {
				seen := map[string]bool{}
				c.at("options").each(func(o *node) {
					if seen[o.at("value").text()] {
						r.fail(o.at("value"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is already used")
					}
					seen[o.at("value").text()] = true
				})
			})
		}},
		{name: "select-placeholder", on: anyMessage, says: "a placeholder holds at most 150 characters", check: func(r *report, b subjectBody) {
			everyList(b, func(c *node) { tooLong(r, c.at("placeholder"), 150) })
		}},
		{name: "select-range", on: anyMessage, says: "a list takes 0 to 25 values, at least 1 at most, no more than it has, and no more defaults", check: func(r *report, b subjectBody) {
			everyList(b, func(c *node) {
				low, high := c.at("min_values"), c.at("max_values")
				within(r, low, 0, 25)
				within(r, high, 1, 25)
				least, most := int64(1), int64(1)
				if low.has() {
					least = low.number()
				}
				if high.has() {
					most = high.number()
				}
				if least > most {
					r.fail(low, "SELECT_COMPONENT_MIN_GREATER_THAN_MAX", "min_values cannot be greater than max_values")
				}
				defaults, options := int64(0), int64(c.at("options").length())
				c.at("options").each(func(o *node) {
					if o.at("default").yes() {
						defaults++
					}
				})
				if kindOf(c) == StringSelect && (most > options || least > options) && high.has() {
					r.fail(high, "SELECT_COMPONENT_MAX_VALUES_TOO_LARGE", "max_values cannot be greater than the number of options")
				}
				if defaults > most {
					r.fail(c.at("options"), "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES", "There are more default options than max_values")
				}
			})
		}},
	}
}
