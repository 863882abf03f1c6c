package sandbox

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// emojiOf reads the emoji of the path. The sandbox has no emoji of guilds.
func emojiOf(c *call) (Emoji, error) {
	s := c.r.PathValue("emoji")
	if !isEmoji(s) {
		return Emoji{}, unknownEmoji
	}
	return Emoji{Name: s}, nil
}

// isEmoji reports whether s may be one Unicode emoji: short, and beginning beyond ASCII or, for
// keycaps, with a digit, # or *. What Unicode calls an emoji it does not know.
func isEmoji(s string) bool {
	n := utf8.RuneCountInString(s)
	return n > 0 && n <= 12 && utf8.ValidString(s) && (s[0] >= 0x80 || n > 1 && strings.ContainsRune("0123456789#*", rune(s[0])))
}

func (w *World) addReaction(c *call) (any, error) {
	m, err := w.messageOf(c)
	if err != nil {
		return nil, err
	}
	if m.at.archived() {
		return nil, threadArchived
	}
	emoji, err := emojiOf(c)
	if err != nil {
		return nil, err
	}
	new := !slices.ContainsFunc(m.msg.Reactions, func(r Reaction) bool { return sameEmoji(r.Emoji, emoji) })
	if p := w.may(w.bot.ID, m.at); !p.Has(ReadHistory) || new && !p.Has(AddReactions) {
		return nil, noPermission
	}
	if new && len(m.msg.Reactions) >= 20 {
		return nil, tooManyReactions
	}
	w.react(m, w.bot.ID, emoji, true)
	return nil, nil
}

func (w *World) removeReaction(c *call) (any, error) {
	m, err := w.messageOf(c)
	if err != nil {
		return nil, err
	}
	if m.at.archived() {
		return nil, threadArchived
	}
	emoji, err := emojiOf(c)
	if err != nil {
		return nil, err
	}
	who := w.bot.ID
	if c.r.PathValue("user") != "@me" {
		if who, err = c.id("user"); err != nil {
			return nil, err
		}
		if who != w.bot.ID && !w.may(w.bot.ID, m.at).Has(ManageMessages) {
			return nil, noPermission
		}
	}
	w.react(m, who, emoji, false)
	return nil, nil
}

func (w *World) listReactions(c *call) (any, error) {
	m, err := w.messageOf(c)
	if err != nil {
		return nil, err
	}
	emoji, err := emojiOf(c)
	if err != nil {
		return nil, err
	}
	users := []*User{}
	for _, r := range m.msg.Reactions {
		if sameEmoji(r.Emoji, emoji) {
			for _, id := range r.Users {
				users = append(users, w.accounts[id])
			}
		}
	}
	return users, nil
}
