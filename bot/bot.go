package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"attache"
	"attache/commands"
)

// Bot serves commands on Discord. It is made with New and runs once.
type Bot struct {
	opts      Options
	log       *slog.Logger
	now       func() time.Time
	api       *url.URL
	rest      *rest
	base      http.RoundTripper
	figures   *figures
	gateway   *gateway
	guilds    *guilds
	doorman   *doorman
	seen      *recent // messages and interactions
	explained *recent // people who know why their replies go unanswered
	refused   *refusals
	answers   answering
	body      []appCommand
	intake    map[snowflake]bool
	curators  map[snowflake]bool

	self        atomic.Value // snowflake: the bot's user, known from READY on
	application atomic.Value // snowflake

	work      sync.WaitGroup // whatever handles an event
	places    chan struct{}  // one value for each interaction under way
	mail      []chan *posted // messages by channel
	life      context.Context
	end       context.CancelCauseFunc
	closing   atomic.Bool
	connected chan struct{} // gets a value with each READY

	absence      absence
	registering  sync.Mutex
	isRegistered bool
	fatal        chan error
}

// errRestarting is the cause with which work ends that did not finish before the shutdown.
var errRestarting = &attache.Problem{Say: "I am being restarted. Please ask again in a minute."}

// New returns a bot that is not connected yet. Its error names everything that is wrong with the
// options and the commands.
func New(opts Options) (*Bot, error) {
	api, err := opts.check()
	body, errBody := registration(opts.Commands)
	if err := errors.Join(err, errBody); err != nil {
		return nil, err
	}
	b := &Bot{
		opts: opts, api: api, body: body, now: opts.Now, log: redacted(opts.Log, opts.Token), figures: &figures{}, guilds: newGuilds(),
		seen: newRecent(4096), explained: newRecent(1024), refused: newRefusals(), intake: map[snowflake]bool{}, curators: map[snowflake]bool{},
		answers: usualAnswering(), base: opts.base, places: make(chan struct{}, maxInteractions), fatal: make(chan error, 1), connected: make(chan struct{}, 1),
	}
	if b.now == nil {
		b.now = time.Now
	}
	if opts.answers != nil {
		b.answers = *opts.answers
	}
	for _, c := range opts.Intake {
		b.intake[snowflake(c)] = true
	}
	for _, r := range opts.Curators {
		b.curators[snowflake(r)] = true
	}
	if b.base == nil {
		t := http.DefaultTransport.(*http.Transport).Clone()
		t.MaxIdleConnsPerHost = 16
		b.base = t
	}
	b.doorman = newDoorman(opts.Load.orDefaults(), b.figures)
	b.life, b.end = context.WithCancelCause(context.Background())
	b.absence.life, b.absence.end = context.WithCancel(b.life)
	b.self.Store(snowflake(""))
	b.application.Store(snowflake(""))
	t := newTransport(b.base, api, b.figures)
	b.rest = newRest(opts.Token, t, b.figures)
	b.rest.onToken = func(err error) { b.giveUp(fatal(ending{code: 4004, err: err})) }
	b.gateway = &gateway{
		token: opts.Token, intents: intents, rest: t, figures: b.figures, log: b.log, timing: usual(),
		onReady: b.ready, event: b.event, allowance: b.allowance, budget: newBudget(),
	}
	if opts.MessageContent {
		b.gateway.intents |= messageContent
	}
	if opts.timing != nil {
		b.gateway.timing = *opts.timing
	}
	for range mailboxes {
		b.mail = append(b.mail, make(chan *posted, 256))
	}
	return b, nil
}

// maxInteractions bounds the interactions under way; what comes beyond is not answered, because an
// answer would be the next thing to pile up. mailboxes is how many messages are handled at a time.
const (
	maxInteractions = 1024
	mailboxes       = 8
)

