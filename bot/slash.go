package bot

import (
	"attache"
	"attache/commands"
)

// slash answers a slash command.
func (b *Bot) slash(a *answer) {
	name, options := a.i.Data.command()
	a.name = name
	cmd, ok := b.find(name)
	if !ok {
		a.refuse(errUnknownCommand)
		return
	}
	w := wish{cmd: cmd, asker: b.asker(a.i), given: map[string]string{}}
	for _, g := range options {
		value := g.text()
		if g.Type == attachmentOption {
			file := a.i.Data.Resolved.Attachments[value]
			if file == nil {
				a.refuse(errNoFile)
				return
			}
			w.files = append(w.files, *file)
			value = file.Filename
		}
		w.given[g.Name] = value
	}
	w.private = w.given["private"] == "true"
	if wantsForm(cmd, w.given) && len(w.files) == 0 {
		b.openForm(a, cmd, w.given)
		return
	}
	a.obey(w)
}

var errNoFile = &attache.Problem{Say: "The file did not reach me. Nothing was saved; please attach it again."}

// onMessage answers a message command: the command runs with the text and the files of the message.
func (b *Bot) onMessage(a *answer) {
	a.name = a.i.Data.Name
	for _, cmd := range b.opts.Commands {
		if cmd.OnMessage == "" || cmd.OnMessage != a.i.Data.Name {
			continue
		}
		m := a.i.Data.Resolved.Messages[string(a.i.Data.Target)]
		if m == nil {
			a.refuse(&attache.Problem{Say: "Discord did not show me that message. Nothing was done; please try again."})
			return
		}
		w := wish{cmd: cmd, asker: b.asker(a.i), given: map[string]string{}, text: m.text(), files: m.files()}
		w.asker.Origin.Message = attache.MessageID(m.ID)
		a.obey(w)
		return
	}
	a.refuse(errUnknownCommand)
}

// click answers a pressed button.
func (b *Bot) click(a *answer) {
	id, err := decodeCustomID(a.i.Data.CustomID)
	if err != nil || id.mode == modeOff || id.mode == modeForm {
		a.refuse(errOldButton)
		return
	}
	cmd, argv, ok := b.lineOf(a, id)
	if !ok {
		return
	}
	// Somebody else's card is not changed, and neither is one that nobody asked for, such as a digest:
	// the answer opens for who pressed.
	a.update = id.mode == modeUpdate && a.i.Message != nil && a.mine()
	a.private = !a.update
	w := wish{cmd: cmd, asker: b.asker(a.i), argv: argv, button: true}
	if len(argv) == 0 && wantsForm(cmd, nil) {
		b.openForm(a, cmd, nil)
		return
	}
	a.obey(w)
}

// mine reports whether the card under which a button was pressed belongs to who pressed it.
func (a *answer) mine() bool {
	m := a.i.Message
	if a.i.Guild == "" {
		return true
	}
	return m != nil && (m.Flags&ephemeral != 0 || m.asker() == a.i.who())
}

// lineOf returns the command of a custom_id and the words after its name. When there is none it
// answers with the reason.
func (b *Bot) lineOf(a *answer, id customID) (cmd commands.Command, argv []string, ok bool) {
	text := id.line
	if id.kept {
		if b.opts.Lines == nil {
			a.refuse(errOldButton)
			return cmd, nil, false
		}
		var err error
		if text, err = b.opts.Lines.Line(b.life, guildOf(a.i.Guild, a.i.who()), id.line); err != nil {
			a.refuse(gone(err))
			return cmd, nil, false
		}
	}
	cmd, argv, ok = commands.Find(b.opts.Commands, commands.Split(text))
	if !ok {
		a.refuse(errOldButton)
	}
	return cmd, argv, ok
}
