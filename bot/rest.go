package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"sync/atomic"
	"time"

	"attache/card"

	"github.com/bwmarrin/discordgo"
)

// rest sends requests. It uses a Session of its own that is never opened, so that no connection to
// the gateway, however broken, holds a request up.
type rest struct {
	session *discordgo.Session
	figures *figures
	refused atomic.Bool // the token was refused: nothing more is sent
	onToken func(error) // told once when that happens
}

// request is one call of Discord's API.
type request struct {
	method string
	url    string // from discordgo's Endpoint functions
	// route names the call and what shares its rate limit: method and path with the channel, without
	// message and user, and never with a token.
	route string
	body  any // nil for none
	files []card.File
	free  bool // an answer to an interaction: no limit of the whole bot, no bot token needed
	// again says that sending it twice does no harm, so that it may be sent again when nobody knows
	// whether it arrived: GET, PUT, PATCH, DELETE, and a POST with a nonce.
	again bool
}

// requestTimeout bounds one try; a stuck server must not hold a worker longer.
const requestTimeout = 15 * time.Second

// tries is how often a request is sent at most.
const tries = 4

// do sends q and returns the body of the answer. The error is a *Refusal when Discord answered, or
// says that it did not; neither holds the URL. 429s are waited out as long as ctx allows, a 5xx or a
// broken connection is tried again when q says so.
func (r *rest) do(ctx context.Context, q request) ([]byte, error) {
	contentType, body, err := q.encode()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", q.route, err)
	}
	for try := 1; ; try++ {
		if r.refused.Load() && !q.free {
			return nil, fmt.Errorf("%s: not sent: %w", q.route, errTokenRefused)
		}
		answer, wait, err := r.once(ctx, q, contentType, body)
		if err == nil || wait < 0 || try == tries {
			return answer, err
		}
		if wait == 0 {
			wait = time.Duration(try) * (200*time.Millisecond + rand.N(200*time.Millisecond))
		}
		if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < wait {
			return nil, err
		}
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
			timer.Stop()
			return nil, err
		case <-timer.C:
		}
	}
}

// errTokenRefused is for requests after Discord refused the bot's token: sending more of them would
// only get the whole address banned.
var errTokenRefused = errors.New("the bot token was refused")

// once sends q one time. wait says when to try again: negative for never, zero for soon.
func (r *rest) once(ctx context.Context, q request, contentType string, body []byte) (answer []byte, wait time.Duration, err error) {
	ctx, cancel := context.WithTimeout(ctx, requestTimeout)
	defer cancel()
	e := &exchange{route: q.route, free: q.free}
	// A bucket of its own: discordgo would send the answers of all users one after the other, and keep
	// a bucket for each token for ever. The transport keeps the limits instead.
	bucket := discordgo.NewRatelimiter().LockBucket(q.route)
	answer, err = r.session.RequestWithLockedBucket(q.method, q.url, contentType, body, bucket, 0,
		discordgo.WithContext(withExchange(ctx, e)), discordgo.WithRetryOnRatelimit(false), discordgo.WithRestRetries(0))
	switch {
	case err == nil && e.status < 300:
		return answer, 0, nil
	case e.status == 0 || e.status < 300: // no answer, or half of one
		r.figures.failed()
		if !q.again || ctx.Err() != nil {
			wait = -1
		}
		return nil, wait, fmt.Errorf("%s: %w", q.route, withoutURL(err))
	case e.status == http.StatusTooManyRequests:
		return nil, max(e.after, time.Millisecond), newRefusal(e, answer)
	}
	refusal := newRefusal(e, answer)
	r.figures.refusal(refusal)
	if e.status >= 500 && q.again {
		return nil, 0, refusal
	}
	if e.status == http.StatusUnauthorized && !q.free && r.refused.CompareAndSwap(false, true) && r.onToken != nil {
		r.onToken(refusal)
	}
	return nil, -1, refusal
}

// withoutURL returns the cause of an HTTP error without the address it quotes.
func withoutURL(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	if err == nil {
		return errors.New("no answer")
	}
	return err
}

// encode returns the body as it is sent: JSON, or JSON and files in parts.
func (q request) encode() (contentType string, body []byte, err error) {
	if q.body == nil {
		return "application/json", nil, nil
	}
	if raw, ok := q.body.(rawJSON); ok {
		return "application/json", raw, nil
	}
	if len(q.files) == 0 {
		body, err = json.Marshal(q.body)
		return "application/json", body, err
	}
	files := make([]*discordgo.File, len(q.files))
	for i, f := range q.files {
		files[i] = &discordgo.File{Name: f.Name, ContentType: f.Type, Reader: bytes.NewReader(f.Bytes)}
	}
	return discordgo.MultipartBodyWithJSON(q.body, files)
}

// newRest returns a rest that speaks with the given bot token through t.
func newRest(token string, t *transport, f *figures) *rest {
	return &rest{session: newSession(token, t), figures: f}
}

// rawJSON is a body that is JSON already.
type rawJSON []byte

// unmarshal reads an answer.
func unmarshal(raw []byte, into any) error {
	if err := json.Unmarshal(raw, into); err != nil {
		return fmt.Errorf("answer of Discord: %w", err)
	}
	return nil
}
