package attache

// Form says how a statement is reported.
type Form string

// Direct is wholly quoted, Indirect is not quoted, Mixed is partly quoted (Pareti 2015, §2.3).
const (
	Direct   Form = "direct"
	Indirect Form = "indirect"
	Mixed    Form = "mixed"
)

// Act says what the source does by speaking.
type Act string

// ActBelieve covers belief, intention and knowledge: a state of mind that nobody uttered. It is kept
// apart because it is no speech.
const (
	ActSay     Act = "say"
	ActAsk     Act = "ask"
	ActDemand  Act = "demand"
	ActDeny    Act = "deny"
	ActAccept  Act = "accept"
	ActReject  Act = "reject"
	ActWarn    Act = "warn"
	ActPromise Act = "promise"
	ActBelieve Act = "believe"
)

// Attribution says who said what: source, cue and content in the terms of Pareti (2015).
type Attribution struct {
	Ref Ref `json:"ref"`

	// Source is who is said to have said it. A zero Source means that the text names nobody
	// ("reportedly") or that the extractor would not decide between two.
	Source Mention `json:"source,omitzero"`
	Cue    []Span  `json:"cue,omitempty"`
	// Content may be discontinuous: "A," he said, "B." In order, never overlapping, never empty.
	Content []Span `json:"content"`
	// Extent covers the sentences that hold source, cue and content: the passage to cite.
	Extent Span `json:"extent"`

	Form    Form `json:"form"`
	Act     Act  `json:"act,omitempty"`
	Negated bool `json:"negated,omitempty"` // "did not say", "declined to comment"

	Addressee Mention `json:"addressee,omitzero"`
	Via       Mention `json:"via,omitzero"` // who reports it, when that is not the article itself
	Occasion  Span    `json:"occasion,omitzero"`
	Said      Timex   `json:"said,omitzero"` // when, if the text gives it

	Rule  string  `json:"rule"`  // the rule or model that found it
	Score float32 `json:"score"` // calibrated confidence, 0 to 1
}
