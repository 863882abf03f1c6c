package sandbox

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// call is one REST request on its way through.
type call struct {
	r    *http.Request
	body body
	msg  messageBody

	acked time.Duration // how long the interaction waited that this answers first
}

// id reads a snowflake of the path.
func (c *call) id(name string) (ID, error) {
	id, err := ParseID(c.r.PathValue(name))
	if err != nil {
		r := report{rule: "snowflake"}
		r.fail(&node{name: name + "_id", up: &node{}}, "NUMBER_TYPE_COERCE", "Value %q is not snowflake.", c.r.PathValue(name))
		return 0, invalidForm(&r.root)
	}
	return id, nil
}

// decode reads the body into v. Rules have been checked: what is left is 50109.
func (c *call) decode(v any) error {
	if len(c.body.raw) == 0 {
		return nil
	}
	if err := json.Unmarshal(c.body.raw, v); err != nil {
		return badJSON
	}
	return nil
}

// handle answers requests for one route.
func (s *Server) handle(rt route) http.HandlerFunc {
	return func(rw http.ResponseWriter, r *http.Request) {
		began := time.Now()
		x := Exchange{At: s.Now(), Operation: rt.operation, Method: r.Method, Path: s.redact(r)}
		defer func() {
			x.Took = time.Since(began)
			s.wire.add(x)
		}()
		if left := s.limits.banned(x.At); left > 0 {
			x.Status, x.Fault = http.StatusTooManyRequests, "banned"
			f := Cloudflare(rt.operation, 0, http.StatusTooManyRequests)
			f.RetryAfter = left
			s.answerFault(rw, f)
			return
		}
		defer func() { s.limits.refuse(x.At, x.Status, rw.Header().Get("X-Ratelimit-Scope") == "shared") }()
		channel, _ := ParseID(r.PathValue("channel"))
		fault, struck := s.faults.befalls(rt.operation, channel)
		if struck {
			x.Fault = fault.name
			if !wait(r, fault.Delay) || fault.Drop && !fault.Late {
				panic(http.ErrAbortHandler)
			}
			if fault.Status != 0 && !fault.Late {
				x.Status = fault.Status
				s.answerFault(rw, fault)
				return
			}
		}
		x.Status, x.Response = s.carryOut(rw, r, rt, &x)
		if struck && fault.Late && (fault.Drop || fault.Status != 0) {
			if fault.Drop {
				panic(http.ErrAbortHandler)
			}
			x.Status = fault.Status
			s.answerFault(rw, fault)
			return
		}
		rw.WriteHeader(x.Status)
		rw.Write(x.Response)
	}
}

// carryOut does what a request asks for and returns the answer. It writes headers only.
func (s *Server) carryOut(rw http.ResponseWriter, r *http.Request, rt route, x *Exchange) (int, []byte) {
	now := x.At
	major := ""
	if rt.major != "" {
		major = r.PathValue(rt.major)
	}
	if p := s.limits.take(rw.Header(), now, rt.operation, major); p != nil {
		return s.refuse(rw, p, x)
	}
	if !rt.open && !s.authorized(r) {
		return s.refuse(rw, unauthorized, x)
	}
	c := &call{r: r}
	var err error
	if c.body, err = readBody(rw, r); err != nil {
		return s.refuse(rw, err, x)
	}
	x.Request = c.body.raw
	if rt.body != 0 {
		if err := s.check(rt, c, x); err != nil {
			return s.refuse(rw, err, x)
		}
	}
	s.mu.Lock()
	out, err := rt.do(s.World, c)
	s.mu.Unlock()
	x.Acked = c.acked
	if err != nil {
		return s.refuse(rw, err, x)
	}
	status := rt.status
	if status == 0 {
		status = http.StatusOK
	}
	if out == nil {
		return http.StatusNoContent, nil
	}
	b := encode(out)
	rw.Header()["Content-Type"] = []string{"application/json"}
	s.judge(rt.operation, ToBot, status, b, x)
	return status, b
}

