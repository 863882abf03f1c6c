package condition

// Why explains a rule to a person. It returns false for a rule of another finder.
func Why(rule string) (string, bool) {
	s, ok := why[rule]
	return s, ok
}

var why = map[string]string{
	ruleMarker:   "A word such as “if”, “unless”, “in exchange for” ties what somebody commits himself to to something another has to do.",
	ruleDeadline: "Somebody was given until a date to do something.",
	ruleTerm:     "A party insists on what a deal has to contain.",
	ruleAnswer:   "A party says how it would answer a hostile act.",
	ruleApproval: "What is planned would require somebody's approval.",
	ruleOrElse:   "“Or” names what follows if the demand is not met.",
	ruleInverted: "“Should” or “were” before its subject stands for “if”.",
	ruleFirst:    "Something must be done first, or before something else can be.",
	ruleBargain:  "Something is asked for, and what it would be answered with is promised.",
	rulePrice:    "One thing is called the condition for another.",
}
