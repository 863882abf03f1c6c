package phrase

import (
	"strings"

	"attache/extract/token"
)

// The past tenses of irregular verbs that the corpus is too small to hold: "the ferry sank". Those of the
// second list are past participles too.
var (
	pastOnly = pastForms("sank swam shrank woke froze forgot overcame overtook forbade blew drank sprang rang crept swore slew strode trod tore wove forsook befell undertook arose awoke bade rode drove shook stole spoke wrote")
	pastBoth = pastForms("burnt learnt dug spat underwent clung flung slung stung swung wrung knelt leapt dealt slept swept wept bled bred fed sped fled shone wound bound ground hung spun stuck struck strung swum withheld upheld withstood misled lent spent sent bent rent")
)

func pastForms(list string) (t token.Table[bool]) {
	for w := range strings.FieldsSeq(list) {
		t.Put(w, true)
	}
	return t
}