// check holds the body against the rules and asks for the second opinion.
func (s *Server) check(rt route, c *call, x *Exchange) error {
	found := checkBody(rt.body, c.body)
	x.Broken = found.all
	if found.answer != nil {
		return found.answer
	}
	if len(found.all) > 0 {
		return invalidForm(&found.root)
	}
	if s.opts.Judge != nil && c.body.raw != nil {
		if err := s.opts.Judge(rt.operation, FromBot, 0, c.body.raw); err != nil {
			r := report{rule: "judge"}
			r.fail(&node{}, "SCHEMA", "%s", err)
			x.Broken = append(x.Broken, r.all...)
			return invalidForm(&r.root)
		}
	}
	return nil
}

// judge asks for the second opinion on an answer of ours.
func (s *Server) judge(operation string, dir Direction, status int, b []byte, x *Exchange) {
	if s.opts.Judge == nil {
		return
	}
	if err := s.opts.Judge(operation, dir, status, b); err != nil {
		x.Judged = append(x.Judged, err.Error())
	}
}

// refuse answers with an error. One that is not a problem is a fault of the sandbox itself.
func (s *Server) refuse(rw http.ResponseWriter, err error, x *Exchange) (int, []byte) {
	var p *problem
	if !errors.As(err, &p) {
		s.opts.Log.Error("request", "operation", x.Operation, "err", err)
		p = &problem{status: http.StatusInternalServerError, Message: "500: Internal Server Error"}
	}
	rw.Header()["Content-Type"] = []string{"application/json"}
	if p.status == http.StatusTooManyRequests {
		return p.status, limitedBody(rw.Header(), p)
	}
	b := encode(p)
	s.judge(x.Operation, ToBot, p.status, b, x)
	return p.status, b
}

func limitedBody(h http.Header, p *problem) []byte {
	h["Retry-After"] = []string{strconv.Itoa(int(p.retryAfter) + 1)}
	h["X-Ratelimit-Scope"] = []string{or(p.scope, "user")}
	h["X-Ratelimit-Reset-After"] = []string{strconv.FormatFloat(p.retryAfter, 'f', 3, 64)}
	if p.global {
		h["X-Ratelimit-Global"] = []string{"true"}
		h["X-Ratelimit-Scope"] = []string{"global"}
	} else {
		h["X-Ratelimit-Remaining"] = []string{"0"}
	}
	return encode(struct {
		Message string  `json:"message"`
		After   float64 `json:"retry_after"`
		Global  bool    `json:"global"`
		Code    int     `json:"code"`
	}{p.Message, p.retryAfter, p.global, p.Code})
}

// answerFault writes the answer a fault orders.
func (s *Server) answerFault(rw http.ResponseWriter, f Fault) {
	h := rw.Header()
	body := []byte(f.Body)
	switch {
	case f.Body != "":
		h.Set("Content-Type", or(f.ContentType, "text/html; charset=UTF-8"))
		if f.RetryAfter > 0 {
			h.Set("Retry-After", strconv.Itoa(int(f.RetryAfter.Seconds())+1))
		}
	case f.Status == http.StatusTooManyRequests:
		h.Set("Content-Type", "application/json")
		p := limited(f.RetryAfter.Seconds(), f.Global, f.Scope)
		p.Code = f.Code
		p.Message = or(f.Message, p.Message)
		body = limitedBody(h, p)
	default:
		h.Set("Content-Type", "application/json")
		body = encode(&problem{Code: f.Code, Message: or(f.Message, http.StatusText(f.Status))})
	}
	rw.WriteHeader(max(f.Status, 200))
	rw.Write(body)
}

// wait sleeps for d, and reports whether the request is still wanted.
func wait(r *http.Request, d time.Duration) bool {
	if d <= 0 {
		return true
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-r.Context().Done():
		return false
	}
}

func (s *Server) authorized(r *http.Request) bool {
	token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bot ")
	return ok && token == s.opts.Token && !s.revoked.Load()
}

// redact returns the path without the secret in it.
func (s *Server) redact(r *http.Request) string {
	path := r.URL.Path
	if token := r.PathValue("token"); token != "" {
		path = strings.Replace(path, token, "…", 1)
	}
	return path
}

func decimal(n int) string { return strconv.Itoa(n) }
