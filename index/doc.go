// Package index finds articles and facts by words, people and time. It holds one bleve index for
// each guild, in a folder of its own, so that no search can reach another guild's archive and
// leaving a guild is removing a folder.
//
// An index is derived: the database has everything and is the truth. Whoever feeds an index reads
// its [Set.Checkpoint], puts what came after with [Set.Put], and so survives every crash; an index
// that cannot be read is moved aside, reported, and grows back from checkpoint 0.
//
// An article and each of its facts is a document. The document of a fact holds the passage it was
// found in and the names of those who take part; that of an article its text and title. They also
// hold what a [attache.Query] filters by. No text is stored: a hit is a [attache.Ref] with the
// places of its words in Article.Text.
//
// What words mean: case, accents and apostrophes do not count. Words are reduced to their stem in
// the language of the article, "in quotation marks" they must stand side by side, and a word that
// ends in an asterisk, or that occurs nowhere, is the beginning of words. All words must be there;
// where nothing has all of them, some will do, and Page.Partial says so. Ranking is bleve's
// tf-idf. Words that every text has ("the", "of") are not searched for; a query of nothing else
// finds nothing.
//
// The package uses bleve's index and searchers and leaves its front (mappings, registries, JSON)
// aside: documents are built as they are stored, which takes half the time, and a program
// that links scorch alone starts without bleve's many packages for other uses.
//
//	set, err := index.Open(dir, index.Options{})
//	if err != nil {
//		return err
//	}
//	defer set.Close()
//	err = set.Put(ctx, "41", 17, []attache.Read{{Article: a, Facts: f}}, nil)
//	guild, err := set.Guild("41")
//	page, err := guild.Search(ctx, attache.Query{Words: `corridor "road tax"`, Kind: attache.KindAttribution})
package index
