package sandbox

// User is an account, of a person or of the bot, as the wire shows it.
type User struct {
	ID            ID        `json:"id"`
	Name          string    `json:"username"`
	Discriminator string    `json:"discriminator"`
	Display       *string   `json:"global_name"`
	Avatar        *string   `json:"avatar"`
	Bot           bool      `json:"bot,omitempty"`
	PublicFlags   int       `json:"public_flags"`
	Flags         int       `json:"flags"`
	PrimaryGuild  *struct{} `json:"primary_guild"`
	// Member is present in the mentions of gateway messages only.
	Member *Member `json:"member,omitempty"`
}

// Shown returns the name people see.
func (u *User) Shown() string {
	if u.Display != nil && *u.Display != "" {
		return *u.Display
	}
	return u.Name
}

// self is the user that GET /users/@me answers with.
type self struct {
	User
	MFA      bool    `json:"mfa_enabled"`
	Locale   string  `json:"locale"`
	Verified bool    `json:"verified"`
	Email    *string `json:"email"`
}

// Member is a user's place in a guild.
type Member struct {
	User        *User      `json:"user,omitempty"` // absent in messages, where the author stands beside it
	Nick        *string    `json:"nick"`
	Avatar      *string    `json:"avatar"`
	Banner      *string    `json:"banner"`
	Roles       []ID       `json:"roles"`
	Joined      Time       `json:"joined_at"`
	Premium     *Time      `json:"premium_since"`
	Silenced    *Time      `json:"communication_disabled_until"`
	Flags       int        `json:"flags"`
	Pending     bool       `json:"pending"`
	Mute        bool       `json:"mute"`
	Deaf        bool       `json:"deaf"`
	Permissions Permission `json:"permissions,omitempty"` // in interactions only
}

// application is the bot's registration.
type application struct {
	ID             ID       `json:"id"`
	Name           string   `json:"name"`
	Icon           *string  `json:"icon"`
	Description    string   `json:"description"`
	Summary        string   `json:"summary"`
	Type           *int     `json:"type"`
	Bot            *User    `json:"bot"`
	BotPublic      bool     `json:"bot_public"`
	CodeGrant      bool     `json:"bot_require_code_grant"`
	VerifyKey      string   `json:"verify_key"`
	Flags          int      `json:"flags"`
	FlagsNew       string   `json:"flags_new"`
	Redirects      []string `json:"redirect_uris"`
	Endpoint       *string  `json:"interactions_endpoint_url"`
	Verification   *string  `json:"role_connections_verification_url"`
	Owner          *User    `json:"owner"`
	Guilds         int      `json:"approximate_guild_count"`
	Installs       int      `json:"approximate_user_install_count"`
	Authorizations int      `json:"approximate_user_authorization_count"`
	Filter         int      `json:"explicit_content_filter"`
	Team           *string  `json:"team"`
	Scopes         []string `json:"eligible_oauth2_scopes"`
}

// Flags of an application that say which privileged intents are switched on, for an unverified bot.
const (
	appPresenceLimited = 1 << 13
	appMembersLimited  = 1 << 15
	appContentLimited  = 1 << 19
)
