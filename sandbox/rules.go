package sandbox

// subject says what a body is, so that a rule knows whether it applies.
type subject uint

// The bodies rules are about. A callback is looked into: its data is one of the others.
const (
	onMessage     subject = 1 << iota // a channel message
	onEdit                            // its edit
	onAnswer                          // the message in a callback of type 4
	onUpdate                          // the message in a callback of type 7
	onFollowup                        // a follow-up of an interaction
	onAnswerEdit                      // the edit of an answer or follow-up
	onDefer                           // the data of a callback of type 5
	onModal                           // the data of a callback of type 9
	onChoices                         // the data of a callback of type 8
	onCallback                        // the callback around them
	onCommands                        // a list of commands
	onCommand                         // one command
	onThread                          // a thread from a message
	onFreeThread                      // a thread without one
	onChannelEdit                     // the change of a thread
	onDM                              // opening direct messages

	anyNew     = onMessage | onAnswer | onFollowup
	anyEdit    = onEdit | onUpdate | onAnswerEdit
	anyMessage = anyNew | anyEdit
	anyCommand = onCommands | onCommand
	anyThread  = onThread | onFreeThread | onChannelEdit
)

// rule is one thing Discord asks of a body. The table of rules is written from the documentation and
// knows nothing of the bot's own checks: two people reading one book.
type rule struct {
	name   string // unique; tests and the wire log name it
	on     subject
	says   string // what is asked
	check  func(r *report, b subjectBody)
	answer *problem // answered instead of 50035
}

// subjectBody is a body under examination.
type subjectBody struct {
	*node
	on    subject
	files map[string]File
}

// verdict is what came of checking a body.
type verdict struct {
	report
	answer *problem
}

// rules lists every rule in the order in which they are checked. A body of the wrong shape is not
// looked into any further.
func rules() []rule {
	var all []rule
	for _, table := range [][]rule{
		shapeRules(), messageRules(), attachmentRules(), mentionRules(), embedRules(), rowRules(), buttonRules(), selectRules(),
		v2Rules(), callbackRules(), modalRules(), commandRules(), optionRules(), channelRules(),
	} {
		all = append(all, table...)
	}
	return all
}

// ruleTable is the table, built once: it is read only.
var ruleTable = rules()

// checkBody holds a body against every rule that is about it.
func checkBody(on subject, b body) verdict {
	var v verdict
	v.apply(subjectBody{b.json, on, b.files})
	if on == onCallback && len(v.all) == 0 {
		if inner := callbackData(b.json.at("type").number()); inner != 0 {
			v.apply(subjectBody{b.json.at("data"), inner, b.files})
		}
	}
	return v
}

func (v *verdict) apply(b subjectBody) {
	for _, rule := range ruleTable {
		if rule.on&b.on == 0 || rule.answer != nil && len(v.all) > 0 {
			continue
		}
		before := len(v.all)
		v.rule = rule.name
		rule.check(&v.report, b)
		if len(v.all) > before {
			v.answer = rule.answer
			if rule.name == shapeRule || len(v.all) >= maxComplaints {
				return
			}
		}
	}
}

// tooLong records that a text holds more than most characters, counted after trimming as Discord does.
func tooLong(r *report, n *node, most int) {
	if trimmed(n) > most {
		r.fail(n, "BASE_TYPE_MAX_LENGTH", "Must be %d or fewer in length.", most)
	}
}

// between records that a text that is there does not hold least to most characters.
func between(r *report, n *node, least, most int) {
	if c := trimmed(n); n.has() && (c < least || c > most) {
		r.fail(n, "BASE_TYPE_BAD_LENGTH", "Must be between %d and %d in length.", least, most)
	}
}

// required records that a value is missing.
func required(r *report, n *node) bool {
	if !n.has() {
		r.fail(n, "BASE_TYPE_REQUIRED", "This field is required")
	}
	return n.has()
}

// tooMany records that a list holds more than most elements.
func tooMany(r *report, n *node, most int) {
	if n.length() > most {
		r.fail(n, "BASE_TYPE_MAX_LENGTH", "Must be %d or fewer in length.", most)
	}
}

// within records that a number that is there lies outside.
func within(r *report, n *node, least, most int64) {
	if !n.has() {
		return
	}
	switch i := n.number(); {
	case i < least:
		r.fail(n, "NUMBER_TYPE_MIN", "int value should be greater than or equal to %d.", least)
	case i > most:
		r.fail(n, "NUMBER_TYPE_MAX", "int value should be less than or equal to %d.", most)
	}
}

// oneOf records that a number that is there is none of those allowed.
func oneOf(r *report, n *node, allowed ...int64) {
	if !n.has() {
		return
	}
	i, ok := n.int()
	for _, a := range allowed {
		if ok && a == i {
			return
		}
	}
	r.fail(n, "BASE_TYPE_CHOICES", "Value must be one of %v.", allowed)
}
