package attache

import (
	"crypto/sha256"
	"encoding/base32"
	"strings"
	"time"
)

// GuildID names a tenant: a Discord guild, "dm:" and a user for direct messages, or "local" for
// the terminal. ChannelID, UserID and MessageID are Discord snowflakes. All are opaque strings: a
// snowflake does not fit a JSON number.
type (
	GuildID   string
	ChannelID string
	UserID    string
	MessageID string
)

// Direct reports whether g is the archive of somebody's direct messages.
func (g GuildID) Direct() bool { return strings.HasPrefix(string(g), "dm:") }

// ArticleID names an article inside one guild: twelve characters of base32 (60 bits) over the
// article's key, so the same article always has the same id. See NewArticleID.
type ArticleID string

var idAlphabet = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// NewArticleID returns the id of an article with the given key: its canonical URL, or its text
// when it was pasted without one.
func NewArticleID(key string) ArticleID {
	sum := sha256.Sum256([]byte(key))
	return ArticleID(idAlphabet.EncodeToString(sum[:])[:12])
}

// Valid reports whether id has the form NewArticleID gives.
func (id ArticleID) Valid() bool {
	return len(id) == 12 && strings.Trim(string(id), "0123456789abcdefghjkmnpqrstvwxyz") == ""
}

// Article is one text as a team handed it in.
type Article struct {
	ID       ArticleID `json:"id"`
	URL      string    `json:"url,omitempty"`    // canonical; empty when pasted
	Outlet   string    `json:"outlet,omitempty"` // name to show; empty when unknown
	Title    string    `json:"title,omitempty"`
	Byline   string    `json:"byline,omitempty"`
	Language string    `json:"language,omitempty"` // ISO 639-1; empty when it could not be told

	// Text is valid UTF-8 in NFC with paragraphs parted by one blank line. Every Span of every
	// fact points here, so it is never edited once stored. It may hold the title, bylines and
	// datelines: reading it marks them as furniture and takes no fact from them.
	Text string `json:"text"`

	// Published anchors relative dates. Zero when nothing outside the text says when the article
	// appeared. PublishedBy names what said so, for people: "page metadata", "given with the text".
	Published   time.Time `json:"published,omitzero"`
	PublishedBy string    `json:"published_by,omitempty"`

	Added   time.Time `json:"added"`
	AddedBy UserID    `json:"added_by,omitempty"`
	Origin  Origin    `json:"origin,omitzero"`
	Revises ArticleID `json:"revises,omitempty"` // the earlier version of the same page, if any
}

// Origin is the message an article was submitted in. Zero for articles from the terminal.
type Origin struct {
	Guild   GuildID   `json:"guild,omitempty"`
	Channel ChannelID `json:"channel,omitempty"`
	Message MessageID `json:"message,omitempty"`
}

// Link returns the address of the message, or "" when there is none. The form is documented under
// "Message Formatting" of Discord's reference; "@me" stands for direct messages.
func (o Origin) Link() string {
	if o.Message == "" {
		return ""
	}
	guild := string(o.Guild)
	if o.Guild == "" || o.Guild.Direct() {
		guild = "@me"
	}
	return "https://discord.com/channels/" + guild + "/" + string(o.Channel) + "/" + string(o.Message)
}

// Link returns where a reader can see the article: its URL, else the message it came in, else "".
func (a Article) Link() string {
	if a.URL != "" {
		return a.URL
	}
	return a.Origin.Link()
}
