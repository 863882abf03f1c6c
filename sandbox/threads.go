package sandbox

import "time"

// openThread hangs a thread below a channel: from a message, whose id it takes, or free.
func (w *World) openThread(c *channel, from *message, owner ID, name string, minutes int, private bool) *channel {
	if minutes == 0 {
		minutes = 4320
	}
	t := &channel{
		kind: PublicThread, guild: c.guild, parent: c, name: name, owner: owner, messages: map[ID]*message{},
		writers: map[ID]bool{owner: true},
		thread:  &ThreadMetadata{Changed: Time{w.now()}, Created: Time{w.now()}, Duration: minutes},
	}
	if private {
		t.kind = PrivateThread
	}
	if from != nil {
		t.id = from.msg.ID
	} else {
		t.id = w.newID()
	}
	w.channels[t.id] = t
	told := w.wireChannel(t)
	told.New = true
	w.tell(event{name: "THREAD_CREATE", at: c, intent: GuildsIntent, body: told})
	w.note(Change{Kind: Opened, Channel: t.id, User: owner, Text: name})
	if from != nil {
		w.change(from, func(m *Message) {
			m.Flags |= HasThread
			m.Thread = w.wireChannel(t)
		})
		starter := &Message{
			ID: w.newID(), Channel: t.id, Kind: ThreadStarter, Author: from.msg.Author, Sent: Time{w.now()},
			Mentions: []*User{}, MentionRoles: []ID{}, Attachments: []Attachment{}, Embeds: []Embed{}, Components: []Component{},
			Reference:  &Reference{Message: from.msg.ID, Channel: c.id, Guild: c.guildID()},
			Referenced: &Referenced{unnested(from.msg)},
		}
		w.keepMessage(t, &message{msg: starter, at: t})
		t.sent = 0 // the starter does not count
	}
	return t
}

// archive closes or reopens a thread.
func (w *World) archive(t *channel, archived bool) {
	t.thread.Archived = archived
	t.thread.Changed = Time{w.now()}
	w.tell(event{name: "THREAD_UPDATE", at: t, intent: GuildsIntent, body: w.wireChannel(t)})
	w.note(Change{Kind: Rearranged, Channel: t.id})
}

// archived reports whether c is a thread that takes nothing but a message, which opens it again.
func (c *channel) archived() bool { return c.thread != nil && c.thread.Archived }

// archiveSilent archives the threads in which nothing was said for as long as they wait.
func (w *World) archiveSilent() {
	for _, t := range w.channels {
		if t.thread == nil || t.thread.Archived {
			continue
		}
		latest := t.thread.Changed.Time
		if m := t.messages[t.last]; m != nil && m.msg.Sent.After(latest) {
			latest = m.msg.Sent.Time
		}
		if w.now().Sub(latest) >= time.Duration(t.thread.Duration)*time.Minute {
			w.archive(t, true)
		}
	}
}
