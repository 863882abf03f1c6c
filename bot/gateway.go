package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"slices"
	"sync/atomic"
	"time"

	"attache"

	"github.com/bwmarrin/discordgo"
	"golang.org/x/time/rate"
)

// gateway keeps a session with Discord's gateway up: it opens, resumes, opens anew, and gives up only
// where Discord says that trying again is no use.
type gateway struct {
	token   string
	intents discordgo.Intent
	rest    *transport
	figures *figures
	log     *slog.Logger
	timing  timing
	onReady func(ready)
	event   func(name string, data []byte) // called in order, by one goroutine; must not block long
	current atomic.Pointer[live]
	budget  *rate.Limiter // of sessions that are begun; nil does not count them

	// allowance asks Discord how many sessions may still be begun, and when there will be more. Nil
	// does not ask.
	allowance func(ctx context.Context) (left int, reset time.Duration, err error)
}

// send writes a message to Discord on the session there is.
func (g *gateway) send(message []byte) error {
	if l := g.current.Load(); l != nil {
		return l.relay.send(message)
	}
	return errClosed
}

// timing is how long things may take. Tests shorten it; New takes usual.
type timing struct {
	watchdog  time.Duration // for opening a session, after which it is left behind
	handshake time.Duration
	idle      time.Duration
	probe     time.Duration // of silence, after which Discord is asked for a sign
	backoff   time.Duration // after the first failure; doubled with each
	most      time.Duration // the longest backoff
}

func usual() timing {
	return timing{watchdog: 20 * time.Second, handshake: handshakeWithin, idle: idleWithin, probe: probeAfter, backoff: 500 * time.Millisecond, most: 10 * time.Second}
}

// live is a session and what belongs to it.
type live struct {
	session *discordgo.Session
	relay   *relay
	down    chan struct{} // gets a value when the session closed
	opened  bool          // Open succeeded, and the session has not closed since
	stands  bool          // READY was seen once: it is resumed from then on
}

// newBudget spreads the sessions that are begun over the day: Discord allows 1000, and takes the token
// away after that.
func newBudget() *rate.Limiter { return rate.NewLimiter(rate.Every(100*time.Second), 30) }

// errStuck is for a session whose Open did not come back.
var errStuck = errors.New("opening did not end")

// sameSession is how often a session may fail to open before a new one takes its place.
const sameSession = 3

// settled is how long a connection must have been up to be followed by another at once.
const settled = 30 * time.Second

// run keeps the session up until ctx ends, which is no error, or until Discord says that trying
// again is no use: then the error is a Problem for the operator. Nothing it began runs on after it,
// but sessions that got stuck while opening, see Health.Abandoned.
func (g *gateway) run(ctx context.Context) error {
	var l *live
	defer func() {
		if l != nil {
			g.shut(l)
		}
	}()
	failures, onThis, first := 0, 0, true
	for {
		if l == nil {
			if !g.mayIdentify(ctx) {
				return nil
			}
			l, onThis = g.begin(), 0
			g.current.Store(l)
		}
		if !first {
			g.figures.update(func(h *Health) { h.Reconnects++ })
		}
		first = false
		if !l.stands && g.budget != nil && g.budget.Wait(ctx) != nil {
			return nil
		}
		opened := time.Now()
		err := g.open(ctx, l)
		if l.opened = err == nil; l.opened {
			select {
			case <-ctx.Done():
			case <-l.down:
				l.opened = false
			}
		}
		if ctx.Err() != nil {
			return nil
		}
		end := l.relay.ending()
		if slices.Contains(fatalCodes, end.code) {
			return fatal(end)
		}
		failures++
		onThis++
		if end.ready {
			failures, onThis, l.stands = 0, 0, true
		}
		g.log.Warn("gateway connection ended", "code", end.code, "err", cause(err, end), "up", time.Since(opened).Round(time.Millisecond), "failures", failures)
		if errors.Is(err, errStuck) {
			g.figures.update(func(h *Health) { h.Abandoned++ })
			l.relay.retire(closeResumable) // should it wake up, it finds no way to Discord
			l = nil
		} else if end.fresh || onThis >= sameSession {
			g.shut(l)
			l = nil
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(g.wait(failures, end, time.Since(opened))):
		}
	}
}

// spare is how many sessions are left unused. When none is left Discord takes the token away: better
// to be offline for some hours.
const spare = 10

