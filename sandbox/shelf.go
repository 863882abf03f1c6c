package sandbox

import (
	"bytes"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	_ "image/gif" // pictures' sizes are told with them
	_ "image/jpeg"
	_ "image/png"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
	"time"
)

// File is what a person or the bot uploads.
type File struct {
	Name        string
	Data        []byte
	Description string // alternative text
}

// shelf keeps the bytes of attachments and serves them under signed addresses that expire, as
// Discord's CDN does. The world's lock guards it.
type shelf struct {
	key   []byte
	files map[ID]*shelved
	order []ID
	bytes int
	limit int
}

type shelved struct {
	Attachment
	channel ID
	data    []byte
}

func newShelf(limit int) *shelf {
	key := make([]byte, 32)
	rand.Read(key) // never fails since Go 1.24
	return &shelf{key: key, files: map[ID]*shelved{}, limit: limit}
}

// maxShelved bounds the number of files, as the empty ones take no bytes.
const maxShelved = 10000

var errTooLarge = errors.New("request entity too large")

// upload stores f for a channel. The oldest files make room.
func (w *World) upload(c *channel, f File) (Attachment, error) {
	if len(f.Data) > uploadLimit {
		return Attachment{}, errTooLarge
	}
	s := w.files
	a := Attachment{ID: w.newID(), Name: safeName(f.Name), Description: f.Description, Size: len(f.Data), ContentType: contentType(f)}
	if cfg, _, err := image.DecodeConfig(bytes.NewReader(f.Data)); err == nil {
		a.Width, a.Height = cfg.Width, cfg.Height
	}
	a.URL = w.link(c.id, a.ID, a.Name)
	a.Proxy = a.URL
	s.files[a.ID] = &shelved{Attachment: a, channel: c.id, data: f.Data}
	s.order = append(s.order, a.ID)
	s.bytes += len(f.Data)
	for (s.bytes > s.limit || len(s.order) > maxShelved) && len(s.order) > 1 {
		s.bytes -= len(s.files[s.order[0]].data)
		delete(s.files, s.order[0])
		s.order = s.order[1:]
	}
	return a, nil
}

// link returns a signed address that works for a day from now.
func (w *World) link(channel, id ID, name string) string {
	now := w.now()
	issued, ends := strconv.FormatInt(now.Unix(), 16), strconv.FormatInt(now.Add(linkLives).Unix(), 16)
	return fmt.Sprintf("%s/attachments/%s/%s/%s?ex=%s&is=%s&hm=%s", w.base, channel, id, url.PathEscape(name), ends, issued, w.files.sign(id, ends))
}

func (s *shelf) sign(id ID, ends string) string {
	mac := hmac.New(sha256.New, s.key)
	fmt.Fprintf(mac, "%d %s", uint64(id), ends)
	return hex.EncodeToString(mac.Sum(nil))
}

// serveAttachment answers GET /attachments/{channel}/{id}/{name} like a CDN: 404 for what is not
// there, is not signed or has expired.
func (w *World) serveAttachment(rw http.ResponseWriter, r *http.Request) {
	w.mu.Lock()
	id, _ := ParseID(r.PathValue("attachment"))
	f := w.files.files[id]
	ends := r.URL.Query().Get("ex")
	until, err := strconv.ParseInt(ends, 16, 64)
	ok := f != nil && err == nil && f.channel.String() == r.PathValue("channel") && f.Name == r.PathValue("name") &&
		hmac.Equal([]byte(w.files.sign(id, ends)), []byte(r.URL.Query().Get("hm"))) && w.now().Before(time.Unix(until, 0))
	w.mu.Unlock()
	if !ok {
		http.Error(rw, "This content is no longer available.", http.StatusNotFound)
		return
	}
	rw.Header().Set("Content-Type", f.ContentType)
	rw.Header().Set("Content-Length", strconv.Itoa(len(f.data)))
	rw.Header().Set("X-Content-Type-Options", "nosniff")
	rw.Header().Set("Content-Security-Policy", "sandbox") // what strangers upload must not run beside the page
	rw.Write(f.data)
}

// safeName keeps of a file name what Discord keeps: letters, digits, dot, dash and underscore.
func safeName(name string) string {
	name = strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '.', r == '-', r == '_':
			return r
		case r == ' ' || r > 127:
			return '_'
		}
		return -1
	}, name)
	if name = strings.TrimLeft(name, "."); name == "" {
		return "unknown"
	}
	return name[:min(len(name), 200)]
}

// contentType decides by the name and, for names that say nothing, by the first bytes.
func contentType(f File) string {
	switch strings.ToLower(path.Ext(f.Name)) {
	case ".txt", ".log", ".tsv":
		return "text/plain; charset=utf-8"
	case ".md":
		return "text/markdown; charset=utf-8"
	case ".csv":
		return "text/csv; charset=utf-8"
	case ".html", ".htm":
		return "text/html; charset=utf-8"
	case ".json":
		return "application/json; charset=utf-8"
	case ".pdf":
		return "application/pdf"
	case ".docx":
		return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	case ".eml":
		return "message/rfc822"
	case ".ics":
		return "text/calendar; charset=utf-8"
	case ".png":
		return "image/png"
	case ".jpg", ".jpeg":
		return "image/jpeg"
	case ".zip":
		return "application/zip"
	}
	return http.DetectContentType(f.Data)
}
