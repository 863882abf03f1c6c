package bot

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/bwmarrin/discordgo"
)

// registerWithin bounds the registration: a bot with the commands of yesterday is better than none.
const registerWithin = 30 * time.Second

// register tells Discord of the commands, if they are not the ones it has.
func (b *Bot) register(ctx context.Context) error {
	b.registering.Lock()
	defer b.registering.Unlock()
	if b.isRegistered {
		return nil
	}
	within, cancel := context.WithTimeout(ctx, registerWithin)
	defer cancel()
	err := b.tellCommands(within)
	if b.isRegistered = err == nil; err == nil || ctx.Err() != nil {
		return nil
	}
	select {
	case refusal := <-b.fatal: // the token
		return refusal
	default:
	}
	// Discord has the commands of the last start, and we try again with the next connection.
	b.log.Error("commands were not registered", "err", err)
	return nil
}

func (b *Bot) tellCommands(ctx context.Context) error {
	raw, err := b.rest.do(ctx, request{method: "GET", url: discordgo.EndpointApplication("@me"), route: "GET /applications/@me", again: true})
	if err != nil {
		return err
	}
	var app struct {
		ID snowflake `json:"id"`
	}
	if err := unmarshal(raw, &app); err != nil {
		return err
	}
	if app.ID == "" {
		return errors.New("application without an id")
	}
	b.application.Store(app.ID)
	body, hash, err := fingerprint(string(app.ID), b.body)
	if err != nil {
		return err
	}
	at := discordgo.EndpointApplicationGlobalCommands(string(app.ID))
	if b.opts.State != nil {
		was, err := b.opts.State.Get(ctx, stateCommands)
		if err != nil {
			return fmt.Errorf("bot: state: %w", err)
		}
		if was == hash && b.registered(ctx, at) {
			return nil
		}
	}
	if _, err := b.rest.do(ctx, request{method: "PUT", url: at, route: "PUT commands", body: rawJSON(body), again: true}); err != nil {
		return err
	}
	b.log.Info("commands registered", "count", len(b.body))
	if b.opts.State != nil {
		if err := b.opts.State.Set(ctx, stateCommands, hash); err != nil {
			return fmt.Errorf("bot: state: %w", err)
		}
	}
	return nil
}

// stateCommands is the key under which the hash of the registered commands is kept.
const stateCommands = "bot/commands"

// registered reports whether Discord still has commands of these names: an admin of the application,
// or a new sandbox, may have none.
func (b *Bot) registered(ctx context.Context, at string) bool {
	raw, err := b.rest.do(ctx, request{method: "GET", url: at, route: "GET commands", again: true})
	if err != nil {
		return false
	}
	var there []struct {
		Type int    `json:"type"`
		Name string `json:"name"`
	}
	if unmarshal(raw, &there) != nil || len(there) != len(b.body) {
		return false
	}
	have := map[string]bool{}
	for _, c := range there {
		have[fmt.Sprint(c.Type, c.Name)] = true
	}
	for _, c := range b.body {
		if !have[fmt.Sprint(c.Type, c.Name)] {
			return false
		}
	}
	return true
}

// allowance returns how many sessions may still be begun today.
func (b *Bot) allowance(ctx context.Context) (left int, reset time.Duration, err error) {
	raw, err := b.rest.do(ctx, request{method: "GET", url: discordgo.EndpointGatewayBot, route: "GET /gateway/bot", again: true})
	if err != nil {
		return 0, 0, err
	}
	var out struct {
		Limit struct {
			Remaining int     `json:"remaining"`
			Reset     float64 `json:"reset_after"` // ms
		} `json:"session_start_limit"`
	}
	if err := unmarshal(raw, &out); err != nil {
		return 0, 0, err
	}
	return out.Limit.Remaining, time.Duration(out.Limit.Reset) * time.Millisecond, nil
}
