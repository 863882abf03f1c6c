package bot

import (
	"encoding/json"
	"errors"
	"math"
	"strconv"
)

// Interaction types.
const (
	interactionCommand      = 2
	interactionComponent    = 3
	interactionAutocomplete = 4
	interactionModal        = 5
)

// interaction is INTERACTION_CREATE.
type interaction struct {
	ID          snowflake `json:"id"`
	Application snowflake `json:"application_id"`
	Type        int       `json:"type"`
	Token       string    `json:"token"`

	Guild   snowflake       `json:"guild_id"`
	Channel snowflake       `json:"channel_id"`
	Member  *member         `json:"member"`
	User    *user           `json:"user"`
	Locale  string          `json:"locale"`
	Message *posted         `json:"message"`
	Data    interactionData `json:"data"`
}

// interactionData holds the fields of all types; which are set depends on the type.
type interactionData struct {
	Name     string    `json:"name"`
	Type     int       `json:"type"`
	Target   snowflake `json:"target_id"`
	Options  []given   `json:"options"`
	Resolved struct {
		Messages    map[string]*posted   `json:"messages"`
		Attachments map[string]*attached `json:"attachments"`
	} `json:"resolved"`
	CustomID   string  `json:"custom_id"`
	Components []field `json:"components"`
}

// given is an option as somebody filled it in.
type given struct {
	Name    string          `json:"name"`
	Type    int             `json:"type"`
	Value   json.RawMessage `json:"value"`
	Focused bool            `json:"focused"`
	Options []given         `json:"options"`
}

// field is a text input of a modal that was sent in, or what holds one: a row, or a label.
type field struct {
	CustomID   string  `json:"custom_id"`
	Value      string  `json:"value"`
	Components []field `json:"components"`
	Component  *field  `json:"component"`
}

var errNoToken = errors.New("interaction without id or token")

// decodeInteraction reads an INTERACTION_CREATE. When it cannot be read but can be answered, i holds
// what the answer needs beside the error.
func decodeInteraction(data []byte) (i *interaction, err error) {
	i = &interaction{}
	err = json.Unmarshal(data, i)
	if err != nil {
		var least struct {
			ID          snowflake `json:"id"`
			Application snowflake `json:"application_id"`
			Token       string    `json:"token"`
		}
		if json.Unmarshal(data, &least) != nil {
			return nil, err
		}
		i = &interaction{ID: least.ID, Application: least.Application, Token: least.Token}
	}
	if i.ID == "" || !pathSafe(i.Token) {
		return nil, errNoToken
	}
	if err == nil && i.who() == "" {
		err = errors.New("interaction of nobody")
	}
	return i, err
}

// pathSafe reports whether a token can stand in a path.
func pathSafe(token string) bool {
	for _, r := range token {
		if r <= ' ' || r >= 0x7f || r == '/' || r == '?' || r == '#' || r == '%' || r == '\\' {
			return false
		}
	}
	return token != "" && len(token) <= 2000 && token != "." && token != ".."
}

// who returns who interacted, empty when the event does not say.
func (i *interaction) who() snowflake {
	if i.Member != nil && i.Member.User != nil {
		return i.Member.User.ID
	}
	if i.User != nil {
		return i.User.ID
	}
	return ""
}

// text returns the value of an option as a person would type it.
func (g given) text() string {
	var s string
	if json.Unmarshal(g.Value, &s) == nil {
		return s
	}
	var n float64
	if json.Unmarshal(g.Value, &n) == nil && n == math.Trunc(n) && math.Abs(n) < 1<<53 {
		return strconv.FormatInt(int64(n), 10)
	}
	var b bool
	if json.Unmarshal(g.Value, &b) == nil {
		return strconv.FormatBool(b)
	}
	return ""
}

// command returns the name and the options of the command that was used, with its subcommand.
func (d interactionData) command() (name string, options []given) {
	name, options = d.Name, d.Options
	for range 2 {
		if len(options) == 1 && (options[0].Type == subCommand || options[0].Type == subCommand+1) {
			name, options = name+" "+options[0].Name, options[0].Options
		}
	}
	return name, options
}

// fields returns the text inputs of a modal by their custom_id.
func (d interactionData) fields() map[string]string {
	out := map[string]string{}
	var walk func(all []field, depth int)
	walk = func(all []field, depth int) {
		for _, f := range all {
			if f.CustomID != "" {
				out[f.CustomID] = f.Value
			}
			if depth < 4 {
				walk(f.Components, depth+1)
				if f.Component != nil {
					walk([]field{*f.Component}, depth+1)
				}
			}
		}
	}
	walk(d.Components, 0)
	return out
}
