package bot

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"sync"
	"time"

	"attache"
	"attache/card"

	"github.com/bwmarrin/discordgo"
)

// Post puts a card in a channel and returns the message. Calling it again with the same key leaves one
// message: for some minutes Discord itself knows the key, after that the mark in the footer of our
// earlier message is looked for. An error that wraps attache.ErrUnpostable is a Problem that somebody
// has to solve in Discord; any other may be tried again with the same key.
func (b *Bot) Post(ctx context.Context, channel attache.ChannelID, key string, c card.Card) (attache.MessageID, error) {
	id := snowflakeOf(string(channel))
	if id == "" {
		return "", &attache.Problem{Say: "“" + fit(string(channel), 60, line) + "” is no channel of Discord.", Err: attache.ErrUnpostable}
	}
	guild, err := b.guildOfChannel(ctx, id)
	if err != nil {
		return "", unpostable(err, channel)
	}
	m := b.draw(ctx, guild, c, mark(key))
	was, err := b.earlier(ctx, id, func(p posted) bool { return p.marked(mark(key)) })
	if err != nil {
		return "", fmt.Errorf("post: %w", unpostable(err, channel))
	}
	if was != "" {
		return was, nil
	}
	sent, err := b.send(ctx, id, m, key)
	if err != nil {
		return "", fmt.Errorf("post: %w", unpostable(err, channel))
	}
	return sent, nil
}

// mark is what identifies a post in its footer; nonce does so for Discord.
func mark(key string) string { return digest(key)[:10] }

func nonce(key string) string { return digest(key)[:24] }

func digest(key string) string {
	sum := sha256.Sum256([]byte(key))
	return hex.EncodeToString(sum[:])
}

// send sends a message to a channel, at most once for a key while Discord remembers nonces.
func (b *Bot) send(ctx context.Context, channel snowflake, m message, key string) (attache.MessageID, error) {
	if err := b.refused.standing(channel); err != nil {
		return "", err
	}
	m.Nonce, m.EnforceNonce = nonce(key), true
	raw, err := b.create(ctx, channel, m)
	if m.Reference != nil && refusedWith(err, codeFaultyForm) { // what it answers is in another channel, or no message
		m.Reference = nil
		raw, err = b.create(ctx, channel, m)
	}
	if refusedWith(err, codeFaultyForm) {
		if plain, ok := m.plainer(); ok {
			b.log.Error("Discord refuses a drawing", "channel", channel, "err", err)
			raw, err = b.create(ctx, channel, plain)
		}
	}
	if err != nil {
		b.refused.note(channel, err)
		return "", err
	}
	var out struct {
		ID snowflake `json:"id"`
	}
	if err := unmarshal(raw, &out); err != nil {
		return "", err
	}
	return attache.MessageID(out.ID), nil
}

func (b *Bot) create(ctx context.Context, channel snowflake, m message) ([]byte, error) {
	return b.rest.do(ctx, request{
		method: "POST", url: discordgo.EndpointChannelMessages(string(channel)), route: "POST /channels/" + string(channel) + "/messages",
		body: m, files: m.files, again: true,
	})
}

// looked is how many messages are searched for a mark.
const looked = 50

// marked reports whether a message bears a mark in the footer of one of its embeds.
func (m *posted) marked(mark string) bool {
	for _, e := range m.Embeds {
		if e.Footer != nil && e.Footer.Text == footerWords+mark {
			return true
		}
	}
	return false
}

// earlier returns the latest of our messages in a channel that is the one looked for, empty when
// none is, or when we may not read what was said before. Any other error means that nobody knows: to
// post then could be to post twice.
func (b *Bot) earlier(ctx context.Context, channel snowflake, is func(posted) bool) (attache.MessageID, error) {
	all, err := b.messages(ctx, channel, fmt.Sprintf("?limit=%d", looked))
	var r *Refusal
	if errors.As(err, &r) && (r.Status == 403 || r.Status == 404) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	for _, m := range all {
		if m.Author != nil && m.Author.ID == b.me() && is(m) {
			return attache.MessageID(m.ID), nil
		}
	}
	return "", nil
}

// direct returns the channel of a person's direct messages.
func (b *Bot) direct(ctx context.Context, who snowflake) (snowflake, error) {
	raw, err := b.rest.do(ctx, request{
		method: "POST", url: discordgo.EndpointUserChannels("@me"), route: "POST /users/@me/channels",
		body: map[string]snowflake{"recipient_id": who}, again: true, // it is the same channel every time
	})
	if err != nil {
		return "", err
	}
	var out struct {
		ID snowflake `json:"id"`
	}
	if err := unmarshal(raw, &out); err != nil {
		return "", err
	}
	if out.ID == "" {
		return "", errors.New("direct messages: no channel")
	}
	return out.ID, nil
}

// guildOfChannel returns the tenant a channel belongs to.
func (b *Bot) guildOfChannel(ctx context.Context, channel snowflake) (attache.GuildID, error) {
	if id := b.guilds.of(channel); id != "" {
		return attache.GuildID(id), nil
	}
	raw, err := b.rest.do(ctx, request{
		method: "GET", url: discordgo.EndpointChannel(string(channel)), route: "GET /channels/" + string(channel), again: true,
	})
	if err != nil {
		return "", err
	}
	var out struct {
		Guild      snowflake `json:"guild_id"`
		Recipients []*user   `json:"recipients"`
	}
	if err := unmarshal(raw, &out); err != nil {
		return "", err
	}
	var who snowflake
	for _, u := range out.Recipients {
		if u != nil && u.ID != b.me() {
			who = u.ID
		}
	}
	return guildOf(out.Guild, who), nil
}

// refusals remembers channels that just refused a post: asking again at once would only add to the
// requests Discord counts as invalid.
type refusals struct {
	mu  sync.Mutex
	all map[snowflake]refused
}

type refused struct {
	err   error
	until time.Time
}

// refusedFor is how long a channel is left alone; an admin who gave the permission waits no longer.
const refusedFor = 20 * time.Second

func newRefusals() *refusals { return &refusals{all: map[snowflake]refused{}} }

func (r *refusals) standing(channel snowflake) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if was, ok := r.all[channel]; ok && time.Now().Before(was.until) {
		return was.err
	}
	return nil
}

func (r *refusals) note(channel snowflake, err error) {
	if !refusedWith(err, codeMissingAccess, codeMissingPermission, codeUnknownChannel, codeCannotDM) {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.all) > 1024 {
		clear(r.all)
	}
	r.all[channel] = refused{err, time.Now().Add(refusedFor)}
}
