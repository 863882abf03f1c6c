package sandbox

import (
	"slices"
	"time"
)

// commandsOf returns where the commands of a path are kept.
func (w *World) commandsOf(c *call) (*[]*Command, ID, error) {
	id, err := c.id("application")
	if err != nil {
		return nil, 0, err
	}
	if id != w.bot.ID {
		return nil, 0, foreignBot
	}
	if c.r.PathValue("guild") == "" {
		return &w.global, 0, nil
	}
	g, err := w.guildOf(c)
	if err != nil {
		return nil, 0, noAccess
	}
	return &g.commands, g.id, nil
}

func (w *World) listCommands(c *call) (any, error) {
	all, _, err := w.commandsOf(c)
	if err != nil {
		return nil, err
	}
	return slices.Clone(list(*all)), nil
}

// setCommands replaces every command. One whose kind and name stay keeps its id.
func (w *World) setCommands(c *call) (any, error) {
	all, guild, err := w.commandsOf(c)
	if err != nil {
		return nil, err
	}
	var asked []*Command
	if err := c.decode(&asked); err != nil {
		return nil, err
	}
	if !w.mayCreate(guild, *all, asked...) {
		return nil, tooManyNew
	}
	next := []*Command{}
	for _, cmd := range asked {
		next = append(next, w.register(*all, cmd, guild))
	}
	*all = next
	w.note(Change{Kind: Registered, User: w.bot.ID})
	return slices.Clone(next), nil
}

// createsADay bounds the commands of a guild, or of all guilds, that may be new in 24 hours. One whose
// name and type stay is not new.
const createsADay = 200

// mayCreate counts the commands among asked that are new, and reports false when they are too many.
func (w *World) mayCreate(guild ID, known []*Command, asked ...*Command) bool {
	now := w.now()
	times := w.created[guild]
	for len(times) > 0 && now.Sub(times[0]) >= 24*time.Hour {
		times = times[1:]
	}
	for _, cmd := range asked {
		if !slices.ContainsFunc(known, func(k *Command) bool { return k.Kind == max(cmd.Kind, SlashCommand) && k.Name == cmd.Name }) {
			times = append(times, now)
		}
	}
	if len(times) > createsADay {
		return false
	}
	w.created[guild] = times
	return true
}

// register fills in what Discord adds to a command.
func (w *World) register(known []*Command, cmd *Command, guild ID) *Command {
	if cmd.Kind == 0 {
		cmd.Kind = SlashCommand
	}
	cmd.ID, cmd.Application, cmd.Guild, cmd.Version = w.newID(), w.bot.ID, guild, w.newID()
	if cmd.DM == nil && cmd.Contexts == nil && guild == 0 {
		yes := true
		cmd.DM = &yes
	}
	if cmd.Integrations == nil && guild == 0 {
		cmd.Integrations = []int{0}
	}
	for _, k := range known {
		if k.Kind == cmd.Kind && k.Name == cmd.Name {
			cmd.ID = k.ID
		}
	}
	return cmd
}

func (w *World) createCommand(c *call) (any, error) {
	all, guild, err := w.commandsOf(c)
	if err != nil {
		return nil, err
	}
	cmd := &Command{}
	if err := c.decode(cmd); err != nil {
		return nil, err
	}
	fresh := *cmd
	cmd = w.register(*all, cmd, guild)
	next := append(slices.DeleteFunc(slices.Clone(*all), func(k *Command) bool { return k.ID == cmd.ID }), cmd)
	count, most := 0, 15
	if cmd.Kind == SlashCommand {
		most = 100
	}
	for _, k := range next {
		if k.Kind == cmd.Kind {
			count++
		}
	}
	if count > most {
		return nil, tooManyCommands
	}
	if !w.mayCreate(guild, *all, &fresh) {
		return nil, tooManyNew
	}
	*all = next
	w.note(Change{Kind: Registered, User: w.bot.ID})
	return cmd, nil
}

func (w *World) getCommand(c *call) (any, error) {
	all, _, err := w.commandsOf(c)
	if err != nil {
		return nil, err
	}
	id, err := c.id("command")
	if err != nil {
		return nil, err
	}
	for _, cmd := range *all {
		if cmd.ID == id {
			return cmd, nil
		}
	}
	return nil, unknownCommand
}

func (w *World) deleteCommand(c *call) (any, error) {
	all, _, err := w.commandsOf(c)
	if err != nil {
		return nil, err
	}
	id, err := c.id("command")
	if err != nil {
		return nil, err
	}
	left := slices.DeleteFunc(slices.Clone(*all), func(k *Command) bool { return k.ID == id })
	if len(left) == len(*all) {
		return nil, unknownCommand
	}
	*all = left
	w.note(Change{Kind: Registered, User: w.bot.ID})
	return nil, nil
}
