package attache

// ConditionKind says what the holder does by setting the condition.
type ConditionKind string

// The kinds of condition. Agreement is an exchange both sides took; Legal is a rule, resolution or
// procedure applied to the dispute.
const (
	Offer        ConditionKind = "offer"
	Threat       ConditionKind = "threat"
	Demand       ConditionKind = "demand"
	Precondition ConditionKind = "precondition"
	Agreement    ConditionKind = "agreement"
	Legal        ConditionKind = "legal"
)

// Promises asks for what somebody holds out to another: offers and agreements. It is for queries; no
// condition is of this kind.
const Promises ConditionKind = "promise"

// Promised reports whether a kind is one of Promises.
func (k ConditionKind) Promised() bool { return k == Offer || k == Agreement }

// ConditionStatus says what became of a condition, as far as was reported.
type ConditionStatus string

// Open means that no answer was reported. Unknown means that an outcome was reported, but not
// which.
const (
	Open      ConditionStatus = "open"
	Accepted  ConditionStatus = "accepted"
	Rejected  ConditionStatus = "rejected"
	Met       ConditionStatus = "met"
	Unmet     ConditionStatus = "unmet"
	Withdrawn ConditionStatus = "withdrawn"
	Unknown   ConditionStatus = "unknown"
)

// Condition is a reported conditional commitment between actors: the holder makes something it
// controls depend on something another actor could bring about.
type Condition struct {
	Ref       Ref     `json:"ref"`
	Holder    Mention `json:"holder,omitzero"`    // who sets it
	Addressee Mention `json:"addressee,omitzero"` // who is to meet it

	Marker Span `json:"marker"` // "on condition that", "unless", "in exchange for"
	// Joint is how consequent and antecedent read in this order: "if", "unless", "in exchange for". Empty
	// when there is no consequent, or nothing joins them.
	Joint      string `json:"joint,omitempty"`
	Antecedent Span   `json:"antecedent,omitzero"` // what must happen
	Consequent Span   `json:"consequent,omitzero"` // what the holder then does
	// Resolved is where the consequent is spelled out when Consequent only refers back to it
	// ("agreed to the request").
	Resolved Span `json:"resolved,omitzero"`
	Extent   Span `json:"extent"` // the sentences that state it: the passage to cite

	Kind     ConditionKind   `json:"kind"`
	Status   ConditionStatus `json:"status"`
	Evidence Span            `json:"evidence,omitzero"` // the sentence that reports the status
	Deadline Timex           `json:"deadline,omitzero"`
	Voiced   Ref             `json:"voiced,omitempty"` // the attribution it was voiced in

	// Matter holds what the condition is about: stems of the nouns, verbs and names of both halves, the
	// parties left out. It is what other articles are compared with.
	Matter []string `json:"matter,omitempty"`

	Rule  string  `json:"rule"`
	Score float32 `json:"score"`

	// History is what became of it, oldest first: what its own article tells, then later ones. Status is
	// that of the last, unless somebody corrected it. The archive fills History and Corrected when it
	// gives the condition out; neither is part of what was read.
	History   []Answer     `json:"history,omitempty"`
	Corrected []Correction `json:"corrected,omitempty"` // the last of each slot
}

// Fixed reports whether somebody corrected a slot.
func (c Condition) Fixed(s Slot) bool {
	for _, x := range c.Corrected {
		if x.Slot == s {
			return true
		}
	}
	return false
}
