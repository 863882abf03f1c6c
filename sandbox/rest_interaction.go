package sandbox

import (
	"math"
)

// Types of a callback.
const (
	pong         = 1
	answerNow    = 4
	answerLater  = 5
	updateLater  = 6
	updateNow    = 7
	offerChoices = 8
	openModal    = 9
)

// callback takes the bot's first answer to an interaction: one, within three seconds.
func (w *World) callback(c *call) (any, error) {
	id, err := c.id("interaction")
	if err != nil {
		return nil, err
	}
	i := w.interactions[id]
	if i == nil || i.token != c.r.PathValue("token") {
		return nil, unknownAsked
	}
	w.expireOne(i)
	switch {
	case i.failed:
		return nil, unknownAsked
	case w.channels[i.channel.id] == nil:
		return nil, unknownChannel
	case i.acked:
		return nil, alreadyAcked
	}
	var body struct {
		Kind int `json:"type"`
		Data struct {
			messageBody
			Choices  []Choice `json:"choices"`
			CustomID string   `json:"custom_id"`
			Title    string   `json:"title"`
		} `json:"data"`
	}
	if err := c.decode(&body); err != nil {
		return nil, err
	}
	if !i.takes(body.Kind) {
		r := report{rule: "callback-type"}
		r.fail(&node{name: "type", up: &node{}}, "INTERACTION_CALLBACK_TYPE_INVALID", "This callback type does not answer an interaction of type %d.", i.kind)
		return nil, invalidForm(&r.root)
	}
	c.msg = body.Data.messageBody
	ephemeral := c.msg.Flags.value&Ephemeral != 0
	switch body.Kind {
	case answerNow:
		d := w.answerTo(i, ephemeral)
		if err := w.fill(c, i.channel, &d); err != nil {
			return nil, err
		}
		d.flags |= c.msg.Flags.value & (SuppressEmbeds | SuppressNotifications | ComponentsV2)
		w.ack(i)
		i.ephemeral = ephemeral
		i.original = w.post(i.channel, d)
		w.settle(i, i.original)
	case answerLater:
		d := w.answerTo(i, ephemeral)
		d.flags |= Loading
		i.deferred, i.ephemeral = true, ephemeral
		w.ack(i)
		i.original = w.post(i.channel, d)
	case updateLater:
		i.updates = true
		w.ack(i)
		i.original = i.target
	case updateNow:
		if i.target.gone {
			return nil, unknownMessage
		}
		if err := w.revise(c, i.target); err != nil {
			return nil, err
		}
		w.ack(i)
		i.original = i.target
		w.settle(i, i.target)
	case offerChoices:
		if p := i.wrongChoice(body.Data.Choices); p != nil {
			return nil, p
		}
		w.ack(i)
		i.timer.Stop()
		i.pending.settle(Response{Choices: body.Data.Choices, Took: w.now().Sub(i.at)})
	case openModal:
		w.ack(i)
		i.timer.Stop()
		i.modal = &Modal{Title: body.Data.Title, CustomID: body.Data.CustomID, Components: numbered(c.msg.Components.value), person: i.user, opener: i}
		w.note(Change{Kind: Prompted, Channel: i.channel.id, User: i.user, Only: i.user, Text: i.modal.Title, Interaction: i.id, Modal: i.modal})
		i.pending.settle(Response{Modal: i.modal, Took: w.now().Sub(i.at)})
	}
	c.acked = i.pending.took
	if c.r.URL.Query().Get("with_response") == "true" {
		return w.callbackResponse(i, body.Kind), nil
	}
	return nil, nil
}

// takes reports whether a callback type answers this kind of interaction.
func (i *interaction) takes(callback int) bool {
	switch callback {
	case answerNow, answerLater:
		return i.kind != CompletionWanted
	case updateLater, updateNow:
		return i.kind == ComponentUsed || i.kind == ModalSubmitted && i.target != nil
	case offerChoices:
		return i.kind == CompletionWanted
	case openModal:
		return i.kind == CommandUsed || i.kind == ComponentUsed
	}
	return false
}

// wrongChoice says which choice is not of the type of the option that is being typed.
func (i *interaction) wrongChoice(choices []Choice) error {
	for n, c := range choices {
		_, text := c.Value.(string)
		f, number := c.Value.(float64)
		if i.wanted == StringOption && !text || i.wanted != StringOption && !number || i.wanted == IntegerOption && f != math.Trunc(f) {
			r := report{rule: "choice-type"}
			place := &node{name: "choices", up: &node{name: "data", up: &node{}}}
			r.fail(&node{name: "value", up: &node{name: decimal(n), up: place}}, "APPLICATION_COMMAND_OPTIONS_CHOICE_TYPE_INVALID", "The value is not of the option's type")
			return invalidForm(&r.root)
		}
	}
	return nil
}

