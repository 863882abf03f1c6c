package digest

import (
	"context"
	"time"

	"attache"
	"attache/card"
)

// Claims gives out the right to do a thing once.
type Claims interface {
	// Claim gives the right to one caller at a time: to the first, and to another when the lease has
	// run out before Finish. Without the right the claim comes back as it stands.
	Claim(ctx context.Context, guild attache.GuildID, kind, key string, lease time.Duration, now time.Time) (attache.Claim, bool, error)
	// Finish records that the thing was done; nobody is given the right again.
	Finish(ctx context.Context, c attache.Claim, message attache.MessageID) error
	// Release gives the right back undone.
	Release(ctx context.Context, c attache.Claim) error
}

// Schedules lists the schedules of all guilds.
type Schedules interface {
	Schedules(ctx context.Context) ([]attache.Schedule, error)
}

// Book keeps the schedules of one guild.
type Book interface {
	Schedules // of the guild, by name
	// AddSchedule keeps a new schedule; taken means that there is one of that name, and nothing was kept.
	AddSchedule(ctx context.Context, s attache.Schedule) (kept attache.Schedule, taken bool, err error)
	// PauseSchedule and DropSchedule fail with attache.ErrNotFound when there is none of that name.
	PauseSchedule(ctx context.Context, name string, paused bool, reason string) (attache.Schedule, error)
	DropSchedule(ctx context.Context, name string) error
	// SlotDone records the last slot that was posted or found empty. It never goes back.
	SlotDone(ctx context.Context, id int64, slot time.Time) error
}

// Poster puts a card in a channel. Calling it again with the same key leaves one message, and returns
// it. An error that wraps attache.ErrUnpostable is a Problem that trying again does not cure.
type Poster interface {
	Post(ctx context.Context, channel attache.ChannelID, key string, c card.Card) (attache.MessageID, error)
}

// Finder reads one guild's archive: the index finds, the store cites.
type Finder interface {
	// Search finds articles and facts; a page may be partial (attache.Page.Partial).
	Search(ctx context.Context, q attache.Query) (attache.Page, error)
	// Cite returns what refs point to, in their order; refs that are gone are left out.
	Cite(ctx context.Context, refs []attache.Ref) ([]attache.Cited, error)
	// Stats says how much of the archive cannot be found yet (attache.Stats.Unindexed).
	Stats(ctx context.Context) (attache.Stats, error)
}
