package fetch

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// One host is asked once a second, another meanwhile, and Retry-After is obeyed.
func TestPace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		var asked []string
		busy := 0
		c := New(Options{})
		c.transport = roundTrip(func(r *http.Request) (*http.Response, error) {
			asked = append(asked, fmt.Sprintf("%s %s", r.URL.Host, time.Since(start)))
			if busy > 0 {
				busy--
				return reply(r, 429, "", "Retry-After", "7"), nil
			}
			return reply(r, 200, article("")), nil
		})
		fetch := func(host string) error {
			_, err := c.Fetch(t.Context(), "https://"+host+"/x")
			return err
		}
		for _, host := range []string{"a.example", "a.example", "b.example", "a.example"} {
			if err := fetch(host); err != nil {
				t.Fatal(err)
			}
		}
		busy = 1
		if err := fetch("b.example"); err != nil {
			t.Errorf("one 429 with a short Retry-After should be waited out: %v", err)
		}
		busy = 2
		if err := fetch("c.example"); !errors.Is(err, ErrBusy) || !Temporary(err) {
			t.Errorf("two should not: %v", err)
		}
		want := "a.example 0s, a.example 1s, b.example 1s, a.example 2s, b.example 2s, b.example 9s, c.example 9s, c.example 16s"
		if got := strings.Join(asked, ", "); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	})
}

// A host that wants an hour is not asked at all before the hour is over.
func TestKeepsAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		asked := 0
		c := New(Options{})
		c.transport = roundTrip(func(r *http.Request) (*http.Response, error) {
			if asked++; asked == 1 {
				return reply(r, 503, "", "Retry-After", time.Now().Add(30*time.Minute).UTC().Format(http.TimeFormat)), nil
			}
			return reply(r, 200, article("")), nil
		})
		for range 3 {
			_, err := c.Fetch(t.Context(), "https://a.example/x")
			var later *Later
			if !errors.As(err, &later) || later.After < 29*time.Minute || later.After > 30*time.Minute {
				t.Fatalf("got %v", err)
			}
		}
		if asked != 1 {
			t.Errorf("asked %d times", asked)
		}
		time.Sleep(31 * time.Minute) // inside the bubble
		if _, err := c.Fetch(t.Context(), "https://a.example/x"); err != nil {
			t.Errorf("after the time was over: %v", err)
		}
	})
}
