package bot

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"attache/commands"
)

// appCommand is a command as Discord registers it.
type appCommand struct {
	Type        int         `json:"type"`
	Name        string      `json:"name"`
	Description string      `json:"description,omitempty"`
	Options     []appOption `json:"options,omitempty"`
	// Permissions is a bit set in decimal. It is where guild admins begin; they may change it, and
	// the dispatcher checks again.
	Permissions      string `json:"default_member_permissions,omitempty"`
	Contexts         []int  `json:"contexts"`
	IntegrationTypes []int  `json:"integration_types"`
}

type appOption struct {
	Type         int         `json:"type"`
	Name         string      `json:"name"`
	Description  string      `json:"description"`
	Required     bool        `json:"required,omitempty"`
	Autocomplete bool        `json:"autocomplete,omitempty"`
	Choices      []appChoice `json:"choices,omitempty"`
	ChannelTypes []int       `json:"channel_types,omitempty"`
	MinValue     *int        `json:"min_value,omitempty"`
	MaxLength    int         `json:"max_length,omitempty"`
	Options      []appOption `json:"options,omitempty"`
}

type appChoice struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// The types of command and of option.
const (
	slashCommand   = 1
	messageCommand = 3

	subCommand       = 1
	stringOption     = 3
	integerOption    = 4
	booleanOption    = 5
	channelOption    = 7
	attachmentOption = 11
)

// In servers and in direct messages with the bot; installed by a server, not by a user: an archive
// belongs to a server, and a bot that only a user brought in may not read or post there.
var (
	everywhere    = []int{0, 1}
	guildInstall  = []int{0}
	textChannels  = []int{0, 5, 10, 11, 12} // text, announcements, threads
	manageGuild   = "32"
	maxTextOption = 1000 // what commands.FromOptions takes
)

// registration returns all commands as Discord registers them, and an error that names every rule
// of Discord's they break: those are faults of ours, found by a test and when the bot starts.
func registration(all []commands.Command) ([]appCommand, error) {
	var out []appCommand
	var errs []error
	group := map[string]int{}
	for _, cmd := range all {
		parent, child, two := strings.Cut(cmd.Name, " ")
		if !two {
			out = append(out, appCommand{
				Type: slashCommand, Name: cmd.Name, Description: cmd.Summary, Options: options(cmd),
				Permissions: permissions(cmd.Needs), Contexts: everywhere, IntegrationTypes: guildInstall,
			})
			continue
		}
		at, known := group[parent]
		if !known {
			at = len(out)
			group[parent] = at
			out = append(out, appCommand{Type: slashCommand, Name: parent, Permissions: permissions(cmd.Needs), Contexts: everywhere, IntegrationTypes: guildInstall})
		}
		g := &out[at]
		if permissions(cmd.Needs) == "" {
			g.Permissions = "" // one subcommand for everyone opens the group; the others are checked when they run
		}
		g.Options = append(g.Options, appOption{Type: subCommand, Name: child, Description: cmd.Summary, Options: options(cmd)})
	}
	for name, i := range group {
		var names []string
		for _, o := range out[i].Options {
			names = append(names, o.Name)
		}
		out[i].Description = fit(strings.ToUpper(name[:1])+name[1:]+": "+strings.Join(names, ", "), maxSummary, line)
	}
	for _, cmd := range all {
		if cmd.OnMessage != "" {
			out = append(out, appCommand{Type: messageCommand, Name: cmd.OnMessage, Permissions: permissions(cmd.Needs), Contexts: everywhere, IntegrationTypes: guildInstall})
		}
	}
	seen := map[string]bool{}
	count := map[int]int{}
	for _, c := range out {
		key := fmt.Sprint(c.Type, " ", c.Name)
		if seen[key] {
			errs = append(errs, fmt.Errorf("command %q is there twice", c.Name))
		}
		seen[key] = true
		count[c.Type]++
		errs = append(errs, c.check()...)
	}
	if count[slashCommand] > maxCommands || count[messageCommand] > maxMenu {
		errs = append(errs, fmt.Errorf("%d commands and %d message commands; Discord takes %d and %d", count[slashCommand], count[messageCommand], maxCommands, maxMenu))
	}
	return out, errors.Join(errs...)
}

