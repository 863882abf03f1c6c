package configs

import (
	"encoding"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
)

// setting is one field of Settings, as its tags declare it.
type setting struct {
	name, env, fallback, group, help string
	enum                             []string
	flag, file                       bool // whether a flag or the file may set it
	index                            int  // of the field
}

// key is what the setting is called in attache.yaml.
func (s setting) key() string { return strings.ReplaceAll(s.name, "-", "_") }

// declared lists the settings in the order of the struct.
func declared() []setting {
	var all []setting
	t := reflect.TypeFor[Settings]()
	for i := range t.NumField() {
		f := t.Field(i)
		if !f.IsExported() {
			continue
		}
		s := setting{
			name: f.Tag.Get("name"), env: f.Tag.Get("env"), fallback: f.Tag.Get("default"), group: f.Tag.Get("group"), help: f.Tag.Get("help"),
			flag: f.Tag.Get("kong") != "-", file: f.Tag.Get("yaml") != "-", index: i,
		}
		if e := f.Tag.Get("enum"); e != "" {
			s.enum = strings.Split(e, ",")
		}
		all = append(all, s)
	}
	return all
}

// set reads text into the field of s that st declares. The error does not quote the text of a
// secret.
func (st setting) set(s *Settings, text string) error {
	if st.enum != nil && !slices.Contains(st.enum, text) {
		return fmt.Errorf("%q is none of %s", text, strings.Join(st.enum, ", "))
	}
	field := reflect.ValueOf(s).Elem().Field(st.index)
	switch to := field.Addr().Interface().(type) {
	case encoding.TextUnmarshaler:
		return to.UnmarshalText([]byte(text))
	case *string:
		*to = text
	case *[]string:
		*to = nil
		for part := range strings.SplitSeq(text, ",") {
			if part = strings.TrimSpace(part); part != "" {
				*to = append(*to, part)
			}
		}
	case *bool:
		switch strings.ToLower(text) {
		case "true", "yes", "on", "1":
			*to = true
		case "false", "no", "off", "0":
			*to = false
		default:
			return fmt.Errorf("%q is neither true nor false", text)
		}
	case *int:
		n, err := strconv.Atoi(text)
		if err != nil {
			return fmt.Errorf("%q is not a whole number", text)
		}
		*to = n
	case *time.Duration:
		d, err := time.ParseDuration(text)
		if err != nil {
			return fmt.Errorf("%q is not a length of time; write one such as 90s or 6h", text)
		}
		*to = d
	default:
		return errors.New("has a type that no setting may have: " + field.Type().String())
	}
	return nil
}
