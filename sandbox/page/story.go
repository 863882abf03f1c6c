package page

import "sync"

// Story is what a demo shows, step by step: the page lists it beside the channels while it happens,
// each step a way to the message in which it did. It is safe for concurrent use; the zero value
// tells nothing.
type Story struct {
	mu   sync.Mutex
	tale tale
}

// Place says where something of a story is to be seen.
type Place struct {
	Where   string `json:"where"`             // as people read it: "Alice in #desk"
	Channel string `json:"channel,omitempty"` // id; empty means that there is nothing to see
	Message string `json:"message,omitempty"` // id
	Only    string `json:"only,omitempty"`    // user name of the one person who sees it; empty means everybody
}

// Try is something the person at the page is invited to do.
type Try struct {
	Label   string `json:"label"`
	Hint    string `json:"hint"`
	Channel string `json:"channel,omitempty"` // id of where to do it; empty means where they are
	Line    string `json:"line"`              // what is put into the message box: "/who-said speaker: Maren"
}

// Step is a step that was begun.
type Step struct {
	story *Story
	n     int
}

// tale is a story as the page reads it.
type tale struct {
	Title string   `json:"title"`
	Text  []string `json:"text"`
	Steps []told   `json:"steps"`
	Tries []Try    `json:"tries"`
	Over  bool     `json:"over"`
}

type told struct {
	Title string `json:"title"`
	State string `json:"state"` // "running", "well", "wrong"
	Place
}

// NewStory returns a story with a title, and paragraphs that say what this is.
func NewStory(title string, text ...string) *Story {
	return &Story{tale: tale{Title: title, Text: text}}
}

// Begin tells that a step begins.
func (s *Story) Begin(title, where string) Step {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tale.Steps = append(s.tale.Steps, told{Title: title, State: "running", Place: Place{Where: where}})
	return Step{s, len(s.tale.Steps) - 1}
}

// Done tells how a step went and where that is to be seen.
func (s Step) Done(well bool, at Place) {
	s.story.mu.Lock()
	defer s.story.mu.Unlock()
	step := &s.story.tale.Steps[s.n]
	step.Place = at
	step.State = "wrong"
	if well {
		step.State = "well"
	}
}

// End tells that the story is over, and what to try next.
func (s *Story) End(tries ...Try) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tale.Over, s.tale.Tries = true, tries
}

// told returns the story so far; its lists are never null.
func (s *Story) told() tale {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.tale
	t.Text = append([]string{}, t.Text...)
	t.Steps = append([]told{}, t.Steps...)
	t.Tries = append([]Try{}, t.Tries...)
	return t
}
