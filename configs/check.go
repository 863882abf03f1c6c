package configs

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// Check returns everything that is wrong with the values of s, joined, each with its place. Load
// calls it. It is not called Validate: kong calls methods of that name by itself, before the file
// and the environment were read.
func (s Settings) Check() error { return errors.Join(s.mistakes()...) }

func (s Settings) mistakes() (mistakes []error) {
	wrong := func(name, format string, args ...any) {
		mistakes = append(mistakes, fmt.Errorf("%s: %s "+format, append([]any{s.place(name), name}, args...)...))
	}
	if s.Data == "" {
		wrong("data", "must name a folder")
	}
	if strings.ContainsAny(s.Token.Reveal(), " \t\r\n") {
		wrong("token", "is not a token: it has spaces in it")
	}
	if s.API != "" && !isHTTP(s.API) {
		wrong("api", "must be an address that begins with http:// or https://")
	}
	for _, id := range s.Intake {
		if !isSnowflake(id) {
			wrong("intake", "must list channel ids, long numbers; %q is none", id)
		}
	}
	if len(s.Intake) > 0 && !s.MessageContent {
		wrong("intake", "needs message_content: without it Discord sends the messages blank")
	}
	for _, n := range []struct {
		name             string
		got, least, most int
	}{
		{"workers", s.Workers, 1, 64}, {"open-indexes", s.OpenIndexes, 1, 10_000}, {"retention-days", s.RetentionDays, 0, 100_000},
	} {
		if n.got < n.least || n.got > n.most {
			wrong(n.name, "must be from %d to %d, not %d", n.least, n.most, n.got)
		}
	}
	for _, d := range []struct {
		name             string
		got, least, most time.Duration
	}{
		{"digest-grace", s.DigestGrace, 0, 7 * 24 * time.Hour}, {"fetch-timeout", s.FetchTimeout, time.Second, 2 * time.Minute}, {"fetch-interval", s.FetchInterval, 0, time.Hour},
	} {
		if d.got < d.least || d.got > d.most {
			wrong(d.name, "must be from %s to %s, not %s", d.least, d.most, d.got)
		}
	}
	if s.FetchLimit < 64<<10 || s.FetchLimit > 5<<20 {
		wrong("fetch-limit", "must be from 64kB to 5MB, not %s", s.FetchLimit)
	}
	if s.FetchProxy != "" && !isHTTP(s.FetchProxy) {
		wrong("fetch-proxy", "must be an address that begins with http:// or https://") // not quoted: it may hold a password
	}
	if strings.ContainsFunc(s.FetchContact, func(r rune) bool { return r < 0x20 || r > 0x7E || r == '(' || r == ')' }) {
		wrong("fetch-contact", "must be an address in plain characters")
	}
	if s.Ops != "" {
		_, port, err := net.SplitHostPort(s.Ops)
		if n, e := strconv.ParseUint(port, 10, 16); err != nil || e != nil || n == 0 {
			wrong("ops", "must be host and port, such as localhost:8090")
		}
	}
	return mistakes
}

// place says where the setting called name was set, for the head of a message.
func (s Settings) place(name string) string {
	if where := s.from[name]; where != "" {
		return where
	}
	return "settings"
}

// DiscordToken returns the token: Token itself, else what TokenFile holds. Without either it is an
// error that says how to give one.
func (s Settings) DiscordToken() (Secret, error) {
	token := s.Token
	if token.IsZero() && s.TokenFile != "" {
		b, err := readSmall(s.TokenFile)
		if err != nil {
			return Secret{}, fmt.Errorf("%s: %w", s.place("token-file"), err)
		}
		token = NewSecret(strings.TrimSpace(string(b)))
		if token.IsZero() || strings.ContainsAny(token.Reveal(), " \t\r\n") {
			return Secret{}, fmt.Errorf("%s: %s holds no token", s.place("token-file"), filepath.Base(s.TokenFile))
		}
	}
	if token.IsZero() {
		return Secret{}, errors.New("there is no token: set DISCORD_TOKEN, or token_file to a file that holds it " +
			"(an application's token stands in https://discord.com/developers/applications, under Bot)")
	}
	return token, nil
}

func isHTTP(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

func isSnowflake(id string) bool {
	return len(id) >= 17 && len(id) <= 20 && strings.Trim(id, "0123456789") == ""
}
