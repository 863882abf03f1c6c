package configs

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

func TestSecretNeverShows(t *testing.T) {
	const text = "hunter2"
	s, err := Load(Sources{Environ: []string{"DISCORD_TOKEN=" + text}})
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d", "%10s"} {
		fmt.Fprintf(&out, verb+"\n", s.Token)
		fmt.Fprintf(&out, verb+"\n", &s.Token)
	}
	fmt.Fprintf(&out, "%v %+v %#v\n", s, s, s)
	j, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	y, err := yaml.Marshal(s.Token)
	if err != nil {
		t.Fatal(err)
	}
	out.Write(j)
	out.Write(y)
	log := slog.New(slog.NewTextHandler(&out, nil))
	log.Info("x", "token", s.Token, "settings", s)
	slog.New(slog.NewJSONHandler(&out, nil)).Info("x", "token", s.Token, "settings", s)
	if strings.Contains(out.String(), text) || strings.Contains(out.String(), fmt.Sprintf("%x", text)) {
		t.Errorf("the secret shows:\n%s", out.String())
	}
	if s.Token.Reveal() != text {
		t.Error("the secret is lost")
	}
}

func TestDiscordToken(t *testing.T) {
	dir := folder(t, "token", "from-file\n", "empty", "\n", "two", "a b")
	for _, tt := range []struct {
		name, env, file, want string
	}{
		{"takes it from the environment", "from-env", "", "from-env"},
		{"takes it from a file", "", "token", "from-file"},
		{"prefers the environment", "from-env", "none", "from-env"},
		{"says how to give one", "", "", "error: there is no token: set DISCORD_TOKEN"},
		{"refuses an empty file", "", "empty", "error: DISCORD_TOKEN_FILE: empty holds no token"},
		{"refuses a file of several words", "", "two", "error: DISCORD_TOKEN_FILE: two holds no token"},
		{"names a file that is missing", "", "none", "error: DISCORD_TOKEN_FILE: stat"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			env := []string{"DISCORD_TOKEN=" + tt.env}
			if tt.file != "" {
				env = append(env, "DISCORD_TOKEN_FILE="+filepath.Join(dir, tt.file))
			}
			s, err := Load(Sources{Environ: env})
			if err != nil {
				t.Fatal(err)
			}
			token, err := s.DiscordToken()
			got := token.Reveal()
			if err != nil {
				got = "error: " + err.Error()
			}
			if !strings.HasPrefix(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
