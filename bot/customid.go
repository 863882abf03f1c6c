package bot

import (
	"errors"
	"strings"
)

// A custom_id says all there is to know about a button, so that it works after a restart and as
// long as the message stands: a version, how to answer, which button of the message it is (two
// buttons may run the same line, but Discord wants every custom_id once), and the action line.
//
//	1u0:who-said --page 2 corridor      the first button; its answer takes the place of the card
//	1p3:article show k7m2q4x9d3hw       the fourth button; its answer is for who pressed it
//	1U0:9f2c…                           a line longer than 100 characters, kept under a key
//
// Lines are checked like anything a person typed: nothing is permitted because it stands in one.
const customVersion = '1'

// The ways a custom_id is answered. A capital letter says that a key stands in place of the line.
const (
	modeUpdate  = 'u' // in place of the card, for whoever asked for the card
	modePrivate = 'p' // for who pressed alone
	modeForm    = 'm' // the form of a command was sent in
	modeOff     = 'x' // a button that cannot be pressed
)

// customID is a custom_id taken apart.
type customID struct {
	mode rune
	kept bool   // payload is a key
	line string // or the key
}

// errCustomID is for custom_ids that no version of this package wrote, or an older one did.
var errCustomID = errors.New("custom_id is not ours")

// slots name the place of a button in its message.
const slots = "0123456789abcdefghijklmno"

// customPrefix is the length of what stands before the line.
const customPrefix = 4

func (c customID) encode(n int) string {
	mode := c.mode
	if c.kept {
		mode -= 'a' - 'A'
	}
	return string([]rune{customVersion, mode, rune(slots[n%len(slots)]), ':'}) + c.line
}

// offID is the custom_id of the n-th button when it cannot be pressed.
func offID(n int) string { return customID{mode: modeOff}.encode(n) }

func decodeCustomID(s string) (customID, error) {
	if len(s) < customPrefix || s[0] != customVersion || s[3] != ':' || !strings.Contains(slots, s[2:3]) {
		return customID{}, errCustomID
	}
	c := customID{mode: rune(s[1]), line: s[customPrefix:]}
	if c.mode >= 'A' && c.mode <= 'Z' {
		c.kept, c.mode = true, c.mode+'a'-'A'
	}
	if !strings.ContainsRune("upmx", c.mode) {
		return customID{}, errCustomID
	}
	return c, nil
}
