package browser

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// axeFile is where `make axe` puts axe-core, below the root of the module.
const axeFile = "dist/axe/node_modules/axe-core/axe.min.js"

// finding is a rule of axe-core that the page does not keep.
type finding struct {
	ID     string   `json:"id"`
	Impact string   `json:"impact"` // "minor", "moderate", "serious", "critical"
	Help   string   `json:"help"`
	Nodes  []string `json:"nodes"` // each a selector and what is wrong there
}

const runAxe = `axe.run(document, {resultTypes: ['violations']}).then((r) => r.violations.map((v) => ({
	id: v.id, impact: v.impact, help: v.help, nodes: v.nodes.slice(0, 5).map((n) => n.target.join(' ') + ': ' + n.any.concat(n.all, n.none).map((c) => c.message).join('; ')),
})))`

// Accessible holds what the page shows now against axe-core's rules. Findings that are serious or
// critical fail the test; the others are logged. Where axe-core is not there it says so and goes on.
func (tab *Tab) Accessible(what string) {
	tab.t.Helper()
	findings, ok := tab.findings()
	if !ok {
		tab.t.Logf("NOT TESTED: whether %s is accessible; make axe fetches axe-core", what)
		return
	}
	for _, f := range findings {
		text := what + ": " + f.Impact + " " + f.ID + ": " + f.Help + "\n\t" + strings.Join(f.Nodes, "\n\t")
		if slices.Contains([]string{"serious", "critical"}, f.Impact) {
			tab.t.Error(text)
		} else {
			tab.t.Log(text)
		}
	}
}

// findings returns what axe-core says, and whether it is there to say anything.
func (tab *Tab) findings() ([]finding, bool) {
	tab.t.Helper()
	source, err := os.ReadFile(filepath.Join(root(), axeFile))
	if err != nil {
		return nil, false
	}
	Eval[bool](tab, string(source)+"; true")
	return Eval[[]finding](tab, runAxe), true
}

// root returns the folder of the module: tests run in that of their package.
func root() string {
	dir, err := os.Getwd()
	if err != nil {
		return "."
	}
	for up := dir; ; up = filepath.Dir(up) {
		if _, err := os.Stat(filepath.Join(up, "go.mod")); err == nil {
			return up
		}
		if up == filepath.Dir(up) {
			return dir
		}
	}
}
