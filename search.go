package attache

import "time"

// Query asks for articles or facts. The zero Query asks for all articles, newest first.
type Query struct {
	Words  string   // as typed: words, "quoted phrases"; empty matches everything
	Kind   FactKind // what is wanted: articles, or one kind of fact
	Source EntityID // attributions of this source; conditions of this holder or of those who act for it
	Party  EntityID // facts in which this entity takes part in any role, or somebody who acts for it
	Outlet string   // exact name, case folded
	Form   Form     // of attributions
	Act    Act      // of attributions
	Status string   // of events or conditions
	// With is a second party: facts in which both take part. Addressee is who is to meet a condition, or
	// for whom they act. Terms is the kind of condition; Promises asks for offers and agreements.
	With      EntityID
	Addressee EntityID
	Terms     ConditionKind
	// Beliefs adds attributions of belief to those of speech.
	Beliefs bool
	// Held adds attributions that are held back because they are doubtful; see Trust.
	Held bool

	// From and To bound the time of the fact, half-open: of events when they happen, of everything
	// else when the article was published (when it was added, if that is unknown). Zero is open.
	// An event that lasts is of every moment it lasts. Searchers know times to the second.
	From, To time.Time
	// AddedFrom and AddedTo bound when the article was added, half-open: what came in since a
	// digest, whatever it is about and however old it is. Zero is open.
	AddedFrom, AddedTo time.Time

	Order  Order
	Offset int
	Limit  int // 0 means 10, less counts only; a searcher may cap it
}

// Order says how hits are sorted.
type Order string

// Best sorts by relevance, then newest first; it is what words without an order get. A query
// without words is sorted newest first.
const (
	Best   Order = ""
	Newest Order = "newest"
	Oldest Order = "oldest"
)

// Hit is one answer of a search.
type Hit struct {
	Ref   Ref
	Score float64
	Marks []Span // where the words matched, in Article.Text; may be nil
}

// Page is a stretch of hits and how many there are in all.
type Page struct {
	Hits  []Hit
	Total int
	// Partial says that nothing holds all the words of the query, and that these hits hold some.
	Partial bool
}

// Cited is a fact with the article it stands in: all that an answer needs to show evidence.
// Exactly one of the three pointers is set, or none when the Ref cites the whole article.
type Cited struct {
	Ref         Ref
	Article     Article
	Attribution *Attribution
	Event       *Event
	Condition   *Condition
	// Voiced is the statement in which a condition was voiced, when there is one.
	Voiced *Attribution
}

// Count is a name and how often it occurs: an entity's statements, an outlet's articles.
type Count struct {
	ID   string
	Name string
	N    int
}
