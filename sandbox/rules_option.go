package sandbox

import (
	"encoding/json"
	"strconv"
)

func optionKind(o *node) OptionKind { return OptionKind(o.at("type").number()) }

// options is a rule about every option of every command.
func options(name, says string, check func(r *report, o *node, depth int)) rule {
	return rule{name: name, on: anyCommand, says: says, check: func(r *report, b subjectBody) {
		everyCommand(b, func(c *node) { everyOption(c, func(o *node, depth int) { check(r, o, depth) }) })
	}}
}

// levels is a rule about every list of options.
func levels(name, says string, check func(r *report, list *node)) rule {
	return rule{name: name, on: anyCommand, says: says, check: func(r *report, b subjectBody) {
		everyCommand(b, func(c *node) {
			check(r, c.at("options"))
			everyOption(c, func(o *node, _ int) { check(r, o.at("options")) })
		})
	}}
}

func numeric(k OptionKind) bool { return k == IntegerOption || k == NumberOption }

func optionRules() []rule {
	return []rule{
		options("option-type", "an option's type is 1 to 11", func(r *report, o *node, _ int) {
			if required(r, o.at("type")) {
				within(r, o.at("type"), 1, 11)
			}
		}),
		levels("option-count", "there are at most 25 options on a level", func(r *report, list *node) { tooMany(r, list, 25) }),
		levels("option-unique", "no two options of a level have one name", func(r *report, list *node) {
			seen := map[string]bool{}
			list.each(func(o *node) {
				if seen[o.at("name").text()] {
					r.fail(o.at("name"), "APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATE", "Option name already exists")
				}
				seen[o.at("name").text()] = true
			})
		}),
		levels("option-order", "required options stand before optional ones", func(r *report, list *node) {
			optional := false
			list.each(func(o *node) {
				if optionKind(o) <= GroupOption {
					return
				}
				if o.at("required").yes() && optional {
					r.fail(o, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "Required options must be placed before non-required options")
				}
				optional = optional || !o.at("required").yes()
			})
		}),
		levels("option-mixed", "subcommands do not stand beside options that take values", func(r *report, list *node) {
			subs := 0
			list.each(func(o *node) {
				if optionKind(o) <= GroupOption {
					subs++
				}
			})
			if subs > 0 && subs < list.length() {
				r.fail(list, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-command and sub-command group option types are mutually exclusive to all other types")
			}
		}),
		options("option-depth", "groups stand at the top and hold subcommands; subcommands hold values; values hold nothing", func(r *report, o *node, depth int) {
			inner := o.at("options")
			bad := func(n *node) {
				r.fail(n.at("type"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-command option type invalid")
			}
			switch k := optionKind(o); {
			case k == GroupOption && depth > 0, k == SubcommandOption && depth > 1:
				bad(o)
			case k == GroupOption:
				inner.each(func(n *node) {
					if optionKind(n) != SubcommandOption {
						bad(n)
					}
				})
			case k == SubcommandOption:
				inner.each(func(n *node) {
					if optionKind(n) <= GroupOption {
						bad(n)
					}
				})
			case inner.length() > 0:
				bad(o)
			}
		}),
		options("option-choices", "there are at most 25 choices, for strings and numbers only", func(r *report, o *node, _ int) {
			n := o.at("choices")
			tooMany(r, n, 25)
			if k := optionKind(o); n.length() > 0 && k != StringOption && !numeric(k) {
				r.fail(n, "APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID", "This option type cannot have choices")
			}
		}),
		options("option-choice", "a choice has a name of 1 to 100 characters and a value of the option's type, strings of at most 100", func(r *report, o *node, _ int) {
			o.at("choices").each(func(c *node) {
				lengthOf(r, c.at("name"), 1, 100)
				v := c.at("value")
				choiceValue(r, v)
				num, isNumber := v.v.(json.Number)
				_, err := strconv.ParseInt(string(num), 10, 64)
				switch k := optionKind(o); {
				case k == StringOption && isNumber, numeric(k) && v.has() && !isNumber, k == IntegerOption && isNumber && err != nil:
					r.fail(v, "APPLICATION_COMMAND_OPTIONS_CHOICE_TYPE_INVALID", "The value is not of the option's type")
				}
			})
		}),
		options("option-choice-unique", "no two choices have one name", func(r *report, o *node, _ int) {
			seen := map[string]bool{}
			o.at("choices").each(func(c *node) {
				if seen[c.at("name").text()] {
					r.fail(c.at("name"), "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_DUPLICATE", "Choice name already exists")
				}
				seen[c.at("name").text()] = true
			})
		}),
		options("option-autocomplete", "autocomplete is for strings and numbers without choices", func(r *report, o *node, _ int) {
			n := o.at("autocomplete")
			if k := optionKind(o); n.yes() && k != StringOption && !numeric(k) {
				r.fail(n, "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID", "This option type cannot have autocomplete")
			}
			if n.yes() && o.at("choices").length() > 0 {
				r.fail(n, "APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES_EXCLUSIVE", "Autocomplete options cannot have choices")
			}
		}),
		options("option-value-range", "min_value and max_value are for numbers, within 53 bits, in order", func(r *report, o *node, _ int) {
			low, high := o.at("min_value"), o.at("max_value")
			for _, n := range []*node{low, high} {
				if n.has() && !numeric(optionKind(o)) {
					r.fail(n, "APPLICATION_COMMAND_OPTIONS_RANGE_INVALID", "This option type cannot have a range of values")
				}
				if f := float(n); f > 1<<53 || f < -(1<<53) {
					r.fail(n, "NUMBER_TYPE_MAX", "value should be within 53 bits.")
				}
			}
			if low.has() && high.has() && float(low) > float(high) {
				r.fail(low, "APPLICATION_COMMAND_OPTIONS_RANGE_INVALID", "min_value cannot be greater than max_value")
			}
		}),
		options("option-length-range", "min_length (0 to 6000) and max_length (1 to 6000) are for strings, in order", func(r *report, o *node, _ int) {
			low, high := o.at("min_length"), o.at("max_length")
			within(r, low, 0, 6000)
			within(r, high, 1, 6000)
			for _, n := range []*node{low, high} {
				if n.has() && optionKind(o) != StringOption {
					r.fail(n, "APPLICATION_COMMAND_OPTIONS_RANGE_INVALID", "This option type cannot have a range of lengths")
				}
			}
			if low.has() && high.has() && low.number() > high.number() {
				r.fail(low, "APPLICATION_COMMAND_OPTIONS_RANGE_INVALID", "min_length cannot be greater than max_length")
			}
		}),
		options("option-channels", "channel_types are for channel options, and are types of channels, each once", func(r *report, o *node, _ int) {
			n := o.at("channel_types")
			if n.length() > 0 && optionKind(o) != ChannelOption {
				r.fail(n, "APPLICATION_COMMAND_OPTIONS_CHANNEL_TYPES_INVALID", "This option type cannot have channel types")
			}
			seen := map[int64]bool{}
			n.each(func(t *node) {
				oneOf(r, t, 0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15, 16)
				if seen[t.number()] {
					r.fail(t, "SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value.")
				}
				seen[t.number()] = true
			})
		}),
	}
}

func float(n *node) float64 {
	num, _ := n.v.(json.Number)
	f, _ := num.Float64()
	return f
}

func channelRules() []rule {
	return []rule{
		{name: "thread-name", on: anyThread, says: "a thread's name holds 1 to 100 characters", check: func(r *report, b subjectBody) {
			if b.on == onChannelEdit {
				between(r, b.at("name"), 1, 100)
				return
			}
			lengthOf(r, b.at("name"), 1, 100)
		}},
		{name: "thread-archive", on: anyThread, says: "a thread is archived after 60, 1440, 4320 or 10080 minutes", check: func(r *report, b subjectBody) {
			oneOf(r, b.at("auto_archive_duration"), 60, 1440, 4320, 10080)
		}},
		{name: "thread-slow", on: anyThread, says: "slow mode is 0 to 21600 seconds", check: func(r *report, b subjectBody) {
			within(r, b.at("rate_limit_per_user"), 0, 21600)
		}},
		{name: "thread-type", on: onFreeThread, says: "a thread without a message is of type 11 or 12", check: func(r *report, b subjectBody) {
			oneOf(r, b.at("type"), int64(PublicThread), int64(PrivateThread))
		}},
		{name: "dm-recipient", on: onDM, says: "direct messages are opened with one recipient", check: func(r *report, b subjectBody) {
			required(r, b.at("recipient_id"))
		}},
	}
}
