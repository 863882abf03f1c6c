package syntax

// Relation says what a token is to its head, in the first version of Universal Dependencies as
// CoreNLP 3.6 writes it ("dobj", "nsubjpass", "nmod").
type Relation uint8

// The relations. NoRelation is the zero value.
const (
	NoRelation Relation = iota
	Acl
	AclRelcl // acl:relcl
	Advcl
	Advmod
	Amod
	Appos
	Aux
	Auxpass
	Case
	Cc
	CcPreconj // cc:preconj
	Ccomp
	Compound
	CompoundPrt // compound:prt
	Conj
	Cop
	Csubj
	Csubjpass
	Dep
	Det
	DetPredet // det:predet
	Discourse
	Dobj
	Expl
	Iobj
	MarkOf // mark: "that", "if"
	Mwe
	Neg
	Nmod
	NmodNpmod // nmod:npmod
	NmodPoss  // nmod:poss
	NmodTmod  // nmod:tmod
	Nsubj
	Nsubjpass
	Nummod
	Parataxis
	Punct
	Root
	Xcomp
	relationCount
)

var relationNames = [relationCount]string{
	"-", "acl", "acl:relcl", "advcl", "advmod", "amod", "appos", "aux", "auxpass", "case", "cc", "cc:preconj", "ccomp",
	"compound", "compound:prt", "conj", "cop", "csubj", "csubjpass", "dep", "det", "det:predet", "discourse", "dobj",
	"expl", "iobj", "mark", "mwe", "neg", "nmod", "nmod:npmod", "nmod:poss", "nmod:tmod", "nsubj", "nsubjpass", "nummod",
	"parataxis", "punct", "root", "xcomp",
}

// String returns the name of the relation.
func (r Relation) String() string {
	if r < relationCount {
		return relationNames[r]
	}
	return "?"
}

// ParseRelation reads what String returns; ok is false when there is no such relation.
func ParseRelation(name string) (r Relation, ok bool) {
	for r, n := range relationNames {
		if n == name {
			return Relation(r), true
		}
	}
	return NoRelation, false
}

// Subject reports whether r is that of a subject, of an active or a passive verb, nominal or a clause.
func (r Relation) Subject() bool { return r == Nsubj || r == Nsubjpass || r == Csubj || r == Csubjpass }

// Clausal reports whether r makes its token the verb of a clause that completes or goes with the head.
func (r Relation) Clausal() bool {
	return r == Ccomp || r == Xcomp || r == Advcl || r == Parataxis || r == Acl || r == AclRelcl
}
