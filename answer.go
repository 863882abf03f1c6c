package attache

import "time"

// Reply is a sentence that says what became of somebody's terms, or that something was done, without
// the terms themselves: "Sudland rejected the offer", "Sudland freed the crew". It answers conditions
// that earlier articles reported.
type Reply struct {
	By     Mention         `json:"by"`          // who answers or acts
	To     Mention         `json:"to,omitzero"` // whose terms, when that is told
	Status ConditionStatus `json:"status"`      // Met says that something was done
	Matter []string        `json:"matter"`      // what it is about, see Condition.Matter
	Extent Span            `json:"extent"`      // the sentence
}

// Answer is a step in what became of a condition. The first one may be that of the article which
// reports the condition; the others are of later articles.
type Answer struct {
	Status ConditionStatus `json:"status"`
	On     time.Time       `json:"on,omitzero"` // when the article that tells it was published, else added
	In     Ref             `json:"in"`          // that article
	Words  string          `json:"words"`       // the sentence that tells it, verbatim
	Title  string          `json:"title,omitempty"`
	Outlet string          `json:"outlet,omitempty"`
	Link   string          `json:"link,omitempty"`
}

// Correction is what an analyst set right in a fact. It wins over what the extractor found, also over
// what it finds later, until it is undone.
type Correction struct {
	Slot   Slot            `json:"slot"`
	Status ConditionStatus `json:"status,omitempty"` // of SlotStatus
	To     Mention         `json:"to,omitzero"`      // of a party; the zero Mention says that there is none
	By     UserID          `json:"by,omitempty"`
	At     time.Time       `json:"at,omitzero"`
}

// Slot is a part of a fact that can be corrected.
type Slot string

// The slots.
const (
	SlotStatus    Slot = "status"
	SlotHolder    Slot = "holder"
	SlotAddressee Slot = "addressee"
)

// Terms is what replies are matched by: a condition with the sides of its parties. A side is a state, or
// whoever acts for none.
type Terms struct {
	Holder, Addressee EntityID
	Kind              ConditionKind
	Matter            []string
}

// Answered reports whether a reply by one side, to terms of another when that is told, answers c. In
// doubt it does not: a condition that stays open by mistake is found by who looks for open ones, one
// that is closed by mistake is not.
func (c Terms) Answered(by, to EntityID, r Reply) bool {
	shared := 0
	for _, w := range r.Matter {
		for _, x := range c.Matter {
			if w == x {
				shared++
				break
			}
		}
	}
	const (
		told  = 1 // words in common, where both sides are named
		alone = 2 // where only the one who answers is
	)
	switch {
	case r.Status == Withdrawn:
		return by == c.Holder && shared >= told
	case by != c.Addressee || to != "" && to != c.Holder:
		return false
	case r.Status != Met && to == c.Holder:
		return shared >= told
	}
	return shared >= alone
}
