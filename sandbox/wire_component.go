package sandbox

import "encoding/json"

// ComponentKind is the type of a component.
type ComponentKind int

// The kinds of component.
const (
	ActionRow         ComponentKind = 1
	Button            ComponentKind = 2
	StringSelect      ComponentKind = 3
	TextInput         ComponentKind = 4
	UserSelect        ComponentKind = 5
	RoleSelect        ComponentKind = 6
	MentionableSelect ComponentKind = 7
	ChannelSelect     ComponentKind = 8
	Section           ComponentKind = 9
	TextDisplay       ComponentKind = 10
	Thumbnail         ComponentKind = 11
	MediaGallery      ComponentKind = 12
	FileComponent     ComponentKind = 13
	Separator         ComponentKind = 14
	Container         ComponentKind = 17
	Label             ComponentKind = 18
	FileUpload        ComponentKind = 19
)

// isSelect reports whether k opens a list to choose from.
func (k ComponentKind) isSelect() bool {
	return k == StringSelect || k >= UserSelect && k <= ChannelSelect
}

// LinkButton is the button style that opens an address instead of telling the bot.
const LinkButton = 5

// Component is any part of a message or modal that Discord calls a component; which fields count
// depends on Kind.
type Component struct {
	Kind        ComponentKind   `json:"type"`
	ID          int             `json:"id"`
	CustomID    string          `json:"custom_id,omitempty"`
	Style       int             `json:"style,omitempty"`
	Label       string          `json:"label,omitempty"`
	Emoji       *ButtonEmoji    `json:"emoji,omitempty"`
	URL         string          `json:"url,omitempty"`
	Disabled    bool            `json:"disabled,omitempty"`
	Placeholder string          `json:"placeholder,omitempty"`
	Min         *int            `json:"min_values,omitempty"`
	Max         *int            `json:"max_values,omitempty"`
	Options     []SelectOption  `json:"options,omitempty"`
	Channels    []ChannelKind   `json:"channel_types,omitempty"`
	Components  []Component     `json:"components,omitempty"`
	Accessory   *Component      `json:"accessory,omitempty"`
	Component   *Component      `json:"component,omitempty"` // of a Label
	Content     string          `json:"content,omitempty"`
	Description *string         `json:"description,omitempty"`
	Media       *Media          `json:"media,omitempty"`
	File        *Media          `json:"file,omitempty"`
	Items       []GalleryItem   `json:"items,omitempty"`
	Spoiler     *bool           `json:"spoiler,omitempty"`
	Divider     *bool           `json:"divider,omitempty"`
	Spacing     *int            `json:"spacing,omitempty"`
	Accent      json.RawMessage `json:"accent_color,omitempty"`

	// Text inputs of modals.
	Value     string `json:"value,omitempty"`
	MinLength *int   `json:"min_length,omitempty"`
	MaxLength *int   `json:"max_length,omitempty"`
	Required  *bool  `json:"required,omitempty"`
}

// ButtonEmoji is the emoji on a button or option.
type ButtonEmoji struct {
	ID       ID     `json:"id,omitzero"`
	Name     string `json:"name"`
	Animated bool   `json:"animated,omitempty"`
}

// SelectOption is one line of a string select.
type SelectOption struct {
	Label       string       `json:"label"`
	Value       string       `json:"value"`
	Description string       `json:"description,omitempty"`
	Emoji       *ButtonEmoji `json:"emoji,omitempty"`
	Default     bool         `json:"default,omitempty"`
}

// Media is a picture or file inside a component.
type Media struct {
	ID          ID      `json:"id"`
	URL         string  `json:"url"`
	Proxy       string  `json:"proxy_url"`
	Width       *int    `json:"width"`
	Height      *int    `json:"height"`
	ContentType *string `json:"content_type"`
}

// GalleryItem is one picture of a gallery.
type GalleryItem struct {
	Media       Media   `json:"media"`
	Description *string `json:"description"`
	Spoiler     bool    `json:"spoiler"`
}

// Each calls f for every component in all, parents first, until f returns false.
func Each(all []Component, f func(*Component) bool) bool {
	for i := range all {
		c := &all[i]
		if !f(c) || !Each(c.Components, f) {
			return false
		}
		for _, inner := range []*Component{c.Accessory, c.Component} {
			if inner != nil && (!f(inner) || !Each(inner.Components, f)) {
				return false
			}
		}
	}
	return true
}
