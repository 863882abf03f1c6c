package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"attache"
	"attache/commands"
)

// wantsForm reports whether a command was called without what its form asks for: none of its
// options is set, but those the form has a field for and private.
func wantsForm(cmd commands.Command, given map[string]string) bool {
	if cmd.Form == nil || len(cmd.Form.Fields) == 0 {
		return false
	}
	for name, value := range given {
		if value != "" && name != "private" && !slices.ContainsFunc(cmd.Form.Fields, func(f commands.Field) bool { return f.Name == name }) {
			return false
		}
	}
	return given[cmd.Form.Fields[0].Name] == ""
}

type modal struct {
	Title      string `json:"title"`
	CustomID   string `json:"custom_id"`
	Components []row  `json:"components"`
}

type textInput struct {
	Type        int    `json:"type"` // 4
	CustomID    string `json:"custom_id"`
	Style       int    `json:"style"` // 1 is one line, 2 several
	Label       string `json:"label"`
	Placeholder string `json:"placeholder,omitempty"`
	Value       string `json:"value,omitempty"`
	Required    bool   `json:"required"`
	MaxLength   int    `json:"max_length,omitempty"`
}

// newModal draws the form of a command, filled in with what was given.
func newModal(cmd commands.Command, given map[string]string) modal {
	m := modal{Title: fit(cmd.Form.Title, maxModalTitle, line)}
	for _, f := range cmd.Form.Fields[:min(len(cmd.Form.Fields), maxModalFields)] {
		in := textInput{
			Type: 4, CustomID: f.Name, Style: 1, Label: fit(f.Label, maxModalLabel, line), Placeholder: fit(f.Placeholder, maxPlaceholder, line),
			Required: f.Required, MaxLength: f.Max,
		}
		if f.Long {
			in.Style = 2
		}
		if in.MaxLength < 1 || in.MaxLength > maxModalText {
			in.MaxLength = maxModalText
		}
		if value := given[f.Name]; size(value) <= in.MaxLength {
			in.Value = value
		}
		m.Components = append(m.Components, row{Type: 1, Components: []any{in}})
	}
	return m
}

// openForm shows the form of a command. What was given besides its fields goes along in the line.
func (b *Bot) openForm(a *answer, cmd commands.Command, given map[string]string) {
	a.name, a.outcome = cmd.Name, "form"
	asker := b.asker(a.i)
	if cmd.Needs > asker.Can {
		a.refuse(denied(cmd.Needs))
		return
	}
	m := newModal(cmd, given)
	id := customID{mode: modeForm, line: cmd.Name}
	if given["private"] == "true" {
		id.line += " --private"
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(b.life), answerWithin)
	defer cancel()
	if m.CustomID = b.kept(ctx, asker.Guild, 0, id); m.CustomID == "" {
		a.refuse(errors.New("the line of a form cannot be kept"))
		return
	}
	if _, err := a.acknowledge(ctx, callbackModal, m, nil); err != nil {
		a.outcome = "lost"
		b.log.Warn("form", "interaction", a.i.ID, "err", err)
	}
}

// submitted answers a form that was sent in. Its first field is handed to the command, the others
// are options.
func (b *Bot) submitted(a *answer) {
	id, err := decodeCustomID(a.i.Data.CustomID)
	if err != nil || id.mode != modeForm {
		a.refuse(errOldButton)
		return
	}
	cmd, argv, ok := b.lineOf(a, id)
	if !ok {
		return
	}
	if cmd.Form == nil || len(cmd.Form.Fields) == 0 {
		a.refuse(errOldButton)
		return
	}
	w := wish{cmd: cmd, asker: b.asker(a.i), argv: argv, private: isPrivate(argv)}
	values := a.i.Data.fields()
	for n, f := range cmd.Form.Fields {
		value := values[f.Name]
		switch {
		case n == 0:
			w.text = value
		case value != "":
			w.argv = append(w.argv, fmt.Sprintf("--%s=%s", f.Name, value))
		}
	}
	a.obey(w)
}

// gone turns the error of a line that is not there into a sentence.
func gone(err error) error {
	if errors.Is(err, attache.ErrNotFound) {
		return errOldButton
	}
	return fmt.Errorf("line: %w", err)
}
