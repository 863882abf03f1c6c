package sandbox

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Click presses a button of a message, named by its custom id or its label. A button that is
// disabled or opens a link cannot be pressed.
func (p *Person) Click(m *Message, button string) (*Pending, error) {
	return p.component(m, func(c *Component) bool { return c.Kind == Button && (c.CustomID == button || c.Label == button) }, button, nil)
}

// Select chooses from a list of a message, named by its custom id or placeholder. For a string
// select values are the labels or values of its options; for the others users ("@bruno"), roles or
// channels ("#desk").
func (p *Person) Select(m *Message, list string, values ...string) (*Pending, error) {
	if values == nil {
		values = []string{}
	}
	return p.component(m, func(c *Component) bool { return c.Kind.isSelect() && (c.CustomID == list || c.Placeholder == list) }, list, values)
}

func (p *Person) component(m *Message, match func(*Component) bool, name string, values []string) (*Pending, error) {
	p.w.mu.Lock()
	defer p.w.mu.Unlock()
	id, stored, err := p.sees(m.Channel, m.ID)
	if err != nil {
		return nil, err
	}
	var found *Component
	Each(stored.msg.Components, func(c *Component) bool {
		if match(c) {
			found = c
		}
		return found == nil
	})
	switch {
	case found == nil:
		return nil, fmt.Errorf("%w: %q under message %s", ErrUnknown, name, m.ID)
	case found.Disabled:
		return nil, fmt.Errorf("%w: %q is disabled", ErrForbidden, name)
	case found.Kind == Button && found.Style == LinkButton:
		return nil, fmt.Errorf("%w: %q opens a link", ErrForbidden, name)
	case stored.msg.Author.ID != p.w.bot.ID:
		return nil, fmt.Errorf("%w: %q is not the bot's", ErrForbidden, name)
	}
	data := interactionData{CustomID: found.CustomID, Component: found.Kind}
	label := or(found.Label, or(found.Placeholder, found.CustomID))
	if found.Kind.isSelect() {
		f := &filling{w: p.w, who: id, at: stored.at, resolved: &resolved{}}
		if data.Values, err = f.chosen(found, values); err != nil {
			return nil, err
		}
		if f.any {
			data.Resolved = f.resolved
		}
		label += ": " + strings.Join(values, ", ")
	}
	i := &interaction{kind: ComponentUsed, user: id, channel: stored.at, target: stored, metadata: &Metadata{Interacted: stored.msg.ID}}
	return p.w.ask(i, data, fmt.Sprintf("[%s] on %s", label, m.ID)), nil
}

// chosen turns what a person picks from a list into the values the client sends.
func (f *filling) chosen(c *Component, values []string) ([]string, error) {
	low, high := 1, 1
	if c.Min != nil {
		low = *c.Min
	}
	if c.Max != nil {
		high = *c.Max
	}
	if len(values) < low || len(values) > high {
		return nil, fmt.Errorf("%w: %d values, the list takes %d to %d", ErrForbidden, len(values), low, high)
	}
	out := []string{}
	for _, v := range values {
		if c.Kind == StringSelect {
			i := 0
			for i < len(c.Options) && c.Options[i].Value != v && c.Options[i].Label != v {
				i++
			}
			if i == len(c.Options) {
				return nil, fmt.Errorf("%w: %q in the list", ErrUnknown, v)
			}
			out = append(out, c.Options[i].Value)
			continue
		}
		kind := map[ComponentKind]OptionKind{UserSelect: UserOption, RoleSelect: RoleOption, MentionableSelect: MentionableOption}[c.Kind]
		var id any
		var err error
		if c.Kind == ChannelSelect {
			id, err = f.channel(CommandOption{Channels: c.Channels}, v)
		} else {
			id, err = f.account(kind, v)
		}
		if err != nil {
			return nil, err
		}
		out = append(out, fmt.Sprint(id))
	}
	return out, nil
}

// Submit sends a modal back with values by the custom id or label of its fields; fields that are not
// named keep the value they came with. A field that is required and empty, too short or too long is
// refused, as is a modal that was sent before.
func (p *Person) Submit(m *Modal, values map[string]string) (*Pending, error) {
	p.w.mu.Lock()
	defer p.w.mu.Unlock()
	id, err := p.self()
	if err != nil {
		return nil, err
	}
	if m == nil || m.person != id || m.sent {
		return nil, fmt.Errorf("%w: no such modal is open for %s", ErrForbidden, p.name)
	}
	used := 0
	var fill func(all []Component, label string) ([]submitted, error)
	fill = func(all []Component, label string) ([]submitted, error) {
		out := []submitted{}
		for i := range all {
			c := &all[i]
			s := submitted{Kind: c.Kind, ID: c.ID, CustomID: c.CustomID}
			switch c.Kind {
			case ActionRow:
				if s.Components, err = fill(c.Components, ""); err != nil {
					return nil, err
				}
			case Label:
				inner, err := fill([]Component{*c.Component}, c.Label)
				if err != nil {
					return nil, err
				}
				s.Component = &inner[0]
			case TextInput:
				v, given := values[c.CustomID]
				if !given {
					v, given = values[or(c.Label, label)]
				}
				if given {
					used++
				} else {
					v = c.Value
				}
				if err := fits(c, v); err != nil {
					return nil, err
				}
				s.Value = &v
			case TextDisplay:
				continue
			default:
				s.Values = []string{}
			}
			out = append(out, s)
		}
		return out, nil
	}
	fields, err := fill(m.Components, "")
	if err != nil {
		return nil, err
	}
	if used != len(values) {
		return nil, fmt.Errorf("%w: a field of that name in %q", ErrUnknown, m.Title)
	}
	m.sent = true
	opener := *m.opener.metadata
	i := &interaction{
		kind: ModalSubmitted, user: id, channel: m.opener.channel, metadata: &Metadata{Triggering: &opener},
	}
	if m.opener.kind == ComponentUsed {
		i.target = m.opener.target
	}
	return p.w.ask(i, interactionData{CustomID: m.CustomID, Components: fields}, fmt.Sprintf("[Submit] %s", m.Title)), nil
}

// fits checks a text against its field.
func fits(c *Component, text string) error {
	n := utf8.RuneCountInString(text)
	required := c.Required == nil || *c.Required
	high := 4000
	if c.MaxLength != nil {
		high = *c.MaxLength
	}
	switch {
	case n == 0 && !required:
		return nil
	case n == 0:
		return fmt.Errorf("%w: field %q is required", ErrForbidden, c.CustomID)
	case n > high, c.MinLength != nil && n < *c.MinLength:
		return fmt.Errorf("%w: field %q has %d characters", ErrForbidden, c.CustomID, n)
	}
	return nil
}
