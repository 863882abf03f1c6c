package entity

// weights says how much each feature speaks for a candidate. They were fitted on the silver chains of
// PolNeAR train (go test ./extract/entity -run Fit -fit -v: 7,483 pronouns), rounded, but for those the chains
// cannot teach: they name somebody wherever we may look, so that they know nothing of strangers, seldom
// hold descriptions, and miss who goes on speaking behind a quotation.
var weights = [features]float64{
	sameSentence: 1.7, oneBack: 0.55, twoBack: -0.45, threeBack: -0.9, farBack: -1.8,
	asSubject: 0.7, asSubjectHere: 0.55, asOwner: -0.4, asObject: -0.3,
	spokeLast: -0.3, spokeLastSaying: 0.6, spokeLastQuoted: 1.2,
	meantLast: 0.85, sexKnown: 1, named2: 0.25, named4: 0.15, named8: 0,
	isStranger: -0.8, byNominal: 0, sameParagraph: 0.65, nearestOne: 0.15,
	ownClause: -2, quotedApart: -0.8, newcomer: 0, newcomerSaying: 0.6,
}
