package ingest_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"attache"
	"attache/index"
	"attache/ingest"
	"attache/store"
)

// childFolder names the environment variable that makes the test binary a child: a whole inbox on
// the folder it names, to be killed.
const childFolder = "ATTACHE_INGEST_CHILD"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childFolder); dir != "" {
		os.Exit(child(dir))
	}
	os.Exit(m.Run())
}

// handed is what the child hands in: pages and texts of two guilds, each under a key.
func handed(n int) (all []attache.Submission) {
	for i := range n {
		s := attache.Submission{Guild: attache.GuildID(fmt.Sprint(i % 2)), Key: fmt.Sprintf("m%d/0", i), Text: fmt.Sprintf("Text %d\n\nLena Maren said thing %d holds.", i, i)}
		if i%3 == 0 {
			s.URL, s.Text = fmt.Sprintf("https://a.example/%d", i), ""
		}
		if i == n-1 && os.Getenv("ATTACHE_INGEST_KILLER") != "" {
			s.URL, s.Text = "", "KILLER"
		}
		all = append(all, s)
	}
	return all
}

// child submits what is not submitted yet, works until all of it is told, and exits. It prints a line
// before each step, so that the parent may kill it between any two, and appends what it told to a
// file, as a message in a channel would stay.
func child(dir string) int {
	var n int
	fmt.Sscan(os.Getenv("ATTACHE_INGEST_COUNT"), &n)
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	fail := func(err error) int {
		fmt.Println("error", err)
		return 1
	}
	db, err := store.Open(ctx, filepath.Join(dir, "a.db"))
	if err != nil {
		return fail(err)
	}
	defer db.Close()
	set, err := index.Open(filepath.Join(dir, "index"), index.Options{})
	if err != nil {
		return fail(err)
	}
	defer set.Close()
	told, err := os.OpenFile(filepath.Join(dir, "told"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return fail(err)
	}
	defer told.Close()
	done := make(chan struct{}, 1)
	left := func() int {
		open := 0
		for _, id := range []attache.GuildID{"0", "1"} {
			s, err := db.Guild(id).Stats(ctx)
			if err != nil {
				return 1
			}
			open += s.Waiting + s.Unindexed
		}
		unmarked, err := db.Unmarked(ctx, 0, n)
		if err != nil {
			return 1
		}
		return open + len(unmarked)
	}
	in, err := ingest.New(ingest.Options{
		Queue: db, Guild: func(id attache.GuildID) ingest.Archive { return db.Guild(id) },
		Index: chatty{set}, Pipeline: "v1", Read: plain{}, Fetch: chattyPages{}, Pause: 2 * time.Millisecond,
		Extract: func(a attache.Article) attache.Facts {
			fmt.Println("extract", a.ID)
			if a.Text == "KILLER" {
				syscall.Kill(os.Getpid(), syscall.SIGKILL)
				select {}
			}
			return takeFacts(a)
		},
		Teller: listener(func(o attache.Outcome) error {
			fmt.Println("tell", o.Submission.ID)
			_, err := fmt.Fprintf(told, "%s/%s %s %v\n", o.Submission.Guild, o.Submission.Key, o.Article.ID, o.Err == nil)
			done <- struct{}{}
			return err
		}),
		Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		return fail(err)
	}
	ctx, end := context.WithCancel(ctx)
	defer end()
	ended := make(chan error, 1)
	go func() { ended <- in.Run(ctx) }()
	for _, s := range handed(n) {
		if _, err := in.Submit(ctx, s); err != nil {
			return fail(err)
		}
		fmt.Println("submitted", s.Key)
	}
	tick := time.NewTicker(20 * time.Millisecond) // a mark is written after the last line
	defer tick.Stop()
	for left() > 0 {
		select {
		case <-done:
		case <-tick.C:
		}
	}
	end()
	if err := <-ended; err != nil {
		return fail(err)
	}
	fmt.Println("finished")
	return 0
}

// chatty says what it indexes before it does.
type chatty struct{ *index.Set }

func (c chatty) Put(ctx context.Context, guild attache.GuildID, seq int64, put []attache.Read, remove []attache.ArticleID) error {
	fmt.Println("put", len(put))
	err := c.Set.Put(ctx, guild, seq, put, remove)
	fmt.Println("was put", err)
	return err
}

type chattyPages struct{}

func (chattyPages) Fetch(_ context.Context, url string) (attache.Article, error) {
	fmt.Println("fetch", url)
	return attache.Article{URL: url, Text: "Page\n\nAna Tolvaj said it is " + url}, nil
}

type listener func(attache.Outcome) error

func (l listener) Ingested(_ context.Context, o attache.Outcome) error { return l(o) }

// life runs a child and kills it a moment after it has printed so many lines; 0 lets it live. It
// returns how many lines it printed, and whether it finished.
func life(t *testing.T, dir string, count, lines int, grace time.Duration, env ...string) (printed int, finished bool) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), exe)
	cmd.Env = append(os.Environ(), append(env, childFolder+"="+dir, fmt.Sprintf("ATTACHE_INGEST_COUNT=%d", count))...)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	said := bufio.NewScanner(out)
	for said.Scan() {
		printed++
		finished = finished || said.Text() == "finished"
		if strings.HasPrefix(said.Text(), "error") {
			t.Errorf("the child says: %s", said.Text())
		}
		if printed == lines {
			for end := time.Now().Add(grace); time.Now().Before(end); { // a moment too short to sleep
			}
			cmd.Process.Kill()
			io.Copy(io.Discard, out)
			break
		}
	}
	cmd.Wait()
	return printed, finished
}

