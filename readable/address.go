package readable

import (
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/publicsuffix"
)

// tracking names the query parameters that say how a reader came to a page, not which page it is.
// A name that ends in "*" stands for all that begin so.
var tracking = []string{
	"utm_*", "fbclid", "gclid", "gclsrc", "dclid", "wbraid", "gbraid", "msclkid", "yclid", "twclid", "igshid", "igsh", "mc_cid", "mc_eid", "mkt_tok",
	"_ga", "_gl", "_hsenc", "_hsmi", "hsctatracking", "vero_*", "oly_*", "ns_*", "wt_*", "wtmc", "at_*", "xtor", "cmpid", "cmp", "ocid", "ito", "smid", "smtyp",
	"ref_src", "ref_url", "referrer", "referer", "sharetype", "shareid", "share", "taid", "traffic_source", "ceid", "emci", "emdi", "spm", "s_cid", "ncid",
	"guccounter", "guce_*", "fb_*", "action_object_map", "action_type_map", "action_ref_map", "__twitter_impression", "amp", "amp_*", "outputtype",
}

// Clean returns the address to ask for: scheme and host in small letters, no user, default port,
// fragment or tracking parameter, and the publisher's own address in place of a viewer's
// ("www.google.com/amp/s/news.example/a"). It does not change u.
func Clean(u *url.URL) *url.URL {
	c := *u
	if inner := unviewed(&c); inner != nil {
		c = *inner
	}
	c.Scheme, c.Host = strings.ToLower(c.Scheme), strings.ToLower(c.Host)
	c.User, c.Fragment, c.RawFragment = nil, "", ""
	host, port := strings.TrimRight(c.Hostname(), "."), c.Port()
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	if port != "" && !(port == "80" && c.Scheme == "http") && !(port == "443" && c.Scheme == "https") {
		host += ":" + port
	}
	c.Host = host
	if c.Path == "" {
		c.Path = "/"
	}
	c.RawQuery, c.ForceQuery = untracked(c.RawQuery), false
	return &c
}

// maxAddress is the longest address that is looked into; browsers stop at about this length too.
const maxAddress = 2048

// Canonical returns the address that names an article: Clean, on the desktop host
// ("m.news.example" and "amp.news.example" are "news.example"), without the AMP mark of its path,
// by https. Two addresses of one article often differ in just that. It does not change u, and
// Canonical of what it returned is the same again.
func Canonical(u *url.URL) *url.URL {
	c := Clean(u)
	if c.Scheme == "http" && c.Port() == "" {
		c.Scheme = "https"
	}
	for len(c.Host)+len(c.Path) <= maxAddress && (toDesktop(c) || dropAMP(c)) {
		c = Clean(c)
	}
	return c
}

// toDesktop takes one mobile label off the front of the host and reports whether there was one.
func toDesktop(u *url.URL) bool {
	labels := strings.Split(u.Host, ".")
	for i, l := range labels[:max(0, len(labels)-2)] {
		if i <= 1 && (l == "m" || l == "mobile" || l == "amp") {
			u.Host = strings.Join(slices.Delete(labels, i, i+1), ".")
			return true
		}
	}
	return false
}

// dropAMP takes one AMP mark off the path and reports whether there was one. A page that is called
// "amp" and nothing else keeps its name.
func dropAMP(u *url.URL) bool {
	was := u.Path
	trimmed := strings.TrimSuffix(was, "/")
	slash := was[len(trimmed):]
	switch {
	case strings.HasSuffix(trimmed, "/amp") && strings.Count(trimmed, "/") > 1:
		u.Path = strings.TrimSuffix(trimmed, "/amp") + slash
	case strings.HasSuffix(trimmed, ".amp") && len(trimmed) > len("/.amp"):
		u.Path = strings.TrimSuffix(trimmed, ".amp")
	case strings.HasSuffix(trimmed, ".amp.html"):
		u.Path = strings.TrimSuffix(trimmed, ".amp.html") + ".html"
	case strings.HasPrefix(was, "/amp/") && len(was) > len("/amp/"):
		u.Path = was[len("/amp"):]
	}
	if u.Path != was {
		u.RawPath = ""
	}
	return u.Path != was
}

// unviewed returns the address inside that of an AMP viewer, or nil.
func unviewed(u *url.URL) *url.URL {
	var inner string
	host := strings.ToLower(u.Hostname())
	switch {
	case strings.HasPrefix(host, "www.google.") && strings.HasPrefix(u.Path, "/amp/"):
		inner = u.Path[len("/amp/"):]
	case strings.HasSuffix(host, ".cdn.ampproject.org") && len(u.Path) > 3 && u.Path[0] == '/' && u.Path[2] == '/':
		inner = u.Path[3:]
	default:
		return nil
	}
	scheme := "http://"
	if rest, ok := strings.CutPrefix(inner, "s/"); ok {
		scheme, inner = "https://", rest
	}
	v, err := url.Parse(scheme + inner)
	if err != nil || !strings.Contains(v.Host, ".") {
		return nil
	}
	v.RawQuery = u.RawQuery
	return v
}

// untracked returns query without tracking parameters, the others in their order and spelling.
func untracked(query string) string {
	if query == "" {
		return ""
	}
	kept := strings.Split(query, "&")
	kept = slices.DeleteFunc(kept, func(pair string) bool {
		name, _, _ := strings.Cut(pair, "=")
		if plain, err := url.QueryUnescape(name); err == nil {
			name = plain
		}
		name = strings.ToLower(name)
		return pair == "" || slices.ContainsFunc(tracking, func(t string) bool {
			stem, open := strings.CutSuffix(t, "*")
			return name == t || open && strings.HasPrefix(name, stem)
		})
	})
	return strings.Join(kept, "&")
}

// SameSite reports whether two hosts belong to one owner by the public suffix list: "m.news.co.uk"
// and "www.news.co.uk" do, "a.github.io" and "b.github.io" do not. Hosts that are not under a
// public suffix must be equal.
func SameSite(a, b string) bool {
	a, b = strings.ToLower(strings.TrimSuffix(a, ".")), strings.ToLower(strings.TrimSuffix(b, "."))
	if a == b {
		return a != ""
	}
	siteA, errA := publicsuffix.EffectiveTLDPlusOne(a)
	siteB, errB := publicsuffix.EffectiveTLDPlusOne(b)
	return errA == nil && errB == nil && siteA == siteB
}
