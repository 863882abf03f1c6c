package attache

// Read is an article with what reading it gave: what the store keeps and the index takes in.
type Read struct {
	Article Article
	Facts   Facts
}
