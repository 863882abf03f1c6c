package index

import (
	"context"
	"testing"

	"attache"
	"attache/index/indextest"
)

// suited fits a Set to the suite.
type suited struct{ *Set }

func (s suited) Search(ctx context.Context, guild attache.GuildID, q attache.Query) (attache.Page, error) {
	g, err := s.Guild(guild)
	if err != nil {
		return attache.Page{}, err
	}
	return g.Search(ctx, q)
}

func TestConformance(t *testing.T) {
	indextest.Run(t, func(t *testing.T, dir string) indextest.Index {
		s, err := Open(dir, Options{Lost: func(guild attache.GuildID, why error) { t.Logf("guild %s: %v", guild, why) }})
		if err != nil {
			t.Fatal(err)
		}
		return suited{s}
	})
}
