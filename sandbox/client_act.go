package sandbox

import (
	"fmt"
	"net/http"
	"strings"
	"time"
)

// asked is the answer to what asks the bot something.
type askedOf struct {
	Interaction ID     `json:"interaction"`
	Text        string `json:"text"`
}

func accepted(p *Pending, err error) (int, any, error) {
	if err != nil {
		return 0, nil, err
	}
	return http.StatusAccepted, askedOf{p.interaction.id, p.Text}, nil
}

// posted is the answer to what posts a message.
func (a *act) posted(p *Pending, err error) (int, any, error) {
	if err != nil {
		return 0, nil, err
	}
	return http.StatusCreated, struct {
		Message *Seen `json:"message"`
	}{see(p.Message, a.me.ID())}, nil
}

func done(err error) (int, any, error) { return http.StatusNoContent, nil, err }

func (a *act) channel() string { return a.r.PathValue("c") }

// target names the message of the path for the methods of Person, which check that it can be seen.
func (a *act) target() (*Message, error) {
	id, err := ParseID(a.r.PathValue("m"))
	if err != nil {
		return nil, fmt.Errorf("%w: message %q", ErrUnknown, a.r.PathValue("m"))
	}
	return a.messageIn(id)
}

func (a *act) messageIn(id ID) (*Message, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	_, c, err := a.me.in(a.channel(), 0)
	if err != nil {
		return nil, err
	}
	return &Message{ID: id, Channel: c.id}, nil
}

func (a *act) write() (int, any, error) {
	var d struct {
		Content string `json:"content"`
		ReplyTo ID     `json:"reply_to"`
		Quiet   bool   `json:"quiet"`
	}
	if err := a.read(&d); err != nil {
		return 0, nil, err
	}
	if d.ReplyTo != 0 {
		to, err := a.messageIn(d.ReplyTo)
		if err != nil {
			return 0, nil, err
		}
		return a.posted(a.me.write(to.Channel.String(), d.Content, a.files, &answering{to.ID, !d.Quiet}))
	}
	if len(a.files) == 0 {
		return a.posted(a.me.Paste(a.channel(), d.Content))
	}
	return a.posted(a.me.Post(a.channel(), d.Content, a.files...))
}

// line does what a typed line does: it may be a command or a message.
func (a *act) line() (int, any, error) {
	var d struct {
		Line string `json:"line"`
	}
	if err := a.read(&d); err != nil {
		return 0, nil, err
	}
	p, err := a.me.Type(a.channel(), d.Line)
	if err == nil && p.interaction == nil {
		return a.posted(p, nil)
	}
	return accepted(p, err)
}

// givenByClient is an option as the page sends it.
type givenByClient struct {
	Name  string `json:"name"`
	Value any    `json:"value"`
}

func (a *act) options(given []givenByClient) []Option {
	var all []Option
	for _, o := range given {
		all = append(all, Opt(o.Name, o.Value))
	}
	for i, f := range a.files {
		all = append(all, Opt(a.parts[i], f))
	}
	return all
}

func (a *act) slash() (int, any, error) {
	var d struct {
		Name    string          `json:"name"`
		Options []givenByClient `json:"options"`
	}
	if err := a.read(&d); err != nil {
		return 0, nil, err
	}
	return accepted(a.me.Slash(a.channel(), d.Name, a.options(d.Options)...))
}

func (a *act) complete() (int, any, error) {
	var d struct {
		Name    string          `json:"name"`
		Option  string          `json:"option"`
		Typed   string          `json:"typed"`
		Options []givenByClient `json:"options"`
	}
	if err := a.read(&d); err != nil {
		return 0, nil, err
	}
	choices, err := a.me.Autocomplete(a.r.Context(), a.channel(), d.Name, d.Option, d.Typed, a.options(d.Options)...)
	return http.StatusOK, struct {
		Choices []Choice `json:"choices"`
	}{list(choices)}, err
}

// close archives, locks or opens a thread: its owner may archive it, who manages threads may do both.
func (a *act) close() (int, any, error) {
	var d struct {
		Archived bool `json:"archived"`
		Locked   bool `json:"locked"`
	}
	if err := a.read(&d); err != nil {
		return 0, nil, err
	}
	return done(a.me.CloseThread(a.channel(), d.Archived, d.Locked))
}

func (a *act) edit() (int, any, error) {
	var d struct {
		Content string `json:"content"`
	}
	if err := a.read(&d); err != nil {
		return 0, nil, err
	}
	m, err := a.target()
	if err != nil {
		return 0, nil, err
	}
	return done(a.me.Edit(m, d.Content))
}

func (a *act) erase() (int, any, error) {
	m, err := a.target()
	if err != nil {
		return 0, nil, err
	}
	return done(a.me.Delete(m))
}

func (a *act) click() (int, any, error) {
	var d struct {
		Button string `json:"button"`
	}
	if err := a.read(&d); err != nil {
		return 0, nil, err
	}
	m, err := a.target()
	if err != nil {
		return 0, nil, err
	}
	return accepted(a.me.Click(m, d.Button))
}

func (a *act) choose() (int, any, error) {
	var d struct {
		List   string   `json:"list"`
		Values []string `json:"values"`
	}
	if err := a.read(&d); err != nil {
		return 0, nil, err
	}
	m, err := a.target()
	if err != nil {
		return 0, nil, err
	}
	return accepted(a.me.Select(m, d.List, d.Values...))
}

func (a *act) menu() (int, any, error) {
	var d struct {
		Name string `json:"name"`
	}
	if err := a.read(&d); err != nil {
		return 0, nil, err
	}
	m, err := a.target()
	if err != nil {
		return 0, nil, err
	}
	return accepted(a.me.ContextMenu(m, d.Name))
}

func (a *act) thread() (int, any, error) {
	var d struct {
		Name string `json:"name"`
	}
	if err := a.read(&d); err != nil {
		return 0, nil, err
	}
	m, err := a.target()
	if err != nil {
		return 0, nil, err
	}
	c, err := a.me.OpenThread(m, strings.TrimSpace(d.Name))
	return http.StatusCreated, struct {
		Channel *Channel `json:"channel"`
	}{c}, err
}

func (a *act) react() (int, any, error) {
	m, err := a.target()
	if err != nil {
		return 0, nil, err
	}
	return done(a.me.React(m, a.r.PathValue("emoji")))
}

func (a *act) unreact() (int, any, error) {
	m, err := a.target()
	if err != nil {
		return 0, nil, err
	}
	return done(a.me.Unreact(m, a.r.PathValue("emoji")))
}

func (a *act) submit() (int, any, error) {
	var d struct {
		Values map[string]string `json:"values"`
	}
	if err := a.read(&d); err != nil {
		return 0, nil, err
	}
	id, _ := ParseID(a.r.PathValue("interaction"))
	a.mu.Lock()
	var modal *Modal
	if i := a.interactions[id]; i != nil {
		modal = i.modal
	}
	a.mu.Unlock()
	return accepted(a.me.Submit(modal, d.Values))
}

func (a *act) advance() (int, any, error) {
	var d struct {
		Advance string `json:"advance"`
	}
	if err := a.read(&d); err != nil {
		return 0, nil, err
	}
	by, err := time.ParseDuration(d.Advance)
	if err != nil || by <= 0 || by > 365*24*time.Hour {
		return 0, nil, fmt.Errorf("%w: %q is no time to wait, such as 15m", errUnreadable, d.Advance)
	}
	a.Advance(by)
	return done(nil)
}
