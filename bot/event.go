package bot

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"attache"
)

// What the gateway and interactions say, as far as it is used. Everything is optional: a missing or
// null object is nil, a missing id empty, and nothing here panics on either.

type user struct {
	ID  snowflake `json:"id"`
	Bot bool      `json:"bot"`
}

type member struct {
	User        *user       `json:"user"`
	Roles       []snowflake `json:"roles"`
	Permissions bits        `json:"permissions"` // in interactions only
}

// bits is a permission set, which Discord writes in decimal in a string.
type bits uint64

// UnmarshalJSON implements json.Unmarshaler. What cannot be read gives no permission.
func (b *bits) UnmarshalJSON(raw []byte) error {
	*b = 0
	var text string
	if json.Unmarshal(raw, &text) != nil {
		text = string(raw)
	}
	if n, err := strconv.ParseUint(text, 10, 64); err == nil {
		*b = bits(n)
	}
	return nil
}

// Permissions that make somebody an admin of Attaché.
const (
	adminBit  = 1 << 3
	manageBit = 1 << 5
)

// posted is a message.
type posted struct {
	ID          snowflake   `json:"id"`
	Channel     snowflake   `json:"channel_id"`
	Guild       snowflake   `json:"guild_id"`
	Type        int         `json:"type"`
	Flags       int         `json:"flags"`
	Author      *user       `json:"author"`
	Member      *member     `json:"member"`
	Webhook     snowflake   `json:"webhook_id"`
	Content     string      `json:"content"`
	Mentions    []*user     `json:"mentions"`
	Attachments []attached  `json:"attachments"`
	Embeds      []seenEmbed `json:"embeds"`
	Referenced  *posted     `json:"referenced_message"`
	Reference   *struct {
		Message snowflake `json:"message_id"`
	} `json:"message_reference"`
	Snapshots   []snapshot  `json:"message_snapshots"`
	Metadata    *interactor `json:"interaction_metadata"`
	Interaction *interactor `json:"interaction"` // the older form of Metadata

	late     bool // it came while nobody was there to read it
	answered bool // late, and there is an answer of ours to it
}

// The types of message that people write: plain and reply.
const (
	plainMessage = 0
	replyMessage = 19
)

type interactor struct {
	User *user `json:"user"`
}

type snapshot struct {
	Message *posted `json:"message"`
}

type seenEmbed struct {
	Title       string `json:"title"`
	Description string `json:"description"`
	Footer      *struct {
		Text string `json:"text"`
	} `json:"footer"`
}

type attached struct {
	ID          snowflake `json:"id"`
	Filename    string    `json:"filename"`
	ContentType string    `json:"content_type"`
	Size        int64     `json:"size"`
	URL         string    `json:"url"`
}

// text returns what the message says: its own words, or those of a forwarded message.
func (m *posted) text() string {
	if m.Content == "" && len(m.Snapshots) > 0 && m.Snapshots[0].Message != nil {
		return m.Snapshots[0].Message.Content
	}
	return m.Content
}

// files returns the attachments of the message, or of the message it forwards.
func (m *posted) files() []attached {
	if len(m.Attachments) == 0 && len(m.Snapshots) > 0 && m.Snapshots[0].Message != nil {
		return m.Snapshots[0].Message.Attachments
	}
	return m.Attachments
}

// asker returns who asked for the answer that the message is: who gave the command, or wrote what it
// replies to. Empty when nobody did.
func (m *posted) asker() snowflake {
	switch {
	case m.Metadata != nil && m.Metadata.User != nil:
		return m.Metadata.User.ID
	case m.Interaction != nil && m.Interaction.User != nil:
		return m.Interaction.User.ID
	case m.Referenced != nil && m.Referenced.Author != nil:
		return m.Referenced.Author.ID
	}
	return ""
}

// guildOf returns the tenant of an event: a guild, or a person's own archive in direct messages.
func guildOf(guild snowflake, who snowflake) attache.GuildID {
	if guild == "" {
		return attache.GuildID("dm:" + who)
	}
	return attache.GuildID(guild)
}

// decodeMessage reads a MESSAGE_CREATE.
func decodeMessage(data []byte) (*posted, error) {
	m := &posted{}
	if err := json.Unmarshal(data, m); err != nil {
		return nil, fmt.Errorf("message: %w", err)
	}
	if m.ID == "" || m.Channel == "" {
		return nil, errors.New("message without id or channel")
	}
	return m, nil
}
