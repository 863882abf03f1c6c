package attache

import (
	"fmt"
	"strconv"
	"strings"
)

// FactKind is one of the three kinds of fact; its value is the letter used in a Ref.
type FactKind string

// The letters of refs: s for a statement (an attribution), e for an event, c for a condition. A
// search that is for no kind of fact is for whole articles.
const (
	KindArticle     FactKind = ""
	KindAttribution FactKind = "s"
	KindEvent       FactKind = "e"
	KindCondition   FactKind = "c"
)

// Ref cites one fact of an article: "k7m2q4x9d3hw#s3" is its third attribution. A Ref with no "#"
// cites the whole article. Refs stay stable while text and extractor are unchanged.
type Ref string

// NewRef returns the ref of the n-th fact of a kind, counted from 1.
func NewRef(id ArticleID, kind FactKind, n int) Ref {
	if kind == KindArticle {
		return Ref(id)
	}
	return Ref(fmt.Sprintf("%s#%s%d", id, kind, n))
}

// Article returns the article r points into.
func (r Ref) Article() ArticleID {
	id, _, _ := strings.Cut(string(r), "#")
	return ArticleID(id)
}

// Fact returns the kind and number of the fact, or KindArticle and 0 for a whole article.
func (r Ref) Fact() (FactKind, int) {
	_, fact, ok := strings.Cut(string(r), "#")
	if !ok || len(fact) < 2 {
		return KindArticle, 0
	}
	n, err := strconv.Atoi(fact[1:])
	if err != nil {
		return KindArticle, 0
	}
	return FactKind(fact[:1]), n
}

// ParseRef reads what a person typed: a ref or an article id.
func ParseRef(s string) (Ref, bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	id, fact, ok := strings.Cut(s, "#")
	if !ArticleID(id).Valid() {
		return "", false
	}
	if !ok {
		return Ref(s), true
	}
	if kind, n := Ref(s).Fact(); n < 1 || !strings.Contains("sec", string(kind)) || fact == "" {
		return "", false
	}
	return Ref(s), true
}
