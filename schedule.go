package attache

import "time"

// Schedule is a standing order for a digest.
type Schedule struct {
	ID      int64
	Guild   GuildID
	Name    string // unique in the guild
	Channel ChannelID
	Spec    string // "weekday at 08:00", "mon,thu at 18:00" or five cron fields, read in Zone
	Zone    string // IANA name: "Europe/Kyiv"
	Topic   string // words an article must match; empty for everything

	Created   time.Time
	CreatedBy UserID
	Last      time.Time // the last slot that was posted or found empty; zero before the first
	Paused    bool
	Reason    string // why it was paused, when nobody asked for that
}
