package sandbox

import (
	"crypto/rand"
	"encoding/json"
	"slices"
	"strings"
)

// presence is what a bot says of itself.
type presence struct {
	Since      *int64            `json:"since"`
	Activities []json.RawMessage `json:"activities"`
	Status     string            `json:"status"`
	AFK        bool              `json:"afk"`
}

// identify begins a session.
func (c *conn) identify(p payload) {
	var d struct {
		Token    string    `json:"token"`
		Intents  *Intents  `json:"intents"`
		Compress bool      `json:"compress"`
		Shard    *[2]int   `json:"shard"`
		Presence *presence `json:"presence"`
	}
	if json.Unmarshal(p.D, &d) != nil || len(p.D) == 0 || p.D[0] != '{' {
		c.fail(closeDecode, "Error while decoding payload.", "IDENTIFY that cannot be decoded")
		return
	}
	c.log("IDENTIFY", redacted(p.D))
	s := c.s
	s.mu.Lock()
	defer s.mu.Unlock()
	shard := [2]int{0, 1}
	if d.Shard != nil {
		shard = *d.Shard
	}
	switch {
	case c.session != nil:
		c.fail(closeIdentified, "Already authenticated.", "IDENTIFY twice")
		return
	case strings.TrimPrefix(d.Token, "Bot ") != s.opts.Token || s.revoked.Load():
		c.fail(closeBadToken, "Authentication failed.", "IDENTIFY with a wrong token")
		return
	case shard[1] < 1 || shard[0] < 0 || shard[0] >= shard[1]:
		c.fail(closeBadShard, "Invalid shard.", "shard out of range")
		return
	case d.Intents == nil || *d.Intents < 0 || *d.Intents&^knownIntents != 0:
		c.fail(closeBadIntents, "Invalid intent(s).", "intents missing or unknown")
		return
	case *d.Intents&privileged&^s.opts.Privileged != 0:
		c.fail(closeDisallowed, "Disallowed intent(s).", "privileged intents that are not switched on")
		return
	}
	if f, struck := s.gatewayFault("IDENTIFY"); struck && c.suffer(f) {
		return
	}
	now := s.now()
	if s.opts.RealLimits && now.Sub(s.starts.last) < startsApart {
		c.send(opInvalid, false)
		return
	}
	s.starts.last = now
	if !s.starts.take(now) {
		s.revoked.Store(true)
		c.fail(closeBadToken, "Authentication failed.", "more than 1000 sessions in a day: the token was reset")
		return
	}
	sess := &session{
		w: s.World, id: strings.ToLower(rand.Text()), version: c.version, intents: *d.Intents, shard: shard, keep: s.keep.Replay, conn: c,
	}
	if d.Presence != nil {
		sess.presence = *d.Presence
	}
	c.session = sess
	c.out.compress.Store(d.Compress)
	s.sessions[sess.id] = sess
	s.greet(sess)
	s.note(Change{Kind: Online, User: s.bot.ID})
}

// greet sends READY and the guilds.
func (w *World) greet(s *session) {
	guilds := []partialGuild{}
	for _, g := range w.guilds {
		if !g.gone && s.serves(g) {
			guilds = append(guilds, partialGuild{ID: g.id, Unavailable: true})
		}
	}
	type app struct {
		ID    ID  `json:"id"`
		Flags int `json:"flags"`
	}
	a := w.wireApplication()
	s.send("READY", encode(struct {
		V        int            `json:"v"`
		User     self           `json:"user"`
		Guilds   []partialGuild `json:"guilds"`
		Session  string         `json:"session_id"`
		Resume   string         `json:"resume_gateway_url"`
		Shard    [2]int         `json:"shard"`
		App      app            `json:"application"`
		Private  []struct{}     `json:"private_channels"`
		Presence []struct{}     `json:"presences"`
	}{s.version, w.wireSelf(), guilds, s.id, w.GatewayURL(), s.shard, app{a.ID, a.Flags}, []struct{}{}, []struct{}{}}))
	if !s.intents.Has(GuildsIntent) {
		return
	}
	for _, g := range w.guilds {
		if !g.gone && s.serves(g) {
			s.send("GUILD_CREATE", encode(w.wireGuildCreate(g, s.intents)))
		}
	}
}

