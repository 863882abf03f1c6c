//go:build !race

package sandbox

// Raced says that the race detector is on, which makes heavy tests ten times heavier.
const Raced = false
