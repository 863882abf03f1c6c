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
package sandbox
