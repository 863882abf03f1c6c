package sandbox

// InteractionKind is the type of an interaction.
type InteractionKind int

// The kinds of interaction.
const (
	CommandUsed      InteractionKind = 2
	ComponentUsed    InteractionKind = 3
	CompletionWanted InteractionKind = 4
	ModalSubmitted   InteractionKind = 5
)

// interactionCreate is what the bot is told.
type interactionCreate struct {
	ID           ID              `json:"id"`
	Application  ID              `json:"application_id"`
	Kind         InteractionKind `json:"type"`
	Data         interactionData `json:"data"`
	Guild        *partialGuild   `json:"guild,omitempty"`
	GuildID      ID              `json:"guild_id,omitzero"`
	Channel      *Channel        `json:"channel"`
	ChannelID    ID              `json:"channel_id"`
	Member       *Member         `json:"member,omitempty"`
	User         *User           `json:"user,omitempty"`
	Token        string          `json:"token"`
	Version      int             `json:"version"`
	Message      *Message        `json:"message,omitempty"`
	Permissions  Permission      `json:"app_permissions"`
	Locale       string          `json:"locale"`
	GuildLocale  string          `json:"guild_locale,omitempty"`
	Entitlements []struct{}      `json:"entitlements"`
	Owners       map[string]ID   `json:"authorizing_integration_owners"`
	Context      int             `json:"context"`
	SizeLimit    int             `json:"attachment_size_limit"`
}

// interactionData is what was used and how; which fields count depends on the kind.
type interactionData struct {
	ID       ID            `json:"id,omitzero"`
	Name     string        `json:"name,omitempty"`
	Kind     CommandKind   `json:"type,omitempty"`
	Guild    ID            `json:"guild_id,omitzero"`
	Target   ID            `json:"target_id,omitzero"`
	Options  []givenOption `json:"options,omitempty"`
	Resolved *resolved     `json:"resolved,omitempty"`

	CustomID  string        `json:"custom_id,omitempty"`
	Component ComponentKind `json:"component_type,omitempty"`
	Values    []string      `json:"values,omitzero"`

	Components []submitted `json:"components,omitempty"`
}

// givenOption is an option with the value a person gave.
type givenOption struct {
	Name    string        `json:"name"`
	Kind    OptionKind    `json:"type"`
	Value   any           `json:"value,omitempty"`
	Focused bool          `json:"focused,omitempty"`
	Options []givenOption `json:"options,omitempty"`
}

// resolved holds the objects that option values and targets name by id.
type resolved struct {
	Users       map[ID]*User       `json:"users,omitempty"`
	Members     map[ID]*Member     `json:"members,omitempty"`
	Roles       map[ID]*Role       `json:"roles,omitempty"`
	Channels    map[ID]*Channel    `json:"channels,omitempty"`
	Messages    map[ID]*Message    `json:"messages,omitempty"`
	Attachments map[ID]*Attachment `json:"attachments,omitempty"`
}

// submitted is a field of a modal as it comes back.
type submitted struct {
	Kind       ComponentKind `json:"type"`
	ID         int           `json:"id"`
	CustomID   string        `json:"custom_id,omitempty"`
	Value      *string       `json:"value,omitempty"`
	Values     []string      `json:"values,omitempty"`
	Components []submitted   `json:"components,omitempty"`
	Component  *submitted    `json:"component,omitempty"`
}
