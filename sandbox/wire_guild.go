package sandbox

import "encoding/json"

// Role is a role of a guild. The role with the guild's own id is @everyone.
type Role struct {
	ID          ID         `json:"id"`
	Name        string     `json:"name"`
	Permissions Permission `json:"permissions"`
	Position    int        `json:"position"`
	Color       int        `json:"color"`
	Colors      roleColors `json:"colors"`
	Hoist       bool       `json:"hoist"`
	Managed     bool       `json:"managed"`
	Mentionable bool       `json:"mentionable"`
	Icon        *string    `json:"icon"`
	Emoji       *string    `json:"unicode_emoji"`
	Flags       int        `json:"flags"`
}

type roleColors struct {
	Primary   int  `json:"primary_color"`
	Secondary *int `json:"secondary_color"`
	Tertiary  *int `json:"tertiary_color"`
}

// ChannelKind is the type of a channel.
type ChannelKind int

// The kinds of channel the sandbox has.
const (
	TextChannel   ChannelKind = 0
	DirectMessage ChannelKind = 1
	PublicThread  ChannelKind = 11
	PrivateThread ChannelKind = 12
)

// Channel is a place to write in: a text channel of a guild, a direct message with the bot, or a thread.
type Channel struct {
	ID          ID              `json:"id"`
	Kind        ChannelKind     `json:"type"`
	Guild       ID              `json:"guild_id,omitzero"`
	Name        string          `json:"name,omitempty"`
	Topic       *string         `json:"topic,omitempty"`
	Position    *int            `json:"position,omitempty"`
	Parent      ID              `json:"parent_id,omitzero"`
	NSFW        bool            `json:"nsfw,omitempty"`
	Flags       int             `json:"flags"`
	Last        ID              `json:"last_message_id,omitzero"`
	Overwrites  []Overwrite     `json:"permission_overwrites,omitzero"`
	Recipients  []*User         `json:"recipients,omitzero"`
	Permissions Permission      `json:"permissions,omitempty"` // in interactions only
	Owner       ID              `json:"owner_id,omitzero"`
	Thread      *ThreadMetadata `json:"thread_metadata,omitempty"`
	Messages    *int            `json:"message_count,omitempty"`
	Members     *int            `json:"member_count,omitempty"`
	TotalSent   *int            `json:"total_message_sent,omitempty"`
	Joined      *threadMember   `json:"member,omitempty"`
	New         bool            `json:"newly_created,omitempty"` // in THREAD_CREATE only
}

// IsThread reports whether c hangs below another channel.
func (c *Channel) IsThread() bool { return c.Kind == PublicThread || c.Kind == PrivateThread }

// ThreadMetadata says whether and when a thread is closed.
type ThreadMetadata struct {
	Archived  bool  `json:"archived"`
	Changed   Time  `json:"archive_timestamp"`
	Duration  int   `json:"auto_archive_duration"` // minutes of silence after which it is archived
	Locked    bool  `json:"locked"`
	Created   Time  `json:"create_timestamp"`
	Invitable *bool `json:"invitable,omitempty"`
}

type threadMember struct {
	ID     ID   `json:"id"`
	User   ID   `json:"user_id"`
	Joined Time `json:"join_timestamp"`
	Flags  int  `json:"flags"`
}

// Overwrite changes what a role or member may do in one channel.
type Overwrite struct {
	ID    ID         `json:"id"`
	Kind  int        `json:"type"` // 0 role, 1 member
	Allow Permission `json:"allow"`
	Deny  Permission `json:"deny"`
}

// guildObject is a guild as REST answers.
type guildObject struct {
	ID                 ID                `json:"id"`
	Name               string            `json:"name"`
	Icon               *string           `json:"icon"`
	Description        *string           `json:"description"`
	HomeHeader         *string           `json:"home_header"`
	Splash             *string           `json:"splash"`
	DiscoverySplash    *string           `json:"discovery_splash"`
	Features           []string          `json:"features"`
	Banner             *string           `json:"banner"`
	Owner              ID                `json:"owner_id"`
	Application        *ID               `json:"application_id"`
	Region             string            `json:"region"`
	AFKChannel         *ID               `json:"afk_channel_id"`
	AFKTimeout         int               `json:"afk_timeout"`
	SystemChannel      *ID               `json:"system_channel_id"`
	SystemFlags        int               `json:"system_channel_flags"`
	Widget             bool              `json:"widget_enabled"`
	WidgetChannel      *ID               `json:"widget_channel_id"`
	Verification       int               `json:"verification_level"`
	Roles              []*Role           `json:"roles"`
	Notifications      int               `json:"default_message_notifications"`
	MFA                int               `json:"mfa_level"`
	Filter             int               `json:"explicit_content_filter"`
	MaxPresences       *int              `json:"max_presences"`
	MaxMembers         int               `json:"max_members"`
	MaxStage           int               `json:"max_stage_video_channel_users"`
	MaxVideo           int               `json:"max_video_channel_users"`
	Vanity             *string           `json:"vanity_url_code"`
	Tier               int               `json:"premium_tier"`
	Subscriptions      int               `json:"premium_subscription_count"`
	Locale             string            `json:"preferred_locale"`
	Rules              *ID               `json:"rules_channel_id"`
	Safety             *ID               `json:"safety_alerts_channel_id"`
	Updates            *ID               `json:"public_updates_channel_id"`
	ProgressBar        bool              `json:"premium_progress_bar_enabled"`
	NSFW               bool              `json:"nsfw"`
	NSFWLevel          int               `json:"nsfw_level"`
	Emojis             []json.RawMessage `json:"emojis"`
	Stickers           []json.RawMessage `json:"stickers"`
	Incidents          *string           `json:"incidents_data"`
	ApproximateMembers *int              `json:"approximate_member_count,omitempty"`
	ApproximateOnline  *int              `json:"approximate_presence_count,omitempty"`
}

// guildCreate is a guild as the gateway tells it.
type guildCreate struct {
	guildObject
	Joined      Time              `json:"joined_at"`
	Large       bool              `json:"large"`
	Unavailable bool              `json:"unavailable"`
	Count       int               `json:"member_count"`
	Members     []*Member         `json:"members"`
	Channels    []*Channel        `json:"channels"`
	Threads     []*Channel        `json:"threads"`
	Presences   []json.RawMessage `json:"presences"`
	Voices      []json.RawMessage `json:"voice_states"`
	Stages      []json.RawMessage `json:"stage_instances"`
	Events      []json.RawMessage `json:"guild_scheduled_events"`
	Sounds      []json.RawMessage `json:"soundboard_sounds"`
}

// partialGuild is how READY and interactions name a guild.
type partialGuild struct {
	ID          ID       `json:"id"`
	Unavailable bool     `json:"unavailable,omitempty"`
	Locale      string   `json:"locale,omitempty"`
	Features    []string `json:"features,omitzero"`
}
