package configs

import (
	"fmt"
	"strings"
)

// Document returns docs/CONFIG.md.
func Document() string {
	var b strings.Builder
	b.WriteString(`# Settings

This page is generated from ` + "`configs/settings.go`" + `; do not edit it (` + "`go test ./configs -update`" + ` writes it).

A value is taken from the last of these that gives it: default, ` + "`attache.yaml`" + ` in the ` + "`--configs`" + ` folder,
environment, flag. Lists are comma-separated; in the file they may be YAML lists. An environment variable that is
set but empty counts as not set. Mistakes are all reported at once, with file and line, and nothing starts.

Lengths of time are written as ` + "`90s`, `15m`, `6h`" + `; sizes as ` + "`500kB`, `5MB`" + `.
`)
	group := ""
	for _, st := range declared() {
		if st.group != group {
			group = st.group
			fmt.Fprintf(&b, "\n## %s\n\n| in the file | flag | environment | default | meaning |\n| --- | --- | --- | --- | --- |\n", group)
		}
		file, flag, fallback := "", "", ""
		if st.file {
			file = "`" + st.key() + "`"
		}
		if st.flag {
			flag = "`--" + st.name + "`"
		}
		if st.fallback != "" {
			fallback = "`" + st.fallback + "`"
		}
		help := st.help
		if st.enum != nil {
			help += " One of `" + strings.Join(st.enum, "`, `") + "`."
		}
		fmt.Fprintf(&b, "| %s | %s | `%s` | %s | %s |\n", file, flag, st.env, fallback, help)
	}
	b.WriteString(`
## Tables

A file of the same name in the ` + "`--configs`" + ` folder replaces a built-in table as a whole. Copy the built-in one first.

| file | columns, parted by tabs | meaning |
| --- | --- | --- |
| ` + "`outlets.tsv`" + ` | host, name, zone, dates | Publications: the name to show, the time zone of their clock times, and how they write a date in figures (` + "`dmy`, `mdy`, `ymd`" + ` or ` + "`-`" + `). A host stands for everything below it. |
| ` + "`entities.tsv`" + ` | see the head of the file | States, bodies and people in the news, with their aliases. |
| ` + "`aliases.tsv`" + ` | as entities.tsv | Your additions to entities.tsv; there is no built-in one. |
`)
	return b.String()
}

// Example returns the commented attache.yaml that lists every setting with its default.
func Example() string {
	var b strings.Builder
	b.WriteString("# Settings of Attaché. Copy this file into a folder, give the folder as --configs,\n# and take the # off the lines you change. docs/CONFIG.md explains more.\n")
	group := ""
	for _, st := range declared() {
		if !st.file {
			continue
		}
		if st.group != group {
			group = st.group
			fmt.Fprintf(&b, "\n# --- %s ---\n", group)
		}
		fmt.Fprintf(&b, "\n# %s\n", st.help)
		if st.enum != nil {
			fmt.Fprintf(&b, "# One of: %s\n", strings.Join(st.enum, ", "))
		}
		fmt.Fprintf(&b, "#%s: %s\n", st.key(), st.fallback)
	}
	return strings.ReplaceAll(b.String(), ": \n", ":\n")
}
