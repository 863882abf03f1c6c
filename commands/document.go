package commands

import (
	"fmt"
	"strings"
)

// Document returns docs/COMMANDS.md: every command with its options and examples, in Markdown.
func Document(all []Command) string {
	var b strings.Builder
	b.WriteString("# Commands\n\nThis page is generated from `commands.All`; `make golden` writes it.\n\n" +
		"Every command works as a slash command on Discord and as an argument line on the terminal\n" +
		"(`attache who-said --speaker Maren corridor`). Every command takes `private`.\n\n" +
		"Dates are written as people write them: `yesterday`, `last week`, `1 November`, `since 3 May`, `2023-11-21`.\n")
	for _, cmd := range all {
		fmt.Fprintf(&b, "\n## /%s\n\n%s.\n\n%s\n", cmd.Name, cmd.Summary, oneLine(cmd.Help))
		var notes []string
		if cmd.Needs == Admin {
			notes = append(notes, "For those who may manage the server.")
		}
		if cmd.Private {
			notes = append(notes, "The answer is for the person who asked alone.")
		}
		if cmd.OnMessage != "" {
			notes = append(notes, "Also on any message, under Apps: “"+cmd.OnMessage+"”.")
		}
		if len(notes) > 0 {
			fmt.Fprintf(&b, "\n%s\n", strings.Join(notes, " "))
		}
		if rows := optionRows(cmd); rows != "" {
			b.WriteString("\n| option | what it is |\n| --- | --- |\n" + rows)
		}
		b.WriteString("\n")
		for _, e := range cmd.Examples {
			fmt.Fprintf(&b, "    attache %s\n", e)
		}
	}
	return b.String()
}

func optionRows(cmd Command) string {
	var b strings.Builder
	for _, o := range cmd.Options {
		if o.Hidden {
			continue
		}
		what := strings.ReplaceAll(o.Help, "|", "\\|")
		if len(o.Choices) > 0 {
			what += ": `" + strings.Join(o.Choices, "`, `") + "`"
		}
		if o.Required {
			what += " (needed)"
		}
		fmt.Fprintf(&b, "| `%s` | %s |\n", o.Name, what)
	}
	return b.String()
}
