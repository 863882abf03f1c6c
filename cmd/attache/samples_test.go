package main

import "testing"

// Floors on the project's own gold. Raise them when a change raises the scores; a change that lowers
// them says why in its commit.
func TestSampleScores(t *testing.T) {
	s, err := scoreSamples(20)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("\n%s", s)
	st := s.statements
	if st.Right < 44 || st.Wrong > 0 || st.Extra > 10 {
		t.Errorf("statements: %d of %d right, %d wrong, %d extra", st.Right, st.Required, st.Wrong, st.Extra)
	}
	if f := s.events.DateF; f < 0.92 {
		t.Errorf("timeline: dated F1 %.3f", f)
	}
	if f := s.conditions.F1; f < 0.9 {
		t.Errorf("conditions: span F1 %.3f", f)
	}
}
