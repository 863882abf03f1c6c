package bot

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/bwmarrin/discordgo"
)

const (
	// catchUpPages bounds how far is gone back in one channel, by pages of 100 messages; catchUpChannels
	// the channels of a guild, those with the latest messages first; catchUpRefusals the channels that
	// may turn out to be closed to us.
	catchUpPages    = 10
	catchUpChannels = 100
	catchUpRefusals = 10
	// lateAnswer is how old a question may be to be answered after an absence. What was handed in is
	// taken in however old it is.
	lateAnswer = 15 * time.Minute
)

// catchUp takes in what was written in the channels of a guild while nobody was there. Doing so twice
// does no harm: a submission's key is its message, and what we answered is seen to be answered.
func (b *Bot) catchUp(guild snowflake, channels []place) {
	from, ok := b.absence.away()
	channels = slices.DeleteFunc(channels, func(p place) bool { return p.Last.compare(from) <= 0 })
	if !ok || len(channels) == 0 {
		return
	}
	slices.SortFunc(channels, func(x, y place) int { return y.Last.compare(x.Last) })
	b.catch(string(guild), func(ctx context.Context) {
		refused := 0
		for _, c := range channels[:min(len(channels), catchUpChannels)] {
			if !b.catchUpIn(ctx, c.ID, guild) {
				refused++
			}
			if refused > catchUpRefusals || ctx.Err() != nil {
				return
			}
		}
	})
}

// catchUpIn takes in what was written in a channel. It reports false for one we may not read.
func (b *Bot) catchUpIn(ctx context.Context, channel, guild snowflake) bool {
	b.absence.catching.Lock()
	defer b.absence.catching.Unlock()
	missed, err := b.missed(ctx, channel)
	var r *Refusal
	if errors.As(err, &r) && (r.Status == 403 || r.Status == 404) {
		return false
	}
	if err != nil && ctx.Err() == nil {
		b.log.Warn("catching up", "channel", channel, "err", err)
	}
	answered := map[snowflake]bool{}
	for _, m := range missed {
		if m.Author != nil && m.Author.ID == b.me() && m.Reference != nil {
			answered[m.Reference.Message] = true
		}
	}
	taken := 0
	for _, m := range missed {
		m.Guild, m.late, m.answered = guild, true, answered[m.ID]
		if b.addressed(m) == nobody {
			continue
		}
		if m.Member == nil && guild != "" { // asked for, messages come without their author's roles
			if m.Member, err = b.member(ctx, guild, m.Author.ID); err != nil {
				b.log.Warn("author of a message", "channel", channel, "message", m.ID, "err", err)
				continue
			}
		}
		if b.post(ctx, m) != nil {
			return true
		}
		taken++
	}
	if taken > 0 {
		b.log.Info("caught up", "channel", channel, "messages", taken)
	}
	return true
}

// missed returns the messages of a channel since the absence began, the oldest first.
func (b *Bot) missed(ctx context.Context, channel snowflake) (all []*posted, err error) {
	after, _ := b.absence.away()
	for range catchUpPages {
		page, err := b.messages(ctx, channel, "?limit=100&after="+string(after))
		if err != nil {
			return all, err
		}
		slices.SortFunc(page, func(x, y posted) int { return x.ID.compare(y.ID) })
		for i := range page {
			if page[i].ID == "" {
				return all, nil
			}
			after = page[i].ID
			all = append(all, &page[i])
		}
		if len(page) < 100 {
			break
		}
	}
	return all, nil
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