func (w *World) callbackResponse(i *interaction, kind int) any {
	type told struct {
		ID        ID              `json:"id"`
		Kind      InteractionKind `json:"type"`
		Message   ID              `json:"response_message_id,omitzero"`
		Loading   bool            `json:"response_message_loading,omitempty"`
		Ephemeral bool            `json:"response_message_ephemeral,omitempty"`
		Channel   ID              `json:"channel_id"`
		Guild     ID              `json:"guild_id,omitzero"`
	}
	type resource struct {
		Kind    int      `json:"type"`
		Message *Message `json:"message"`
	}
	out := struct {
		Interaction told      `json:"interaction"`
		Resource    *resource `json:"resource,omitempty"`
	}{Interaction: told{ID: i.id, Kind: i.kind, Channel: i.channel.id, Guild: i.channel.guildID()}}
	if m := i.original; m != nil {
		out.Interaction.Message, out.Interaction.Ephemeral = m.msg.ID, m.only != 0
		out.Interaction.Loading = m.msg.Flags&Loading != 0
		if kind == answerNow || kind == updateNow {
			out.Resource = &resource{kind, m.msg}
		}
	}
	return out
}

// tokenOf returns the acknowledged interaction of a webhook path.
func (w *World) tokenOf(c *call) (*interaction, error) {
	id, err := c.id("application")
	if err != nil {
		return nil, err
	}
	i := w.tokens[c.r.PathValue("token")]
	switch {
	case id != w.bot.ID, i == nil:
		return nil, unknownWebhook
	case w.now().Sub(i.at) >= tokenLives:
		return nil, tokenEnded
	case !i.acked:
		return nil, unknownWebhook
	case w.channels[i.channel.id] == nil:
		return nil, unknownChannel
	}
	return i, nil
}

// followUp posts a further message. The first one after a "thinking" takes its place: documented as
// deprecated, still done.
func (w *World) followUp(c *call) (any, error) {
	i, err := w.tokenOf(c)
	if err != nil {
		return nil, err
	}
	if err := c.decode(&c.msg); err != nil {
		return nil, err
	}
	if m := i.original; i.deferred && m != nil && !m.gone && m.msg.Flags&Loading != 0 {
		if err := w.revise(c, m); err != nil {
			return nil, err
		}
		w.settle(i, m)
		return m.msg, nil
	}
	d := w.answerTo(i, c.msg.Flags.value&Ephemeral != 0)
	if err := w.fill(c, i.channel, &d); err != nil {
		return nil, err
	}
	d.flags |= c.msg.Flags.value & (SuppressEmbeds | SuppressNotifications | ComponentsV2)
	m := w.post(i.channel, d)
	i.followups[m.msg.ID] = m
	if i.updates {
		w.settle(i, m)
	}
	return m.msg, nil
}

// answerOf returns the message of a webhook path: @original or a follow-up.
func (w *World) answerOf(c *call) (*interaction, *message, error) {
	i, err := w.tokenOf(c)
	if err != nil {
		return nil, nil, err
	}
	m := i.original
	if c.r.PathValue("message") != "" {
		id, err := c.id("message")
		if err != nil {
			return nil, nil, err
		}
		if m == nil || m.msg.ID != id {
			m = i.followups[id]
		}
	}
	if m == nil || m.gone {
		return nil, nil, unknownMessage
	}
	return i, m, nil
}

func (w *World) getAnswer(c *call) (any, error) {
	_, m, err := w.answerOf(c)
	if err != nil {
		return nil, err
	}
	return m.msg, nil
}

func (w *World) editAnswer(c *call) (any, error) {
	i, m, err := w.answerOf(c)
	if err != nil {
		return nil, err
	}
	if err := w.edit(c, m); err != nil {
		return nil, err
	}
	if m == i.original {
		w.settle(i, m)
	}
	return m.msg, nil
}

func (w *World) deleteAnswer(c *call) (any, error) {
	i, m, err := w.answerOf(c)
	if err != nil {
		return nil, err
	}
	w.erase(m)
	if m == i.original {
		w.settle(i, m)
	}
	return nil, nil
}
