package storetest

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"attache"
	"attache/store"
)

func claims(t *testing.T, db *store.DB) {
	cs := db.Claims()
	claim := func(key string, now time.Time) (attache.Claim, bool) {
		t.Helper()
		c, ours, err := cs.Claim(t.Context(), "1", "digest", key, time.Minute, now)
		if err != nil {
			t.Fatal(err)
		}
		return c, ours
	}
	first, ours := claim("morning@6", Day)
	if !ours || first.Token != 1 || !first.Until.Equal(Day.Add(time.Minute)) {
		t.Fatalf("Claim = %+v, %v; want it", first, ours)
	}
	if c, ours := claim("morning@6", Day.Add(59*time.Second)); ours || c.Done || !c.Until.Equal(first.Until) {
		t.Errorf("Claim of what is held = %+v, %v; want to lose", c, ours)
	}
	if _, ours := claim("morning@7", Day); !ours {
		t.Error("another key is another claim")
	}
	if _, ours, err := cs.Claim(t.Context(), "2", "digest", "morning@6", time.Minute, Day); err != nil || !ours {
		t.Errorf("another guild's is another claim: %v, %v", ours, err)
	}
	second, ours := claim("morning@6", Day.Add(time.Minute))
	if !ours || second.Token != 2 {
		t.Fatalf("Claim after the lease = %+v, %v; want to take over", second, ours)
	}
	if err := cs.Finish(t.Context(), first, "m1"); !errors.Is(err, store.ErrLost) {
		t.Errorf("Finish by the earlier holder = %v, want ErrLost", err)
	}
	if err := cs.Release(t.Context(), second); err != nil {
		t.Fatal(err)
	}
	third, ours := claim("morning@6", Day.Add(time.Minute+time.Second))
	if !ours || third.Token != 3 {
		t.Fatalf("Claim after a release = %+v, %v; want it", third, ours)
	}
	if err := cs.Finish(t.Context(), third, "m3"); err != nil {
		t.Fatal(err)
	}
	if c, ours := claim("morning@6", Day.AddDate(1, 0, 0)); ours || !c.Done || c.Message != "m3" {
		t.Errorf("Claim of what is done = %+v, %v; want its message", c, ours)
	}
	if err := cs.Release(t.Context(), third); !errors.Is(err, store.ErrLost) {
		t.Errorf("Release of what is done = %v, want ErrLost", err)
	}

	var wins sync.Map
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for slot := range 20 {
				_, ours, err := cs.Claim(t.Context(), "1", "race", fmt.Sprint(slot), time.Minute, Day)
				if err != nil {
					t.Error(err)
				}
				if ours {
					if other, taken := wins.LoadOrStore(slot, i); taken {
						t.Errorf("slot %d was given to %v and %d", slot, other, i)
					}
				}
			}
		})
	}
	wg.Wait()
}

func keepsSchedules(t *testing.T, db *store.DB) {
	g := db.Guild("1")
	want := attache.Schedule{Guild: "1", Name: "morning", Channel: "9", Spec: "weekday at 08:00", Zone: "Europe/Kyiv", Topic: "corridor", Created: Day, CreatedBy: "7"}
	s, taken, err := g.AddSchedule(t.Context(), want)
	want.ID = s.ID
	if err != nil || taken || s.ID == 0 || s != want {
		t.Fatalf("AddSchedule = %+v, %v, %v; want %+v", s, taken, err, want)
	}
	if had, taken, err := g.AddSchedule(t.Context(), attache.Schedule{Name: "morning", Created: Day}); err != nil || !taken || had != want {
		t.Errorf("AddSchedule of the same name = %+v, %v, %v; want the one that has it", had, taken, err)
	}
	if _, taken, err := db.Guild("2").AddSchedule(t.Context(), attache.Schedule{Name: "morning", Created: Day}); err != nil || taken {
		t.Errorf("AddSchedule of another guild = %v, %v; want a name of its own", taken, err)
	}
	if _, _, err := g.AddSchedule(t.Context(), attache.Schedule{Name: "evening", Created: Day}); err != nil {
		t.Fatal(err)
	}
	if s, err := g.PauseSchedule(t.Context(), "morning", true, "the channel is gone"); err != nil || !s.Paused || s.Reason != "the channel is gone" {
		t.Errorf("PauseSchedule = %+v, %v", s, err)
	}
	if s, err := g.PauseSchedule(t.Context(), "morning", false, "x"); err != nil || s.Paused || s.Reason != "" {
		t.Errorf("PauseSchedule off = %+v, %v; want no reason left", s, err)
	}
	for _, slot := range []time.Time{Day.Add(time.Hour), Day} {
		if err := g.SlotDone(t.Context(), want.ID, slot); err != nil {
			t.Fatal(err)
		}
	}
	if s, err := g.Schedule(t.Context(), "morning"); err != nil || !s.Last.Equal(Day.Add(time.Hour)) {
		t.Errorf("Last = %v, %v; want the later slot", s.Last, err)
	}
	if err := db.Guild("2").SlotDone(t.Context(), want.ID, Day.AddDate(1, 0, 0)); err != nil {
		t.Fatal(err)
	}
	names := func(all []attache.Schedule, err error) (out []string) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range all {
			out = append(out, string(s.Guild)+" "+s.Name)
		}
		return out
	}
	if got := names(g.Schedules(t.Context())); !slices.Equal(got, []string{"1 evening", "1 morning"}) {
		t.Errorf("Schedules = %v, want those of the guild by name", got)
	}
	if got := names(db.Schedules(t.Context())); !slices.Equal(got, []string{"1 morning", "2 morning", "1 evening"}) {
		t.Errorf("Schedules of all = %v", got)
	}
	if s, err := g.Schedule(t.Context(), "morning"); err != nil || !s.Last.Equal(Day.Add(time.Hour)) {
		t.Errorf("another guild moved the slot: %v, %v", s.Last, err)
	}
	if err := g.DropSchedule(t.Context(), "morning"); err != nil {
		t.Fatal(err)
	}
	for name, err := range map[string]error{
		"DropSchedule":  g.DropSchedule(t.Context(), "morning"),
		"Schedule":      func() error { _, err := g.Schedule(t.Context(), "morning"); return err }(),
		"PauseSchedule": func() error { _, err := g.PauseSchedule(t.Context(), "morning", true, ""); return err }(),
	} {
		if !errors.Is(err, attache.ErrNotFound) {
			t.Errorf("%s of what is gone = %v, want ErrNotFound", name, err)
		}
	}
}

