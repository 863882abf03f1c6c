package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/bwmarrin/discordgo"
)

// Messages of intake channels that came while no session was up would be lost: Discord does not tell
// of them again. So the last one seen is kept in State, and with every new session those after it are
// asked for. Handing in one twice does no harm: a submission's key is its message.

// catchUpPages bounds how far is gone back after a long absence, by pages of 100 messages.
const catchUpPages = 10

func seenKey(channel snowflake) string { return "bot/seen/" + string(channel) }

// note keeps that everything up to a message of an intake channel was seen.
func (b *Bot) note(ctx context.Context, channel, message snowflake) {
	if b.opts.State == nil || !b.intake[channel] {
		return
	}
	if err := b.opts.State.Set(ctx, seenKey(channel), string(message)); err != nil {
		b.log.Error("last message seen", "channel", channel, "err", err)
	}
}

// catchUp takes in what was missed in the intake channels of a guild.
func (b *Bot) catchUp(ctx context.Context, guild snowflake) {
	if b.opts.State == nil {
		return
	}
	b.catching.Lock() // two at once would hand in the same messages twice
	defer b.catching.Unlock()
	for channel := range b.intake {
		if b.guilds.of(channel) != guild {
			continue
		}
		n, err := b.catchUpIn(ctx, channel, guild)
		if err != nil {
			b.log.Warn("catching up", "channel", channel, "err", err)
		} else if n > 0 {
			b.log.Info("caught up", "channel", channel, "messages", n)
		}
	}
}

func (b *Bot) catchUpIn(ctx context.Context, channel, guild snowflake) (taken int, err error) {
	after, err := b.opts.State.Get(ctx, seenKey(channel))
	if err != nil {
		return 0, fmt.Errorf("state: %w", err)
	}
	if after == "" { // the first start: what was there before is not ours
		page, err := b.messages(ctx, channel, "?limit=1")
		if err == nil && len(page) > 0 {
			b.note(ctx, channel, page[0].ID)
		}
		return 0, err
	}
	for range catchUpPages {
		page, err := b.messages(ctx, channel, "?limit=100&after="+after)
		if err != nil || len(page) == 0 {
			return taken, err
		}
		slices.SortFunc(page, func(x, y posted) int { return x.ID.compare(y.ID) })
		for i := range page {
			m := &page[i]
			if after = string(m.ID); m.ID == "" {
				return taken, nil
			}
			if m.Guild = guild; b.addressed(m) == nobody || !b.seen.first(m.ID) {
				continue
			}
			if m.Member == nil && len(b.curators) > 0 { // asked for, messages come without their author's roles
				if m.Member, err = b.member(ctx, guild, m.Author.ID); err != nil {
					return taken, err
				}
			}
			select {
			case b.mail[hash(channel)%mailboxes] <- m:
				taken++
			case <-ctx.Done():
				return taken, ctx.Err()
			}
		}
		if len(page) < 100 {
			return taken, nil
		}
	}
	return taken, nil
}

// member returns somebody as a member of a guild, without roles when they left it.
func (b *Bot) member(ctx context.Context, guild, who snowflake) (*member, error) {
	raw, err := b.rest.do(ctx, request{
		method: "GET", url: discordgo.EndpointGuildMember(string(guild), string(who)), route: "GET /guilds/" + string(guild) + "/members", again: true,
	})
	var r *Refusal
	if errors.As(err, &r) && r.Status == 404 {
		return &member{}, nil
	}
	if err != nil {
		return nil, err
	}
	m := &member{}
	return m, unmarshal(raw, m)
}

// messages returns messages of a channel.
func (b *Bot) messages(ctx context.Context, channel snowflake, query string) ([]posted, error) {
	raw, err := b.rest.do(ctx, request{
		method: "GET", url: discordgo.EndpointChannelMessages(string(channel)) + query, route: "GET /channels/" + string(channel) + "/messages", again: true,
	})
	if err != nil {
		return nil, err
	}
	var all []posted
	return all, unmarshal(raw, &all)
}