// mayIdentify waits until a new session may be begun. It reports false when ctx ended.
func (g *gateway) mayIdentify(ctx context.Context) bool {
	for g.allowance != nil {
		within, cancel := context.WithTimeout(ctx, requestTimeout)
		left, reset, err := g.allowance(within)
		cancel()
		if err != nil || left > spare || reset <= 0 {
			break // what Discord thinks of it we shall see when we connect
		}
		reset = min(reset, 24*time.Hour)
		g.log.Error("Discord allows hardly any new sessions today: waiting", "left", left, "for", reset.Round(time.Second))
		select {
		case <-ctx.Done():
			return false
		case <-time.After(reset):
		}
	}
	return ctx.Err() == nil
}

// wait returns how long to wait before the next try: hardly after a connection that had stood, longer
// with each failure otherwise, and never the same, so that many bots do not come back at once. An
// outage that is over is noticed within seconds: what is dear is to begin a session, see newBudget.
func (g *gateway) wait(failures int, end ending, up time.Duration) time.Duration {
	d := g.timing.backoff
	switch {
	case end.ready && up < settled:
		d *= 2
	case !end.ready:
		for i := 1; i < failures && d < g.timing.most; i++ {
			d *= 2
		}
	}
	d = min(d, g.timing.most)
	return d/2 + rand.N(d/2+1)
}

// cause returns the more telling of two errors.
func cause(opening error, end ending) error {
	if end.err != nil && end.err != errClosed {
		return end.err
	}
	if opening != nil {
		return withoutURL(opening)
	}
	return end.err
}

// begin makes a session with its relay.
func (g *gateway) begin() *live {
	r := newRelay(g.figures, g.onReady)
	r.handshake, r.idle, r.probe = g.timing.handshake, g.timing.idle, g.timing.probe
	s := newSession(g.token, g.rest)
	s.Client.Timeout = requestTimeout
	s.Dialer = r.sessionDialer()
	s.Identify.Intents = g.intents
	l := &live{session: s, relay: r, down: make(chan struct{}, 1)}
	s.AddHandler(func(_ *discordgo.Session, _ *discordgo.Disconnect) {
		select {
		case l.down <- struct{}{}:
		default:
		}
	})
	s.AddHandler(func(_ *discordgo.Session, e *discordgo.Event) {
		if name, ours := cutPrefix(e); ours {
			g.event(name, e.RawData)
		}
	})
	return l
}

// open opens the session, or resumes it, and returns when READY or RESUMED came, or it failed. A
// session that does not come back in time is cut off; when that does not help either, it is left
// behind and the error is errStuck.
func (g *gateway) open(ctx context.Context, l *live) error {
	select {
	case <-l.down: // of the connection before
	default:
	}
	done := make(chan error, 1)
	go func() { done <- l.session.Open() }()
	watchdog := time.NewTimer(g.timing.watchdog)
	defer watchdog.Stop()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	case <-watchdog.C:
	}
	l.relay.close(closeResumable)
	grace := time.NewTimer(g.timing.watchdog / 10)
	defer grace.Stop()
	select {
	case err := <-done:
		if err == nil {
			err = ctx.Err()
		}
		return err
	case <-grace.C:
		return errStuck
	}
}

// goingAway is the close code for good: Discord shows the bot offline at once.
const goingAway = 1000

// shut ends a session for good and waits for it.
func (g *gateway) shut(l *live) {
	l.relay.shut(goingAway)
	if !l.opened {
		return
	}
	select {
	case <-l.down: // discordgo takes a second to close
	case <-time.After(3 * time.Second):
	}
}

// fatal tells the operator what to change.
func fatal(end ending) error {
	say := fmt.Sprintf("Discord closed the connection with code %d and will not take it again. ", end.code)
	switch end.code {
	case 4004:
		say = "Discord refused the bot token. Nothing was lost. Take the token from the page “Bot” of the application in Discord's developer portal, put it where DISCORD_TOKEN comes from, and start again."
	case 4014:
		say = "Discord refused an intent: the application may not read message content. Nothing was lost. Switch on “Message Content Intent” on the page “Bot” of the developer portal, or switch off the message-content setting, and start again."
	case 4010, 4011:
		say += "The bot is in more servers than one connection may serve; it does not share them out between several yet."
	case 4012, 4013:
		say += "This version of Attaché speaks a protocol that Discord has retired; a newer one is needed."
	}
	return &attache.Problem{Say: say, Err: fmt.Errorf("gateway: %w", end.err)}
}

// cutPrefix returns the name of an event that the relay passed on to be decoded here.
func cutPrefix(e *discordgo.Event) (string, bool) {
	if e == nil || len(e.Type) <= len(eventPrefix) || e.Type[:len(eventPrefix)] != eventPrefix {
		return "", false
	}
	return e.Type[len(eventPrefix):], len(e.RawData) > 0 && string(e.RawData) != "null"
}
