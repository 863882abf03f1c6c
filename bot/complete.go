package bot

import (
	"context"
	"fmt"
	"strings"

	"attache/commands"
)

// complete answers an autocomplete interaction. It cannot be deferred, and whoever types waits: what
// is not there in time is left out.
func (b *Bot) complete(a *answer) {
	name, options := a.i.Data.command()
	a.name, a.outcome = name, "completed"
	ctx, cancel := context.WithTimeout(b.life, b.answers.suggest)
	defer cancel()
	var all []appChoice
	found := make(chan []appChoice, 1)
	b.work.Go(func() {
		defer b.recovered("complete", name)
		found <- b.suggestions(ctx, a.i, name, options)
	})
	select {
	case all = <-found:
	case <-ctx.Done():
		a.outcome = "timeout"
	}
	sending, done := context.WithTimeout(context.WithoutCancel(b.life), requestTimeout)
	defer done()
	if err := a.choices(sending, all); err != nil {
		a.outcome = "lost"
		b.log.Warn("complete", "interaction", a.i.ID, "err", err)
	}
}

// suggestions returns what completes the option that is being typed.
func (b *Bot) suggestions(ctx context.Context, i *interaction, name string, options []given) []appChoice {
	cmd, ok := b.find(name)
	if !ok {
		return nil
	}
	for _, g := range options {
		if !g.Focused {
			continue
		}
		for _, o := range cmd.Options {
			if o.Name == g.Name {
				return b.suggest(ctx, i, o, g.text())
			}
		}
	}
	return nil
}

func (b *Bot) suggest(ctx context.Context, i *interaction, o commands.Option, typed string) []appChoice {
	if o.Suggest == nil {
		var all []commands.Suggestion
		for _, c := range o.Choices { // more than Discord lists
			all = append(all, commands.Suggestion{Label: c, Value: c})
		}
		return choices(all, typed)
	}
	env, err := b.env(ctx, guildOf(i.Guild, i.who()))
	if err == nil {
		var all []commands.Suggestion
		if all, err = o.Suggest(ctx, env, typed); err == nil {
			return choices(all, "")
		}
	}
	if ctx.Err() == nil {
		b.log.Warn("complete", "option", o.Name, "err", fmt.Sprint(err))
	}
	return nil
}

// choices returns suggestions as Discord takes them: 25, with labels that are cut and values that are
// whole. A value that is too long is left out, because half of one means something else.
func choices(all []commands.Suggestion, typed string) []appChoice {
	var out []appChoice
	seen := map[string]bool{}
	for _, s := range all {
		label := fit(s.Label, maxChoice, line)
		if label == "" {
			label = fit(s.Value, maxChoice, line)
		}
		if s.Value == "" || label == "" || size(s.Value) > maxChoice || seen[s.Value] || !strings.Contains(strings.ToLower(s.Value), strings.ToLower(typed)) {
			continue
		}
		seen[s.Value] = true
		if out = append(out, appChoice{Name: label, Value: s.Value}); len(out) == maxChoices {
			break
		}
	}
	return out
}
