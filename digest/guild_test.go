package digest

import (
	"errors"
	"strings"
	"testing"
	"time"

	"attache"
)

func TestCreateRefuses(t *testing.T) {
	good := attache.Schedule{Name: "morning", Channel: "7", Spec: "day at 08:00", Zone: "Europe/Kyiv"}
	for _, tt := range []struct {
		name   string
		change func(*attache.Schedule)
		says   string
	}{
		{"a schedule without a name", func(s *attache.Schedule) { s.Name = " " }, "name"},
		{"a long name", func(s *attache.Schedule) { s.Name = strings.Repeat("é", 61) }, "60"},
		{"a schedule without a channel", func(s *attache.Schedule) { s.Channel = "" }, "channel"},
		{"a long topic", func(s *attache.Schedule) { s.Topic = strings.Repeat("x", 201) }, "200"},
		{"a zone that does not exist", func(s *attache.Schedule) { s.Zone = "Europe/Kiew" }, "Europe/Kiew"},
		{"a time that does not exist", func(s *attache.Schedule) { s.Spec = "day at 24:30" }, "24:30"},
		{"a day that never comes", func(s *attache.Schedule) { s.Spec = "0 8 31 2 *" }, "never"},
		{"every minute", func(s *attache.Schedule) { s.Spec = "* * * * *" }, "often"},
		{"twice within an hour", func(s *attache.Schedule) { s.Spec = "0,30 8 * * 1" }, "often"},
		{"a name that is taken", func(s *attache.Schedule) { s.Name = "taken" }, "taken"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			w.schedule(t, "taken", "")
			s := good
			tt.change(&s)
			_, err := w.For("41").Create(t.Context(), s)
			var problem *attache.Problem
			if !errors.As(err, &problem) || !strings.Contains(problem.Say, tt.says) || !strings.Contains(problem.Say, "Nothing was saved") {
				t.Errorf("create: %v", err)
			}
			if len(w.memory.schedules) != 1 {
				t.Error("it was saved")
			}
		})
	}
	w := newWorld(t)
	for i := range maxSchedules {
		good.Name = "digest " + string(rune('A'+i))
		if _, err := w.For("41").Create(t.Context(), good); err != nil {
			t.Fatal(err)
		}
	}
	good.Name = "one more"
	if _, err := w.For("41").Create(t.Context(), good); err == nil {
		t.Error("takes any number of schedules")
	}
}

func TestGuild(t *testing.T) {
	w := newWorld(t)
	g := w.For("41")
	s, err := g.Create(t.Context(), attache.Schedule{Name: " morning  news ", Channel: "7", Spec: "weekday  at 8am", Zone: " Europe/Kyiv ", Last: at(t, "1 08:00"), Paused: true})
	if err != nil {
		t.Fatal(err)
	}
	if s.Name != "morning news" || s.Spec != "weekday at 8am" || s.Zone != "Europe/Kyiv" || s.ID == 0 || s.Guild != "41" || !s.Last.IsZero() || s.Paused || s.Created.IsZero() {
		t.Errorf("created %+v", s)
	}
}

func TestNext(t *testing.T) {
	w := newWorld(t)
	all, err := w.For("41").Next(attache.Schedule{Spec: "weekday at 08:00", Zone: "Europe/Kyiv"}, 3)
	if err != nil || len(all) != 3 {
		t.Fatalf("next: %v, %v", all, err)
	}
	for i, want := range []string{"Mon 23 08:00", "Tue 24 08:00", "Wed 25 08:00"} {
		if got := all[i].Format("Mon 2 15:04"); got != want || all[i].Location().String() != "Europe/Kyiv" {
			t.Errorf("slot %d is %s in %s", i, got, all[i].Location())
		}
	}
	if all, err := w.For("41").Next(attache.Schedule{Spec: "0 8 31 2 *", Zone: "UTC"}, 3); err != nil || len(all) != 0 {
		t.Errorf("31 February: %v, %v", all, err)
	}
}

