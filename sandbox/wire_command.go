package sandbox

import "encoding/json"

// CommandKind is the type of an application command.
type CommandKind int

// The kinds of command.
const (
	SlashCommand   CommandKind = 1
	UserCommand    CommandKind = 2
	MessageCommand CommandKind = 3
)

// Command is a command the bot registered.
type Command struct {
	ID               ID                `json:"id"`
	Application      ID                `json:"application_id"`
	Guild            ID                `json:"guild_id,omitzero"`
	Version          ID                `json:"version"`
	Kind             CommandKind       `json:"type"`
	Name             string            `json:"name"`
	NameLocal        map[string]string `json:"name_localizations"`
	Description      string            `json:"description"`
	DescriptionLocal map[string]string `json:"description_localizations"`
	Options          []CommandOption   `json:"options,omitempty"`
	Needs            *Permission       `json:"default_member_permissions"`
	DM               *bool             `json:"dm_permission,omitempty"`
	Contexts         []int             `json:"contexts"`
	Integrations     []int             `json:"integration_types,omitempty"`
	NSFW             bool              `json:"nsfw"`
}

// OptionKind is the type of an option's value.
type OptionKind int

// The kinds of option.
const (
	SubcommandOption  OptionKind = 1
	GroupOption       OptionKind = 2
	StringOption      OptionKind = 3
	IntegerOption     OptionKind = 4
	BooleanOption     OptionKind = 5
	UserOption        OptionKind = 6
	ChannelOption     OptionKind = 7
	RoleOption        OptionKind = 8
	MentionableOption OptionKind = 9
	NumberOption      OptionKind = 10
	AttachmentOption  OptionKind = 11
)

// CommandOption is one option of a command, or a subcommand.
type CommandOption struct {
	Kind             OptionKind        `json:"type"`
	Name             string            `json:"name"`
	NameLocal        map[string]string `json:"name_localizations,omitempty"`
	Description      string            `json:"description"`
	DescriptionLocal map[string]string `json:"description_localizations,omitempty"`
	Required         bool              `json:"required,omitempty"`
	Autocomplete     bool              `json:"autocomplete,omitempty"`
	Choices          []Choice          `json:"choices,omitempty"`
	Options          []CommandOption   `json:"options,omitempty"`
	Channels         []ChannelKind     `json:"channel_types,omitempty"`
	Min              *json.Number      `json:"min_value,omitempty"`
	Max              *json.Number      `json:"max_value,omitempty"`
	MinLength        *int              `json:"min_length,omitempty"`
	MaxLength        *int              `json:"max_length,omitempty"`
}

// Choice is one suggestion: Name is shown, Value (a string or number) is sent.
type Choice struct {
	Name      string            `json:"name"`
	NameLocal map[string]string `json:"name_localizations,omitempty"`
	Value     any               `json:"value"`
}
