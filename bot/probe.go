package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"attache"

	"github.com/bwmarrin/discordgo"
)

// Probe is what Discord says about the bot before it serves.
type Probe struct {
	Name           string
	Application    string
	MessageContent bool // the privileged intent is switched on
	Guilds         []ProbeGuild
}

// ProbeGuild is a server the bot was invited to.
type ProbeGuild struct {
	Name    string
	Missing []string // permissions the bot lacks there, by the names the settings show
}

// needed are the permissions Attaché works with, and no more: "Permissions" in Discord's reference.
var needed = []struct {
	bit  uint64
	name string
}{
	{1 << 6, "Add Reactions"},
	{1 << 10, "View Channels"},
	{1 << 11, "Send Messages"},
	{1 << 14, "Embed Links"},
	{1 << 15, "Attach Files"},
	{1 << 16, "Read Message History"},
	{1 << 38, "Send Messages in Threads"},
}

// holdsAll is Administrator, the permission that holds all others.
const holdsAll = 1 << 3

// InviteLink is where somebody who manages a server lets the bot in, with the permissions it needs.
func InviteLink(application string) string {
	var all uint64
	for _, p := range needed {
		all |= p.bit
	}
	return "https://discord.com/oauth2/authorize?client_id=" + application + "&scope=bot+applications.commands&permissions=" + strconv.FormatUint(all, 10)
}

// Probe asks Discord who the token belongs to and what the bot may do where it was invited. It opens
// no connection to the gateway. A refused token is a Problem.
func (b *Bot) Probe(ctx context.Context) (Probe, error) {
	var user struct {
		Name string `json:"username"`
	}
	if err := b.get(ctx, "users/@me", &user); err != nil {
		var r *Refusal
		if errors.As(err, &r) && r.Status == http.StatusUnauthorized {
			err = &attache.Problem{Say: "Discord does not know this token. Copy it anew from the developer portal, under Bot, and give it as DISCORD_TOKEN.", Err: err}
		}
		return Probe{}, err
	}
	var app struct {
		ID    string `json:"id"`
		Flags uint64 `json:"flags"`
	}
	if err := b.get(ctx, "applications/@me", &app); err != nil {
		return Probe{}, err
	}
	var guilds []struct {
		Name        string `json:"name"`
		Permissions string `json:"permissions"`
	}
	if err := b.get(ctx, "users/@me/guilds", &guilds); err != nil {
		return Probe{}, err
	}
	// GATEWAY_MESSAGE_CONTENT and its form for small bots, see "Application Flags".
	p := Probe{Name: user.Name, Application: app.ID, MessageContent: app.Flags&(1<<18|1<<19) != 0}
	for _, g := range guilds {
		found := ProbeGuild{Name: g.Name}
		has, err := strconv.ParseUint(g.Permissions, 10, 64)
		if err != nil {
			return p, fmt.Errorf("permissions in %q: %w", g.Name, err)
		}
		for _, n := range needed {
			if has&n.bit == 0 && has&holdsAll == 0 {
				found.Missing = append(found.Missing, n.name)
			}
		}
		p.Guilds = append(p.Guilds, found)
	}
	return p, nil
}

func (b *Bot) get(ctx context.Context, path string, into any) error {
	body, err := b.rest.do(ctx, request{method: http.MethodGet, url: discordgo.EndpointAPI + path, route: "GET /" + path, again: true})
	if err != nil {
		return err
	}
	if err := json.Unmarshal(body, into); err != nil {
		return fmt.Errorf("GET /%s: %w", path, err)
	}
	return nil
}
