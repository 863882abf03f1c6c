package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"attache"
	"attache/card"
	"attache/commands"
)

// commands are small commands that show one thing each.
func (d *desk) commands() []commands.Command {
	say := func(title string) func(context.Context, commands.Env, commands.Call) (card.Card, error) {
		return func(_ context.Context, _ commands.Env, call commands.Call) (card.Card, error) {
			return card.Card{Title: title, Lead: fmt.Sprintf("by %s, can %d", call.Asker.Guild, call.Asker.Can)}, nil
		}
	}
	page := commands.Option{Name: "page", Help: "Page", Kind: commands.Number, Hidden: true}
	return []commands.Command{
		{Name: "who-said", Summary: "Find statements", Options: []commands.Option{
			{Name: "words", Help: "Words", Rest: true},
			{Name: "speaker", Help: "Who", Suggest: suggestSpeaker},
			{Name: "since", Help: "From this day on", Kind: commands.Day}, page,
		}, Run: func(_ context.Context, _ commands.Env, call commands.Call) (card.Card, error) {
			n := call.Number("page", 1)
			c := statements()
			c.Title = fmt.Sprintf("page %d of “%s”", n, call.Text("words"))
			line := func(n int) string { return fmt.Sprintf("who-said --page %d %s", n, commands.Quote(call.Text("words"))) }
			c.Actions = []card.Action{{Label: "Back", Line: line(max(1, n-1)), Off: n == 1}, {Label: "Next", Line: line(n + 1)}, {Label: "Mine", Line: line(9), Private: true},
				{Label: "Break", Line: "broken"}, {Label: "Slow", Line: "slow"}, {Label: "Old", Line: "gone-command"}}
			return c, nil
		}},
		{Name: "ask", Summary: "Ask", Options: []commands.Option{{Name: "question", Help: "Question", Required: true, Rest: true}},
			Run: func(_ context.Context, _ commands.Env, call commands.Call) (card.Card, error) {
				return card.Card{Title: "Read as " + call.Text("question"), Lead: fmt.Sprintf("can %d", call.Asker.Can)}, nil
			}},
		{Name: "help", Summary: "Help", Private: true, Run: say("what I can do")},
		{Name: "secret", Summary: "Whisper", Private: true, Run: func(context.Context, commands.Env, commands.Call) (card.Card, error) {
			return card.Card{Title: "secret", Private: true, Actions: []card.Action{{Label: "More", Line: "secret"}}}, nil
		}},
		{Name: "slow", Summary: "Wait", Run: func(ctx context.Context, _ commands.Env, _ commands.Call) (card.Card, error) {
			d.started <- struct{}{}
			select {
			case <-d.release:
				return card.Card{Title: "at last"}, nil
			case <-ctx.Done():
				return card.Card{}, ctx.Err()
			}
		}},
		{Name: "slow-secret", Summary: "Wait, then whisper", Run: func(ctx context.Context, _ commands.Env, _ commands.Call) (card.Card, error) {
			select {
			case <-d.release:
				return card.Card{Lead: "psst", Private: true}, nil
			case <-ctx.Done():
				return card.Card{}, ctx.Err()
			}
		}},
		{Name: "deaf", Summary: "Heed no deadline", Run: func(context.Context, commands.Env, commands.Call) (card.Card, error) {
			<-d.release
			return card.Card{}, nil
		}},
		{Name: "boom", Summary: "Panic", Run: func(context.Context, commands.Env, commands.Call) (card.Card, error) { panic("boom") }},
		{Name: "broken", Summary: "Fail", Run: func(context.Context, commands.Env, commands.Call) (card.Card, error) {
			return card.Card{}, errors.New("disk on fire at /var/secret")
		}},
		{Name: "refuse", Summary: "Refuse", Run: func(context.Context, commands.Env, commands.Call) (card.Card, error) {
			return card.Card{}, &attache.Problem{Say: "No source “Marin”. Nothing was searched."}
		}},
		{Name: "long", Summary: "Give long actions", Run: func(context.Context, commands.Env, commands.Call) (card.Card, error) {
			return card.Card{Title: "long", Actions: []card.Action{{Label: "Far", Line: "who-said --page 2 " + strings.Repeat("corridor ", 20)}}}, nil
		}},
		{Name: "files", Summary: "Give files", Run: func(context.Context, commands.Env, commands.Call) (card.Card, error) {
			return card.Card{Title: "files", Files: []card.File{{Name: "a.csv", Type: "text/csv", Bytes: []byte("a,b"), Alt: "two columns"}}}, nil
		}},
		{Name: "submit", Summary: "Hand in", OnMessage: "Archive this", Options: []commands.Option{
			{Name: "url", Help: "Link", Rest: true}, {Name: "file", Help: "File", Kind: commands.Upload}, {Name: "outlet", Help: "Outlet"}, {Name: "date", Help: "Date", Kind: commands.Day},
		}, Form: &commands.Form{Title: "Hand in an article", Fields: []commands.Field{
			{Name: "text", Label: "Text", Long: true, Required: true, Max: 4000}, {Name: "outlet", Label: "Outlet", Max: 100}, {Name: "date", Label: "Date", Max: 40},
		}}, Run: func(_ context.Context, _ commands.Env, call commands.Call) (card.Card, error) {
			var files []string
			for _, f := range call.Handed.Files {
				files = append(files, fmt.Sprintf("%s (%d bytes)", f.Name, len(f.Bytes)))
			}
			return card.Card{Title: "handed in", Lead: fmt.Sprintf("text %q, files %v, url %s, outlet %s, origin %s", call.Handed.Text, files, call.Text("url"), call.Text("outlet"), call.Asker.Origin.Message)}, nil
		}},
		{Name: "digest create", Summary: "Set up a digest", Needs: commands.Admin, Private: true, Options: []commands.Option{{Name: "channel", Help: "Where", Kind: commands.Channel, Required: true}},
			Run: func(_ context.Context, _ commands.Env, call commands.Call) (card.Card, error) {
				return card.Card{Title: "digest in " + call.Text("channel")}, nil
			}},
		{Name: "digest list", Summary: "List digests", Run: say("digests")},
		{Name: "correct", Summary: "Correct", Needs: commands.Curator, Run: say("corrected")},
	}
}

func suggestSpeaker(ctx context.Context, _ commands.Env, typed string) ([]commands.Suggestion, error) {
	switch typed {
	case "slow":
		<-ctx.Done()
		return nil, ctx.Err()
	case "broken":
		return nil, errors.New("no names")
	case "boom":
		panic("boom")
	case "many":
		var all []commands.Suggestion
		for n := range 40 {
			all = append(all, commands.Suggestion{Label: fmt.Sprintf("%d %s", n, strings.Repeat("é", 120)), Value: fmt.Sprint("v", n)})
		}
		return all, nil
	}
	return []commands.Suggestion{{Label: "Oda Maren (12)", Value: "oda-maren"}, {Label: "too long", Value: strings.Repeat("v", 101)}, {Label: "", Value: "nameless"}, {Label: "again", Value: "oda-maren"}}, nil
}
