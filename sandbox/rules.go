package sandbox

// subject says what a body is, so that a rule knows whether it applies.
type subject uint

// The bodies rules are about. A callback is looked into: its data is one of the others.
const (
	onMessage    subject = 1 << iota // a channel message
	onEdit                           // its edit
	onAnswer                         // the message in a callback of type 4
	onUpdate                         // the message in a callback of type 7
	onFollowup                       // a follow-up of an interaction
	onAnswerEdit                     // the edit of an answer or follow-up
	onDefer                          // the data of a callback of type 5
	onModal                          // the data of a callback of type 9
	onChoices                        // the data of a callback of type 8
	onCallback                       // the callback around them
	onCommands                       // a list of commands
	onCommand                        // one command
	onThread                         // a thread from a message
	onFreeThread                     // a thread without one
	onChannelEdit
	onDM

	anyNew     = onMessage | onAnswer | onFollowup
	anyEdit    = onEdit | onUpdate | onAnswerEdit
	anyMessage = anyNew | anyEdit
)

// rule is one thing Discord's documentation asks of a body.
type rule struct {
	name   string // unique in the table; tests and the wire log name it
	on     subject
	says   string // what the documentation asks
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

// rules lists every rule in the order in which they are checked.
func rules() []rule { return nil }

// checkBody holds a body against every rule that is about it.
func checkBody(on subject, b body) verdict {
	var v verdict
	return v
}
