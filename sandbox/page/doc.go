// Package page is the sandbox in a browser: a client for its guilds, channels and direct messages that
// looks and feels like the chat program people know, with the wire and the demo's story beside it.
//
// It is HTML, CSS and JavaScript modules as they stand in static/, embedded and served by [Handler]: no
// build step, no framework, nothing from another server. What it shows it asks of the client API
// that package sandbox describes, on the same address:
//
//	story := page.NewStory("What this is")
//	s, err := sandbox.New(sandbox.Options{Page: page.Handler(story)})
//
// Everything that comes from a message is hostile here. The modules make nodes and texts, never markup:
// the policy the pages are served with refuses inline script and style, other servers, frames and forms,
// and takes innerHTML away altogether (require-trusted-types-for 'script'). The sandbox's server adds
// what needs no page: it answers to the machine's own names only, and to no other origin.
//
// It refuses to be Discord's client: no artwork or name of it is used, and what Attaché does not need
// (voice, stickers, profiles, settings) is not there.
package page
