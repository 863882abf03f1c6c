// Package configs holds what an operator may decide without a rebuild: the settings, and the tables
// of outlets and of people and bodies in the news.
//
// A setting is declared once, as a field of [Settings] with the tags of kong. Flag, environment
// variable, key of attache.yaml, default, help, docs/CONFIG.md and the example file all come from
// that line. A value is taken from the last of these that gives it:
//
//	default < attache.yaml in the --configs folder < environment < flag
//
// [Load] reports every mistake at once, each with the place it stands in, and refuses keys it does
// not know. What an evaluation measures (lexicons, grammars, weights) is no setting and lives beside
// the code that reads it.
//
// A table is a file that is built in and that a file of the same name in the --configs folder
// replaces: see [Table] and [Outlets].
//
// The program declares its command line with kong and lets Load read the rest:
//
//	var cli struct {
//		configs.Settings `embed:""`
//		Serve serveCmd `cmd:"" help:"Run the bot."`
//	}
//	parser, err := kong.New(&cli, configs.Kong())
//	…
//	ctx, err := parser.Parse(args)
//	…
//	cli.Settings, err = configs.Load(configs.Sources{Environ: os.Environ(), Flags: ctx})
//
// Without Kong() the parser would read the environment itself and stop at the first mistake in it.
package configs
