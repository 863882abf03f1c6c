package digest

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"testing"

	"attache"
	"attache/card"
	"attache/store"
)

// discord is a server that posts once for a nonce, as the real one does.
type discord struct {
	mu    sync.Mutex
	posts map[string]int // nonce → times it was sent
}

func (d *discord) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	d.mu.Lock()
	defer d.mu.Unlock()
	nonce := r.URL.Query().Get("nonce")
	d.posts[nonce]++
	fmt.Fprint(w, "message of ", nonce)
}

// poster sends to it over the wire.
type poster string

func (p poster) Post(ctx context.Context, _ attache.ChannelID, key string, _ card.Card) (attache.MessageID, error) {
	req, err := http.NewRequestWithContext(ctx, "POST", string(p)+"?nonce="+key, nil)
	if err != nil {
		return "", err
	}
	answer, err := http.DefaultClient.Do(req)
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	id, err := io.ReadAll(answer.Body)
	return attache.MessageID(id), err
}

func stored(t *testing.T, path, url string) (*Runner, *store.DB) {
	t.Helper()
	db, err := store.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return &Runner{
		Claims: db.Claims(), All: db, Guild: func(g attache.GuildID) Book { return db.Guild(g) }, Poster: poster(url),
		Finder: func(attache.GuildID) (Finder, error) { return always{}, nil }, Log: slog.New(slog.DiscardHandler),
	}, db
}

// A process is killed at every step of a slot, on a real database and over a real wire. The next one
// finds what it left, and the channel has one message.
func TestKilledAnywhereOnePost(t *testing.T) {
	if step := os.Getenv("DIGEST_TEST_STEP"); step != "" {
		killedAt(t, step, os.Getenv("DIGEST_TEST_WHEN"))
	}
	for _, step := range []string{"claim", "compose", "post", "finish", "slot done"} {
		for _, when := range []string{"before", "after"} {
			t.Run(when+" "+step, func(t *testing.T) {
				d := &discord{posts: map[string]int{}}
				server := httptest.NewServer(d)
				defer server.Close()
				path := filepath.Join(t.TempDir(), "attache.db")
				r, db := stored(t, path, server.URL)
				created := attache.Schedule{Name: "morning", Channel: "7", Spec: "day at 08:00", Zone: "UTC", Created: at(t, "22 12:00")}
				if _, err := r.For("41").Create(t.Context(), created); err != nil {
					t.Fatal(err)
				}

				child := exec.Command(os.Args[0], "-test.run=^TestKilledAnywhereOnePost$")
				child.Env = append(os.Environ(), "DIGEST_TEST_STEP="+step, "DIGEST_TEST_WHEN="+when, "DIGEST_TEST_DB="+path, "DIGEST_TEST_URL="+server.URL)
				out, err := child.CombinedOutput()
				if child.ProcessState.Sys().(syscall.WaitStatus).Signal() != syscall.SIGKILL {
					t.Fatalf("the child ended with %v: %s", err, out)
				}
				for _, minute := range []string{"08:01", "08:04", "08:05", "09:00"} {
					if err := r.Sweep(t.Context(), at(t, "23 "+minute)); err != nil {
						t.Errorf("sweep at %s: %v", minute, err)
					}
				}
				if len(d.posts) != 1 {
					t.Errorf("the channel has %d messages: %v", len(d.posts), d.posts)
				}
				for nonce, n := range d.posts {
					if n > 2 {
						t.Errorf("%s was sent %d times", nonce, n)
					}
				}
				all, err := db.Schedules(t.Context())
				if err != nil || len(all) != 1 || !all[0].Last.Equal(at(t, "23 08:00")) {
					t.Errorf("the schedule is %+v, %v", all, err)
				}
			})
		}
	}
}

func killedAt(t *testing.T, step, when string) {
	r, db := stored(t, os.Getenv("DIGEST_TEST_DB"), os.Getenv("DIGEST_TEST_URL"))
	b := &breaker{Claims: r.Claims, Poster: r.Poster, Book: db.Guild("41"), Finder: always{}, how: func() error {
		if err := syscall.Kill(os.Getpid(), syscall.SIGKILL); err != nil {
			return err
		}
		select {} // it comes in a moment
	}}
	if when == "before" {
		b.before = step
	} else {
		b.after = step
	}
	r.Claims, r.Poster = b, b
	r.Guild = func(attache.GuildID) Book { return b }
	r.Finder = func(attache.GuildID) (Finder, error) { return b, nil }
	t.Fatalf("still alive: %v", r.Sweep(t.Context(), at(t, "23 08:00")))
}
