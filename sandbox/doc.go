// Package sandbox is a Discord on your desk: a loopback server that speaks enough of Discord's REST
// API and gateway (version 9) for a real bot, through an unmodified client library, to connect,
// register commands, answer interactions and post. It is what `attache demo` shows and what the
// tests hold the bot against.
//
// A [World] is what there is: guilds, channels, people, messages, interactions. A [Server] makes
// it reachable. The bot stands on one side of it and speaks the wire protocol; people stand on the
// other and do what Discord's client lets them do, through [Person]: write, reply, use commands,
// press buttons, send modals. What they ask gives a [Pending] to wait on.
//
// The sandbox is strict. Every body the bot sends is held against a table of rules written from
// Discord's documentation, and answered with Discord's own errors when it breaks one; see
// [World.Violations]. Interactions must be acknowledged within three seconds and once, tokens end
// after fifteen minutes, message content is blank without its intent, permissions are computed per
// channel, what is ephemeral is seen by one person. A [Judge] may give a second opinion on requests
// and on the sandbox's own answers. Faults are ordered with [World.Fail], [World.FailGateway] and
// [World.FailEvents]; [World.Advance] moves the clock.
//
// It refuses to be Discord for anything a bot of this kind does not need: voice, polls, stickers,
// webhooks of its own, moderation, OAuth. What it does not know is answered 404 or 50035, never
// quietly accepted. It keeps everything in memory and within [Keep].
//
// A bot is pointed at it by swapping scheme and host of its requests; GET /gateway answers the
// sandbox's own gateway:
//
//	s, err := sandbox.New(sandbox.Options{})
//	if err != nil {
//		return err
//	}
//	s.Start()
//	defer s.Close()
//	// connect the bot to s.URL() with the token s.Token() …
//
//	alice := s.User("alice")
//	asked, err := alice.Slash("desk", "who-said", sandbox.Opt("words", "corridor"))
//	if err != nil {
//		return err // Discord's client would not have sent it
//	}
//	answer, err := asked.Wait(ctx)
//	if err != nil {
//		return err // ErrNoAnswer: "The application did not respond"
//	}
//	fmt.Println(s.Render(answer.Message))
//
//	more, err := alice.Click(answer.Message, "More")
//
// # The client API
//
// What [Person] does in Go a page does over HTTP below /client/, on the same address and on the same
// world: what a person cannot see is not in any answer. Bodies are JSON; ids are strings of digits; a
// user is named by user name, a channel by id, by name or as "@bot" (the person's direct messages).
// Requests of other origins are refused. {me} is the person who acts.
//
//	GET    /client/people                                 {"people":[user…]}: who there is to be
//	GET    /client/people/{me}/world                      Snapshot: me, bot, people, guilds with channels and threads; "seq" is where events go on
//	GET    /client/people/{me}/events?after=SEQ           text/event-stream of Event, see below; Last-Event-ID works too
//	GET    /client/people/{me}/channels/{c}/messages      ?before=ID&limit=N (50, at most 100): {"messages":[Seen…],"more":bool}, oldest first
//	GET    /client/people/{me}/channels/{c}/commands      the commands offered there, of every type (1 slash, 3 message menu)
//	POST   /client/people/{me}/channels/{c}/messages      {"content","reply_to","quiet"}; or multipart: payload_json and files[0]…
//	POST   /client/people/{me}/channels/{c}/lines         {"line"}: as typed, "/who-said words: corridor", "@bot …" or plain
//	POST   /client/people/{me}/channels/{c}/commands      {"name":"digest create","options":[{"name","value"}]}; multipart: a file's part is named like its option
//	POST   /client/people/{me}/channels/{c}/completions   {"name","option","typed","options"}: waits, {"choices":[{"name","value"}…]}
//	PATCH  /client/people/{me}/channels/{c}               {"archived","locked"} of a thread
//	PATCH  /client/people/{me}/channels/{c}/messages/{m}  {"content"}
//	DELETE /client/people/{me}/channels/{c}/messages/{m}
//	POST   /client/people/{me}/channels/{c}/messages/{m}/clicks     {"button": custom id or label}
//	POST   /client/people/{me}/channels/{c}/messages/{m}/choices    {"list": custom id or placeholder, "values":[…]}
//	POST   /client/people/{me}/channels/{c}/messages/{m}/menu       {"name": of a message command}
//	POST   /client/people/{me}/channels/{c}/messages/{m}/threads    {"name"}
//	PUT    /client/people/{me}/channels/{c}/messages/{m}/reactions/{emoji}     and DELETE
//	POST   /client/people/{me}/modals/{interaction}       {"values":{custom id or label: text}}
//	GET    /client/wire?after=SEQ                         text/event-stream of [Exchange]: every request and gateway frame, rules broken, "acked" (ns) on the first answer
//	GET    /client/faults                                 {"kinds":[{"name","says","takes","example"}…],"standing":[{"id","text","struck"}…]}
//	POST   /client/faults                                 {"text":"429,on=create_message,times=2"}, see [World.Order]: {"id"}, 0 for what happens once and at once
//	DELETE /client/faults/{id}                            and DELETE /client/faults: all of them
//	POST   /client/clock                                  {"advance":"15m"}: see [World.Advance]
//
// What asks the bot something answers 202 {"interaction": id, "text": how it reads} at once, and what comes of
// it arrives as events with that "interaction". What posts a message answers 201 {"message": Seen}. What
// changes something answers 204. An error is {"error": one sentence} with 403 for what Discord's client
// would not offer, 404 for what is not there (or not for {me}), 400 for what cannot be read, 504 when
// the bot did not complete in time.
//
// Seen is a [Message] whose "reactions" are those of the person: {"emoji":{"name"},"count","me","users":[id…]}.
//
// An Event is {"seq","at","kind"} and, as the kind has it, "channel", "user", "message" (Seen), "interaction",
// "text", "emoji", "took" (ns), "count", "modal":
//
//	posted edited        message; an answer that is "thinking" has flag 128, an ephemeral one 64
//	deleted              message: its id and channel only
//	reacted unreacted    message, user, emoji
//	typing               channel, user
//	opened               channel (the thread), user, text (its name)
//	used                 interaction, text: you asked; the client shows "sending"
//	acked                interaction, took: the bot heard
//	prompted             interaction, modal: {"interaction","title","custom_id","components"}: a form opens
//	settled              interaction, took, and message when there is one: the answer is there
//	failed               interaction, text: "The application did not respond"
//	online offline       the bot came, went; presence: its status changed
//	rearranged           channels, threads, permissions or members changed: read the world again
//	registered           the bot's commands changed
//	missed               count: the page lagged; read the world and the open channel again
package sandbox
