// Package chain is the mathematics of a linear-chain conditional random field (Lafferty, McCallum,
// Pereira 2001) with seven labels: what a model scores token by token becomes the probability of each
// label at each token, given that labels must follow each other.
//
// The labels are those of three roles in BIO notation, see [Label]. The package knows no text: a token
// is a list of features, a feature is a mixed number, see package weights.
package chain
