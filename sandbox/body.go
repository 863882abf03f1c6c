package sandbox

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strings"
)

// body is what a request carried.
type body struct {
	raw   []byte // the JSON
	json  *node
	files map[string]File // by the number in "files[0]"
}

// maxParts bounds the parts of a multipart request: ten files, the JSON, and some slack.
const maxParts = 24

// maxJSON bounds the JSON of a request. Nothing within the documented limits comes near it, and
// parsed JSON takes many times its size.
const maxJSON = 4 << 20

// readBody reads JSON, or multipart/form-data with the JSON in payload_json.
func readBody(rw http.ResponseWriter, r *http.Request) (body, error) {
	r.Body = http.MaxBytesReader(rw, r.Body, requestLimit)
	kind, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil {
		kind = ""
	}
	if kind == "multipart/form-data" {
		return readMultipart(multipart.NewReader(r.Body, params["boundary"]))
	}
	var b bytes.Buffer
	if n := r.ContentLength; n > 0 && n <= maxJSON {
		b.Grow(int(n) + bytes.MinRead)
	}
	if _, err := b.ReadFrom(io.LimitReader(r.Body, maxJSON+1)); err != nil {
		return body{}, readProblem(err)
	}
	raw := b.Bytes()
	if len(raw) > maxJSON {
		return body{}, tooMuch
	}
	if len(raw) == 0 {
		if kind != "" && r.Method != http.MethodGet {
			return body{}, badJSON // a content type and nothing under it
		}
		return body{json: &node{}}, nil
	}
	if kind != "application/json" {
		return body{}, wrongContentType(kind)
	}
	n, err := parseJSON(raw)
	if err != nil {
		return body{}, badJSON
	}
	return body{raw: raw, json: n}, nil
}

func readMultipart(r *multipart.Reader) (body, error) {
	b := body{json: &node{}, files: map[string]File{}}
	for parts := 0; ; parts++ {
		part, err := r.NextPart()
		if err == io.EOF {
			return b, nil
		}
		if err != nil {
			return body{}, readProblem(err)
		}
		if parts == maxParts {
			return body{}, tooMuch
		}
		data, err := io.ReadAll(part)
		if err != nil {
			return body{}, readProblem(err)
		}
		name := part.FormName()
		switch number, isFile := strings.CutPrefix(name, "files["); {
		case name == "payload_json" && len(data) > maxJSON:
			return body{}, tooMuch
		case name == "payload_json":
			if b.json, err = parseJSON(data); err != nil {
				return body{}, badJSON
			}
			b.raw = data
		case isFile && strings.HasSuffix(number, "]") && part.FileName() != "":
			number = strings.TrimSuffix(number, "]")
			if _, twice := b.files[number]; twice || len(number) > 20 {
				return body{}, badJSON
			}
			if len(data) > uploadLimit {
				return body{}, tooMuch
			}
			b.files[number] = File{Name: part.FileName(), Data: data}
		default:
			return body{}, wrongContentType("multipart part " + name)
		}
	}
}

func readProblem(err error) *problem {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return tooMuch
	}
	return badJSON
}

func wrongContentType(kind string) *problem {
	r := report{rule: "content-type"}
	r.fail(&node{}, "CONTENT_TYPE_INVALID", "Expected \"Content-Type\" header to be one of {'application/json', 'multipart/form-data'}, not %q.", kind)
	return invalidForm(&r.root)
}

// given is a field of a request that knows whether it was there; null counts as there and zero.
type given[T any] struct {
	some  bool
	value T
}

// UnmarshalJSON is called for fields that are there only.
func (g *given[T]) UnmarshalJSON(b []byte) error {
	g.some = true
	if string(b) == "null" {
		return nil
	}
	return json.Unmarshal(b, &g.value)
}

// messageBody is the part of a request that describes a message: of create, edit, callback and
// webhook alike.
type messageBody struct {
	Content      given[string]           `json:"content"`
	Embeds       given[[]Embed]          `json:"embeds"`
	Components   given[[]Component]      `json:"components"`
	Flags        given[MessageFlags]     `json:"flags"`
	Attachments  given[[]attachmentBody] `json:"attachments"`
	Mentions     *mentionsBody           `json:"allowed_mentions"`
	Reference    *referenceBody          `json:"message_reference"`
	Nonce        json.RawMessage         `json:"nonce"`
	EnforceNonce bool                    `json:"enforce_nonce"`
}

type attachmentBody struct {
	ID          ID     `json:"id"`
	Filename    string `json:"filename"`
	Description string `json:"description"`
}

type mentionsBody struct {
	Parse       []string `json:"parse"`
	Users       []ID     `json:"users"`
	Roles       []ID     `json:"roles"`
	RepliedUser bool     `json:"replied_user"`
}

// pings returns which mentions take effect; a missing allowed_mentions lets all of them.
func (m *mentionsBody) pings() pings {
	if m == nil {
		return pings{}
	}
	return pings{given: true, parse: m.Parse, users: m.Users, roles: m.Roles, repliedUser: m.RepliedUser}
}

type referenceBody struct {
	Kind    int   `json:"type"`
	Message ID    `json:"message_id"`
	Channel ID    `json:"channel_id"`
	Guild   ID    `json:"guild_id"`
	Must    *bool `json:"fail_if_not_exists"`
}
