package sandbox

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// commandName is the documented pattern of names of slash commands and options, with the scripts
// Devanagari and Thai spelled out because their vowel signs are no letters.
var commandName = regexp.MustCompile(`^[-_'\p{L}\p{N}\p{Devanagari}\p{Thai}]{1,32}$`)

// locales are the languages of Discord's clients.
var locales = strings.Fields("id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko ar he")

// everyCommand calls f for every command of the body.
func everyCommand(b subjectBody, f func(*node)) {
	if b.on == onCommand {
		f(b.node)
		return
	}
	b.each(f)
}

// slash reports whether a command is typed after a slash.
func slash(c *node) bool { k := c.at("type"); return !k.has() || k.number() == int64(SlashCommand) }

// everyNamed calls f for every slash command and every option at every level.
func everyNamed(b subjectBody, f func(n *node, option bool)) {
	everyCommand(b, func(c *node) {
		if slash(c) {
			f(c, false)
			everyOption(c, func(o *node, _ int) { f(o, true) })
		}
	})
}

func everyOption(c *node, f func(o *node, depth int)) {
	var look func(*node, int)
	look = func(n *node, depth int) {
		n.at("options").each(func(o *node) {
			f(o, depth)
			look(o, depth+1)
		})
	}
	look(c, 0)
}

func commandRules() []rule {
	return []rule{
		{name: "command-type", on: anyCommand, says: "a command's type is 1, 2 or 3", check: func(r *report, b subjectBody) {
			everyCommand(b, func(c *node) { oneOf(r, c.at("type"), 1, 2, 3) })
		}},
		{name: "command-name", on: anyCommand, says: "a slash command's and an option's name matches the documented pattern and is lower case", check: func(r *report, b subjectBody) {
			everyNamed(b, func(n *node, _ bool) {
				if required(r, n.at("name")) {
					typedName(r, n.at("name"))
				}
			})
		}},
		{name: "menu-name", on: anyCommand, says: "a user or message command's name holds 1 to 32 characters", check: func(r *report, b subjectBody) {
			everyCommand(b, func(c *node) {
				if !slash(c) {
					lengthOf(r, c.at("name"), 1, 32)
				}
			})
		}},
		{name: "command-description", on: anyCommand, says: "a slash command and an option have a description of 1 to 100 characters, other commands none", check: func(r *report, b subjectBody) {
			everyNamed(b, func(n *node, _ bool) { lengthOf(r, n.at("description"), 1, 100) })
			everyCommand(b, func(c *node) {
				if !slash(c) && c.at("description").count() > 0 {
					r.fail(c.at("description"), "APPLICATION_COMMAND_DESCRIPTION_NOT_ALLOWED", "Context menu commands cannot have description")
				}
			})
		}},
		{name: "menu-options", on: anyCommand, says: "user and message commands have no options", check: func(r *report, b subjectBody) {
			everyCommand(b, func(c *node) {
				if !slash(c) && c.at("options").length() > 0 {
					r.fail(c.at("options"), "APPLICATION_COMMAND_OPTIONS_NOT_ALLOWED", "Context menu commands cannot have options")
				}
			})
		}},
		{name: "command-unique", on: onCommands, says: "no two commands of a type have one name", check: func(r *report, b subjectBody) {
			seen := map[string]bool{}
			b.each(func(c *node) {
				kind := int64(1)
				if c.at("type").has() {
					kind = c.at("type").number()
				}
				key := decimal(int(kind)) + c.at("name").text()
				if seen[key] {
					r.fail(c.at("name"), "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
				}
				seen[key] = true
			})
		}},
		{name: "command-count", on: onCommands, says: "there are at most 100 slash, 15 user and 15 message commands", check: func(r *report, b subjectBody) {
			count := map[int64]int{}
			b.each(func(c *node) { count[max(c.at("type").number(), 1)]++ })
			for kind, most := range map[int64]int{1: 100, 2: 15, 3: 15} {
				if count[kind] > most {
					r.fail(b.node, "MAX_APPLICATION_COMMANDS", "Maximum number of application commands reached (%d)", most)
				}
			}
		}},
		{name: "command-size", on: anyCommand, says: "names, descriptions and values of a command hold at most 8000 characters together, the longest translation counting", check: func(r *report, b subjectBody) {
			everyCommand(b, func(c *node) {
				size := namedSize(c)
				everyOption(c, func(o *node, _ int) {
					size += namedSize(o)
					o.at("choices").each(func(ch *node) { size += longest(ch, "name") + ch.at("value").count() })
				})
				if size > 8000 {
					r.fail(c, "APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (8000)")
				}
			})
		}},
		{name: "command-permissions", on: anyCommand, says: "default_member_permissions is a set of known bits", check: func(r *report, b subjectBody) {
			everyCommand(b, func(c *node) {
				n := c.at("default_member_permissions")
				if id, err := ParseID(idText(n)); n.has() && (err != nil || Permission(id)&^allPermissions != 0) {
					r.fail(n, "NUMBER_TYPE_MAX", "int value should be less than or equal to %d.", uint64(allPermissions))
				}
			})
		}},
		{name: "command-contexts", on: anyCommand, says: "contexts are 0, 1 or 2 and integration types 0 or 1, each once, and not none", check: func(r *report, b subjectBody) {
			everyCommand(b, func(c *node) {
				distinct(r, c.at("contexts"), 0, 1, 2)
				distinct(r, c.at("integration_types"), 0, 1)
			})
		}},
		{name: "command-locale", on: anyCommand, says: "translations are for languages Discord has, and keep the limits of what they translate", check: func(r *report, b subjectBody) {
			everyCommand(b, func(c *node) {
				translated(r, c, slash(c))
				everyOption(c, func(o *node, _ int) {
					translated(r, o, true)
					o.at("choices").each(func(ch *node) {
						ch.at("name_localizations").keys(func(n *node) { language(r, n); between(r, n, 1, 100) })
					})
				})
			})
		}},
	}
}

// typedName checks a name that people type.
func typedName(r *report, n *node) {
	s := n.text()
	if !commandName.MatchString(s) {
		r.fail(n, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
	} else if s != strings.ToLower(s) {
		r.fail(n, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
	}
}

func translated(r *report, n *node, typed bool) {
	n.at("name_localizations").keys(func(t *node) {
		language(r, t)
		if typed {
			typedName(r, t)
		} else {
			between(r, t, 1, 32)
		}
	})
	n.at("description_localizations").keys(func(t *node) { language(r, t); between(r, t, 1, 100) })
}

func language(r *report, n *node) {
	if !slices.Contains(locales, n.name) {
		r.fail(n, "BASE_TYPE_CHOICES", "Value must be one of %v.", locales)
	}
}

// distinct records what is wrong with a list of numbers that, if there, is not empty.
func distinct(r *report, n *node, allowed ...int64) {
	if n.isList() && n.length() == 0 {
		r.fail(n, "BASE_TYPE_MIN_LENGTH", "Must be 1 or more in length.")
	}
	seen := map[int64]bool{}
	n.each(func(e *node) {
		oneOf(r, e, allowed...)
		if seen[e.number()] {
			r.fail(e, "SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value.")
		}
		seen[e.number()] = true
	})
}

func namedSize(n *node) int { return longest(n, "name") + longest(n, "description") }

// longest counts a text or its longest translation.
func longest(n *node, key string) int {
	most := n.at(key).count()
	n.at(key + "_localizations").keys(func(t *node) { most = max(most, utf8.RuneCountInString(t.text())) })
	return most
}