// resume continues a session: what was missed comes first, then RESUMED.
func (c *conn) resume(p payload) {
	var d struct {
		Token   string `json:"token"`
		Session string `json:"session_id"`
		Seq     *int64 `json:"seq"`
	}
	if json.Unmarshal(p.D, &d) != nil || len(p.D) == 0 || p.D[0] != '{' || d.Seq == nil {
		c.fail(closeDecode, "Error while decoding payload.", "RESUME that cannot be decoded")
		return
	}
	c.log("RESUME", redacted(p.D))
	s := c.s
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case c.session != nil:
		c.fail(closeIdentified, "Already authenticated.", "RESUME after IDENTIFY")
		return
	case strings.TrimPrefix(d.Token, "Bot ") != s.opts.Token:
		c.fail(closeBadToken, "Authentication failed.", "RESUME with a wrong token")
		return
	}
	if f, struck := s.gatewayFault("RESUME"); struck && c.suffer(f) {
		return
	}
	sess := s.sessions[d.Session]
	if sess != nil && sess.conn == nil && s.now().Sub(sess.left) >= sessionLives {
		delete(s.sessions, d.Session)
		sess = nil
	}
	if sess == nil {
		c.send(opInvalid, false)
		return
	}
	if *d.Seq > sess.seq {
		delete(s.sessions, sess.id) // "reconnect and start a new session"
		c.fail(closeBadSeq, "Invalid seq.", "RESUME with a sequence number that was never sent")
		return
	}
	missed, ok := sess.after(*d.Seq)
	if !ok {
		delete(s.sessions, sess.id)
		c.send(opInvalid, false)
		return
	}
	if old := sess.conn; old != nil {
		old.session = nil
		old.close(closeSessionResumed, "Session resumed elsewhere.")
	}
	sess.conn, c.session = c, sess
	for _, f := range missed {
		c.queue(f.data)
	}
	sess.send("RESUMED", []byte(`{"_trace":[]}`))
	s.note(Change{Kind: Online, User: s.bot.ID})
}

// attach counts a connection in.
func (s *Server) attach(c *conn) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.conns) >= s.keep.Connections {
		return false
	}
	s.conns[c] = true
	return true
}

// detach lets a connection's session wait for a RESUME.
func (s *Server) detach(c *conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.conns, c)
	if c.session != nil {
		defer s.note(Change{Kind: Offline, User: s.bot.ID})
	}
	if c.session != nil && c.session.conn == c {
		c.session.conn, c.session.left = nil, s.now()
		s.forgetSessions()
	}
}

// maxAway bounds the sessions that wait for a RESUME.
const maxAway = 8

// forgetSessions drops sessions whose bot has been away for too long, and the longest away when
// there are too many.
func (w *World) forgetSessions() {
	var away []*session
	for id, s := range w.sessions {
		switch {
		case s.conn != nil:
		case w.now().Sub(s.left) >= sessionLives:
			delete(w.sessions, id)
		default:
			away = append(away, s)
		}
	}
	slices.SortFunc(away, func(a, b *session) int { return a.left.Compare(b.left) })
	for len(away) > maxAway {
		delete(w.sessions, away[0].id)
		away = away[1:]
	}
}

// redacted returns an IDENTIFY or RESUME without the token.
func redacted(d json.RawMessage) json.RawMessage {
	var m map[string]json.RawMessage
	if json.Unmarshal(d, &m) != nil {
		return nil
	}
	m["token"] = json.RawMessage(`"…"`)
	b, err := json.Marshal(m)
	if err != nil {
		return nil
	}
	return b
}

// Sessions counts the gateway sessions with a connection: bots that are online.
func (w *World) Sessions() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	n := 0
	for _, s := range w.sessions {
		if s.conn != nil {
			n++
		}
	}
	return n
}
