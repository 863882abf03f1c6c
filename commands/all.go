package commands

// All lists every command in the order help shows them.
func All() []Command {
	return []Command{
		ask(), whoSaid, timeline, conditions, changed, find,
		cite, why, correct, correctList,
		submit, articleShow, articleList, articleRemove,
		entityShow, entityMerge, entitySplit, entityAlias, entityUndo, entityLog,
		digestCreate, digestPreview, digestList, digestPause, digestResume, digestRun, digestDelete,
		status, help(),
	}
}