func TestPauseAndDelete(t *testing.T) {
	w := newWorld(t)
	g := w.For("41")
	w.schedule(t, "morning", "")
	if s, err := g.Pause(t.Context(), "morning", true); err != nil || !s.Paused || s.Reason != "" {
		t.Errorf("paused: %+v, %v", s, err)
	}
	w.archive.add(t, note("Kessin", at(t, "22 14:00")))
	w.sweep(t, "23 08:00")
	w.posted(t, 0)
	if err := g.Delete(t.Context(), "morning"); err != nil {
		t.Error(err)
	}
	for what, err := range map[string]error{
		"delete": g.Delete(t.Context(), "evening"),
		"pause":  func() error { _, err := g.Pause(t.Context(), "evening", true); return err }(),
		"run":    func() error { _, err := g.RunNow(t.Context(), "evening"); return err }(),
	} {
		var problem *attache.Problem
		if !errors.As(err, &problem) || !errors.Is(err, attache.ErrNotFound) || !strings.Contains(problem.Say, "evening") {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestPreviewPostsNothing(t *testing.T) {
	w := newWorld(t)
	w.archive.add(t, note("Kessin", at(t, "21 14:00")), note("Veldara", at(t, "22 11:59")))
	c, err := w.For("41").Preview(t.Context(), attache.Schedule{Name: "x", Spec: "day at 08:00", Zone: "UTC"})
	if err != nil || c.Covered.Articles != 2 {
		t.Errorf("preview: %+v, %v", c.Covered, err)
	}
	w.posted(t, 0)
	if len(w.memory.claims) != 0 {
		t.Error("a preview claims a slot")
	}
	if _, err := w.For("41").Preview(t.Context(), attache.Schedule{Spec: "day at 08:00", Zone: "Nowhere/City"}); err == nil {
		t.Error("previews in a zone that does not exist")
	}
}

func TestRunNow(t *testing.T) {
	w := newWorld(t)
	s := w.schedule(t, "morning", "")
	g := w.For("41")
	w.archive.add(t, note("Kessin", at(t, "22 11:00")))
	w.clock = at(t, "22 12:00").Add(40 * time.Second)
	w.archive.add(t, note("Veldara", w.clock.Add(-5*time.Second))) // just now
	id, err := g.RunNow(t.Context(), "morning")
	if err != nil || id == "" {
		t.Fatalf("run: %q, %v", id, err)
	}
	w.posted(t, 1)
	if got := w.channel.cards[0].Covered.Articles; got != 2 {
		t.Errorf("it holds %d articles of 2", got)
	}
	if again, err := g.RunNow(t.Context(), "morning"); err != nil || again != id {
		t.Errorf("twice in a minute: %q, %v", again, err)
	}
	w.posted(t, 1)
	w.clock = at(t, "22 12:10")
	if id, err := g.RunNow(t.Context(), "morning"); err != nil || id != "" {
		t.Errorf("with nothing new: %q, %v", id, err)
	}
	w.archive.add(t, note("Ostrand", at(t, "22 20:00")))
	w.sweep(t, "23 08:00")
	w.posted(t, 2)
	if lead := w.channel.cards[1].Lead; !strings.Contains(lead, "Since Sunday 22 November, 12:10: 1 article") {
		t.Errorf("the next digest: %s", lead)
	}
	w.channel.fail = func() error { return &attache.Problem{Say: "No.", Err: attache.ErrUnpostable} }
	w.clock = at(t, "23 09:00")
	w.archive.add(t, note("Brand", at(t, "23 08:30")))
	if _, err := g.RunNow(t.Context(), s.Name); attache.Explain(err) != "No." {
		t.Errorf("where nothing can be posted: %v", err)
	}
}

// Asked for while something is being read, a digest leaves that to the next one.
func TestRunNowWhileArticlesAreOnTheirWay(t *testing.T) {
	w := newWorld(t)
	w.schedule(t, "morning", "")
	g := w.For("41")
	w.archive.add(t, note("Kessin", at(t, "22 11:00")))
	w.archive.unindexed = 1
	var problem *attache.Problem
	if _, err := g.RunNow(t.Context(), "morning"); !errors.As(err, &problem) {
		t.Errorf("while the index is behind: %v", err)
	}
	w.archive.unindexed, w.archive.waiting = 0, 1
	if id, err := g.RunNow(t.Context(), "morning"); err != nil || id == "" {
		t.Fatalf("run: %q, %v", id, err)
	}
	w.archive.add(t, note("Veldara", w.clock.Add(-10*time.Second))) // handed in before, read after
	w.archive.waiting = 0
	w.sweep(t, "23 08:00")
	w.posted(t, 2)
	if got := w.channel.cards[1].Covered.Articles; got != 1 {
		t.Errorf("the next digest holds %d articles", got)
	}
}

func TestWithoutAPoster(t *testing.T) {
	w := newWorld(t)
	w.schedule(t, "morning", "")
	w.Poster = nil
	var problem *attache.Problem
	if _, err := w.For("41").RunNow(t.Context(), "morning"); !errors.As(err, &problem) {
		t.Errorf("run: %v", err)
	}
	if err := w.Sweep(t.Context(), at(t, "23 08:00")); err == nil {
		t.Error("sweeps with nowhere to post")
	}
}
