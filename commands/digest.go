package commands

import (
	"context"
	"fmt"
	"strings"
	"time"

	"attache"
	"attache/card"
)

// digestName completes the names of schedules.
func digestName(required bool) Option {
	return Option{Name: "name", Help: "Which digest", Required: required, Rest: true,
		Suggest: func(ctx context.Context, env Env, typed string) ([]Suggestion, error) {
			all, err := env.Digests.List(ctx)
			if err != nil {
				return nil, err
			}
			var out []Suggestion
			for _, s := range all {
				if strings.Contains(strings.ToLower(s.Name), strings.ToLower(typed)) {
					out = append(out, Suggestion{Label: s.Name + scheduleMark(s), Value: s.Name})
				}
			}
			return out, nil
		}}
}

func scheduleMark(s attache.Schedule) string {
	if s.Paused {
		return " (paused)"
	}
	return ""
}

var digestCreate = Command{
	Name:    "digest create",
	Summary: "Post a digest of what is new to a channel, on schedule",
	Help: `Sets up a digest: at the given time, in the given time zone, what came in since the last one is posted to the
channel. Nothing is posted when nothing is new. The answer shows what it would say now and when it will next be due.`,
	Options: []Option{
		{Name: "name", Help: "What to call it", Required: true},
		{Name: "channel", Help: "Where to post it", Kind: Channel, Required: true},
		{Name: "at", Help: "Time of day: 08:00, 6pm", Required: true},
		{Name: "zone", Help: "Time zone: Europe/Kyiv", Required: true, Suggest: suggestZone},
		{Name: "every", Help: "day, weekday, monday, mon,thu, or five cron fields; every day if left out"},
		{Name: "topic", Help: "Only articles with these words", Rest: true},
	},
	Examples: []string{"digest create --name morning --channel digest --at 08:00 --zone Europe/Kyiv corridor"},
	Needs:    Admin,
	Private:  true,
	Run: func(ctx context.Context, env Env, call Call) (card.Card, error) {
		every := call.Text("every")
		if every == "" {
			every = "day"
		}
		s, err := env.Digests.Create(ctx, attache.Schedule{
			Guild: call.Asker.Guild, Name: call.Text("name"), Channel: attache.ChannelID(call.Text("channel")),
			Spec: every + " at " + call.Text("at"), Zone: call.Text("zone"), Topic: call.Text("topic"),
			Created: call.At, CreatedBy: call.Asker.User,
		})
		if err != nil {
			return card.Card{}, err
		}
		c, err := env.Digests.Preview(ctx, s)
		if err != nil {
			return card.Card{}, err
		}
		c.Lead = strings.TrimSpace("“" + s.Name + "” is set up. " + due(env, s) + " This is what it would post now:\n" + c.Lead)
		c.Private = true
		c.Actions = digestActions(s)
		return c, nil
	},
}

// suggestZone completes IANA zone names from a short list of the zones editors ask for first; any
// other name may be typed.
func suggestZone(_ context.Context, _ Env, typed string) ([]Suggestion, error) {
	var out []Suggestion
	for _, z := range zones {
		if strings.Contains(strings.ToLower(z), strings.ToLower(strings.ReplaceAll(typed, " ", "_"))) && len(out) < 25 {
			out = append(out, Suggestion{Label: z, Value: z})
		}
	}
	return out, nil
}

var zones = strings.Fields(`UTC Europe/London Europe/Paris Europe/Brussels Europe/Berlin Europe/Vienna Europe/Rome
Europe/Madrid Europe/Warsaw Europe/Prague Europe/Athens Europe/Helsinki Europe/Kyiv Europe/Bucharest Europe/Istanbul
Europe/Moscow Asia/Tbilisi Asia/Yerevan Asia/Baku Asia/Tehran Asia/Jerusalem Asia/Beirut Africa/Cairo Asia/Riyadh
Asia/Dubai Asia/Karachi Asia/Kolkata Asia/Dhaka Asia/Bangkok Asia/Singapore Asia/Shanghai Asia/Taipei Asia/Seoul
Asia/Tokyo Australia/Sydney Pacific/Auckland Africa/Lagos Africa/Nairobi Africa/Johannesburg America/Sao_Paulo
America/Argentina/Buenos_Aires America/Bogota America/Mexico_City America/New_York America/Chicago America/Denver
America/Los_Angeles America/Toronto`)

