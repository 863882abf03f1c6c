package configs

import (
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // zones must be there in a container that holds one static binary
)

// Secret is text that must not be seen: however it is printed, logged or encoded, only "[set]" or
// nothing comes out. Reveal gives it to the one who needs it.
type Secret struct{ text string }

// NewSecret hides text.
func NewSecret(text string) Secret { return Secret{text} }

// Reveal returns the text.
func (s Secret) Reveal() string { return s.text }

// IsZero reports whether there is no text.
func (s Secret) IsZero() bool { return s.text == "" }

func (s Secret) String() string {
	if s.text == "" {
		return ""
	}
	return "[set]"
}

// GoString hides the text from %#v.
func (s Secret) GoString() string { return "configs.Secret(" + s.String() + ")" }

// Format hides the text from every other verb, %x among them.
func (s Secret) Format(f fmt.State, verb rune) {
	text := s.String()
	if verb == 'v' && f.Flag('#') {
		text = s.GoString()
	}
	_, _ = f.Write([]byte(text))
}

// LogValue hides the text from slog.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }

// MarshalText hides the text from JSON, YAML and XML.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText takes the text.
func (s *Secret) UnmarshalText(b []byte) error {
	s.text = strings.TrimSpace(string(b))
	return nil
}

// Zone is a time zone by its IANA name. The zero Zone is UTC.
type Zone struct{ at *time.Location }

// Location returns the zone; never nil.
func (z Zone) Location() *time.Location {
	if z.at == nil {
		return time.UTC
	}
	return z.at
}

func (z Zone) String() string { return z.Location().String() }

// MarshalText gives the name.
func (z Zone) MarshalText() ([]byte, error) { return []byte(z.String()), nil }

// UnmarshalText takes a name. "Local" is refused: it differs from machine to machine.
func (z *Zone) UnmarshalText(b []byte) error {
	at, err := location(string(b))
	if err == nil {
		z.at = at
	}
	return err
}

func location(name string) (*time.Location, error) {
	at, err := time.LoadLocation(name)
	if err != nil || name == "" || name == "Local" {
		return nil, fmt.Errorf("no time zone is called %q; write one such as Europe/Kyiv or UTC", name)
	}
	return at, nil
}

// Size is a number of bytes. It is written as 300kB, 5MB or 1GB, in powers of 1024.
type Size int64

var errSize = errors.New("write a size such as 500kB or 5MB")

func (s Size) String() string {
	for _, u := range []struct {
		name  string
		shift uint
	}{{"GB", 30}, {"MB", 20}, {"kB", 10}} {
		if s > 0 && s%(1<<u.shift) == 0 {
			return strconv.FormatInt(int64(s>>u.shift), 10) + u.name
		}
	}
	return strconv.FormatInt(int64(s), 10)
}

// MarshalText gives the form that UnmarshalText reads.
func (s Size) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads a size.
func (s *Size) UnmarshalText(b []byte) error {
	text := strings.TrimSuffix(strings.ToLower(strings.TrimSpace(string(b))), "b")
	shift := uint(0)
	if text != "" {
		switch text[len(text)-1] {
		case 'k':
			shift = 10
		case 'm':
			shift = 20
		case 'g':
			shift = 30
		}
	}
	if shift > 0 {
		text = strings.TrimSpace(text[:len(text)-1])
	}
	n, err := strconv.ParseInt(text, 10, 32)
	if err != nil || n < 0 {
		return errSize
	}
	*s = Size(n << shift)
	return nil
}
