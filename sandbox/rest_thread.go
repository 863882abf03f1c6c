package sandbox

// editChannel renames, archives and locks threads; the sandbox changes nothing else about channels.
func (w *World) editChannel(c *call) (any, error) {
	ch, err := w.channelOf(c)
	if err != nil {
		return nil, err
	}
	var body struct {
		Name     *string `json:"name"`
		Archived *bool   `json:"archived"`
		Locked   *bool   `json:"locked"`
		Duration *int    `json:"auto_archive_duration"`
	}
	if err := c.decode(&body); err != nil {
		return nil, err
	}
	if ch.thread == nil {
		return nil, wrongChannelKind
	}
	if ch.owner != w.bot.ID && !w.may(w.bot.ID, ch).Has(ManageThreads) || body.Locked != nil && !w.may(w.bot.ID, ch).Has(ManageThreads) {
		return nil, noPermission
	}
	if body.Name != nil {
		ch.name = *body.Name
	}
	if body.Locked != nil {
		ch.thread.Locked = *body.Locked
	}
	if body.Duration != nil {
		ch.thread.Duration = *body.Duration
	}
	archived := ch.thread.Archived
	if body.Archived != nil {
		archived = *body.Archived
	}
	w.archive(ch, archived)
	return w.wireChannel(ch), nil
}

// maxThreads bounds the threads of a guild. Discord allows as many active ones; here the archived count too.
const maxThreads = 1000

func (w *World) createThread(c *call) (any, error) {
	ch, err := w.channelOf(c)
	if err != nil {
		return nil, err
	}
	if ch.guild == nil || ch.parent != nil {
		return nil, wrongChannelKind
	}
	body := struct {
		Name    string `json:"name"`
		Minutes int    `json:"auto_archive_duration"`
		Kind    *int   `json:"type"`
	}{}
	if err := c.decode(&body); err != nil {
		return nil, err
	}
	var from *message
	private := false
	if c.r.PathValue("message") != "" {
		if from, err = w.messageOf(c); err != nil {
			return nil, err
		}
		if w.channels[from.msg.ID] != nil {
			return nil, threadExists
		}
	} else { // without a type a free thread is private, as it always was
		private = body.Kind == nil || *body.Kind == int(PrivateThread)
	}
	needs := CreatePublicThreads
	if private {
		needs = CreatePrivateThread
	}
	if !w.may(w.bot.ID, ch).Has(needs) {
		return nil, noPermission
	}
	if len(w.threadsOf(ch.guild)) >= maxThreads {
		return nil, tooManyThreads
	}
	return w.wireChannel(w.openThread(ch, from, w.bot.ID, body.Name, body.Minutes, private)), nil
}

func (w *World) joinThread(c *call) (any, error) {
	ch, err := w.channelOf(c)
	if err != nil {
		return nil, err
	}
	if ch.thread == nil {
		return nil, wrongChannelKind
	}
	return nil, nil
}
