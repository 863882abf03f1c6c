package ingest_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	"attache"
	"attache/ingest"
)

const words = "Terms\n\nLena Maren said the corridor holds. Ana Tolvaj said it does not."

func TestNewNamesWhatIsMissing(t *testing.T) {
	_, err := ingest.New(ingest.Options{})
	for _, name := range []string{"Queue", "Guild", "Index", "Fetch", "Read", "Extract", "Pipeline"} {
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("New without options = %v, want it to name %s", err, name)
		}
	}
}

func TestOutcomes(t *testing.T) {
	n := open(t, nil)
	n.pages["https://a.example/1"] = words
	n.pages["https://a.example/broken"] = &attache.Problem{Say: "That page is too large. Nothing was saved."}
	n.run(t)
	for _, tt := range []struct {
		name string
		s    attache.Submission
		want string
	}{
		{"archives a page", attache.Submission{URL: " https://a.example/1 "}, "archived: Title of https://a.example/1, 2 statements"},
		{"knows the page", attache.Submission{URL: "https://a.example/1"}, "known: Title of https://a.example/1"},
		{"knows its text", attache.Submission{Text: words}, "known: Title of https://a.example/1"},
		{"archives a text", attache.Submission{Text: "News\n\nPavel Varga said no."}, "archived: News, 1 statements"},
		{"archives a file", attache.Submission{File: attache.File{Name: "a.txt", Bytes: []byte("File\n\nNothing said.")}}, "archived: File, 0 statements"},
		{"lets the person name it", attache.Submission{Text: "More news.", Title: "My title"}, "archived: My title, 0 statements"},
		{"says why a page is not archived", attache.Submission{URL: "https://a.example/broken"}, "refused: That page is too large. Nothing was saved."},
		{"says why a text is not archived", attache.Submission{Text: "BINARY"}, "refused: That is no text. Nothing was saved."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.s.By, tt.s.Origin = "7", attache.Origin{Guild: "1", Channel: "2", Message: "3"}
			tt.s.Published = time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)
			o := n.await(t, tt.s)
			if got := show(o); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
			if o.Err != nil {
				return
			}
			a := o.Article
			if a.AddedBy != "7" || a.Origin.Message != "3" || a.Added.IsZero() || a.PublishedBy != "given with the text" || !a.Published.Equal(tt.s.Published) {
				t.Errorf("the article does not say who handed it in and what they said of it: %+v", a)
			}
			if !slices.Contains(n.index.has("1"), a.ID) {
				t.Errorf("article %s was told before it can be found", a.ID)
			}
			if got := n.alerts.next(t); got.Article.ID != a.ID {
				t.Errorf("listeners heard of %s, want %s", got.Article.ID, a.ID)
			}
		})
	}
	n.teller.nothing(t) // somebody awaited each
}

func TestPageThatIsGoneIsKnown(t *testing.T) {
	n := open(t, nil)
	n.run(t)
	n.pages["https://a.example/1"] = words
	first := n.await(t, attache.Submission{URL: "https://a.example/1"})
	n.pages["https://a.example/1"] = &attache.Problem{Say: "That page does not exist."}
	if o := n.await(t, attache.Submission{URL: "https://a.example/1"}); !o.Known || o.Article.ID != first.Article.ID || len(o.Facts.Attributions) != 2 {
		t.Errorf("a page that is gone gave %s, want the one archived", show(o))
	}
	n.pages["https://a.example/1"] = strings.Replace(words, "holds", "is shut", 1)
	if o := n.await(t, attache.Submission{URL: "https://a.example/1"}); o.Known || o.Article.Revises != first.Article.ID {
		t.Errorf("a page that changed gave %s revising %q, want a version of %s", show(o), o.Article.Revises, first.Article.ID)
	}
}