// Run connects and serves until ctx ends; then it takes no more events, finishes what is under way,
// as long as that takes no more than ten seconds, and returns nil. It returns a Problem when Discord
// will not have the bot and the operator has to change something.
func (b *Bot) Run(ctx context.Context) error {
	defer b.end(nil)
	b.figures.update(func(h *Health) { h.Since = time.Now() })
	if err := b.register(ctx); err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var running sync.WaitGroup
	var err error
	running.Go(func() {
		defer stop()
		err = b.gateway.run(ctx)
	})
	running.Go(func() { b.presence(ctx) })
	running.Go(func() { b.keepMark(ctx) })
	var handlers sync.WaitGroup
	for _, box := range b.mail {
		handlers.Go(func() { b.handleMail(box) })
	}
	var refusal error
	select {
	case refusal = <-b.fatal:
		stop()
	case <-ctx.Done():
	}
	running.Wait() // from here on no event comes in
	b.absence.stop()
	b.closing.Store(true)
	for _, box := range b.mail {
		close(box)
	}
	finished := make(chan struct{})
	go func() {
		defer close(finished)
		handlers.Wait()
		b.work.Wait()
	}()
	select {
	case <-finished:
	case <-time.After(b.answers.finish):
		b.end(errRestarting)
		<-finished
	}
	if t, ok := b.base.(interface{ CloseIdleConnections() }); ok {
		t.CloseIdleConnections()
	}
	return errors.Join(refusal, err)
}

// giveUp ends Run with an error.
func (b *Bot) giveUp(err error) {
	select {
	case b.fatal <- err:
	default:
	}
}

// Health returns how the bot is doing.
func (b *Bot) Health() Health { return b.figures.health() }

// Guilds returns in how many guilds the bot is.
func (b *Bot) Guilds() int { return b.guilds.count() }

func (b *Bot) ready(r ready) {
	b.self.Store(r.User.ID)
	if r.Application.ID != "" {
		b.application.Store(r.Application.ID)
	}
	b.log.Info("connected", "bot", r.User.ID)
	b.returned()
	select {
	case b.connected <- struct{}{}:
	default:
	}
	b.work.Go(func() {
		defer b.recovered("register", "")
		if err := b.register(b.life); err != nil {
			b.giveUp(err)
		}
	})
}

func (b *Bot) me() snowflake { return b.self.Load().(snowflake) }

// event takes an event from the gateway. It is called in order by one goroutine and returns at once,
// except when messages come in faster than they are handled: then the gateway has to wait.
func (b *Bot) event(name string, data []byte) {
	defer b.recovered("event", name)
	switch name {
	case "INTERACTION_CREATE":
		b.interaction(data, time.Now())
	case "MESSAGE_CREATE":
		m, err := decodeMessage(data)
		if err != nil {
			b.log.Warn("message cannot be read", "err", err)
			return
		}
		b.noteDirect(m)
		_ = b.post(b.life, m)
	default:
		id, channels := b.guilds.heard(name, data)
		if name == "GUILD_CREATE" && id != "" { // with every new session
			b.catchUp(id, channels)
		}
	}
}

// post puts a message into the box of its channel, once and if it is for us.
func (b *Bot) post(ctx context.Context, m *posted) error {
	if b.addressed(m) == nobody || !b.seen.first(m.ID) {
		return nil
	}
	b.absence.under(1)
	select {
	case b.mail[hash(m.Channel)%mailboxes] <- m:
		return nil
	case <-ctx.Done():
		b.absence.under(-1)
		return ctx.Err()
	}
}

// recovered ends a panic of a handler: one event is lost, not the process.
func (b *Bot) recovered(what, name string) {
	if p := recover(); p != nil {
		b.panicked(what, name, p)
	}
}

func (b *Bot) panicked(what, name string, p any) {
	b.figures.update(func(h *Health) { h.Panics++ })
	b.log.Error("panic", what, name, "err", fmt.Sprint(p), "stack", string(debug.Stack()))
}

func hash(s snowflake) int {
	h := uint32(2166136261)
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return int(h % (1 << 30))
}

// env returns the world of a guild, with its zone set.
func (b *Bot) env(ctx context.Context, guild attache.GuildID) (commands.Env, error) {
	env, err := b.opts.Env(ctx, guild)
	if err != nil {
		return env, fmt.Errorf("env: %w", err)
	}
	if env.Zone == nil {
		env.Zone = time.UTC
	}
	return env, nil
}