func keepsSmallThings(t *testing.T, db *store.DB) {
	lines := db.Lines()
	key, err := lines.Keep(t.Context(), "1", "who-said --source lena-maren corridor")
	if err != nil || len(key) != 16 {
		t.Fatalf("Keep = %q, %v; want sixteen characters", key, err)
	}
	if again, err := lines.Keep(t.Context(), "1", "who-said --source lena-maren corridor"); err != nil || again != key {
		t.Errorf("Keep again = %q, %v; want %q", again, err, key)
	}
	if other, err := lines.Keep(t.Context(), "1", "who-said corridor"); err != nil || other == key {
		t.Errorf("Keep of another line = %q, %v", other, err)
	}
	if line, err := lines.Line(t.Context(), "1", key); err != nil || line != "who-said --source lena-maren corridor" {
		t.Errorf("Line = %q, %v", line, err)
	}
	if _, err := lines.Line(t.Context(), "2", key); !errors.Is(err, attache.ErrNotFound) {
		t.Errorf("Line of another guild = %v, want ErrNotFound", err)
	}
	g := db.Guild("1")
	for _, v := range []string{"one", "two"} {
		if err := g.Set(t.Context(), "k", v); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Set(t.Context(), "k", "all"); err != nil {
		t.Fatal(err)
	}
	for name, got := range map[string]func() (string, error){
		"two": func() (string, error) { return g.Get(t.Context(), "k") },
		"all": func() (string, error) { return db.Get(t.Context(), "k") },
		"":    func() (string, error) { return db.Guild("2").Get(t.Context(), "k") },
	} {
		if v, err := got(); err != nil || v != name {
			t.Errorf("Get = %q, %v; want %q", v, err, name)
		}
	}
}

func prunes(t *testing.T, db *store.DB) {
	g := db.Guild("1")
	r := save(t, g, Sample(1, 400))[0]
	key, err := db.Lines().Keep(t.Context(), "1", "line")
	if err != nil {
		t.Fatal(err)
	}
	told, untold := submit(t, db, "1", attache.Submission{Text: "a"}), submit(t, db, "1", attache.Submission{Text: "b"})
	waiting := submit(t, db, "1", attache.Submission{Text: "c"})
	for range 2 {
		if err := db.Known(t.Context(), take(t, db, Day), r.Article.ID); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(g.Told(t.Context(), told), g.Heard(t.Context(), told)); err != nil {
		t.Fatal(err)
	}
	if _, _, err := db.Claims().Claim(t.Context(), "1", "digest", "old", time.Minute, Day); err != nil {
		t.Fatal(err)
	}
	if err := db.Prune(t.Context(), time.Now().Add(-time.Hour)); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Lines().Line(t.Context(), "1", key); err != nil {
		t.Errorf("Prune took a young line: %v", err)
	}
	if err := db.Prune(t.Context(), time.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Lines().Line(t.Context(), "1", key); !errors.Is(err, attache.ErrNotFound) {
		t.Errorf("Prune left an old line: %v", err)
	}
	for id, want := range map[int64]bool{told: false, untold: true, waiting: true} {
		if _, _, err := g.Outcome(t.Context(), id); (err == nil) != want {
			t.Errorf("after Prune submission %d: %v, want it there: %v", id, err, want)
		}
	}
	if _, _, err := g.Article(t.Context(), r.Article.ID); err != nil {
		t.Errorf("Prune took an article: %v", err)
	}
	sound(t, db)
}

// servesMany reads and writes from many goroutines at once: no write may be refused.
func servesMany(t *testing.T, db *store.DB) {
	var wg sync.WaitGroup
	for w := range 4 {
		wg.Go(func() {
			g := db.Guild(attache.GuildID(fmt.Sprint(w % 2)))
			for i := range 15 {
				r := Sample(w*100+i, 600)
				a, _, err := g.Place(t.Context(), r.Article)
				if err != nil {
					t.Error(err)
					return
				}
				r.Article = a
				if _, err := g.Save(t.Context(), pipeline, []attache.Read{Number(r)}); err != nil {
					t.Error(err)
				}
				if _, _, err := g.Submit(t.Context(), attache.Submission{Text: "x", At: Day}, 1000); err != nil {
					t.Error(err)
				}
			}
		})
		wg.Go(func() {
			g := db.Guild(attache.GuildID(fmt.Sprint(w % 2)))
			for range 15 {
				_, total, err := g.Articles(t.Context(), 0, 3)
				if err != nil {
					t.Error(err)
				}
				if s, err := g.Stats(t.Context()); err != nil || s.Articles < total {
					t.Errorf("Stats = %+v, %v; want at least %d articles", s, err, total)
				}
				if _, err := g.Speakers(t.Context(), "m", 5); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	sound(t, db)
}
