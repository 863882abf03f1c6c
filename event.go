package attache

// EventStatus says whether an event took place, as of the article that reports it.
type EventStatus string

// Claimed is for what only one side or an unnamed source reports and the text keeps at a distance.
const (
	Happened  EventStatus = "happened"
	Scheduled EventStatus = "scheduled"
	Cancelled EventStatus = "cancelled"
	Claimed   EventStatus = "claimed"
)

// Event is something that happened or is due at a time the text gives, and that an analyst would
// put on a timeline.
type Event struct {
	Ref     Ref       `json:"ref"`
	Trigger Span      `json:"trigger"` // the word that names the happening
	Extent  Span      `json:"extent"`  // its sentence: the passage to cite
	When    Timex     `json:"when,omitzero"`
	Who     []Mention `json:"who,omitempty"`
	Where   Mention   `json:"where,omitzero"`

	Status EventStatus `json:"status"`
	Rule   string      `json:"rule"`
	Score  float32     `json:"score"`
}