func due(env Env, s attache.Schedule) string {
	if s.Paused {
		if s.Reason != "" {
			return "Paused: " + s.Reason + "."
		}
		return "Paused; what comes in meanwhile is in the next one."
	}
	next, err := env.Digests.Next(s, 3)
	if err != nil || len(next) == 0 {
		return ""
	}
	var days []string
	for _, t := range next {
		days = append(days, t.Format("Mon 2 January 15:04"))
	}
	return "Next: " + strings.Join(days, "; ") + " (" + s.Zone + ")."
}

func digestActions(s attache.Schedule) []card.Action {
	line := func(name string) string { return Line{name: name}.Words(Quote(s.Name)).String() }
	pause := card.Action{Label: "Pause", Line: line("digest pause")}
	if s.Paused {
		pause = card.Action{Label: "Resume", Line: line("digest resume")}
	}
	return []card.Action{
		{Label: "Preview", Line: line("digest preview"), Private: true},
		{Label: "Run now", Line: line("digest run-now")},
		pause,
		{Label: "Delete", Line: line("digest delete"), Danger: true},
	}
}

var digestPreview = Command{
	Name: "digest preview", Summary: "Show what a digest would post now", Help: `Composes the digest without posting it.`,
	Options: []Option{digestName(true)}, Examples: []string{"digest preview morning"}, Private: true,
	Run: func(ctx context.Context, env Env, call Call) (card.Card, error) {
		s, err := schedule(ctx, env, call.Text("name"))
		if err != nil {
			return card.Card{}, err
		}
		c, err := env.Digests.Preview(ctx, s)
		if err != nil {
			return card.Card{}, err
		}
		c.Private = true
		return c, nil
	},
}

var digestList = Command{
	Name: "digest list", Summary: "List the digests of this server", Help: `Lists every digest with its channel, topic and next times.`,
	Examples: []string{"digest list"}, Private: true,
	Run: func(ctx context.Context, env Env, call Call) (card.Card, error) {
		all, err := env.Digests.List(ctx)
		if err != nil {
			return card.Card{}, fmt.Errorf("digests: %w", err)
		}
		c := card.Card{Title: card.Plural(len(all), "digest"), Private: true}
		if len(all) == 0 {
			c.Title, c.Lead = "No digests yet", "Somebody who may manage the server can set one up with /digest create."
		}
		for _, s := range all {
			words := rhythm(s.Spec) + ", " + s.Zone
			if s.Topic != "" {
				words += ", about “" + s.Topic + "”"
			}
			words += ". " + due(env, s)
			if !s.Last.IsZero() {
				words += " Last: " + inZone(s.Last, s.Zone) + "."
			}
			c.Blocks = append(c.Blocks, card.Text{Heading: s.Name + scheduleMark(s), Channel: s.Channel, Words: words})
		}
		return c, nil
	},
}

// rhythm says how often: "every mon,thu at 6pm". Five cron fields are left as they were written.
func rhythm(spec string) string {
	if spec == "" || spec[0] == '*' || spec[0] >= '0' && spec[0] <= '9' || strings.HasPrefix(spec, "every ") {
		return spec
	}
	return "every " + spec
}

func inZone(t time.Time, zone string) string {
	if loc, err := time.LoadLocation(zone); err == nil {
		t = t.In(loc)
	}
	return t.Format("Mon 2 January 15:04")
}

