package sandbox

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
)

// client answers what people's clients ask over HTTP; the package comment lists it. The path says
// who acts: as in front of the machine, whoever reaches the server may be anybody.
func (s *Server) client() http.Handler {
	mux := http.NewServeMux()
	for pattern, do := range map[string]func(*act) (int, any, error){
		"GET /client/people":                                (*act).people,
		"GET /client/people/{me}/world":                     (*act).world,
		"GET /client/people/{me}/channels/{c}/messages":     (*act).messages,
		"GET /client/people/{me}/channels/{c}/commands":     (*act).commands,
		"POST /client/people/{me}/channels/{c}/messages":    (*act).write,
		"POST /client/people/{me}/channels/{c}/lines":       (*act).line,
		"POST /client/people/{me}/channels/{c}/commands":    (*act).slash,
		"POST /client/people/{me}/channels/{c}/completions": (*act).complete,
		"PATCH /client/people/{me}/channels/{c}":            (*act).close,
		"POST /client/people/{me}/modals/{interaction}":     (*act).submit,
		"PATCH " + onMessagePath:                            (*act).edit,
		"DELETE " + onMessagePath:                           (*act).erase,
		"POST " + onMessagePath + "/clicks":                 (*act).click,
		"POST " + onMessagePath + "/choices":                (*act).choose,
		"POST " + onMessagePath + "/menu":                   (*act).menu,
		"POST " + onMessagePath + "/threads":                (*act).thread,
		"PUT " + onMessagePath + "/reactions/{emoji}":       (*act).react,
		"DELETE " + onMessagePath + "/reactions/{emoji}":    (*act).unreact,
		"GET /client/faults":                                (*act).standing,
		"POST /client/faults":                               (*act).fault,
		"DELETE /client/faults":                             (*act).heal,
		"DELETE /client/faults/{id}":                        (*act).mend,
		"POST /client/clock":                                (*act).advance,
	} {
		mux.HandleFunc(pattern, func(rw http.ResponseWriter, r *http.Request) {
			a := &act{Server: s, rw: rw, r: r, me: s.User(r.PathValue("me"))}
			status, out, err := do(a)
			if err != nil {
				status, out = clientProblem(err)
			}
			reply(rw, status, out)
		})
	}
	mux.HandleFunc("GET /client/people/{me}/events", s.serveEvents)
	mux.HandleFunc("GET /client/wire", s.serveWire)
	mux.HandleFunc("/client/", func(rw http.ResponseWriter, _ *http.Request) {
		reply(rw, http.StatusNotFound, clientError{"There is no such request; see the package comment of sandbox."})
	})
	return mux
}

const onMessagePath = "/client/people/{me}/channels/{c}/messages/{m}"

// private refuses what another site lets a browser ask: requests to another name (DNS rebinding)
// and, but for reading, from another origin.
func (s *Server) private(next http.Handler) http.Handler {
	own := http.NewCrossOriginProtection().Handler(next)
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if !s.opts.Public && !here(r.Host) {
			reply(rw, http.StatusForbidden, clientError{"The sandbox answers to 127.0.0.1 and localhost only."})
			return
		}
		rw.Header().Set("Cache-Control", "no-store")
		own.ServeHTTP(rw, r)
	})
}

// here reports whether a Host header names this machine.
func here(host string) bool {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = strings.Trim(host, "[]")
	}
	ip := net.ParseIP(name)
	return strings.EqualFold(name, "localhost") || ip != nil && ip.IsLoopback()
}

type clientError struct {
	Error string `json:"error"`
}

var errUnreadable = errors.New("the request cannot be read")

// clientProblem says in one sentence what the client would have said by not offering it.
func clientProblem(err error) (int, any) {
	status := http.StatusInternalServerError
	switch {
	case errors.Is(err, ErrUnknown):
		status = http.StatusNotFound
	case errors.Is(err, ErrForbidden):
		status = http.StatusForbidden
	case errors.Is(err, ErrNoAnswer):
		status = http.StatusGatewayTimeout
	case errors.Is(err, errUnreadable):
		status = http.StatusBadRequest
	}
	return status, clientError{strings.ReplaceAll(err.Error(), "sandbox: ", "")}
}

func reply(rw http.ResponseWriter, status int, out any) {
	if out == nil {
		rw.WriteHeader(status)
		return
	}
	rw.Header().Set("Content-Type", "application/json")
	rw.WriteHeader(status)
	rw.Write(encode(out))
}

// act is one request of a person's client.
type act struct {
	*Server
	rw http.ResponseWriter
	r  *http.Request
	me *Person

	files []File
	parts []string // the names of their parts, in the same order
}

// read decodes the JSON of a request, or the payload_json of a multipart one, whose other parts are
// files. What the client does not know is refused, so that a misspelt key is seen.
func (a *act) read(v any) error {
	a.r.Body = http.MaxBytesReader(a.rw, a.r.Body, requestLimit)
	if !strings.HasPrefix(a.r.Header.Get("Content-Type"), "multipart/form-data") {
		return decodeOne(a.r.Body, v)
	}
	parts, err := a.r.MultipartReader()
	if err != nil {
		return fmt.Errorf("%w: %w", errUnreadable, err)
	}
	for n := 0; n <= maxParts; n++ {
		part, err := parts.NextPart()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%w: %w", errUnreadable, err)
		}
		if part.FormName() == "payload_json" {
			if err := decodeOne(part, v); err != nil {
				return err
			}
			continue
		}
		data, err := io.ReadAll(part)
		if err != nil {
			return fmt.Errorf("%w: %w", errUnreadable, err)
		}
		a.files = append(a.files, File{Name: part.FileName(), Data: data})
		a.parts = append(a.parts, part.FormName())
	}
	return fmt.Errorf("%w: too many parts", errUnreadable)
}

func decodeOne(r io.Reader, v any) error {
	d := json.NewDecoder(r)
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return fmt.Errorf("%w: %w", errUnreadable, err)
	}
	if d.More() {
		return fmt.Errorf("%w: more than one value", errUnreadable)
	}
	return nil
}
