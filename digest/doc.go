// Package digest posts what is new to a channel at the times a team asked for: once, also when the
// process dies at the worst moment.
//
// A schedule says when, in words or in cron fields, and in which zone ([Spec], [Plan]). Its slots are
// the moments it is due. For each slot a [Runner] claims the right to post, composes a card of what
// was added since the last slot ([Compose]), posts it under a key that belongs to the slot, and
// finishes the claim. Cron only wakes the runner; whether anything is to be done is decided by what
// the store knows. A crash before the post leaves a claim whose lease runs out; a crash after it too,
// and the second post under the same key is the first one again: that is the [Poster]'s promise.
//
// What is new is what was added to the archive, not what was published, since the last slot: an
// article handed in late is news to the channel. A slot at which nothing is new posts nothing; it is
// recorded as done. Of slots that were missed while nobody was there, those older than the grace
// period are not made up for, and several younger ones become one digest; what they would have held
// is in the next one.
//
// Clock changes are decided here, once: a time that does not exist on a day (the clock jumps over
// it) is due when the clock has jumped, and one that exists twice is due the first time. Cron itself
// would leave the first out.
package digest
