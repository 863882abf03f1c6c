package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"attache"
	"attache/bot"
	"attache/commands"
	"attache/configs"
)

type doctorCmd struct{}

// finding is one thing the doctor looked at.
type finding struct {
	what string
	ok   bool
	warn bool // works, but somebody should know
	says string
}

// Run looks at everything serve needs and says what is missing and how to mend it. It changes
// nothing but for a file it writes to the data folder and removes.
func (doctorCmd) Run(e env) error {
	bad := 0
	tell := func(f finding) {
		mark := "ok  "
		switch {
		case f.warn:
			mark = "warn"
		case !f.ok:
			mark = "BAD "
			bad++
		}
		fmt.Fprintf(e.out, "%s  %-14s %s\n", mark, f.what, f.says)
	}
	tell(finding{what: "settings", ok: true, says: "read (`attache config` prints them)"})
	for _, f := range e.examineFiles() {
		tell(f)
	}
	for _, f := range e.examineDiscord() {
		tell(f)
	}
	if bad > 0 {
		fmt.Fprintf(e.out, "\n%d to mend.\n", bad)
		return errQuiet
	}
	fmt.Fprintln(e.out, "\nattache serve can start.")
	return nil
}

func (e env) examineFiles() (all []finding) {
	s := e.settings
	if err := writable(s.Data); err != nil {
		return append(all, finding{what: "data folder", says: fmt.Sprintf("%s cannot be written to (%v). Give another one with --data.", s.Data, err)})
	}
	all = append(all, finding{what: "data folder", ok: true, says: s.Data + " can be written to"})
	err := e.within(parts{}, func(a *app) error {
		wrong, err := a.db.Check(e.ctx)
		if err != nil {
			return err
		}
		f := finding{what: "database", ok: len(wrong) == 0, says: "sound"}
		if len(wrong) > 0 {
			f.says = "damaged: " + strings.Join(wrong, "; ") + ". Restore a backup, see docs/OPERATING.md."
		}
		all = append(all, f)
		guilds, err := a.db.Guilds(e.ctx)
		if err != nil {
			return err
		}
		articles := 0
		for _, id := range guilds {
			st, err := a.db.Guild(id).Stats(e.ctx)
			if err != nil {
				return err
			}
			articles += st.Articles
			if _, err := a.index.Checkpoint(e.ctx, id); err != nil {
				return fmt.Errorf("index of %s: %w", id, err)
			}
		}
		all = append(all, finding{what: "search index", ok: true, says: fmt.Sprintf("opens; %d articles of %d servers", articles, len(guilds))})
		return nil
	})
	switch {
	case errors.Is(err, errInUse):
		all = append(all, finding{what: "archive", ok: true, warn: true, says: "in use by a running bot; not looked into"})
	case err != nil:
		all = append(all, finding{what: "archive", says: err.Error()})
	}
	return all
}

func writable(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	name := filepath.Join(dir, ".doctor")
	if err := os.WriteFile(name, []byte("written by attache doctor\n"), 0o600); err != nil {
		return err
	}
	return os.Remove(name)
}

func (e env) examineDiscord() (all []finding) {
	token, err := e.settings.DiscordToken()
	if err != nil {
		return append(all, finding{what: "token", says: err.Error()})
	}
	from := e.settings.From("token")
	if e.settings.Token.IsZero() {
		from = "the file of " + e.settings.From("token-file")
	}
	all = append(all, finding{what: "token", ok: true, says: "given by " + from})
	b, err := bot.New(bot.Options{Token: token.Reveal(), API: e.settings.API, Commands: commands.All(),
		Env: func(context.Context, attache.GuildID) (commands.Env, error) { return commands.Env{}, nil }, Log: e.log})
	if err != nil {
		return append(all, finding{what: "discord", says: err.Error()})
	}
	ctx, cancel := context.WithTimeout(e.ctx, 20*time.Second)
	defer cancel()
	p, err := b.Probe(ctx)
	if err != nil {
		says := err.Error()
		if !errors.As(err, new(*attache.Problem)) {
			says = "cannot be reached (" + says + "). Look at the network, the firewall and DNS of this machine."
		}
		return append(all, finding{what: "discord", says: says})
	}
	all = append(all, finding{what: "discord", ok: true, says: "knows the bot as " + p.Name})
	all = append(all, intentFinding(e.settings, p), clockFinding(ctx, e.settings))
	if len(p.Guilds) == 0 {
		all = append(all, finding{what: "servers", ok: true, warn: true, says: "none yet. Invite the bot: " + bot.InviteLink(p.Application)})
	}
	for _, g := range p.Guilds {
		f := finding{what: "server", ok: len(g.Missing) == 0, says: g.Name + ": all permissions"}
		if len(g.Missing) > 0 {
			f.says = g.Name + ": lacks " + strings.Join(g.Missing, ", ") + ". Give them to the bot's role, or invite it again: " + bot.InviteLink(p.Application)
		}
		all = append(all, f)
	}
	return all
}

func intentFinding(s configs.Settings, p bot.Probe) finding {
	switch {
	case !s.MessageContent:
		return finding{what: "intents", ok: true, says: "none privileged is asked for"}
	case p.MessageContent:
		return finding{what: "intents", ok: true, says: "message content is switched on"}
	}
	return finding{what: "intents", says: "message_content is set, but the intent is off. Switch it on in the developer portal, under Bot, or unset it."}
}

// maxSkew is how far this clock may be off: schedules run by it.
const maxSkew = 30 * time.Second

// clockFinding compares this clock with the one Discord answers with.
func clockFinding(ctx context.Context, s configs.Settings) finding {
	api := s.API
	if api == "" {
		api = "https://discord.com"
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodHead, api+"/api/v9/gateway", nil)
	if err != nil {
		return finding{what: "clock", says: err.Error()}
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return finding{what: "clock", ok: true, warn: true, says: "could not be compared with Discord's"}
	}
	resp.Body.Close()
	theirs, err := http.ParseTime(resp.Header.Get("Date"))
	if err != nil {
		return finding{what: "clock", ok: true, warn: true, says: "could not be compared with Discord's"}
	}
	skew := time.Since(theirs).Abs()
	if skew > maxSkew {
		return finding{what: "clock", says: fmt.Sprintf("%s away from Discord's. Set it, or digests come at the wrong time.", skew.Round(time.Second))}
	}
	return finding{what: "clock", ok: true, says: "agrees with Discord's"}
}
