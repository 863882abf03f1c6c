package sandbox

import (
	"regexp"
	"slices"
	"strings"
)

// pings says which mentions in a text take effect. The zero value is what a person's client sends:
// everything, and the author of the message replied to.
type pings struct {
	given       bool // the bot sent allowed_mentions
	parse       []string
	users       []ID
	roles       []ID
	repliedUser bool
}

var (
	userMention = regexp.MustCompile(`<@!?(\d{1,20})>`)
	roleMention = regexp.MustCompile(`<@&(\d{1,20})>`)
	everyone    = regexp.MustCompile(`@(everyone|here)\b`)
)

func (p pings) user(id ID) bool {
	return !p.given || slices.Contains(p.parse, "users") || slices.Contains(p.users, id)
}

func (p pings) role(id ID) bool {
	return !p.given || slices.Contains(p.parse, "roles") || slices.Contains(p.roles, id)
}

func (p pings) everyone() bool { return !p.given || slices.Contains(p.parse, "everyone") }

func (p pings) replied() bool { return !p.given || p.repliedUser }

// ping fills in whom m mentions. A mention that is not allowed stays in the text and reaches nobody.
func (w *World) ping(m *Message, c *channel, d draft) {
	m.Mentions, m.MentionRoles = []*User{}, []ID{}
	may := w.may(d.author, c)
	mention := func(id ID) {
		u := w.accounts[id]
		if u == nil || slices.ContainsFunc(m.Mentions, func(x *User) bool { return x.ID == id }) {
			return
		}
		m.Mentions = append(m.Mentions, u)
	}
	if !strings.Contains(d.content, "@") {
		m.MentionEveryone = false
	} else {
		for _, match := range userMention.FindAllStringSubmatch(d.content, 100) {
			if id, err := ParseID(match[1]); err == nil && d.mentions.user(id) {
				mention(id)
			}
		}
		for _, match := range roleMention.FindAllStringSubmatch(d.content, 100) {
			id, err := ParseID(match[1])
			if err != nil || c.guild == nil || !d.mentions.role(id) || slices.Contains(m.MentionRoles, id) {
				continue
			}
			if r := c.guild.role(id); r != nil && (r.Mentionable || may.Has(MentionEveryone)) {
				m.MentionRoles = append(m.MentionRoles, id)
			}
		}
		m.MentionEveryone = c.guild != nil && d.mentions.everyone() && may.Has(MentionEveryone) && everyone.MatchString(d.content)
	}
	// A reply to the answer of a slash command does not mention the bot (observed, not documented).
	if d.answers != nil && d.kind == ReplyMessage && d.mentions.replied() && d.answers.from == nil {
		mention(d.answers.msg.Author.ID)
	}
}
