package sandbox

import (
	"context"
	"fmt"
	"strings"
)

// Option is a value a person gives to an option of a slash command. Value is a string, which is
// read as the option's type wants ("#desk", "@bruno" or an id, "true", "12", the name of a choice), or an
// int, float64, bool or [File].
type Option struct {
	Name  string
	Value any
}

// Opt returns an Option.
func Opt(name string, value any) Option { return Option{name, value} }

// Slash uses a slash command: "who-said", or "digest create" for a subcommand. The client fills in
// types from the registered command and refuses what it would not let a person send: a command that
// is not there or not theirs, an unknown, missing or ill-formed option.
func (p *Person) Slash(channel, command string, options ...Option) (*Pending, error) {
	return p.use(channel, command, options, "")
}

// Autocomplete asks for suggestions while typing an option, and returns what the bot offers. The
// other options are what is filled in so far.
func (p *Person) Autocomplete(ctx context.Context, channel, command, option, typed string, options ...Option) ([]Choice, error) {
	pending, err := p.use(channel, command, append(options, Opt(option, typed)), option)
	if err != nil {
		return nil, err
	}
	r, err := pending.Wait(ctx)
	return r.Choices, err
}

func (p *Person) use(ref, command string, options []Option, focused string) (*Pending, error) {
	p.w.mu.Lock()
	defer p.w.mu.Unlock()
	id, c, err := p.in(ref, UseCommands)
	if err != nil {
		return nil, err
	}
	words := strings.Fields(strings.TrimPrefix(command, "/"))
	if len(words) == 0 {
		return nil, fmt.Errorf("%w: a command without a name", ErrUnknown)
	}
	cmd, err := p.command(id, c, SlashCommand, words[0])
	if err != nil {
		return nil, err
	}
	f := &filling{w: p.w, who: id, at: c, focused: focused, resolved: &resolved{}}
	given, err := f.level(cmd.Options, words[1:], options)
	if err != nil {
		return nil, fmt.Errorf("/%s: %w", strings.Join(words, " "), err)
	}
	data := interactionData{ID: cmd.ID, Name: cmd.Name, Kind: SlashCommand, Guild: cmd.Guild, Options: given}
	if f.any {
		data.Resolved = f.resolved
	}
	i := &interaction{kind: CommandUsed, user: id, channel: c, name: strings.Join(words, " "), command: SlashCommand}
	if focused != "" {
		i.kind, i.wanted = CompletionWanted, f.wanted
	}
	return p.w.ask(i, data, f.text("/"+i.name, options)), nil
}

// ContextMenu uses a message command, such as "Archive this article", on a message.
func (p *Person) ContextMenu(on *Message, command string) (*Pending, error) {
	p.w.mu.Lock()
	defer p.w.mu.Unlock()
	id, m, err := p.sees(on.Channel, on.ID)
	if err != nil {
		return nil, err
	}
	if _, _, err := p.in(on.Channel.String(), UseCommands); err != nil {
		return nil, err
	}
	cmd, err := p.command(id, m.at, MessageCommand, command)
	if err != nil {
		return nil, err
	}
	i := &interaction{
		kind: CommandUsed, user: id, channel: m.at, name: cmd.Name, command: MessageCommand, target: m,
		metadata: &Metadata{Target: m.msg.ID},
	}
	data := interactionData{
		ID: cmd.ID, Name: cmd.Name, Kind: MessageCommand, Guild: cmd.Guild, Target: m.msg.ID,
		Resolved: &resolved{Messages: map[ID]*Message{m.msg.ID: m.msg}},
	}
	return p.w.ask(i, data, fmt.Sprintf("[%s] on %s", cmd.Name, m.msg.ID)), nil
}

// Commands lists the commands the client offers a person in a channel.
func (p *Person) Commands(channel string) ([]*Command, error) {
	p.w.mu.Lock()
	defer p.w.mu.Unlock()
	id, c, err := p.in(channel, UseCommands)
	if err != nil {
		return nil, err
	}
	var all []*Command
	for _, cmd := range p.w.offered(c) {
		if p.w.mayUse(id, c, cmd) == nil {
			all = append(all, cmd)
		}
	}
	return all, nil
}

func (p *Person) command(who ID, c *channel, kind CommandKind, name string) (*Command, error) {
	for _, cmd := range p.w.offered(c) {
		if cmd.Kind == kind && strings.EqualFold(cmd.Name, name) {
			return cmd, p.w.mayUse(who, c, cmd)
		}
	}
	return nil, fmt.Errorf("%w: command %q in this channel", ErrUnknown, name)
}

// offered returns the commands that exist for a channel; a guild's own hide global ones of the same name.
func (w *World) offered(c *channel) []*Command {
	var all []*Command
	if c.guild != nil {
		if c.guild.gone {
			return nil
		}
		all = append(all, c.guild.commands...)
	}
	own := len(all)
next:
	for _, cmd := range w.global {
		for _, hides := range all[:own] {
			if hides.Kind == cmd.Kind && hides.Name == cmd.Name {
				continue next
			}
		}
		all = append(all, cmd)
	}
	return all
}

// mayUse says why the client does not offer cmd: a context it is not for, or a permission the
// person lacks.
func (w *World) mayUse(who ID, c *channel, cmd *Command) error {
	if c.guild == nil {
		if cmd.Guild != 0 || cmd.DM != nil && !*cmd.DM && cmd.Contexts == nil || cmd.Contexts != nil && !has(cmd.Contexts, 1) {
			return fmt.Errorf("%w: /%s in direct messages", ErrForbidden, cmd.Name)
		}
		return nil
	}
	if cmd.Contexts != nil && !has(cmd.Contexts, 0) {
		return fmt.Errorf("%w: /%s in a guild", ErrForbidden, cmd.Name)
	}
	if may := w.may(who, c); cmd.Needs != nil && !may.Has(Administrator) && (*cmd.Needs == 0 && may != allPermissions || !may.Has(*cmd.Needs)) {
		return fmt.Errorf("%w: /%s needs permissions %s lacks", ErrForbidden, cmd.Name, w.accounts[who].Name)
	}
	return nil
}

func has(all []int, n int) bool {
	for _, x := range all {
		if x == n {
			return true
		}
	}
	return false
}
