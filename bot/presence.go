package bot

import (
	"context"
	"encoding/json"
	"time"
)

// presenceEvery is how often the line under the bot's name may change.
const presenceEvery = 5 * time.Minute

// presence keeps the line under the bot's name up to date until ctx ends.
func (b *Bot) presence(ctx context.Context) {
	if b.opts.Presence == nil {
		return
	}
	tick := time.NewTicker(presenceEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		case <-b.connected:
		}
		line, idle := b.opts.Presence(ctx)
		if err := b.gateway.send(presenceUpdate(line, idle)); err != nil {
			b.log.Debug("presence", "err", err)
		}
	}
}

// presenceUpdate is the gateway's op 3 with a custom status.
func presenceUpdate(words string, idle bool) []byte {
	type activity struct {
		Name  string `json:"name"`
		Type  int    `json:"type"`
		State string `json:"state"`
	}
	var d struct {
		Since      *int64     `json:"since"`
		Activities []activity `json:"activities"`
		Status     string     `json:"status"`
		AFK        bool       `json:"afk"`
	}
	d.Activities, d.Status = []activity{}, "online"
	if words = fit(words, 128, line); words != "" {
		d.Activities = append(d.Activities, activity{Name: "Custom Status", Type: 4, State: words})
	}
	if idle {
		d.Status = "idle"
	}
	out, _ := json.Marshal(map[string]any{"op": opPresence, "d": d})
	return out
}
