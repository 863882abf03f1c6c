package bot

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"attache"
)

// cdn are the hosts that serve attachments. Nothing else is fetched here: links in texts go another
// way, with other guards.
var cdn = []string{"cdn.discordapp.com", "media.discordapp.net"}

// downloadWithin bounds the download of one attachment.
const downloadWithin = 15 * time.Second

// download fetches an attachment, at once: its link is signed and ends.
func (b *Bot) download(ctx context.Context, f attached) (attache.File, error) {
	name := fit(f.Filename, 120, line)
	u, err := url.Parse(f.URL)
	if err != nil || !b.serves(u) {
		return attache.File{}, &attache.Problem{Say: fmt.Sprintf("“%s” is not where Discord keeps attachments. Nothing was saved; please attach the file itself.", name), Err: errors.New("attachment from a foreign host")}
	}
	if f.Size > maxFile {
		return attache.File{}, tooLarge(name)
	}
	ctx, cancel := context.WithTimeout(ctx, downloadWithin)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return attache.File{}, fmt.Errorf("attachment: %w", withoutURL(err))
	}
	resp, err := b.base.RoundTrip(req) // not a Client: a redirect would lead anywhere
	if err != nil {
		return attache.File{}, &attache.Problem{Say: fmt.Sprintf("I could not fetch “%s” from Discord. Nothing was saved; please send it again.", name), Err: fmt.Errorf("attachment: %w", withoutURL(err))}
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return attache.File{}, &attache.Problem{Say: fmt.Sprintf("Discord no longer has “%s”: its link has expired or it was deleted. Nothing was saved; please send it again.", name), Err: fmt.Errorf("attachment: status %d", resp.StatusCode)}
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxFile+1))
	if err != nil {
		return attache.File{}, &attache.Problem{Say: fmt.Sprintf("“%s” broke off on the way. Nothing was saved; please send it again.", name), Err: fmt.Errorf("attachment: %w", err)}
	}
	if len(body) > maxFile {
		return attache.File{}, tooLarge(name)
	}
	return attache.File{Name: f.Filename, Type: f.ContentType, Bytes: body}, nil
}

// serves reports whether an address is one of Discord's for attachments, or of the server in its
// place.
func (b *Bot) serves(u *url.URL) bool {
	if u.User != nil {
		return false
	}
	if b.api != nil {
		return u.Scheme == b.api.Scheme && u.Host == b.api.Host
	}
	return u.Scheme == "https" && slices.Contains(cdn, strings.ToLower(u.Host))
}

func tooLarge(name string) error {
	return &attache.Problem{Say: fmt.Sprintf("“%s” is larger than 10 MB. Nothing was saved; please send a smaller file, or its text.", name)}
}
