package attache

// Facts is what reading one article gives. Slices are in the order of the text; refs number each
// kind from 1 in that order.
type Facts struct {
	Anchor       Anchor        `json:"anchor"`
	Furniture    []Span        `json:"furniture,omitempty"` // titles, bylines, datelines: no body text
	Entities     []Entity      `json:"entities,omitempty"`
	Attributions []Attribution `json:"attributions,omitempty"`
	Events       []Event       `json:"events,omitempty"`
	Conditions   []Condition   `json:"conditions,omitempty"`
	Timexes      []Timex       `json:"timexes,omitempty"`
	Replies      []Reply       `json:"replies,omitempty"`
}

// Anchor is what relative dates of an article were counted from, and why.
type Anchor struct {
	// Value is an ISO date, or a coarser TIMEX3 value ("2023-11") when the text fixes no day.
	// Empty when nothing fixed it: relative dates are then left open.
	Value string `json:"value,omitempty"`
	// By says what fixed it.
	By AnchorBy `json:"by"`
	// Why is a sentence for people: what was seen and how it was read.
	Why string `json:"why"`
}

// AnchorBy says what fixed an Anchor. The day an article was handed in never does.
type AnchorBy string

// From best to worst.
const (
	ByPublication AnchorBy = "publication" // Article.Published
	ByDateline    AnchorBy = "dateline"    // a dateline or date line of the text
	ByText        AnchorBy = "text"        // full dates and arithmetic inside the text
	ByNothing     AnchorBy = "none"
)
