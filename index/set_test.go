package index

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"attache"
)

func read(n int) attache.Read {
	id := attache.NewArticleID(fmt.Sprint("article ", n))
	text := fmt.Sprintf("Lock %d of the canal was closed. The keeper said so twice.", n)
	return attache.Read{
		Article: attache.Article{ID: id, Title: "Locks", Text: text, Added: time.Date(2031, 3, 1, 0, n, 0, 0, time.UTC)},
		Facts: attache.Facts{Attributions: []attache.Attribution{{
			Ref: attache.NewRef(id, attache.KindAttribution, 1), Source: attache.Mention{Entity: "the-keeper", Name: "the Keeper"},
			Extent: attache.Span{Start: strings.Index(text, "The keeper"), End: len(text)}, Act: attache.ActSay,
		}}},
	}
}

func open(t *testing.T, dir string, o Options) *Set {
	t.Helper()
	s, err := Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func feed(t *testing.T, s *Set, guild attache.GuildID, seq int64, reads ...attache.Read) {
	t.Helper()
	if _, err := s.Checkpoint(t.Context(), guild); err != nil {
		t.Fatal(err)
	}
	if err := s.Put(t.Context(), guild, seq, reads, nil); err != nil {
		t.Fatal(err)
	}
}

func total(t *testing.T, s *Set, guild attache.GuildID, q attache.Query) int {
	t.Helper()
	g, err := s.Guild(guild)
	if err != nil {
		t.Fatal(err)
	}
	page, err := g.Search(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	return page.Total
}

func TestSetClosesWhatIsLongestUnused(t *testing.T) {
	s := open(t, t.TempDir(), Options{MaxOpen: 3})
	for i := range 10 {
		feed(t, s, attache.GuildID(fmt.Sprint(i)), 1, read(i))
	}
	var opened []string
	for id, sh := range s.shelves {
		if sh.isOpen.Load() {
			opened = append(opened, string(id))
		}
	}
	if len(opened) != 3 {
		t.Errorf("%d indexes are open: %q", len(opened), opened)
	}
	for _, id := range opened {
		if id < "7" {
			t.Errorf("%s is open, though later ones are not", id)
		}
	}
	var wait sync.WaitGroup
	for i := range 40 {
		wait.Go(func() {
			guild := attache.GuildID(fmt.Sprint(i % 10))
			if n := total(t, s, guild, attache.Query{Words: "canal"}); n != 1 {
				t.Errorf("guild %s finds %d", guild, n)
			}
		})
	}
	wait.Wait()
}

func TestSearchingMakesNoFolder(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{})
	if total(t, s, "41", attache.Query{}) != 0 {
		t.Error("finds something")
	}
	if files, err := os.ReadDir(dir); err != nil || len(files) != 0 {
		t.Errorf("made %v, %v", files, err)
	}
}

func TestSetIsLeftAloneWhileAnotherHoldsIt(t *testing.T) {
	dir := t.TempDir()
	a, b := open(t, dir, Options{}), open(t, dir, Options{Lost: func(_ attache.GuildID, why error) { t.Errorf("lost: %v", why) }})
	feed(t, a, "41", 1, read(1))
	if _, err := b.Checkpoint(t.Context(), "41"); !errors.Is(err, ErrBusy) {
		t.Errorf("checkpoint: %v", err)
	}
	if n := total(t, a, "41", attache.Query{}); n != 1 {
		t.Errorf("the first holder finds %d", n)
	}
	a.Close()
	if seq, err := b.Checkpoint(t.Context(), "41"); err != nil || seq != 1 {
		t.Errorf("after it let go: %d, %v", seq, err)
	}
}

func TestClosedSet(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	feed(t, s, "41", 1, read(1))
	g, _ := s.Guild("41")
	for range 2 {
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := g.Search(t.Context(), attache.Query{}); !errors.Is(err, ErrClosed) {
		t.Errorf("search: %v", err)
	}
	if err := s.Put(t.Context(), "41", 2, nil, nil); !errors.Is(err, ErrClosed) {
		t.Errorf("put: %v", err)
	}
}

func TestIndexOfAnotherVersionBeginsAnew(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{})
	feed(t, s, "41", 5, read(1))
	if err := s.shelves["41"].live.SetInternal(versionKey, []byte("0")); err != nil {
		t.Fatal(err)
	}
	s.Close()
	var why error
	s = open(t, dir, Options{Lost: func(_ attache.GuildID, err error) { why = err }})
	if seq, err := s.Checkpoint(t.Context(), "41"); err != nil || seq != 0 || !errors.Is(why, ErrVersion) {
		t.Errorf("checkpoint %d, %v; told %v", seq, err, why)
	}
	if exists(filepath.Join(dir, "41", lostFolder)) {
		t.Error("an old index is kept")
	}
}

func TestDamagedIndexIsKeptForALook(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{})
	feed(t, s, "41", 5, read(1))
	s.Close()
	if err := os.Truncate(filepath.Join(dir, "41", liveFolder, "root.bolt"), 100); err != nil {
		t.Fatal(err)
	}
	var told []error
	s = open(t, dir, Options{Lost: func(_ attache.GuildID, err error) { told = append(told, err) }})
	if err := s.Put(t.Context(), "41", 6, nil, nil); !errors.Is(err, ErrBehind) {
		t.Errorf("put: %v", err)
	}
	feed(t, s, "41", 6, read(1), read(2))
	if n := total(t, s, "41", attache.Query{}); n != 2 {
		t.Errorf("finds %d", n)
	}
	if len(told) != 1 || !errors.Is(told[0], ErrDamaged) {
		t.Errorf("told %v", told)
	}
	if !exists(filepath.Join(dir, "41", lostFolder)) {
		t.Error("what was damaged is gone")
	}
}

