package sandbox

import "encoding/json"

// MessageKind is the type of a message.
type MessageKind int

// The kinds of message the sandbox has.
const (
	PlainMessage  MessageKind = 0
	ThreadCreated MessageKind = 18 // the channel's notice that a thread was opened without a message
	ReplyMessage  MessageKind = 19
	SlashResponse MessageKind = 20
	ThreadStarter MessageKind = 21 // the first entry of a thread, pointing at the message it hangs from
	MenuResponse  MessageKind = 23
)

// MessageFlags are the bits of Message.Flags.
type MessageFlags int

// The flags the sandbox knows.
const (
	SuppressEmbeds        MessageFlags = 1 << 2
	HasThread             MessageFlags = 1 << 5
	Ephemeral             MessageFlags = 1 << 6
	Loading               MessageFlags = 1 << 7
	SuppressNotifications MessageFlags = 1 << 12
	ComponentsV2          MessageFlags = 1 << 15
)

// Message is a message as the wire shows it. One that was handed out never changes: an edit makes
// a new one.
type Message struct {
	ID              ID              `json:"id"`
	Channel         ID              `json:"channel_id"`
	Guild           ID              `json:"guild_id,omitzero"` // gateway only
	Kind            MessageKind     `json:"type"`
	Author          *User           `json:"author"`
	Member          *Member         `json:"member,omitempty"` // gateway only
	Content         string          `json:"content"`
	Sent            Time            `json:"timestamp"`
	Edited          *Time           `json:"edited_timestamp"`
	TTS             bool            `json:"tts"`
	MentionEveryone bool            `json:"mention_everyone"`
	Mentions        []*User         `json:"mentions"`
	MentionRoles    []ID            `json:"mention_roles"`
	Attachments     []Attachment    `json:"attachments"`
	Embeds          []Embed         `json:"embeds"`
	Components      []Component     `json:"components"`
	Reactions       []Reaction      `json:"reactions,omitempty"`
	Nonce           json.RawMessage `json:"nonce,omitempty"`
	Pinned          bool            `json:"pinned"`
	Webhook         ID              `json:"webhook_id,omitzero"`
	Application     ID              `json:"application_id,omitzero"`
	Flags           MessageFlags    `json:"flags"`
	Reference       *Reference      `json:"message_reference,omitempty"`
	Referenced      *Referenced     `json:"referenced_message,omitempty"`
	Interaction     *InteractionTag `json:"interaction,omitempty"`
	Metadata        *Metadata       `json:"interaction_metadata,omitempty"`
	Thread          *Channel        `json:"thread,omitempty"`
	Position        *int            `json:"position,omitempty"`
}

// Ephemeral reports whether only the person who asked sees m.
func (m *Message) Ephemeral() bool { return m.Flags&Ephemeral != 0 }

// Referenced is the message that another one answers; nil inside says that it was deleted.
type Referenced struct{ *Message }

// MarshalJSON writes null for a message that was deleted.
func (r Referenced) MarshalJSON() ([]byte, error) { return encode(r.Message), nil }

// Reference points at a message.
type Reference struct {
	Kind    int `json:"type"`
	Message ID  `json:"message_id,omitzero"`
	Channel ID  `json:"channel_id"`
	Guild   ID  `json:"guild_id,omitzero"`
}

// Reaction is an emoji under a message.
type Reaction struct {
	Emoji       Emoji     `json:"emoji"`
	Count       int       `json:"count"`
	Details     burstInfo `json:"count_details"`
	BurstColors []string  `json:"burst_colors"`
	MeBurst     bool      `json:"me_burst"`
	Me          bool      `json:"me"` // whether the bot put it there
	Users       []ID      `json:"-"`
}

type burstInfo struct {
	Burst  int `json:"burst"`
	Normal int `json:"normal"`
}

// Emoji is a Unicode emoji (no ID) or one of a guild's own.
type Emoji struct {
	ID       *ID    `json:"id"`
	Name     string `json:"name"`
	Animated bool   `json:"animated,omitempty"`
}

// Attachment is a file of a message, served by the sandbox itself.
type Attachment struct {
	ID          ID     `json:"id"`
	Name        string `json:"filename"`
	Description string `json:"description,omitempty"`
	ContentType string `json:"content_type,omitempty"`
	Size        int    `json:"size"`
	URL         string `json:"url"`
	Proxy       string `json:"proxy_url"`
	Width       int    `json:"width,omitempty"`
	Height      int    `json:"height,omitempty"`
	Ephemeral   bool   `json:"ephemeral,omitempty"`
}

// InteractionTag is the older note on a message about the command it answers.
type InteractionTag struct {
	ID   ID     `json:"id"`
	Kind int    `json:"type"`
	Name string `json:"name"`
	User *User  `json:"user"`
}

// Metadata says which interaction a message answers.
type Metadata struct {
	ID         ID            `json:"id"`
	Kind       int           `json:"type"`
	User       *User         `json:"user"`
	Owners     map[string]ID `json:"authorizing_integration_owners"`
	Original   ID            `json:"original_response_message_id,omitzero"`
	Target     ID            `json:"target_message_id,omitzero"`
	Interacted ID            `json:"interacted_message_id,omitzero"`
	Triggering *Metadata     `json:"triggering_interaction_metadata,omitempty"`
}
