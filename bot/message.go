package bot

import "attache/card"

// message is the body of a message as Discord takes it, for new messages, answers and edits alike.
// Every list is written even when it is empty: an edit that leaves a key out keeps what was there.
type message struct {
	Content     string       `json:"content"`
	Embeds      []embed      `json:"embeds"`
	Components  []row        `json:"components"`
	Mentions    mentions     `json:"allowed_mentions"`
	Attachments []attachment `json:"attachments"`

	Flags     int        `json:"flags,omitempty"`
	Reference *reference `json:"message_reference,omitempty"`
	// Nonce makes sending one message twice send it once; Discord remembers it for some minutes.
	Nonce        string `json:"nonce,omitempty"`
	EnforceNonce bool   `json:"enforce_nonce,omitempty"`

	files []card.File // in the order of Attachments
	card  *card.Card  // what was drawn; nil for a sentence
}

// plainer returns a message with the same answer as a text file, for when Discord refuses what was
// drawn although it keeps every rule we know. It reports false when there is nothing plainer.
func (m message) plainer() (message, bool) {
	if m.card == nil {
		return m, false
	}
	plain := sentence("Discord did not take the answer as I drew it. It is in the file.")
	plain.attachWhole(*m.card, 0)
	plain.Flags, plain.Reference, plain.Nonce, plain.EnforceNonce = m.Flags, m.Reference, m.Nonce, m.EnforceNonce
	return plain, true
}

// ephemeral is the message flag that shows a message to one person.
const ephemeral = 1 << 6

// newMessage returns a message that mentions nobody, whatever stands in it.
func newMessage() message {
	return message{
		Embeds: []embed{}, Components: []row{}, Attachments: []attachment{},
		Mentions: mentions{Parse: []string{}},
	}
}

// sentence returns a message of plain words, without anything else.
func sentence(words string) message {
	m := newMessage()
	m.Content = fit(words, maxContent, markdown)
	return m
}

// mentions says who may be notified. Parse is empty, never null: null would mean everybody.
type mentions struct {
	Parse       []string `json:"parse"`
	RepliedUser bool     `json:"replied_user"`
}

type reference struct {
	Message string `json:"message_id"`
	// FailIfGone is false, so that an answer to a message deleted meanwhile is still posted.
	FailIfGone bool `json:"fail_if_not_exists"`
}

type embed struct {
	Title       string  `json:"title,omitempty"`
	Description string  `json:"description,omitempty"`
	Color       int     `json:"color,omitempty"`
	Image       *image  `json:"image,omitempty"`
	Footer      *footer `json:"footer,omitempty"`
}

type image struct {
	URL string `json:"url"`
}

type footer struct {
	Text string `json:"text"`
}

// row is an action row: up to five buttons, or one text input of a modal.
type row struct {
	Type       int   `json:"type"` // 1
	Components []any `json:"components"`
}

type button struct {
	Type     int    `json:"type"` // 2
	Style    int    `json:"style"`
	Label    string `json:"label"`
	CustomID string `json:"custom_id"`
	Disabled bool   `json:"disabled,omitempty"`
}

// The button styles used. Colour carries no meaning of its own: the label says what happens.
const (
	secondary = 2
	danger    = 4
)

// attachment describes the file with the same number in the request.
type attachment struct {
	ID          string `json:"id"`
	Filename    string `json:"filename"`
	Description string `json:"description,omitempty"`
}
