package main

import (
	"fmt"
	"runtime/debug"
	"text/tabwriter"

	"attache/extract"
)

type configCmd struct{}

// Run prints every setting, its value and where it comes from. Secrets print as such.
func (configCmd) Run(e env) error {
	w := tabwriter.NewWriter(e.out, 0, 4, 2, ' ', 0)
	for _, s := range e.settings.List() {
		fmt.Fprintf(w, "%s\t%s\t(%s)\n", s.Name, s.Value, s.From)
	}
	return w.Flush()
}

type versionCmd struct{}

// Run prints what was built.
func (versionCmd) Run(e env) error {
	_, err := fmt.Fprintf(e.out, "attache %s, extractor %s\n", version(), extract.Version)
	return err
}

// version is the module's version, or the commit it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return s.Value[:12]
		}
	}
	return info.Main.Version
}
