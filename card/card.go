// Package card is what Attaché says, free of any platform: a [Card] holds findings, each with its
// evidence, and the things a reader can do next. The bot draws a card as embeds and buttons, the
// terminal prints it with [WriteText].
//
// Every string in a card is plain text. It may come from an article and is not to be trusted: who
// draws a card escapes it for the place it goes to and disables mentions. A card is not cut to
// anyone's limits; the drawer does that, so that nothing is lost on a surface that can show more.
package card

import (
	"time"

	"attache"
)

// Card is one answer. A card without Blocks is an answer in a sentence: Lead alone.
type Card struct {
	Title   string // what was asked and the short answer: "12 statements by Ilham Aliyev"
	Lead    string // a sentence or two; may be empty
	Blocks  []Block
	Covered Coverage
	Actions []Action
	Files   []File

	// First numbers the findings from it on, so that an action can name one: "Why 3?". Text is not
	// counted. 0 leaves them without numbers.
	First   int
	Private bool // only the person who asked may see it
}

// Block is one finding: a Quote, Moment, Term, Item, Anatomy or Text.
type Block interface{ block() }

// Text is a paragraph, with an optional heading: a group of moments, a part of the help.
type Text struct {
	Heading string
	// Channel, if it is set, is the one the text is about; a surface shows it behind the heading as it
	// shows channels.
	Channel attache.ChannelID
	Words   string
}

// Quote is an attribution.
type Quote struct {
	Source string // the name to show; empty when the text names nobody
	Doubt  string // why the source may be wrong; empty when it is certain
	Cue    string // the verb to print after the source: "said", "denied", "told reporters"
	Direct bool   // Content stands in quotation marks in the article
	// Content is verbatim; parts that do not adjoin in the article are separate. The passage of Cite
	// holds it and marks it: who shows the passage need not repeat it.
	Content []string
	When    string // day of saying, or of publication, as people read dates
	Via     string // "the Presidential Administration": who reports it
	Cite    Cite

	// Also are other places that carry the statement, in the same words or others; More counts those left
	// out.
	Also []Copy
	More int
	// Shared is the longest wording in which all places agree, when they do not agree in all of it.
	Shared string
}

// Copy is another place that carries what a Quote says.
type Copy struct {
	Cite   Cite   // without a passage
	Source string // whom this place names, where that is somebody else
	// Report says that the whole article is a copy of the one the Quote stands in: one report printed
	// twice, and no second witness.
	Report bool
	// Drift is how its wording differs from that of the Quote, in order; nil when it does not.
	Drift []Piece
}

// Piece is a stretch of a Copy's wording: kept as the Quote has it, cut out of it, or added to it. What
// was changed is cut and then added.
type Piece struct {
	Text string
	Edit Edit
}

// Edit says what became of a Piece.
type Edit int

// The edits.
const (
	Kept Edit = iota
	Cut
	Added
)

// Moment is an event.
type Moment struct {
	When   string // "21 November 2023", "December 2023", "undated"
	What   Passage
	Who    []string
	Status string // empty when it happened
	Doubt  string // what a reader should know before trusting the date
	Cite   Cite

	// Course is how the status moved as reports came in, a line for each turn: "1 May 2026, Herald:
	// scheduled". Empty when they agree.
	Course []string
	// Notes are what else a reader should know, a sentence each: what reports disagree in, a new date, a
	// day that passed without news.
	Notes []string
	// Also are other places that tell of the event; More counts those left out.
	Also []Cite
	More int
}

// Term is a condition: Holder does Consequent if Addressee brings Antecedent about.
type Term struct {
	Holder, Addressee string
	Kind              string
	// Consequent, Joint and Antecedent are verbatim and read in this order as one phrase: "suspend
	// transit", "unless", "the drivers are home". An empty Joint means that the text joins them in
	// another way; they are then shown apart. Where the Consequent only points back ("agreed to the
	// request"), it is the words that spell it out.
	Consequent, Joint, Antecedent string
	Due                           string // the day by which it has to happen; may be empty
	Status                        string
	Outcome                       string // the status with who answered: "accepted by Blinken"
	Evidence                      string // verbatim: the passage that reports the status; may be empty
	Reported                      string // who told it: "as told by Lena Maren, as reported by the ministry"; may be empty
	Steps                         []Step // what later articles told became of it, oldest first
	ByHand                        string // what an analyst set: "status, holder"; may be empty
	Cite                          Cite
}