// A file is cut while it is mapped: reading it is a fault of the machine. (One segment, so that no
// goroutine of bleve reads it for a merge; those are not ours to guard.)
func TestFaultInUseIsNotTheEnd(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{})
	var many []attache.Read
	for i := range 90 {
		many = append(many, read(i))
	}
	feed(t, s, "41", 5, many...)
	s.Close()
	s = open(t, dir, Options{})
	if n := total(t, s, "41", attache.Query{}); n != 90 {
		t.Fatalf("finds %d", n)
	}
	files, _ := filepath.Glob(filepath.Join(dir, "41", liveFolder, "*.zap"))
	for _, f := range files {
		if err := os.Truncate(f, 0); err != nil {
			t.Fatal(err)
		}
	}
	g, _ := s.Guild("41")
	_, err := g.Search(t.Context(), attache.Query{Words: "canal", Kind: attache.KindAttribution})
	var problem *attache.Problem
	if !errors.As(err, &problem) || !errors.Is(err, ErrDamaged) {
		t.Fatalf("search: %v", err)
	}
	if n := total(t, s, "41", attache.Query{}); n != 0 {
		t.Errorf("then finds %d", n)
	}
	feed(t, s, "41", 5, many...)
	if n := total(t, s, "41", attache.Query{}); n != 90 {
		t.Errorf("grown back, finds %d", n)
	}
}

func TestSearchThatTakesTooLongIsStopped(t *testing.T) {
	s := open(t, t.TempDir(), Options{Timeout: time.Nanosecond})
	feed(t, s, "41", 1, read(1))
	g, _ := s.Guild("41")
	_, err := g.Search(t.Context(), attache.Query{Words: "canal"})
	var problem *attache.Problem
	if !errors.As(err, &problem) {
		t.Errorf("search: %v", err)
	}
}

// A crash between the steps of an exchange leaves no live index, or an old one.
func TestExchangeIsFinishedAfterACrash(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{})
	feed(t, s, "41", 5, read(1))
	s.Close()
	at := func(name string) string { return filepath.Join(dir, "41", name) }
	if err := os.Rename(at(liveFolder), at(nextFolder)); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(at(oldFolder), "rest"), 0o700); err != nil {
		t.Fatal(err)
	}
	s = open(t, dir, Options{})
	if seq, err := s.Checkpoint(t.Context(), "41"); err != nil || seq != 5 {
		t.Errorf("checkpoint %d, %v", seq, err)
	}
	if exists(at(oldFolder)) || exists(at(nextFolder)) {
		t.Error("leaves folders behind")
	}
}

func TestPutAndSearchAtOnce(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	feed(t, s, "41", 1, read(0))
	var wait sync.WaitGroup
	wait.Go(func() {
		for i := range 30 {
			if err := s.Put(t.Context(), "41", int64(i+2), []attache.Read{read(i), read(i + 1)}, nil); err != nil {
				t.Error(err)
			}
			if i == 15 {
				if err := s.Reset(t.Context(), "41"); err != nil {
					t.Error(err)
				}
				if _, err := s.Checkpoint(t.Context(), "41"); err != nil {
					t.Error(err)
				}
			}
		}
	})
	for range 3 {
		wait.Go(func() {
			for range 100 {
				if n := total(t, s, "41", attache.Query{Words: "canal"}); n == 0 {
					t.Error("finds nothing while it is fed")
				}
			}
		})
	}
	wait.Wait()
}

// A process is killed while it puts. What it was told is on disk is there, and the index opens.
func TestKilled(t *testing.T) {
	if dir := os.Getenv("INDEX_TEST_KILLED"); dir != "" {
		putForEver(t, dir)
	}
	for round := range 3 {
		dir := t.TempDir()
		child := exec.Command(os.Args[0], "-test.run=^TestKilled$")
		child.Env = append(os.Environ(), "INDEX_TEST_KILLED="+dir)
		out, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		var acked int64
		for lines := bufio.NewScanner(out); lines.Scan(); {
			if _, err := fmt.Sscanf(lines.Text(), "put %d", &acked); err == nil && acked >= int64(5+round*3) {
				break
			}
		}
		if err := child.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = child.Wait()
		s := open(t, dir, Options{Lost: func(_ attache.GuildID, why error) { t.Errorf("lost: %v", why) }})
		seq, err := s.Checkpoint(t.Context(), "41")
		if err != nil || acked == 0 || seq < acked {
			t.Errorf("told that %d is on disk, found %d, %v", acked, seq, err)
		}
		if n := total(t, s, "41", attache.Query{}); n != int(seq)*20 {
			t.Errorf("finds %d articles at checkpoint %d", n, seq)
		}
	}
}

func putForEver(t *testing.T, dir string) {
	s, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Checkpoint(t.Context(), "41"); err != nil {
		t.Fatal(err)
	}
	for seq := int64(1); ; seq++ {
		var reads []attache.Read
		for i := range 20 {
			reads = append(reads, read(int(seq)*20+i))
		}
		if err := s.Put(t.Context(), "41", seq, reads, nil); err != nil {
			t.Fatal(err)
		}
		fmt.Println("put", seq)
	}
}
