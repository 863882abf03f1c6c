// Package commands defines every command of Attaché once. A [Command] says what it is called,
// which options it takes and what running it gives; the bot serves it as a slash command, the
// terminal as an argument line, the documentation prints it. Nothing here knows Discord.
//
// A surface turns what a person gave into a [Call] with [Parse] or [FromOptions], which check every
// option, and hands it to [Command.Run] with an [Env] that reaches one guild and no other. What comes back
// is a [card.Card], or an error to be told with [attache.Explain].
package commands

import (
	"context"

	"attache"
	"attache/card"
)

// Command is one thing a person can ask for.
type Command struct {
	// Name is one or two words in lower case: "who-said", "digest create". Discord shows the second
	// word as a subcommand.
	Name     string
	Summary  string   // starts with a verb, at most 100 characters
	Help     string   // a paragraph for `help NAME` and the documentation
	Options  []Option // required ones first
	Examples []string // whole command lines; shown in help and run as tests
	Needs    Permission
	Private  bool // the answer is for the person who asked alone
	Form     *Form
	// OnMessage is the name of a message command ("Archive this article") that runs this command on
	// a message: its text and attachments arrive as Call.Handed. Empty for none.
	OnMessage string

	Run func(ctx context.Context, env Env, call Call) (card.Card, error)
}

// Option is a named value of a command.
type Option struct {
	Name     string
	Help     string // at most 100 characters
	Kind     Kind
	Required bool
	// Rest marks the option that takes the words of an argument line that belong to no option.
	// At most one per command.
	Rest    bool
	Choices []string // for Choice
	Hidden  bool     // for action lines only ("page"): no surface offers it
	// Suggest completes what was typed. Value goes into the command line, Label is shown.
	Suggest func(ctx context.Context, env Env, typed string) ([]Suggestion, error)
}

// Suggestion is one completion.
type Suggestion struct{ Label, Value string }

// Kind is the type of an option's value.
type Kind int

// The kinds of option. Day takes dates as people write them, see Call.Day.
const (
	Text Kind = iota
	Number
	Switch
	Choice
	Day
	Channel
	Upload
)

// Permission is what a person must be allowed to do.
type Permission int

// Reading is for everyone; Curators add and correct; Admins manage digests and settings.
const (
	Anyone Permission = iota
	Curator
	Admin
)

// Form asks for long text when a command is called without it: a modal on Discord, standard input
// on the terminal. The first field arrives as Call.Handed.Text, the others as options of that name.
type Form struct {
	Title  string // at most 45 characters
	Fields []Field
}

// Field is one input of a Form.
type Field struct {
	Name        string
	Label       string // at most 45 characters
	Placeholder string
	Long        bool
	Required    bool
	Max         int // in characters; 0 means what the surface allows
}

// Asker is who called and from where.
type Asker struct {
	User  attache.UserID
	Guild attache.GuildID
	// Origin is the message that holds the call or is the object of a message command; Channel
	// alone is set for slash commands.
	Origin attache.Origin
	Can    Permission
	Locale string // IETF tag as the surface gives it; empty means English
}

// Handed is what came with a call besides its options.
type Handed struct {
	Text  string
	Files []attache.File
}