// What was handed in is archived once and can be found once, and each outcome is told, however often
// the process is killed and wherever it is.
func TestKill(t *testing.T) {
	const count, kills = 50, 10
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	rnd := rand.New(rand.NewPCG(seed, 0))
	dir := t.TempDir()
	died := 0
	for range kills {
		if _, finished := life(t, dir, count, 8+rnd.IntN(80), time.Duration(rnd.IntN(3000))*time.Microsecond); !finished {
			died++
		}
	}
	if died < kills/2 {
		t.Errorf("only %d of %d children were killed before they finished", died, kills)
	}
	if _, finished := life(t, dir, count, 0, 0); !finished {
		t.Fatal("the last child did not finish")
	}
	tells := inspect(t, dir, count)
	for key, n := range tells {
		if n < 1 {
			t.Errorf("submission %s was never told", key)
		}
	}
	twice := 0
	for _, n := range tells {
		twice += n - 1
	}
	// A kill between a message and its mark makes one told twice in each guild, and there are two.
	if twice > 2*died {
		t.Errorf("%d outcomes were told twice after %d kills, want two a kill at most", twice, died)
	}
	t.Logf("%d children killed, %d outcomes told twice", died, twice)

	// Once all is marked, another life tells and indexes nothing more.
	if printed, finished := life(t, dir, count, 0, 0); !finished || printed != count+1 {
		t.Errorf("another child printed %d lines, finished %v; want %d submissions that are known and no work", printed, finished, count)
	}
	if again := inspect(t, dir, count); fmt.Sprint(again) != fmt.Sprint(tells) {
		t.Errorf("another child told again: %v, before %v", again, tells)
	}
}

// inspect opens what the children left, checks it, and returns how often each submission was told.
func inspect(t *testing.T, dir string, count int) map[string]int {
	t.Helper()
	db, err := store.Open(t.Context(), filepath.Join(dir, "a.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	set, err := index.Open(filepath.Join(dir, "index"), index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer set.Close()
	if bad, err := db.Check(t.Context()); err != nil || len(bad) > 0 {
		t.Errorf("Check = %q, %v", bad, err)
	}
	for i, id := range []attache.GuildID{"0", "1"} {
		want := (count + 1 - i) / 2
		articles, total, err := db.Guild(id).Articles(t.Context(), 0, count)
		if err != nil || total != want || len(articles) != want {
			t.Errorf("guild %s has %d articles, %v; want %d", id, total, err, want)
		}
		guild, err := set.Guild(id)
		if err != nil {
			t.Fatal(err)
		}
		page, err := guild.Search(t.Context(), attache.Query{Limit: count})
		if err != nil || page.Total != want {
			t.Errorf("guild %s can find %d articles, %v; want %d", id, page.Total, err, want)
		}
		var have, found []string
		for _, a := range articles {
			have = append(have, string(a.ID))
		}
		for _, h := range page.Hits {
			found = append(found, string(h.Ref))
		}
		slices.Sort(have)
		slices.Sort(found)
		if !slices.Equal(have, found) {
			t.Errorf("guild %s archived %v and finds %v", id, have, found)
		}
		page, err = guild.Search(t.Context(), attache.Query{Words: "holds", Kind: attache.KindAttribution, Limit: count})
		if err != nil || page.Total == 0 {
			t.Errorf("guild %s finds no statement: %v", id, err)
		}
	}
	tells := map[string]int{}
	for _, s := range handed(count) {
		tells[string(s.Guild)+"/"+s.Key] = 0
	}
	told, err := os.ReadFile(filepath.Join(dir, "told"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(told)) {
		f := strings.Fields(line)
		if len(f) != 3 || f[2] != "true" {
			t.Errorf("told %q, want an article", line)
			continue
		}
		tells[f[0]]++
	}
	return tells
}

// A text that kills the process each time is set aside after a few lives; all others are archived.
func TestKiller(t *testing.T) {
	const count = 6
	dir := t.TempDir()
	lives := 1
	for ; lives < 20; lives++ {
		if _, finished := life(t, dir, count, 0, 0, "ATTACHE_INGEST_KILLER=1"); finished {
			break
		}
	}
	if lives != 6 {
		t.Errorf("it took %d lives, want five that the text ends and one", lives)
	}
	db, err := store.Open(t.Context(), filepath.Join(dir, "a.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	aside, why, err := db.SetAside(t.Context(), 10)
	if err != nil || len(aside) != 1 || aside[0].Key != "m5/0" || !strings.Contains(why[0], "died") {
		t.Errorf("SetAside = %+v, %q, %v; want the killer with its reason", aside, why, err)
	}
	archived := 0
	for _, id := range []attache.GuildID{"0", "1"} {
		s, err := db.Guild(id).Stats(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		archived += s.Articles
	}
	if archived != count-1 {
		t.Errorf("%d articles are archived, want all %d others", archived, count-1)
	}
	var o attache.Outcome
	if o, _, err = db.Guild("1").Outcome(t.Context(), aside[0].ID); err != nil || o.Err == nil || errors.Is(o.Err, attache.ErrNotFound) {
		t.Errorf("Outcome = %+v, %v; want the reason for the person", o, err)
	}
}
