package main

import (
	"log/slog"
	"testing"
	"time"

	"attache"
	"attache/configs"
)

func TestRetentionRemovesWhatIsOld(t *testing.T) {
	s, err := configs.Load(configs.Sources{Environ: []string{"ATTACHE_DATA=" + t.TempDir(), "ATTACHE_RETENTION_DAYS=30"}})
	if err != nil {
		t.Fatal(err)
	}
	a, err := open(t.Context(), s, slog.New(slog.DiscardHandler), parts{})
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	if err := a.inbox.Bulk(t.Context(), local, wire(130), func(o attache.Outcome) {
		if o.Err != nil {
			t.Error(o.Err)
		}
	}); err != nil {
		t.Fatal(err)
	}
	count := func() int {
		st, err := a.db.Guild(local).Stats(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return st.Articles
	}
	if err := a.retire(t.Context(), time.Now().AddDate(0, 0, 29)); err != nil || count() != 130 {
		t.Fatalf("%d articles left after 29 days, %v", count(), err)
	}
	if err := a.retire(t.Context(), time.Now().AddDate(0, 0, 31)); err != nil || count() != 0 {
		t.Fatalf("%d articles left after 31 days, %v", count(), err)
	}
	ix, err := a.index.Guild(local)
	if err != nil {
		t.Fatal(err)
	}
	if p, err := ix.Search(t.Context(), attache.Query{Limit: 1}); err != nil || p.Total != 0 {
		t.Errorf("%d articles can still be found, %v", p.Total, err)
	}
}
