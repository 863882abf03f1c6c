package attribution

// Why explains a rule to a person: what in the text made it a statement, and why that source. It
// returns false for a rule of another finder.
func Why(rule string) (string, bool) {
	s, ok := why[rule]
	return s, ok
}

var why = map[string]string{
	ruleLearned:    "A model trained on annotated news found cue, content and source; no rule speaks for it.",
	ruleBoth:       "A model trained on annotated news and a rule of ours found the same cue and content.",
	ruleAccording:  "“According to” names the source; the rest of the sentence is its content.",
	ruleQuoteAfter: "A verb of saying with its subject stands right before a quotation.",
	ruleQuoteFirst: "A quotation is followed by a verb of saying and its subject.",
	ruleClause:     "A verb of saying is followed by a clause; its subject is the source.",
	ruleClauseLast: "A clause is followed by a verb of saying and its subject, set off by a comma.",
	ruleParticiple: "A participle of saying (“stressing that …”) has the subject of its main clause as source.",
	rulePhrase:     "A verb of saying is followed by what is accused, demanded, rejected …; its subject is the source.",
	rulePassive:    "The passive says what was said and names nobody, or names the source with “by”.",
	ruleNoun:       "A noun of saying (“her claim that …”) belongs to the source.",
	ruleLabel:      "The paragraph of a transcript is labelled with the speaker.",
	ruleSigned:     "The quotation is signed with a name behind a dash.",
	ruleGoesOn:     "The paragraph is all quotation and follows one by this speaker without naming another.",
	ruleAlone:      "A quotation of a whole sentence; nobody near it is named as its speaker.",
}
