package attache

// Trust says how a finding may be shown, by how sure the extractor is of it.
type Trust int

// Held findings are left out unless somebody asks for them, Doubtful ones are marked, Plain ones stand as
// they are.
const (
	Held Trust = iota
	Doubtful
	Plain
)

// The two confidences that part them: the one place to move either. A confidence is calibrated: of findings
// with 0.5 half are right (docs/EVALUATION.md has the table). What is more likely wrong than right is marked;
// what is wrong two times in three helps nobody who did not ask for it.
const (
	certain = 0.5
	shown   = 0.3
)

// TrustOf grades a confidence.
func TrustOf(confidence float32) Trust {
	switch {
	case confidence < shown:
		return Held
	case confidence < certain:
		return Doubtful
	}
	return Plain
}

// Trust grades an attribution: what was said may be read wrongly, and so may who said it. A source that
// was left open cannot be wrong.
func (a Attribution) Trust() Trust {
	return min(TrustOf(a.Score), a.Source.Trust())
}

// Trust grades whom a mention was resolved to. One that is unresolved shows the words of the text, which
// need no mark.
func (m Mention) Trust() Trust {
	if m.Entity == "" && m.Name == "" {
		return Plain
	}
	return TrustOf(m.Sure)
}