// Step is what a later article told became of a Term.
type Step struct {
	Status string
	Words  string // verbatim: the sentence that tells it
	Cite   Cite   // without a passage
}

// Shift is how one source put one matter at two times.
type Shift struct {
	Then, Now Quote
	// Drift is how the wording moved from Then to Now, in order; nil when it did not.
	Drift []Piece
}

// Moved draws how the wording moved; plain makes text harmless for where it goes, nil leaves it.
func (s Shift) Moved(m Marks, plain func(string) string) string {
	return Copy{Drift: s.Drift}.Drifted(m, plain)
}

// Item is an article in a list or a hit of a search.
type Item struct {
	Snippet Passage // empty in plain lists
	Cite    Cite
}

// Anatomy is a passage taken apart: which of its words were read as what.
type Anatomy struct {
	Text  string // verbatim
	Parts []Part // in order; one that overlaps an earlier one is not drawn
	Cite  Cite   // without a passage
}

// Part is a stretch of an Anatomy and what it was read as: "source", "cue", "content".
type Part struct {
	Role string
	Span attache.Span // bytes of Text
}

func (Text) block()    {}
func (Quote) block()   {}
func (Moment) block()  {}
func (Term) block()    {}
func (Shift) block()   {}
func (Item) block()    {}
func (Anatomy) block() {}

// Passage is verbatim text of an article with the places that matter marked.
type Passage struct {
	Text  string
	Marks []attache.Span // bytes of Text, in order, not overlapping; may be nil

	// Before and After say that the article goes on there and Text was cut: it shows as "[…]".
	Before, After bool
}

// Omission stands for what was cut from a verbatim text: brackets, because an ellipsis alone may be
// the author's own.
const Omission = "[…]"

// Cite is the evidence of a block.
type Cite struct {
	Ref     attache.Ref
	Passage Passage // the sentences that say it, verbatim
	Title   string
	Outlet  string // empty when unknown
	Date    string // of publication, as people read dates, or "undated"
	Link    string // URL or address of the message; empty when there is neither
}

// Coverage says what an answer rests on. The zero Coverage is not shown.
type Coverage struct {
	Searched string // "“corridor” in statements by Aliyev, 1–30 November 2023"
	Articles int
	Outlets  int
	Newest   time.Time // zero when there is none
}

// Words says it in a sentence; layout is how days are written (see package time).
func (c Coverage) Words(layout string) string {
	words := ""
	if c.Searched != "" {
		words = "Searched " + c.Searched
	}
	if c.Articles == 0 {
		return words
	}
	if words == "" {
		words = "From"
	} else {
		words += " in"
	}
	words += " " + Plural(c.Articles, "article")
	if c.Outlets > 0 {
		words += " from " + Plural(c.Outlets, "outlet")
	}
	if !c.Newest.IsZero() {
		words += ", newest " + c.Newest.Format(layout)
	}
	return words
}

// Action is a command line a reader may run next. Discord shows a button, the terminal a hint.
type Action struct {
	Label string // words, at most 38 of them characters to be seen whole on a phone
	Line  string // "who-said --source ilham-aliyev --page 2 corridor"
	// Off shows the action but does not let it be used: the "previous" of a first page.
	Off bool
	// Danger marks what cannot be undone.
	Danger bool
	// Private opens the answer for the person who pressed alone; otherwise it takes the place of
	// the card the button stands under.
	Private bool
	// Row begins a row of its own where buttons stand in rows.
	Row bool
	// For is the number of the finding it is about, when the card numbers them; 0 is the whole answer.
	// Where actions are hints, one such hint stands for all that are alike.
	For int
}

// File is something attached: an export, a picture.
type File struct {
	Name  string
	Type  string // MIME
	Bytes []byte
	Alt   string // what a picture shows, for those who do not see it
	// Glance says that the file shows once more what the card says: a picture of its findings. A surface
	// that cannot show it leaves it out.
	Glance bool
}
