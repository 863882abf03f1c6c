package entity

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"attache"
)

// ErrTable is wrapped by errors about the lines of a table.
var ErrTable = errors.New("entity table")

// maxTable bounds one file, maxLine one line of it: an operator's table is some thousand lines.
const (
	maxTable = 16 << 20
	maxLine  = 64 << 10
)

// writtenForm is one way to write an entity, before the lookups are built.
type writtenForm struct {
	words string
	known int
	use   use
}

// ParseTables reads tables in the format that configs/entities.tsv describes at its top. Later
// files add to earlier ones: a line that names an entity again adds other names to it, and an
// office to a person. All errors of a file are reported at once, each with its line; the error
// wraps [ErrTable].
func ParseTables(files ...io.Reader) (*Tables, error) {
	t := &Tables{byID: map[attache.EntityID]int{}}
	p := parser{t: t, seen: map[string]bool{}}
	var errs []error
	for n, f := range files {
		if err := p.file(f); err != nil {
			if len(files) > 1 {
				err = fmt.Errorf("table %d of %d: %w", n+1, len(files), err)
			}
			errs = append(errs, err)
		}
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	t.index(p.written)
	return t, nil
}

type parser struct {
	t       *Tables
	written []writtenForm
	seen    map[string]bool
	line    int
}

func (p *parser) file(r io.Reader) error {
	lines := bufio.NewScanner(io.LimitReader(r, maxTable))
	lines.Buffer(make([]byte, 4<<10), maxLine)
	var errs []error
	var late []func() error // what may refer to a later line
	for p.line = 1; lines.Scan(); p.line++ {
		line := strings.TrimRight(lines.Text(), "\r\n")
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		resolve, err := p.row(strings.Split(line, "\t"))
		if err != nil {
			errs = append(errs, fmt.Errorf("%w, line %d: %w", ErrTable, p.line, err))
			continue
		}
		n := p.line
		late = append(late, func() error {
			if err := resolve(); err != nil {
				return fmt.Errorf("%w, line %d: %w", ErrTable, n, err)
			}
			return nil
		})
	}
	if err := lines.Err(); err != nil {
		errs = append(errs, fmt.Errorf("%w, line %d: %w", ErrTable, p.line, err))
	}
	for _, resolve := range late {
		errs = append(errs, resolve())
	}
	return errors.Join(errs...)
}

// row reads one line. What it returns checks the references of the line.
func (p *parser) row(cells []string) (resolve func() error, err error) {
	if len(cells) > 8 {
		return nil, fmt.Errorf("%d columns, there are at most 8", len(cells))
	}
	var c [8]string
	for i := range cells {
		c[i] = strings.TrimSpace(cells[i])
	}
	kind, name := c[0], c[1]
	if name == "" {
		return nil, errors.New("the second column names nobody")
	}
	switch kind {
	case "state":
		k := p.entity(name, attache.State, c[2])
		p.add(k, asSeat, c[3])
		p.add(k, asDemonym, c[4])
		return none, nil
	case "body", "seat":
		k := p.entity(name, attache.Body, c[2])
		p.t.known[k].seat = kind == "seat"
		if kind == "seat" && c[3] == "" {
			return nil, errors.New("a seat needs to say whose it is (fourth column)")
		}
		return func() error { return p.partOf(k, c[3]) }, nil
	case "person":
		return p.person(c)
	case "checked":
		day, err := date(name)
		if err != nil || day.IsZero() {
			return nil, fmt.Errorf("the day of the check: %q is not written YYYY-MM-DD", name)
		}
		if day.After(p.t.checked) {
			p.t.checked = day
		}
		return none, nil
	case "alias":
		if c[2] == "" {
			return nil, errors.New("an alias needs other names (third column)")
		}
		return func() error {
			k, ok := p.t.byID[attache.NewEntityID(name)]
			if !ok {
				return fmt.Errorf("no entity %q in the tables so far", name)
			}
			p.add(k, asName, c[2])
			return nil
		}, nil
	}
	return nil, fmt.Errorf("no kind %q: there are state, body, seat, person, alias, checked", kind)
}

func none() error { return nil }

// entity returns the number of an entity, new or named before, with other names added.
func (p *parser) entity(name string, kind attache.EntityKind, also string) int {
	id := attache.NewEntityID(name)
	k, ok := p.t.byID[id]
	if !ok {
		k = len(p.t.known)
		p.t.byID[id] = k
		p.t.known = append(p.t.known, Known{Entity: attache.Entity{ID: id, Name: name, Kind: kind}, line: p.line})
		p.add(k, asName, name)
	}
	p.add(k, asName, also)
	return k
}

// add records the written forms in a cell.
func (p *parser) add(k int, u use, cell string) {
	for _, words := range strings.Split(cell, "|") {
		words = strings.TrimSpace(words)
		key := fmt.Sprint(k, u, words)
		if words == "" || p.seen[key] {
			continue
		}
		p.seen[key] = true
		p.written = append(p.written, writtenForm{words, k, u})
		if e := &p.t.known[k].Entity; u == asName && words != e.Name {
			e.Aliases = append(e.Aliases, words)
		}
	}
}

func (p *parser) partOf(k int, of string) error {
	if of == "" {
		return nil
	}
	id := attache.NewEntityID(of)
	if _, ok := p.t.byID[id]; !ok {
		return fmt.Errorf("no state or body %q in the tables", of)
	}
	p.t.known[k].PartOf = id
	return nil
}

func (p *parser) person(c [8]string) (func() error, error) {
	office := Office{Title: c[4]}
	var err error
	if office.From, err = date(c[5]); err != nil {
		return nil, err
	}
	if office.To, err = date(c[6]); err != nil {
		return nil, err
	}
	if !office.To.IsZero() && office.To.Before(office.From) {
		return nil, fmt.Errorf("the office ends (%s) before it begins (%s)", c[6], c[5])
	}
	sex, ok := map[string]Sex{"": Unknown, "f": Female, "m": Male}[c[7]]
	if !ok {
		return nil, fmt.Errorf("sex %q: f, m or nothing", c[7])
	}
	k := p.entity(c[1], attache.Person, c[2])
	e := &p.t.known[k]
	if sex != Unknown {
		e.Sex = sex
	}
	return func() error {
		if c[3] == "" && c[4] == "" {
			return nil
		}
		if c[3] != "" {
			office.Of = attache.NewEntityID(c[3])
			if _, ok := p.t.byID[office.Of]; !ok {
				return fmt.Errorf("no state or body %q in the tables", c[3])
			}
		}
		e := &p.t.known[k]
		e.Offices = append(e.Offices, office)
		e.Role, e.PartOf = office.Title, office.Of // of the last line
		return nil
	}, nil
}

// date reads YYYY-MM-DD or YYYY; "" is the zero time.
func date(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	for _, layout := range []string{time.DateOnly, "2006"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("date %q is not written YYYY-MM-DD or YYYY", s)
}