// options returns the options of a command that people see, required ones first.
func options(cmd commands.Command) []appOption {
	var out []appOption
	for _, o := range cmd.AllOptions() {
		if o.Hidden {
			continue
		}
		a := appOption{Name: o.Name, Description: o.Help, Required: o.Required && cmd.Form == nil}
		switch o.Kind {
		case commands.Number:
			one := 1
			a.Type, a.MinValue = integerOption, &one
		case commands.Switch:
			a.Type = booleanOption
		case commands.Channel:
			a.Type, a.ChannelTypes = channelOption, textChannels
		case commands.Upload:
			a.Type = attachmentOption
		default: // Text, Choice, Day
			a.Type = stringOption
			a.Autocomplete = o.Suggest != nil
			if o.Kind == commands.Choice && len(o.Choices) <= maxChoices {
				a.Autocomplete = false
				for _, c := range o.Choices {
					a.Choices = append(a.Choices, appChoice{Name: c, Value: c})
				}
			} else {
				a.MaxLength = maxTextOption
			}
		}
		out = append(out, a)
	}
	slices.SortStableFunc(out, func(a, b appOption) int { return cmp.Compare(rank(a.Required), rank(b.Required)) })
	return out
}

func rank(required bool) int {
	if required {
		return 0
	}
	return 1
}

// permissions returns what Discord asks of a member before it shows a command. Curators are told by
// their role, which Discord cannot know here.
func permissions(needs commands.Permission) string {
	if needs == commands.Admin {
		return manageGuild
	}
	return ""
}

// check returns the rules of "Application Command Structure" that c breaks.
func (c appCommand) check() (errs []error) {
	complain := func(format string, args ...any) {
		errs = append(errs, fmt.Errorf("command %q: %s", c.Name, fmt.Sprintf(format, args...)))
	}
	if c.Type == messageCommand {
		if n := size(c.Name); n < 1 || n > maxName {
			complain("its name has %d characters", n)
		}
		return errs
	}
	total := size(c.Name) + size(c.Description)
	if !commandName(c.Name) {
		complain("its name is not lower case of 1 to %d letters", maxName)
	}
	if n := size(c.Description); n < 1 || n > maxSummary {
		complain("its description has %d characters", n)
	}
	var walk func(path string, all []appOption)
	walk = func(path string, all []appOption) {
		if len(all) > maxOptions {
			complain("%s has %d options", path, len(all))
		}
		seen := map[string]bool{}
		optional := false
		for _, o := range all {
			total += size(o.Name) + size(o.Description)
			if !commandName(o.Name) || seen[o.Name] {
				complain("the name of option %q is ill-formed or used twice", o.Name)
			}
			seen[o.Name] = true
			if n := size(o.Description); n < 1 || n > maxSummary {
				complain("the description of %q has %d characters", o.Name, n)
			}
			if o.Required && optional {
				complain("%q is required but stands after an optional one", o.Name)
			}
			optional = optional || !o.Required && o.Type != subCommand
			for _, choice := range o.Choices {
				total += size(choice.Name) + size(choice.Value)
				if n := size(choice.Name); n < 1 || n > maxChoice {
					complain("a choice of %q has %d characters", o.Name, n)
				}
			}
			walk(o.Name, o.Options)
		}
	}
	walk(c.Name, c.Options)
	if total > maxCommandSize {
		complain("it has %d characters in all", total)
	}
	return errs
}

// commandName reports whether Discord takes s as the name of a command or option: letters of any
// script (Thai and Devanagari with their signs), digits, - _ and ', in lower case where there is one.
func commandName(s string) bool {
	n := 0
	for _, r := range s {
		n++
		switch {
		case r == '-' || r == '_' || r == '\'':
		case unicode.In(r, unicode.L, unicode.N, unicode.Devanagari, unicode.Thai):
		default:
			return false
		}
		if unicode.ToLower(r) != r {
			return false
		}
	}
	return n >= 1 && n <= maxName
}

// fingerprint names a registration: another one means that Discord has to be told.
func fingerprint(application string, all []appCommand) (body []byte, hash string, err error) {
	if body, err = json.Marshal(all); err != nil {
		return nil, "", fmt.Errorf("commands: %w", err)
	}
	sum := sha256.Sum256(append([]byte(application+"\n"), body...))
	return body, hex.EncodeToString(sum[:12]), nil
}
