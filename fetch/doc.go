// Package fetch gets the one page a person asked for and reads the article on it.
//
//	c := fetch.New(fetch.Options{Outlet: outlets.Find})
//	article, err := c.Fetch(ctx, "https://news.example/2026/11/21/talks?utm_source=chat")
//
// It lives on the open network on behalf of strangers, so it trusts nobody:
//
//   - Addresses are checked when they are dialled, after name resolution, so that neither a
//     redirect nor a name that changes its mind reaches a private, local or special address.
//   - Only http and https on ports 80 and 443. No proxy unless one is configured; the environment
//     is not asked.
//   - Size (after unpacking), time, redirects and the length of addresses are bounded.
//   - Errors and logs never hold the path or query of an address: they may carry tokens. They name
//     the host.
//
// It does not read robots.txt. That file speaks to programs that wander from link to link; this
// package follows none and asks for a page because a person did, as a browser does. It does name
// itself in the User-Agent, asks one host at most once in Options.Interval, and keeps away for as
// long as Retry-After says. It does not pose as a browser, does not run scripts, and does not climb
// walls: a page behind a login or a payment is a Problem that asks for the text instead.
//
// The page is named by its canonical address: see readable.Canonical, and <link rel=canonical>
// where that stays on the same site.
package fetch
