package sandbox

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Type does what a line does that is typed into the client: "/who-said words: corridor since: last
// week" uses a command, "@bot what about the corridor?" mentions the bot, anything else is
// written. An option's value ends where the next option begins; words before any option go to the
// first one, where the client puts the cursor. Text over 2000 characters becomes a file, as when it
// is pasted.
func (p *Person) Type(channel, line string) (*Pending, error) {
	line = strings.TrimSpace(line)
	if rest, ok := strings.CutPrefix(line, "/"); ok {
		command, options, err := p.parse(channel, rest)
		if err != nil {
			return nil, err
		}
		return p.Slash(channel, command, options...)
	}
	for _, name := range []string{"@bot", "@" + p.w.bot.Name} {
		if len(line) >= len(name) && strings.EqualFold(line[:len(name)], name) && (len(line) == len(name) || line[len(name)] == ' ' || line[len(name)] == '\n') {
			return p.PasteTo(channel, strings.TrimSpace(line[len(name):]))
		}
	}
	return p.Paste(channel, line)
}

// parse splits a typed command into its name and options.
func (p *Person) parse(channel, line string) (string, []Option, error) {
	p.w.mu.Lock()
	defer p.w.mu.Unlock()
	id, c, err := p.in(channel, UseCommands)
	if err != nil {
		return "", nil, err
	}
	name, rest := word(line)
	cmd, err := p.command(id, c, SlashCommand, name)
	if err != nil {
		return "", nil, err
	}
	command, declared := cmd.Name, cmd.Options
	for len(declared) > 0 && declared[0].Kind <= GroupOption {
		sub, after := word(rest)
		found := false
		for _, o := range declared {
			if strings.EqualFold(o.Name, sub) {
				command, declared, rest, found = command+" "+o.Name, o.Options, after, true
				break
			}
		}
		if !found {
			return "", nil, fmt.Errorf("%w: /%s %s", ErrUnknown, command, sub)
		}
	}
	return command, values(declared, rest), nil
}

func word(s string) (first, rest string) {
	s = strings.TrimLeft(s, " ")
	first, rest, _ = strings.Cut(s, " ")
	return first, rest
}

// values cuts a text at "name:" for every declared option.
func values(declared []CommandOption, text string) []Option {
	type mark struct {
		start, end int
		name       string
	}
	var marks []mark
	for at := 0; at < len(text); {
		if at > 0 && text[at-1] != ' ' {
			_, n := utf8.DecodeRuneInString(text[at:])
			at += n
			continue
		}
		next := at + 1
		for _, o := range declared {
			if strings.HasPrefix(text[at:], o.Name+":") {
				next = at + len(o.Name) + 1
				marks = append(marks, mark{at, next, o.Name})
				break
			}
		}
		at = next
	}
	var out []Option
	add := func(name, value string) {
		if value = strings.TrimSpace(value); value != "" {
			out = append(out, Opt(name, value))
		}
	}
	first := len(text)
	if len(marks) > 0 {
		first = marks[0].start
	}
	if len(declared) > 0 {
		add(declared[0].Name, text[:first])
	} else {
		add("", text[:first]) // refused with a name nobody declared
	}
	for i, m := range marks {
		end := len(text)
		if i+1 < len(marks) {
			end = marks[i+1].start
		}
		add(m.name, text[m.end:end])
	}
	return out
}
