package sandbox

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// request handles what only an identified bot may send.
func (c *conn) request(p payload) {
	s := c.s
	s.mu.Lock()
	defer s.mu.Unlock()
	if c.session == nil {
		c.fail(closeNotIdentified, "Not authenticated.", "a request before IDENTIFY")
		return
	}
	switch p.Op {
	case opPresence:
		c.log("PRESENCE_UPDATE", p.D)
		var d *presence
		if json.Unmarshal(p.D, &d) != nil || d == nil || d.Activities == nil || !slices.Contains([]string{"online", "dnd", "idle", "invisible", "offline"}, d.Status) {
			c.fail(closeDecode, "Error while decoding payload.", "a presence without activities or with an unknown status")
			return
		}
		c.session.presence = *d
		s.note(Change{Kind: Presence, User: s.bot.ID})
	case opMembers:
		c.log("REQUEST_GUILD_MEMBERS", p.D)
		c.members(p)
	case opVoice, opSounds: // heard and ignored: the sandbox has no voice
		c.log("IGNORED", p.D)
	}
}

// members answers with the members asked for by name or id. The whole list needs the members intent.
func (c *conn) members(p payload) {
	var d struct {
		Guild json.RawMessage `json:"guild_id"`
		Query *string         `json:"query"`
		Limit *int            `json:"limit"`
		Users json.RawMessage `json:"user_ids"`
		Nonce string          `json:"nonce"`
	}
	var guild ID
	users, err := idList(nil)
	if json.Unmarshal(p.D, &d) == nil {
		var ids []ID
		if ids, err = idList(d.Guild); err == nil && len(ids) == 1 { // a list of one, as older libraries send it
			guild = ids[0]
			users, err = idList(d.Users)
		}
	}
	g := c.s.guildByID(guild)
	if err != nil || g == nil || d.Query == nil && users == nil {
		c.fail(closeDecode, "Error while decoding payload.", "REQUEST_GUILD_MEMBERS for no guild or nobody")
		return
	}
	if users == nil && *d.Query == "" && !c.session.intents.Has(GuildMembersIntent) {
		c.fail(closeDisallowed, "Disallowed intent(s).", "all members without the members intent")
		return
	}
	found := []*Member{}
	missing := []ID{}
	if users != nil {
		for _, id := range users[:min(len(users), 100)] {
			if m := g.members[id]; m != nil {
				found = append(found, m)
			} else {
				missing = append(missing, id)
			}
		}
	} else {
		for _, id := range slices.Sorted(maps.Keys(g.members)) {
			if m := g.members[id]; strings.HasPrefix(strings.ToLower(m.User.Name), strings.ToLower(*d.Query)) {
				found = append(found, m)
			}
		}
		if d.Limit != nil && *d.Limit > 0 && *d.Limit < len(found) {
			found = found[:*d.Limit]
		}
	}
	c.session.send("GUILD_MEMBERS_CHUNK", encode(struct {
		Guild   ID        `json:"guild_id"`
		Members []*Member `json:"members"`
		Index   int       `json:"chunk_index"`
		Count   int       `json:"chunk_count"`
		Missing []ID      `json:"not_found"`
		Nonce   string    `json:"nonce,omitempty"`
	}{g.id, found, 0, 1, missing, d.Nonce}))
}

// idList reads one id or a list of them; nil for nothing.
func idList(raw json.RawMessage) ([]ID, error) {
	if len(raw) == 0 || string(raw) == "null" {
		return nil, nil
	}
	if raw[0] == '[' {
		ids := []ID{}
		err := json.Unmarshal(raw, &ids)
		return ids, err
	}
	ids := make([]ID, 1)
	err := json.Unmarshal(raw, &ids[0])
	return ids, err
}
