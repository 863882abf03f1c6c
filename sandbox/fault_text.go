package sandbox

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// ErrFault says that a fault in words cannot be read.
var ErrFault = errors.New("sandbox: no such fault")

// faultSpec is a fault that was read.
type faultSpec struct {
	kind    *FaultKind
	on      string
	channel string
	at      ID // channel, found
	skip    int
	times   int
	every   time.Duration
	scope   string
	code    int
	status  int
	delay   time.Duration
	word    string
}

// parseFault reads "kind=value,key=value,…".
func parseFault(text string) (faultSpec, error) {
	words := strings.Split(text, ",")
	name, value, given := strings.Cut(strings.TrimSpace(words[0]), "=")
	if regexp.MustCompile(`^[45]\d\d$`).MatchString(name) && name != "429" { // "503" for "status=503"
		name, value, given = "status", name, true
	}
	kinds := FaultKinds()
	i := slices.IndexFunc(kinds, func(k FaultKind) bool { return k.Name == name })
	if i < 0 {
		return faultSpec{}, fmt.Errorf("%w: %q", ErrFault, name)
	}
	s := faultSpec{kind: &kinds[i]}
	switch {
	case s.kind.value != nil:
		if err := s.kind.value(&s, value); err != nil {
			return faultSpec{}, fmt.Errorf("%w: %s: %w", ErrFault, name, err)
		}
	case given:
		return faultSpec{}, fmt.Errorf("%w: %s takes no value", ErrFault, name)
	}
	for _, word := range words[1:] {
		key, value, _ := strings.Cut(strings.TrimSpace(word), "=")
		if !slices.ContainsFunc(s.kind.Takes, func(t string) bool { return strings.HasPrefix(t, key+"=") }) || value == "" {
			return faultSpec{}, fmt.Errorf("%w: %s takes %s, not %q", ErrFault, name, strings.Join(s.kind.Takes, " "), word)
		}
		if err := s.condition(key, value); err != nil {
			return faultSpec{}, fmt.Errorf("%w: %s: %w", ErrFault, word, err)
		}
	}
	if s.on != "" && s.every > 0 {
		return faultSpec{}, fmt.Errorf("%w: %s: either on or every", ErrFault, name)
	}
	return s, s.place()
}

// place checks what a fault befalls, as a misspelt one would befall nothing.
func (s *faultSpec) place() error {
	takes := func(w string) bool { return slices.Contains(s.kind.Takes, w) }
	switch {
	case s.on == "":
	case takes(ofRequests[0]) && !slices.ContainsFunc(routes(), func(rt route) bool { return rt.operation == s.on }):
		return fmt.Errorf("%w: there is no operation %q", ErrFault, s.on)
	case takes(ofGateway[1]) && !slices.Contains([]string{"CONNECT", "IDENTIFY", "RESUME"}, s.on):
		return fmt.Errorf("%w: a connection has the steps CONNECT, IDENTIFY and RESUME, not %q", ErrFault, s.on)
	}
	return nil
}

func (s *faultSpec) condition(key, value string) (err error) {
	switch key {
	case "on":
		s.on = value
	case "channel":
		s.channel = value
	case "scope":
		if s.scope = value; !slices.Contains([]string{"user", "global", "shared"}, value) {
			err = errors.New("a scope is user, global or shared")
		}
	case "every":
		if s.every, err = time.ParseDuration(value); err == nil && s.every < 100*time.Millisecond {
			err = errors.New("not more often than every 100ms")
		}
	default:
		n, bad := strconv.Atoi(value)
		if bad != nil || n < 0 || n > 1_000_000 {
			return errors.New("not a number")
		}
		switch key {
		case "skip":
			s.skip = n
		case "times":
			s.times = n
		case "code":
			s.code = n
		}
	}
	return err
}

func durationValue(otherwise string) func(*faultSpec, string) error {
	return func(s *faultSpec, v string) (err error) {
		if s.delay, err = time.ParseDuration(or(v, otherwise)); err == nil && (s.delay < 0 || s.delay > time.Hour) {
			err = errors.New("more than an hour")
		}
		return err
	}
}

func statusValue(otherwise string) func(*faultSpec, string) error {
	return func(s *faultSpec, v string) (err error) {
		if s.status, err = strconv.Atoi(or(v, otherwise)); err == nil && (s.status < 400 || s.status > 599) {
			err = errors.New("a failure has a status from 400 to 599")
		}
		return err
	}
}

func closeValue(s *faultSpec, v string) (err error) {
	if s.status, err = strconv.Atoi(or(v, "4000")); err == nil && (s.status < 4000 || s.status > 4999) && s.status != 1000 && s.status != 1001 {
		err = errors.New("a close code is 1000, 1001 or from 4000 to 4999")
	}
	return err
}

func wordValue(known ...string) func(*faultSpec, string) error {
	return func(s *faultSpec, v string) error {
		if s.word = or(v, known[0]); !slices.Contains(known, s.word) {
			return fmt.Errorf("one of %s", strings.Join(known, ", "))
		}
		return nil
	}
}