// schedule returns the digest of a name.
func schedule(ctx context.Context, env Env, name string) (attache.Schedule, error) {
	all, err := env.Digests.List(ctx)
	if err != nil {
		return attache.Schedule{}, fmt.Errorf("digests: %w", err)
	}
	name = strings.Join(Split(name), " ")
	var names []string
	for _, s := range all {
		if strings.EqualFold(s.Name, name) {
			return s, nil
		}
		names = append(names, s.Name)
	}
	say := fmt.Sprintf("There is no digest “%s”. Nothing was changed.", cut(name, 80))
	if len(names) > 0 {
		say += " There are: " + strings.Join(names, ", ") + "."
	}
	return attache.Schedule{}, &attache.Problem{Say: say, Err: attache.ErrNotFound}
}

var digestPause = pausing("digest pause", "Stop a digest until it is resumed", true)
var digestResume = pausing("digest resume", "Let a paused digest run again", false)

func pausing(name, summary string, paused bool) Command {
	return Command{
		Name: name, Summary: summary, Help: summary + ". What came in meanwhile is in the next digest.",
		Options: []Option{digestName(true)}, Examples: []string{name + " morning"}, Needs: Admin, Private: true,
		Run: func(ctx context.Context, env Env, call Call) (card.Card, error) {
			s, err := schedule(ctx, env, call.Text("name"))
			if err != nil {
				return card.Card{}, err
			}
			if s, err = env.Digests.Pause(ctx, s.Name, paused); err != nil {
				return card.Card{}, err
			}
			title, lead := "Resumed “"+s.Name+"”", due(env, s)
			if paused {
				title, lead = "Paused “"+s.Name+"”", "What comes in meanwhile is in the next one."
			}
			return card.Card{Title: title, Lead: lead, Actions: digestActions(s), Private: true}, nil
		},
	}
}

var digestDelete = Command{
	Name: "digest delete", Summary: "Delete a digest", Help: `Deletes a digest for good. It asks first; --yes skips the question.`,
	Options:  []Option{digestName(true), {Name: "yes", Help: "Delete without asking again", Kind: Switch}},
	Examples: []string{"digest delete morning --yes"}, Needs: Admin, Private: true,
	Run: func(ctx context.Context, env Env, call Call) (card.Card, error) {
		s, err := schedule(ctx, env, call.Text("name"))
		if err != nil {
			return card.Card{}, err
		}
		if !call.Switch("yes") {
			return card.Card{Title: "Delete the digest “" + s.Name + "”?", Lead: "What it posted stays; nothing more will be posted.",
				Actions: []card.Action{{Label: "Delete it", Line: lineOf(call).With("yes", "true").String(), Danger: true}}, Private: true}, nil
		}
		if err := env.Digests.Delete(ctx, s.Name); err != nil {
			return card.Card{}, err
		}
		return card.Card{Title: "Deleted the digest “" + s.Name + "”", Private: true}, nil
	},
}

var digestRun = Command{
	Name: "digest run-now", Summary: "Post a digest now",
	Help:    `Posts what is new since the last time, now. The next scheduled digest then holds only what comes in after this one.`,
	Options: []Option{digestName(true)}, Examples: []string{"digest run-now morning"}, Needs: Admin, Private: true,
	Run: func(ctx context.Context, env Env, call Call) (card.Card, error) {
		s, err := schedule(ctx, env, call.Text("name"))
		if err != nil {
			return card.Card{}, err
		}
		id, err := env.Digests.RunNow(ctx, s.Name)
		if err != nil {
			return card.Card{}, err
		}
		if id == "" {
			return card.Card{Title: "Nothing new for “" + s.Name + "”", Lead: "So nothing was posted.", Private: true}, nil
		}
		return card.Card{Title: "Posted “" + s.Name + "”", Private: true,
			Lead: attache.Origin{Guild: s.Guild, Channel: s.Channel, Message: id}.Link()}, nil
	},
}
