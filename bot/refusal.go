package bot

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"attache"
)

// Refusal is an answer of Discord that is no success. It holds neither an address nor a token: both
// stand in the URLs that HTTP errors quote.
type Refusal struct {
	Route   string // "POST /channels/123/messages", "PATCH answer"
	Status  int    // HTTP
	Code    int    // Discord's own, 0 when the body gave none
	Message string // Discord's words, with the places of faulty fields
	After   time.Duration
}

// Error returns the operator's view.
func (r *Refusal) Error() string {
	s := fmt.Sprintf("%s: %d", r.Route, r.Status)
	if r.Code != 0 {
		s += fmt.Sprintf(" (%d)", r.Code)
	}
	if r.Message != "" {
		s += " " + r.Message
	}
	return s
}

// Codes of "JSON Error Codes" that decide something here.
const (
	codeUnknownChannel     = 10003
	codeUnknownGuild       = 10004
	codeUnknownMessage     = 10008
	codeUnknownUser        = 10013
	codeUnknownWebhook     = 10015
	codeUnknownInteraction = 10062
	codeAlreadyAnswered    = 40060
	codeMissingAccess      = 50001
	codeCannotDM           = 50007
	codeVoiceOnly          = 50008
	codeMissingPermission  = 50013
	codeInvalidToken       = 50027
	codeArchivedThread     = 50083
	codeLockedThread       = 160005
	codeReactionBlocked    = 90001
	codeFaultyForm         = 50035
)

// newRefusal reads the body of an answer.
func newRefusal(e *exchange, body []byte) *Refusal {
	r := &Refusal{Route: e.route, Status: e.status, After: e.after}
	var said struct {
		Code    int             `json:"code"`
		Message string          `json:"message"`
		Errors  json.RawMessage `json:"errors"`
	}
	if json.Unmarshal(body, &said) == nil {
		r.Code = said.Code
		r.Message = fit(said.Message, 200, line)
		if places := faults("", said.Errors, 0); len(places) > 0 {
			slices.Sort(places)
			r.Message += ": " + strings.Join(places[:min(len(places), 5)], ", ")
		}
	}
	return r
}

// faults lists the places of a 50035 as "embeds.0.title BASE_TYPE_MAX_LENGTH".
func faults(path string, tree json.RawMessage, depth int) (out []string) {
	var node map[string]json.RawMessage
	if depth > 8 || json.Unmarshal(tree, &node) != nil {
		return nil
	}
	var leaf []struct{ Code string }
	if json.Unmarshal(node["_errors"], &leaf) == nil && len(leaf) > 0 {
		return []string{fit(strings.TrimPrefix(path, ".")+" "+leaf[0].Code, 120, line)}
	}
	for name, sub := range node {
		out = append(out, faults(path+"."+name, sub, depth+1)...)
	}
	return out
}

// refusedWith reports whether err is a refusal with one of the codes.
func refusedWith(err error, codes ...int) bool {
	var r *Refusal
	return errors.As(err, &r) && slices.Contains(codes, r.Code)
}

// deadToken reports whether err says that an interaction can no longer be answered.
func deadToken(err error) bool {
	var r *Refusal
	return errors.As(err, &r) && (r.Code == codeUnknownInteraction || r.Code == codeInvalidToken || r.Code == codeUnknownWebhook)
}

// unpostable returns err as a Problem that wraps attache.ErrUnpostable when trying again does not
// cure it, and err itself otherwise. Its Say names what an admin has to change.
func unpostable(err error, channel attache.ChannelID) error {
	var r *Refusal
	if !errors.As(err, &r) {
		return err
	}
	where := "<#" + string(channel) + ">"
	say := ""
	switch r.Code {
	case codeUnknownChannel, codeUnknownGuild:
		say = "The channel no longer exists, or I was removed from its server."
	case codeMissingAccess:
		say = "I may not see " + where + ". Please give me “View Channel” there."
	case codeMissingPermission:
		say = "I may not write in " + where + ". Please give me “Send Messages”, “Embed Links” and “Attach Files” there."
	case codeArchivedThread, codeLockedThread:
		say = "The thread " + where + " is archived or locked. Please open it again."
	case codeCannotDM:
		say = "This person takes no direct messages from me."
	case codeVoiceOnly:
		say = where + " is no channel for text."
	default:
		if r.Status != 403 && r.Status != 404 {
			return err
		}
		say = "Discord does not let me write in " + where + "."
	}
	return &attache.Problem{Say: say, Err: fmt.Errorf("%w: %w", attache.ErrUnpostable, err)}
}
