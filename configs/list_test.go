package configs_test

import (
	"strings"
	"testing"

	"attache/configs"
)

func TestListHidesTheToken(t *testing.T) {
	s, err := configs.Load(configs.Sources{Environ: []string{"DISCORD_TOKEN=abc.def.ghi", "ATTACHE_ZONE=Europe/Kyiv"}})
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]configs.Setting{}
	for _, x := range s.List() {
		if strings.Contains(x.Value, "def") {
			t.Errorf("%s prints the token: %q", x.Name, x.Value)
		}
		seen[x.Name] = x
	}
	if z := seen["zone"]; z.Value != "Europe/Kyiv" || z.From != "ATTACHE_ZONE" {
		t.Errorf("zone is %+v", z)
	}
	if d := seen["data"]; d.From != "default" {
		t.Errorf("data is %+v", d)
	}
}