func TestSubmitRefuses(t *testing.T) {
	n := open(t, func(o *ingest.Options) { o.Waiting = 2 })
	problem := func(err error) bool { var p *attache.Problem; return errors.As(err, &p) }
	for _, tt := range []struct {
		name   string
		s      attache.Submission
		person bool // it is the person's to mend
	}{
		{"what is empty", attache.Submission{Guild: "1", Text: " \n"}, true},
		{"an empty file", attache.Submission{Guild: "1", File: attache.File{Name: strings.Repeat("é", 300)}}, true},
		{"what is too large", attache.Submission{Guild: "1", Text: strings.Repeat("x", ingest.MaxSubmission+1)}, true},
		{"a file that is too large", attache.Submission{Guild: "1", File: attache.File{Bytes: make([]byte, ingest.MaxSubmission+1)}}, true},
		{"a text that is none", attache.Submission{Guild: "1", Text: "a\xffb"}, true},
		{"an endless title", attache.Submission{Guild: "1", Text: "a", Title: strings.Repeat("x", 5000)}, true},
		{"two things at once", attache.Submission{Guild: "1", Text: "a", URL: "b"}, false},
		{"what belongs to no guild", attache.Submission{Text: "a"}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if id, err := n.Submit(t.Context(), tt.s); err == nil || problem(err) != tt.person {
				t.Errorf("Submit = %d, %v; want a Problem: %v", id, err, tt.person)
			}
		})
	}
	if _, err := n.For("1").Submit(t.Context(), attache.Submission{Guild: "2", Text: "a"}); err == nil {
		t.Error("the inbox of one guild took a submission of another")
	}
	largest := attache.Submission{Guild: "1", Text: strings.Repeat("x", ingest.MaxSubmission), Key: "k"}
	first := n.submit(t, largest)
	if again := n.submit(t, largest); again != first {
		t.Errorf("the same key got the numbers %d and %d", first, again)
	}
	n.submit(t, attache.Submission{Text: "b"})
	if _, err := n.Submit(t.Context(), attache.Submission{Guild: "1", Text: "c"}); !problem(err) {
		t.Errorf("Submit to a full inbox = %v, want a Problem", err)
	}
	n.submit(t, attache.Submission{Guild: "2", Text: "c"})
}

func TestAwaitKnowsItsGuild(t *testing.T) {
	n := open(t, nil)
	id := n.submit(t, attache.Submission{Text: "a"})
	if _, err := n.For("2").Await(t.Context(), id); !errors.Is(err, attache.ErrNotFound) {
		t.Errorf("Await by another guild = %v, want ErrNotFound", err)
	}
}

// tries counts how often a page is asked for.
func tries(n *newsroom, url string, answer func(try int) (string, error)) *int {
	count := new(int)
	n.pages[url] = func(context.Context) (string, error) {
		*count++
		return answer(*count)
	}
	return count
}

func TestRetries(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		answer     func(try int) (string, error)
		want       string
		tries      int
		aside      bool
		within     time.Duration
	}{
		{"asks a page again that did not answer", "", func(try int) (string, error) {
			if try < 3 {
				return "", errBusy
			}
			return words, nil
		}, "archived: , 2 statements", 3, false, time.Minute},
		{"gives up a page that never answers, with its reason", "", func(int) (string, error) {
			return "", &attache.Problem{Say: "The site does not answer.", Err: errBusy}
		}, "refused: The site does not answer.", 5, false, 10 * time.Minute},
		{"asks a page once that will not be had", "", func(int) (string, error) {
			return "", &attache.Problem{Say: "Members only."}
		}, "refused: Members only.", 1, false, time.Second},
		{"sets aside what fails for no reason a person can mend", "", func(int) (string, error) {
			return "", errors.New("no space left")
		}, "refused: I could not read that article, and the fault is mine", 5, true, 10 * time.Minute},
		{"sets aside what makes the extractor panic", "", func(int) (string, error) { return "PANIC now", nil }, "refused: I could not read that article, and the fault is mine", 3, true, time.Minute},
		{"ends a page that takes for ever", "", nil, "refused: I could not read that article, and the fault is mine", 5, true, time.Hour},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				n := open(t, nil)
				asked := new(int)
				if tt.answer != nil {
					asked = tries(n, "https://a.example/1", tt.answer)
				} else {
					n.pages["https://a.example/1"] = func(ctx context.Context) (string, error) {
						*asked++
						<-ctx.Done()
						return "", ctx.Err()
					}
				}
				began := time.Now()
				n.run(t)
				n.submit(t, attache.Submission{URL: "https://a.example/1"})
				got := show(n.teller.next(t))
				if !strings.HasPrefix(got, tt.want) || *asked != tt.tries || time.Since(began) > tt.within {
					t.Errorf("after %d tries in %v: %s; want %s after %d in %v", *asked, time.Since(began), got, tt.want, tt.tries, tt.within)
				}
				aside, _, err := n.db.SetAside(t.Context(), 10)
				if err != nil || len(aside) == 1 != tt.aside {
					t.Errorf("SetAside = %v, %v; want it there: %v", aside, err, tt.aside)
				}
				if s, _ := n.db.Guild("1").Stats(t.Context()); s.Waiting != 0 {
					t.Errorf("%d still wait", s.Waiting)
				}
			})
		})
	}
}

