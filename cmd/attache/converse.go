package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"attache/commands"
	"attache/sandbox"
)

const converseHelp = `  /who-said speaker: Maren    a command, its options by name
  What did Kestner say?       anything else is a message that mentions the bot; paste an article the same way
  :press LABEL                press a button of the last answer
  :file PATH                  hand in a file
  :paste                      write several lines, up to one that holds a dot alone
  :say WORDS, :archive        write without a mention; archive the last message by its context menu
  :in digest, :in @bot        go to another channel, or to direct messages with the bot
  :look                       read the channel
  :as carla                   be somebody else: alice is an analyst, bruno a curator, carla an admin
  :quit                       end`

// paragraph is the style of a text input of several lines.
const paragraph = 2

// typist is a person at the terminal who goes on in the sandbox.
type typist struct {
	*teller
	in           *entries
	who, channel string
}

// converse lets a person type as if in a channel, until the input or the demo ends.
func (t *teller) converse(in *entries) error {
	defer in.close()
	fmt.Fprintf(t.out, "\nThe bot stays up at %s. Type as in Discord; :help says what else there is, :quit ends.\n", t.world.URL())
	p := &typist{t, in, "alice", "desk"}
	for {
		fmt.Fprintf(t.out, "\n%s %s> ", p.who, p.place())
		entry, ok := p.in.next()
		if !ok { // no terminal: stay up until the process is told to end
			<-t.ctx.Done()
			return nil
		}
		if entry = strings.TrimSpace(entry); entry == ":quit" {
			return nil
		}
		p.obey(entry)
	}
}

// obey does what an entry asks for.
func (p *typist) obey(entry string) {
	verb, rest, _ := strings.Cut(entry, " ")
	rest = strings.TrimSpace(rest)
	me := p.world.User(p.who)
	switch {
	case entry == "":
	case verb == ":help":
		fmt.Fprintln(p.out, converseHelp)
	case verb == ":as":
		if other := p.world.User(rest); other.ID() == 0 {
			fmt.Fprintf(p.out, "!! there is nobody called %q; there are alice, bruno and carla\n", rest)
		} else {
			p.who = rest
		}
	case verb == ":in":
		if _, err := p.world.User(p.who).History(rest); err != nil {
			fmt.Fprintf(p.out, "!! %s\n", excuse(err))
		} else {
			p.channel = strings.TrimPrefix(rest, "#")
		}
	case verb == ":look":
		p.look()
	case verb == ":press":
		p.do(func() (*sandbox.Pending, error) {
			if p.last == nil {
				return nil, fmt.Errorf("there is no answer with buttons yet")
			}
			return me.Click(p.last, rest)
		})
	case verb == ":file":
		p.do(func() (*sandbox.Pending, error) {
			b, err := os.ReadFile(rest)
			if err != nil {
				return nil, err
			}
			return me.Attach(p.channel, filepath.Base(rest), b, p.mention())
		})
	case verb == ":paste":
		fmt.Fprintln(p.out, "(write or paste; a line with a dot alone ends it)")
		if text, ok := p.in.until(); ok {
			p.write(text)
		}
	case verb == ":say":
		if _, err := me.Say(p.channel, rest); err != nil {
			fmt.Fprintf(p.out, "!! %s\n", excuse(err))
		}
	case verb == ":archive":
		p.do(func() (*sandbox.Pending, error) { return p.archive(me) })
	case strings.HasPrefix(verb, ":"):
		fmt.Fprintf(p.out, "!! there is no %s here\n%s\n", verb, converseHelp)
	case strings.HasPrefix(entry, "/"):
		p.do(func() (*sandbox.Pending, error) { return me.Type(p.channel, entry) })
	default:
		p.write(entry)
	}
}

// write sends words to the bot: a mention in a channel, a plain message where nobody else reads.
func (p *typist) write(text string) {
	me := p.world.User(p.who)
	p.do(func() (*sandbox.Pending, error) {
		if p.mention() == "" {
			return me.Paste(p.channel, text)
		}
		return me.PasteTo(p.channel, text)
	})
}

// do tells a step, and fills in the form that it may open.
func (p *typist) do(ask func() (*sandbox.Pending, error)) {
	p.form = nil
	p.tell(step{do: ask, brief: true})
	form := p.form
	if form == nil {
		return
	}
	values := map[string]string{}
	sandbox.Each(form.Components, func(c *sandbox.Component) bool {
		if c.Kind != sandbox.TextInput {
			return true
		}
		read, ends := p.in.next, ""
		if c.Style == paragraph {
			read, ends = p.in.until, "; a line with a dot alone ends it"
		}
		fmt.Fprintf(p.out, "%s (%s%s): ", c.Label, c.Placeholder, ends)
		value, ok := read()
		if ok && value != "" {
			values[c.CustomID] = value
		}
		return ok
	})
	p.tell(step{do: func() (*sandbox.Pending, error) { return p.world.User(p.who).Submit(form, values) }})
}

// archive uses the context menu of the last message that a person wrote.
func (p *typist) archive(me *sandbox.Person) (*sandbox.Pending, error) {
	all, err := me.History(p.channel)
	if err != nil {
		return nil, err
	}
	for i := len(all) - 1; i >= 0; i-- {
		if !all[i].Author.Bot {
			return me.ContextMenu(all[i], commands.ArchiveThis)
		}
	}
	return nil, fmt.Errorf("nobody has written here yet")
}

// look prints what the person sees in the channel.
func (p *typist) look() {
	all, err := p.world.User(p.who).History(p.channel)
	if err != nil {
		fmt.Fprintf(p.out, "!! %s\n", excuse(err))
		return
	}
	for _, m := range all {
		fmt.Fprintf(p.out, "\n%s\n", strings.TrimSpace(p.world.Render(m)))
		p.last = m
	}
}

// mention is how a message reaches the bot where the person is.
func (p *typist) mention() string {
	if strings.HasPrefix(p.channel, "@") {
		return ""
	}
	return fmt.Sprintf("<@%s>", p.world.Bot().ID)
}

func (p *typist) place() string {
	if strings.HasPrefix(p.channel, "@") {
		return p.channel
	}
	return "#" + p.channel
}

// excuse says why the sandbox refused what a client would have refused.
func excuse(err error) string { return strings.TrimPrefix(err.Error(), "sandbox: ") }
