package sandbox

import "encoding/json"

// callbackData returns what the data of a callback type is; 0 when there is none to look at.
func callbackData(kind int64) subject {
	switch kind {
	case answerNow:
		return onAnswer
	case answerLater:
		return onDefer
	case updateNow:
		return onUpdate
	case offerChoices:
		return onChoices
	case openModal:
		return onModal
	}
	return 0
}

func callbackRules() []rule {
	return []rule{
		{name: "callback-type", on: onCallback, says: "a callback's type is 1, 4, 5, 6, 7, 8 or 9", check: func(r *report, b subjectBody) {
			if required(r, b.at("type")) {
				oneOf(r, b.at("type"), pong, answerNow, answerLater, updateLater, updateNow, offerChoices, openModal)
			}
		}},
		{name: "callback-data", on: onCallback, says: "types 4, 7, 8 and 9 have data", check: func(r *report, b subjectBody) {
			switch b.at("type").number() {
			case answerNow, updateNow, offerChoices, openModal:
				required(r, b.at("data"))
			}
		}},
		{name: "choices-count", on: onChoices, says: "an autocomplete answer has at most 25 choices, and has the list", check: func(r *report, b subjectBody) {
			required(r, b.at("choices"))
			tooMany(r, b.at("choices"), 25)
		}},
		{name: "choice-name", on: onChoices, says: "a choice's name holds 1 to 100 characters", check: func(r *report, b subjectBody) {
			b.at("choices").each(func(c *node) { lengthOf(r, c.at("name"), 1, 100) })
		}},
		{name: "choice-value", on: onChoices, says: "a choice's value is a string of at most 100 characters or a number", check: func(r *report, b subjectBody) {
			b.at("choices").each(func(c *node) { choiceValue(r, c.at("value")) })
		}},
	}
}

// lengthOf is between for a text that must be there.
func lengthOf(r *report, n *node, least, most int) {
	if required(r, n) {
		between(r, n, least, most)
	}
}

func choiceValue(r *report, n *node) {
	if !required(r, n) {
		return
	}
	if _, number := n.v.(json.Number); !number && !n.isText() {
		r.fail(n, "STRING_TYPE_CONVERT", "Could not interpret value as string.")
	}
	if n.count() > 100 {
		r.fail(n, "BASE_TYPE_MAX_LENGTH", "Must be 100 or fewer in length.")
	}
}

// everyInput calls f for every text input of a modal.
func everyInput(b subjectBody, f func(*node)) {
	everyComponent(b.node, func(c *node) {
		if kindOf(c) == TextInput {
			f(c)
		}
	})
}

func modalRules() []rule {
	return []rule{
		{name: "modal-title", on: onModal, says: "a modal's title holds 1 to 45 characters", check: func(r *report, b subjectBody) { lengthOf(r, b.at("title"), 1, 45) }},
		{name: "modal-custom-id", on: onModal, says: "a modal's custom_id holds 1 to 100 characters", check: func(r *report, b subjectBody) { lengthOf(r, b.at("custom_id"), 1, 100) }},
		{name: "modal-count", on: onModal, says: "a modal has 1 to 5 components", check: func(r *report, b subjectBody) {
			if n := b.at("components").length(); n < 1 || n > 5 {
				r.fail(b.at("components"), "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.")
			}
		}},
		{name: "modal-row", on: onModal, says: "a modal's rows hold one text input each, its labels one component", check: func(r *report, b subjectBody) {
			b.at("components").each(func(c *node) {
				switch kindOf(c) {
				case ActionRow:
					inner := c.at("components")
					if inner.length() != 1 {
						r.fail(inner, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 1 in length.")
					}
					inner.each(func(n *node) { oneOf(r, n.at("type"), int64(TextInput)) })
				case Label:
					lengthOf(r, c.at("label"), 1, 45)
					tooLong(r, c.at("description"), 100)
					if required(r, c.at("component")) {
						oneOf(r, c.at("component").at("type"), int64(TextInput), int64(StringSelect), int64(UserSelect), int64(RoleSelect), int64(MentionableSelect), int64(ChannelSelect), int64(FileUpload))
					}
				case TextDisplay:
				default:
					r.fail(c.at("type"), "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (1, 10, 18).")
				}
			})
		}},
		{name: "input-style", on: onModal, says: "a text input's style is 1 or 2", check: func(r *report, b subjectBody) {
			everyInput(b, func(c *node) {
				if required(r, c.at("style")) {
					oneOf(r, c.at("style"), 1, 2)
				}
			})
		}},
		{name: "input-label", on: onModal, says: "a text input in a row has a label of 1 to 45 characters", check: func(r *report, b subjectBody) {
			b.at("components").each(func(row *node) {
				row.at("components").each(func(c *node) {
					if kindOf(c) == TextInput {
						lengthOf(r, c.at("label"), 1, 45)
					}
				})
			})
		}},
		{name: "input-length", on: onModal, says: "a text input takes 0 to 4000 characters, at least 1 at most", check: func(r *report, b subjectBody) {
			everyInput(b, func(c *node) {
				low, high := c.at("min_length"), c.at("max_length")
				within(r, low, 0, 4000)
				within(r, high, 1, 4000)
				if low.has() && high.has() && low.number() > high.number() {
					r.fail(low, "TEXT_INPUT_MIN_GREATER_THAN_MAX", "min_length cannot be greater than max_length")
				}
			})
		}},
		{name: "input-value", on: onModal, says: "a text input's value holds at most 4000 characters, and fits its own limits", check: func(r *report, b subjectBody) {
			everyInput(b, func(c *node) {
				most := 4000
				if high := c.at("max_length"); high.has() {
					most = min(most, int(high.number()))
				}
				if v := c.at("value"); v.count() > most {
					r.fail(v, "BASE_TYPE_MAX_LENGTH", "Must be %d or fewer in length.", most)
				}
			})
		}},
		{name: "input-placeholder", on: onModal, says: "a text input's placeholder holds at most 100 characters", check: func(r *report, b subjectBody) {
			everyInput(b, func(c *node) { tooLong(r, c.at("placeholder"), 100) })
		}},
	}
}
