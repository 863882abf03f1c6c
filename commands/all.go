package commands

// All lists every command in the order help shows them.
func All() []Command {
	return []Command{}
}
