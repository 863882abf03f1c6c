// Package syntax reads the grammar of English news: a part of speech for every token, names of
// persons, organisations and places, and a tree of dependencies for every sentence.
//
// Three averaged perceptrons learned it from parses that CoreNLP made, so their labels are CoreNLP's:
// tags of the Penn Treebank, relations of the first Universal Dependencies ("nsubj", "dobj", "ccomp").
// They read greedily from left to right, in linear time, and never fail: any tokens get a tree, and a
// text in another language gets nonsense. What it refuses to do: it resolves no pronouns, knows no
// aliases, and gives no probabilities.
//
// The words used here: a head is the token that another depends on; the root of a sentence depends on
// none. The yield of a token is what it and all below it cover, which is always one stretch. A verb
// stands for its clause: the yield of the ccomp of "said" is what was said.
//
//	m, err := syntax.Open(file)            // or seq.Load, which holds the embedded file
//	a := m.Analyse(token.Read("The envoy said that talks had failed."))
//	verb := 2                              // said
//	a.Tags[verb]                           // VBD
//	a.Yield(a.Subject(verb))               // The envoy
//	a.Yield(a.Child(verb, syntax.Ccomp))   // that talks had failed
package syntax
