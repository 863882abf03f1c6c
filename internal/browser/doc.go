// Package browser drives a real browser in tests: Debian's Chromium, as somebody at it would, with a
// pointer and keys. A test opens a [Tab], does something, waits until the page shows what it should, and
// looks: at texts, at what axe-core says about accessibility, at pictures that are kept as output of
// the test (go test -artifacts).
//
// Where there is no Chromium the test is skipped, aloud. Whatever a test is about, it fails when the
// page threw an exception, wrote an error to the console, broke its own policy or asked another
// server for anything.
package browser
