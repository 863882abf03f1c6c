package commands

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"attache"
)

// private is the option every command has.
var private = Option{Name: "private", Help: "Show the answer to me alone", Kind: Switch}

// AllOptions returns the options of cmd and the one every command has.
func (cmd Command) AllOptions() []Option { return append(slices.Clone(cmd.Options), private) }

// Split cuts a line into words as a shell does: blanks part words; straight or curly double quotes
// keep them together; a backslash keeps the next character. A quotation mark that is never closed is taken as it is.
func Split(line string) []string {
	var words []string
	var word strings.Builder
	open, any, escaped := false, false, false
	runes := []rune(line)
	for i, r := range runes {
		switch {
		case escaped:
			word.WriteRune(r)
			escaped = false
		case r == '\\' && i+1 < len(runes):
			escaped, any = true, true
		case isQuote(r) && (open || slices.ContainsFunc(runes[i+1:], isQuote)):
			open, any = !open, true
		case unicode.IsSpace(r) && !open:
			if any {
				words = append(words, word.String())
			}
			word.Reset()
			any = false
		default:
			word.WriteRune(r)
			any = true
		}
	}
	if any {
		words = append(words, word.String())
	}
	return words
}

func isQuote(r rune) bool { return r == '"' || r == '“' || r == '”' }

// Quote returns s as one word of a line: Split(Quote(s)) is s.
func Quote(s string) string {
	if s != "" && !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || isQuote(r) || r == '\\' }) &&
		!strings.HasPrefix(s, "-") {
		return s
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		if isQuote(r) || r == '\\' {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	b.WriteByte('"')
	return b.String()
}

// Find returns the command that the first words of argv name and the words that follow.
func Find(all []Command, argv []string) (Command, []string, bool) {
	for n := min(2, len(argv)); n > 0; n-- {
		name := strings.ToLower(strings.Join(argv[:n], " "))
		for _, cmd := range all {
			if cmd.Name == name {
				return cmd, argv[n:], true
			}
		}
	}
	return Command{}, argv, false
}

// Parse reads the words after the command's name: "--since yesterday --private corridor". Words that
// belong to no option, and all words after "--", go to the option marked Rest. at is when the call was
// made, in the zone in which its dates are to be read.
func Parse(cmd Command, argv []string, at time.Time) (Call, error) {
	given := map[string]string{}
	var rest []string
	options := cmd.AllOptions()
	for i := 0; i < len(argv); i++ {
		if argv[i] == "--" {
			rest = append(rest, argv[i+1:]...)
			break
		}
		name, flag := strings.CutPrefix(argv[i], "--")
		if !flag || name == "" {
			rest = append(rest, argv[i])
			continue
		}
		name, value, joined := strings.Cut(name, "=")
		o, ok := option(options, name)
		if !ok {
			return Call{}, unknownOption(cmd, name)
		}
		if !joined {
			switch {
			case o.Kind == Switch:
				value = "true"
			case i+1 < len(argv):
				i++
				value = argv[i]
			default:
				return Call{}, &attache.Problem{Say: fmt.Sprintf("--%s needs a value. Nothing was done.", name)}
			}
		}
		if _, twice := given[name]; twice {
			return Call{}, &attache.Problem{Say: fmt.Sprintf("--%s is given twice. Nothing was done.", name)}
		}
		given[name] = value
	}
	if len(rest) > 0 {
		i := slices.IndexFunc(options, func(o Option) bool { return o.Rest })
		if i < 0 {
			return Call{}, &attache.Problem{Say: fmt.Sprintf("%q takes no words of its own, but got %q. Nothing was done; `help %s` shows its options.", cmd.Name, strings.Join(rest, " "), cmd.Name)}
		}
		if given[options[i].Name] != "" {
			return Call{}, &attache.Problem{Say: fmt.Sprintf("%q is given twice: as --%s and as words at the end. Nothing was done.", options[i].Name, options[i].Name)}
		}
		for j, word := range rest {
			rest[j] = Quote(word) // a "quoted phrase" stays one
		}
		given[options[i].Name] = strings.Join(rest, " ")
	}
	return FromOptions(cmd, given, at)
}

// FromOptions checks option values by name. Unknown, missing and ill-formed ones are Problems with
// the same sentence on every surface.
func FromOptions(cmd Command, given map[string]string, at time.Time) (Call, error) {
	call := Call{Command: cmd.Name, At: at, options: cmd.AllOptions(), values: map[string]string{}, days: map[string]period{}}
	for name := range given {
		if _, ok := option(call.options, name); !ok {
			return Call{}, unknownOption(cmd, name)
		}
	}
	for _, o := range call.options {
		value := strings.TrimSpace(given[o.Name])
		if value == "" {
			if o.Required && cmd.Form == nil {
				return Call{}, &attache.Problem{Say: fmt.Sprintf("Please say %q: %s. Nothing was done.", o.Name, lowerFirst(o.Help))}
			}
			continue
		}
		if utf8.RuneCountInString(value) > maxValue {
			return Call{}, &attache.Problem{Say: fmt.Sprintf("%q is longer than %d characters. Nothing was done; please shorten it.", o.Name, maxValue)}
		}
		switch o.Kind {
		case Number:
			if n, err := strconv.Atoi(value); err != nil || n < 1 {
				return Call{}, &attache.Problem{Say: fmt.Sprintf("%q must be a whole number above 0, not %q. Nothing was done.", o.Name, value)}
			}
		case Switch:
			switch strings.ToLower(value) {
			case "true", "yes", "on", "1":
				value = "true"
			case "false", "no", "off", "0":
				value = "false"
			default:
				return Call{}, &attache.Problem{Say: fmt.Sprintf("%q must be yes or no, not %q. Nothing was done.", o.Name, value)}
			}
		case Choice:
			i := slices.IndexFunc(o.Choices, func(c string) bool { return strings.EqualFold(c, value) })
			if i < 0 {
				return Call{}, &attache.Problem{Say: fmt.Sprintf("%q must be one of %s, not %q. Nothing was done.", o.Name, strings.Join(o.Choices, ", "), value)}
			}
			value = o.Choices[i]
		case Day:
			p, err := readPeriod(value, at)
			if err != nil {
				return Call{}, &attache.Problem{Say: fmt.Sprintf("I could not read %q as a date for %q. Nothing was done; try “yesterday”, “last week”, “1 November” or 2023-11-21.", value, o.Name), Err: err}
			}
			call.days[o.Name] = p
		}
		call.values[o.Name] = value
	}
	return call, nil
}

// maxValue bounds one option, in characters. Discord allows 6000 characters; nothing here needs that many.
const maxValue = 1000

func option(all []Option, name string) (Option, bool) {
	for _, o := range all {
		if o.Name == name {
			return o, true
		}
	}
	return Option{}, false
}

func unknownOption(cmd Command, name string) error {
	var known []string
	for _, o := range cmd.AllOptions() {
		if !o.Hidden {
			known = append(known, o.Name)
		}
	}
	return &attache.Problem{Say: fmt.Sprintf("%q has no option %q. Nothing was done; it takes %s.", cmd.Name, name, strings.Join(known, ", "))}
}

func lowerFirst(s string) string {
	for i, r := range s {
		return string(unicode.ToLower(r)) + s[i+len(string(r)):]
	}
	return s
}
