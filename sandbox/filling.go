package sandbox

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// filling turns the options a person gave into what the client sends.
type filling struct {
	w        *World
	who      ID
	at       *channel
	focused  string     // the option being typed, for autocomplete
	wanted   OptionKind // its type
	resolved *resolved
	any      bool // something was resolved
}

// level fills one level of options; path names the subcommands still to enter.
func (f *filling) level(declared []CommandOption, path []string, given []Option) ([]givenOption, error) {
	if len(declared) > 0 && declared[0].Kind <= GroupOption {
		if len(path) == 0 {
			return nil, fmt.Errorf("%w: it cannot run without a subcommand", ErrForbidden)
		}
		for _, o := range declared {
			if o.Kind <= GroupOption && strings.EqualFold(o.Name, path[0]) {
				inner, err := f.level(o.Options, path[1:], given)
				return []givenOption{{Name: o.Name, Kind: o.Kind, Options: inner}}, err
			}
		}
	}
	if len(path) > 0 {
		return nil, fmt.Errorf("%w: subcommand %q", ErrUnknown, path[0])
	}
	var out []givenOption
	left := map[string]any{}
	for _, o := range given {
		if _, twice := left[o.Name]; twice {
			return nil, fmt.Errorf("%w: option %q twice", ErrForbidden, o.Name)
		}
		left[o.Name] = o.Value
	}
	for _, o := range declared {
		value, ok := left[o.Name]
		delete(left, o.Name)
		if !ok {
			if o.Required && f.focused == "" {
				return nil, fmt.Errorf("%w: option %q is required", ErrForbidden, o.Name)
			}
			continue
		}
		if f.focused == o.Name {
			if !o.Autocomplete {
				return nil, fmt.Errorf("%w: option %q has no autocomplete", ErrForbidden, o.Name)
			}
			f.wanted = o.Kind
			out = append(out, givenOption{Name: o.Name, Kind: o.Kind, Value: fmt.Sprint(value), Focused: true})
			continue
		}
		v, err := f.value(o, value)
		if err != nil {
			return nil, fmt.Errorf("option %q: %w", o.Name, err)
		}
		out = append(out, givenOption{Name: o.Name, Kind: o.Kind, Value: v})
	}
	for name := range left {
		return nil, fmt.Errorf("%w: option %q", ErrUnknown, name)
	}
	return out, nil
}

// value converts one value to the option's type and checks it as the client does.
func (f *filling) value(o CommandOption, value any) (any, error) {
	if file, ok := value.(File); ok != (o.Kind == AttachmentOption) {
		return nil, fmt.Errorf("%w: a file where there should be none, or none where there should be one", ErrForbidden)
	} else if ok {
		return f.file(file)
	}
	s := fmt.Sprint(value)
	if len(o.Choices) > 0 {
		for _, c := range o.Choices {
			if c.Name == s || fmt.Sprint(c.Value) == s {
				return c.Value, nil
			}
		}
		return nil, fmt.Errorf("%w: %q is not among the choices", ErrForbidden, s)
	}
	switch o.Kind {
	case StringOption:
		n := utf8.RuneCountInString(s)
		if o.MinLength != nil && n < *o.MinLength || n > max(limitOf(o.MaxLength), 0) || n == 0 {
			return nil, fmt.Errorf("%w: %d characters", ErrForbidden, n)
		}
		return s, nil
	case BooleanOption:
		switch strings.ToLower(s) {
		case "true", "yes":
			return true, nil
		case "false", "no":
			return false, nil
		}
		return nil, fmt.Errorf("%w: %q is neither true nor false", ErrForbidden, s)
	case IntegerOption, NumberOption:
		return f.number(o, s)
	case ChannelOption:
		return f.channel(o, s)
	case UserOption, RoleOption, MentionableOption:
		return f.account(o.Kind, s)
	}
	return nil, fmt.Errorf("%w: options of type %d", ErrUnknown, o.Kind)
}

func limitOf(n *int) int {
	if n == nil {
		return 6000
	}
	return *n
}

func (f *filling) number(o CommandOption, s string) (any, error) {
	x, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(x) || math.Abs(x) > 1<<53 || o.Kind == IntegerOption && x != math.Trunc(x) {
		return nil, fmt.Errorf("%w: %q is no such number", ErrForbidden, s)
	}
	if low, err := bound(o.Min); err == nil && x < low {
		return nil, fmt.Errorf("%w: %s is below %s", ErrForbidden, s, *o.Min)
	}
	if high, err := bound(o.Max); err == nil && x > high {
		return nil, fmt.Errorf("%w: %s is above %s", ErrForbidden, s, *o.Max)
	}
	return x, nil
}

func bound(n *json.Number) (float64, error) {
	if n == nil {
		return 0, strconv.ErrSyntax
	}
	return n.Float64()
}

func (f *filling) channel(o CommandOption, s string) (any, error) {
	c, err := f.w.find(s, f.who)
	if err != nil {
		return nil, err
	}
	if c.guild != f.at.guild || len(o.Channels) > 0 && !hasKind(o.Channels, c.kind) {
		return nil, fmt.Errorf("%w: channel %q is not offered", ErrForbidden, s)
	}
	shown := f.w.wireChannel(c)
	shown.Overwrites = nil
	shown.Permissions = f.w.may(f.who, c)
	put(f, &f.resolved.Channels, c.id, shown)
	return c.id, nil
}

func hasKind(all []ChannelKind, k ChannelKind) bool {
	for _, x := range all {
		if x == k {
			return true
		}
	}
	return false
}

func (f *filling) account(kind OptionKind, s string) (any, error) {
	name := strings.TrimPrefix(strings.ToLower(s), "@")
	id, ok := f.w.names[name]
	if n, err := ParseID(s); err == nil && f.w.accounts[n] != nil {
		id, ok = n, true
	}
	if ok && kind != RoleOption {
		put(f, &f.resolved.Users, id, f.w.accounts[id])
		if g := f.at.guild; g != nil && g.members[id] != nil {
			m := g.partial(id)
			m.Permissions = f.w.may(id, f.at)
			put(f, &f.resolved.Members, id, m)
		}
		return id, nil
	}
	if g := f.at.guild; g != nil && kind != UserOption {
		r := g.roleNamed(name)
		if n, err := ParseID(s); err == nil && r == nil {
			r = g.role(n)
		}
		if r != nil {
			put(f, &f.resolved.Roles, r.ID, r)
			return r.ID, nil
		}
	}
	return nil, fmt.Errorf("%w: nobody called %q", ErrUnknown, s)
}

func (f *filling) file(file File) (any, error) {
	a, err := f.w.upload(f.at, file)
	if err != nil {
		return nil, fmt.Errorf("%w: %s is larger than 10 MiB", ErrForbidden, file.Name)
	}
	a.Ephemeral = true
	put(f, &f.resolved.Attachments, a.ID, &a)
	return a.ID, nil
}

// put adds an object to what the values resolve to.
func put[T any](f *filling, to *map[ID]T, id ID, object T) {
	if *to == nil {
		*to = map[ID]T{}
	}
	(*to)[id] = object
	f.any = true
}

// text returns the command as the client shows it while it is typed.
func (f *filling) text(command string, given []Option) string {
	var b strings.Builder
	b.WriteString(command)
	for _, o := range given {
		if file, ok := o.Value.(File); ok {
			fmt.Fprintf(&b, " %s: %s", o.Name, file.Name)
			continue
		}
		fmt.Fprintf(&b, " %s: %v", o.Name, o.Value)
	}
	return b.String()
}
