package commands

import (
	"context"
	"fmt"
	"strings"

	"attache"
	"attache/card"
)

// help is a function because its Run walks All, which holds it.
func help() Command {
	return Command{
		Name:     "help",
		Summary:  "Explain what I can do, or one command",
		Help:     `Without a name it lists every command. With one it explains that command, its options and an example.`,
		Options:  []Option{{Name: "command", Help: "Which command", Rest: true, Suggest: suggestCommand}},
		Examples: []string{"help", "help who-said"},
		Private:  true,
		Run: func(_ context.Context, _ Env, call Call) (card.Card, error) {
			name := strings.TrimPrefix(strings.Join(Split(call.Text("command")), " "), "/")
			if name == "" {
				return helpAll(), nil
			}
			if cmd, _, ok := Find(All(), strings.Fields(name)); ok {
				return helpOne(cmd), nil
			}
			if group := subcommands(name); len(group) > 0 {
				c := card.Card{Title: "/" + name, Private: true}
				for _, cmd := range group {
					c.Blocks = append(c.Blocks, card.Text{Heading: "/" + cmd.Name, Words: cmd.Summary})
				}
				return c, nil
			}
			return card.Card{}, Unknown(name)
		},
	}
}

func suggestCommand(_ context.Context, _ Env, typed string) ([]Suggestion, error) {
	var out []Suggestion
	for _, cmd := range All() {
		if strings.Contains(cmd.Name, strings.ToLower(strings.TrimPrefix(typed, "/"))) && len(out) < 25 {
			out = append(out, Suggestion{Label: cmd.Name, Value: cmd.Name})
		}
	}
	return out, nil
}

func subcommands(first string) (group []Command) {
	for _, cmd := range All() {
		if strings.HasPrefix(cmd.Name, strings.ToLower(first)+" ") {
			group = append(group, cmd)
		}
	}
	return group
}

func helpAll() card.Card {
	c := card.Card{
		Title: "Attaché keeps your team's articles and answers from them",
		Lead: "Mention me or write me directly: with a question, or with an article (its text, a link or a file). " +
			"Every line I answer shows the passage it rests on. Where there is no evidence, I say so.",
		Private: true,
	}
	for _, cmd := range All() {
		words := cmd.Summary + "."
		if len(cmd.Examples) > 0 {
			words += "\n/" + cmd.Examples[0]
		}
		c.Blocks = append(c.Blocks, card.Text{Heading: "/" + cmd.Name, Words: words})
	}
	return c
}

func helpOne(cmd Command) card.Card {
	c := card.Card{Title: "/" + cmd.Name, Lead: oneLine(cmd.Help), Private: true}
	var options []string
	for _, o := range cmd.AllOptions() {
		if o.Hidden {
			continue
		}
		line := o.Name + " — " + o.Help
		if o.Required {
			line += " (needed)"
		}
		if len(o.Choices) > 0 {
			line += ": " + strings.Join(o.Choices, ", ")
		}
		options = append(options, line)
	}
	c.Blocks = append(c.Blocks, card.Text{Heading: "Options", Words: strings.Join(options, "\n")})
	var examples []string
	for _, e := range cmd.Examples {
		examples = append(examples, "/"+e)
	}
	c.Blocks = append(c.Blocks, card.Text{Heading: "Examples", Words: strings.Join(examples, "\n")})
	if who := map[Permission]string{Curator: "curators", Admin: "those who may manage the server"}[cmd.Needs]; who != "" {
		c.Blocks = append(c.Blocks, card.Text{Words: "Only for " + who + "."})
	}
	return c
}

// Unknown is the Problem for a name nobody declared.
func Unknown(name string) error {
	say := fmt.Sprintf("There is no command “%s”. Nothing was done; /help lists what there is.", cut(name, 60))
	var all []attache.Count
	for _, cmd := range All() {
		all = append(all, attache.Count{ID: cmd.Name, Name: cmd.Name})
	}
	var near []string
	for _, c := range nearest(name, all, 2) {
		near = append(near, c.Name)
	}
	if len(near) > 0 {
		say += " Did you mean " + strings.Join(near, " or ") + "?"
	}
	return &attache.Problem{Say: say}
}
