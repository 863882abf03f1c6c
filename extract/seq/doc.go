// Package seq holds what was learned from annotated news: one embedded file of weights and the models
// that read it.
//
// [Load] unpacks and opens the file, once for a program; it takes some 100 ms. A [Model]
// is immutable and safe for concurrent use, keeps no state between texts, reads no clock and gives the
// same answer to the same text on every run.
//
//	m, err := seq.Load()
//	doc := token.Read(text)
//	a := m.Analyse(doc)        // tags, names and trees: package syntax
//	s := m.Statements(a)       // sources, cues and contents: package statement
//
// Where the weights come from stands in model/en.txt beside them; cmd/attache-train makes them anew,
// byte for byte.
package seq
