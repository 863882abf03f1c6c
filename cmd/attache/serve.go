package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"attache"
	"attache/bot"
	"attache/card"
	"attache/commands"
	"attache/configs"
)

type serveCmd struct{}

// Run serves Discord until it is interrupted.
func (serveCmd) Run(e env) error {
	token, err := e.settings.DiscordToken()
	if err != nil {
		return err
	}
	s, err := newService(e.ctx, e.settings, e.log, serviceOptions{token: token.Reveal()})
	if err != nil {
		return err
	}
	e.log.Info("starting", "data", e.settings.Data, "version", version())
	return s.run(e.ctx)
}

// service is an archive with a bot in front of it.
type service struct {
	*app
	bot     *bot.Bot
	ops     *ops
	journal *journal
	meters  *meters
	since   time.Time
}

type serviceOptions struct {
	token    string
	entities []byte   // see parts
	load     bot.Load // what people may ask for; zero takes the defaults
}

// newService opens the archive and makes the bot. run must be called after it.
func newService(ctx context.Context, s configs.Settings, log *slog.Logger, o serviceOptions) (*service, error) {
	// The bot needs the archive to answer and the archive the bot to tell: late joins the two.
	notes, m := &journal{}, newMeters()
	log = slog.New(noting{Handler: log.Handler(), journal: notes})
	late := &lateBot{ready: make(chan struct{}), meters: m}
	a, err := open(ctx, s, log, parts{teller: late, poster: late, entities: o.entities})
	if err != nil {
		return nil, err
	}
	b, err := bot.New(bot.Options{
		Token: o.token, API: s.API, Commands: commands.All(), Env: a.env, Lines: a.db.Lines(), State: a.db,
		Intake: channels(s.Intake), MessageContent: s.MessageContent, Curators: s.CuratorRoles,
		Presence: a.presence, Handled: m.handled, Load: o.load, Log: log,
	})
	if err != nil {
		return nil, errors.Join(err, a.Close())
	}
	late.bot = b
	close(late.ready)
	a.health = func(context.Context) []commands.Health { return []commands.Health{botHealth(b.Health(), time.Now())} }
	a.digests.Posted = m.posted
	out := &service{app: a, bot: b, journal: notes, meters: m, since: time.Now()}
	out.ops = &ops{addr: s.Ops, service: out}
	m.registry.MustRegister(gauges{out})
	return out, nil
}

func channels(ids []string) (all []attache.ChannelID) {
	for _, id := range ids {
		all = append(all, attache.ChannelID(id))
	}
	return all
}

// lateBot is the bot for those that are made before it.
type lateBot struct {
	ready  chan struct{}
	bot    *bot.Bot
	meters *meters
}

func (l *lateBot) wait(ctx context.Context) error {
	select {
	case <-l.ready:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Ingested tells who handed something in.
func (l *lateBot) Ingested(ctx context.Context, o attache.Outcome) error {
	if err := l.wait(ctx); err != nil {
		return err
	}
	if o.Submission.Guild == local {
		return nil // it was told on the terminal
	}
	if err := l.bot.Ingested(ctx, o); err != nil {
		return err
	}
	l.meters.ingested(o, time.Now())
	return nil
}

// Post posts a digest.
func (l *lateBot) Post(ctx context.Context, channel attache.ChannelID, key string, c card.Card) (attache.MessageID, error) {
	if err := l.wait(ctx); err != nil {
		return "", err
	}
	return l.bot.Post(ctx, channel, key, c)
}

// run runs every part until ctx ends or one of them fails for good, then ends the others in the
// order in which they need each other, and closes the archive.
func (s *service) run(ctx context.Context) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var parts sync.WaitGroup
	part := func(name string, run func(context.Context) error) {
		parts.Go(func() {
			if err := run(ctx); err != nil && !errors.Is(err, context.Canceled) {
				stop(fmt.Errorf("%s: %w", name, err))
			}
		})
	}
	part("bot", s.bot.Run)
	part("inbox", s.inbox.Run)
	part("digests", s.digests.Run)
	part("ops", s.ops.Run)
	part("keeping", s.keep)
	parts.Wait()
	err := context.Cause(ctx)
	if errors.Is(err, context.Canceled) {
		err = nil
	}
	return errors.Join(err, s.Close())
}

// presence is the line under the bot's name. It names no guild's figures: every guild sees it.
func (a *app) presence(ctx context.Context) (string, bool) {
	behind, err := a.db.Behind(ctx)
	return "/help · mention me with a question or an article", err != nil || len(behind) > 0
}

// silent is how long no heartbeat may be acknowledged before the bot counts as unwell.
const silent = 90 * time.Second

// botHealth says how the connection to Discord is.
func botHealth(h bot.Health, now time.Time) commands.Health {
	switch {
	case !h.Connected:
		return commands.Health{What: "Discord", Says: "not connected since " + h.Since.UTC().Format("15:04 MST")}
	case !h.LastAck.IsZero() && now.Sub(h.LastAck) > silent:
		return commands.Health{What: "Discord", Says: fmt.Sprintf("connected, but silent for %s", now.Sub(h.LastAck).Round(time.Second))}
	}
	says := fmt.Sprintf("connected, answers a heartbeat in %s", h.Latency.Round(time.Millisecond))
	if h.Reconnects > 0 {
		says += fmt.Sprintf(", %s", card.Plural(h.Reconnects, "reconnect"))
	}
	return commands.Health{What: "Discord", OK: true, Says: says}
}
