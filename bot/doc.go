// Package bot is Attaché on Discord: it registers the commands, hears what people ask, hands it to
// [commands.Command.Run] and draws the card that comes back. It is the only home of discordgo.
//
// It holds no wording of findings, no query and no SQL, and decides nothing about articles: what goes
// in is a [commands.Call], what comes out a [card.Card]. It refuses to be a general Discord library,
// to keep state of its own (what must survive a restart lies in [Lines] and [State]), and to send
// anything that Discord would refuse.
//
// The words used here:
//
//   - session: a connection to the gateway as Discord sees it, which may be resumed after it broke.
//     gateway keeps one up; relay stands between it and discordgo and cures what discordgo cannot.
//   - interaction: a slash command, pressed button, sent form or completion. answer is what Discord
//     is told about one: at once, or after a deferral when the command takes longer.
//   - action line: the command line a button runs, see customID.
//   - mark: letters in the footer of a post by which a later run knows it again.
//
// Every request goes through rest and transport, which keep the rate limits, send again only what
// does no harm twice, and let no token into an error or a log.
//
//	b, err := bot.New(bot.Options{
//		Token: token, Commands: commands.All(), Env: app.Env, Lines: db.Lines(), State: db, Log: log,
//	})
//	if err != nil {
//		return err // names everything that is wrong with options and commands
//	}
//	go func() { posted, err := b.Post(ctx, channel, "morning@2026-11-23", digest) … }()
//	return b.Run(ctx) // until ctx ends, or a Problem the operator has to solve
package bot
