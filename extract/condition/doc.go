// Package condition finds reported conditional commitments between actors: who makes something
// that he controls depend on something that another could bring about, and what became of it. The
// unit is the one of the annotation guideline (docs/EVALUATION.md), not the grammar of "if".
//
// It reads markers far beyond "if" and "unless" ("in exchange for", "gave them until", "any deal
// must include", "would answer any closure"), splits the sentence into antecedent (what must happen)
// and consequent (what the holder then does), finds holder and addressee, judges the kind, and looks
// for an answer in the sentences that follow. A consequent that only refers back ("agreed to the
// request") is resolved to what was requested.
//
// What it must leave alone makes its precision: predictions of those who do not control the outcome,
// rhetorical and counterfactual "if", advice, bare demands, plain dates behind "until", one's own
// luck, "on condition of anonymity". In doubt it finds nothing.
//
// Words used here: a marker is what ties antecedent and consequent; the holder sets the condition,
// the addressee is to meet it; an actor is somebody who can do either: a person, body, state, or a
// noun such as "the relatives" that names people.
package condition
