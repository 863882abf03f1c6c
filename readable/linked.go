package readable

import (
	"encoding/json"
	"html"
	"strings"
)

// linked is what the JSON-LD of a page says of its article (schema.org NewsArticle and its kin).
type linked struct {
	headline, author, publisher, language string
	published                             string
	body                                  string // articleBody
	closed                                bool   // isAccessibleForFree is false
	certain                               bool   // the fields come from an article, not from a WebPage
	blocks                                int
}

// read takes in one script. The first article wins: further ones are teasers. Broken JSON is passed
// over; raw line breaks inside strings, which templates leave, are mended first.
func (l *linked) read(script string) {
	if l.blocks++; l.blocks > 20 || len(script) > 1<<20 {
		return
	}
	script = strings.Map(func(r rune) rune {
		if r < 0x20 {
			return ' '
		}
		return r
	}, script)
	script = wrapping.Replace(script)
	var v any
	if json.Unmarshal([]byte(strings.Trim(script, " ;/")), &v) == nil {
		l.visit(v, 0)
	}
}

// wrapping is what templates put around JSON to hide it from readers of XML and of HTML 3.
var wrapping = strings.NewReplacer("<![CDATA[", "", "]]>", "", "<!--", "", "-->", "")

// visit looks for articles in v. Lists of other articles are not entered.
func (l *linked) visit(v any, depth int) {
	if depth > 8 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			l.visit(e, depth+1)
		}
	case map[string]any:
		switch kind := kindOf(v); kind {
		case "article":
			if !l.certain {
				closed := l.closed
				*l = linked{blocks: l.blocks, certain: true, closed: closed}
				l.take(v)
			}
		case "page":
			if !l.certain {
				l.take(v)
			}
		case "list":
			return
		}
		l.visit(v["@graph"], depth+1)
		l.visit(v["mainEntity"], depth+1)
	}
}

func kindOf(v map[string]any) string {
	var types []any
	switch t := v["@type"].(type) {
	case string:
		types = []any{t}
	case []any:
		types = t
	}
	for _, t := range types {
		name, _ := t.(string)
		switch {
		case strings.HasSuffix(name, "Article"), strings.HasSuffix(name, "BlogPosting"), name == "PressRelease", name == "Report":
			return "article"
		case name == "WebPage":
			return "page"
		case name == "ItemList", name == "CollectionPage", name == "BreadcrumbList":
			return "list"
		}
	}
	return ""
}

func (l *linked) take(v map[string]any) {
	l.headline = text(v["headline"])
	l.author = strings.Join(names(v["author"]), ", ")
	l.publisher = strings.Join(names(v["publisher"]), ", ")
	l.language = text(v["inLanguage"])
	l.published = first(text(v["datePublished"]), text(v["dateCreated"]))
	l.body = text(v["articleBody"])
	switch free := v["isAccessibleForFree"].(type) {
	case bool:
		l.closed = !free
	case string:
		l.closed = strings.EqualFold(free, "false")
	}
}

func text(v any) string {
	s, _ := v.(string)
	return unescape(s)
}

// names returns the names in an author or publisher: a string, an object with a name, or a list.
func names(v any) (all []string) {
	switch v := v.(type) {
	case string:
		all = append(all, unescape(v))
	case map[string]any:
		if name := text(v["name"]); name != "" {
			all = append(all, name)
		} else if list, ok := v["name"].([]any); ok {
			all = names(list)
		}
	case []any:
		for _, e := range v[:min(len(v), 8)] {
			if _, nested := e.([]any); !nested {
				all = append(all, names(e)...)
			}
		}
	}
	return all
}

// unescape undoes HTML character references, which some templates write into JSON.
func unescape(s string) string { return html.UnescapeString(s) }