func TestReaderThatPanics(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := open(t, nil)
		n.run(t)
		n.submit(t, attache.Submission{Text: "READER PANICS"})
		n.submit(t, attache.Submission{Text: "fine"})
		got := []string{show(n.teller.next(t)), show(n.teller.next(t))}
		if got[0] != "archived: fine, 0 statements" || !strings.HasPrefix(got[1], "refused: I could not read") {
			t.Errorf("told %q; want the good one first and the other refused", got)
		}
	})
}

func TestExtractorThatHangs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		release := make(chan struct{})
		n := open(t, func(o *ingest.Options) {
			o.Extract = func(a attache.Article) attache.Facts {
				if strings.Contains(a.Text, "HANG") {
					<-release
				}
				return takeFacts(a)
			}
		})
		stop := n.run(t)
		n.submit(t, attache.Submission{Text: "HANG"})
		if got := show(n.teller.next(t)); !strings.HasPrefix(got, "refused: I could not read") {
			t.Errorf("told %s, want it refused", got)
		}
		if got := n.Stuck(); got != 3 {
			t.Errorf("Stuck = %d, want the 3 that were tried", got)
		}
		if o := n.await(t, attache.Submission{Text: words}); o.Err != nil {
			t.Errorf("after that a good text is %s", show(o))
		}
		close(release)
		stop()
		synctest.Wait()
		if got := n.Stuck(); got != 0 {
			t.Errorf("Stuck = %d after they ended, want 0", got)
		}
	})
}

// Whatever strangers hand in is refused with a Problem, or kept as they gave it.
func FuzzSubmit(f *testing.F) {
	f.Add("Terms\n\nLena Maren said “no”.", "Title", "https://a.example/1")
	f.Add("\x00\u202e", "\xff", "")
	f.Add("", "", " \n")
	n := open(f, func(o *ingest.Options) { o.Waiting = 1 << 30 })
	f.Fuzz(func(t *testing.T, text, title, url string) {
		id, err := n.Submit(t.Context(), attache.Submission{Guild: "1", Text: text, Title: title, URL: url, By: "7"})
		if err != nil {
			var p *attache.Problem
			if !errors.As(err, &p) && (text == "" || url == "") {
				t.Fatalf("Submit = %v, want a Problem", err)
			}
			return
		}
		task, ok, err := n.db.Take(t.Context(), time.Now(), time.Minute, "")
		if err != nil || !ok || task.Submission.ID != id {
			t.Fatalf("Take = %d, %v, %v; want %d", task.Submission.ID, ok, err, id)
		}
		s := task.Submission
		if want := strings.ReplaceAll(text, "\x00", ""); s.Text != want || !utf8.ValidString(s.Title+s.URL) {
			t.Errorf("kept %q, %q, %q; want text %q", s.Text, s.Title, s.URL, want)
		}
		if err := n.db.Refuse(t.Context(), task, "", "", false); err != nil {
			t.Error(err)
		}
	})
}
