package sandbox_test

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/bwmarrin/discordgo"

	"attache/sandbox"
)

// reporter is a small bot: enough of everything to see that an unmodified discordgo gets along.
func reporter(t *testing.T, s *sandbox.Server) *discordgo.Session {
	t.Helper()
	d := dial(t, s, usual)
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Error(err)
		}
	}
	respond := func(i *discordgo.InteractionCreate, kind discordgo.InteractionResponseType, data *discordgo.InteractionResponseData) {
		check(d.InteractionRespond(i.Interaction, &discordgo.InteractionResponse{Type: kind, Data: data}))
	}
	more := []discordgo.MessageComponent{discordgo.ActionsRow{Components: []discordgo.MessageComponent{
		discordgo.Button{Label: "More", CustomID: "more", Style: discordgo.PrimaryButton},
		discordgo.Button{Label: "Whisper", CustomID: "whisper", Style: discordgo.SecondaryButton, Emoji: &discordgo.ComponentEmoji{Name: "🤫"}},
	}}, discordgo.ActionsRow{Components: []discordgo.MessageComponent{
		discordgo.SelectMenu{CustomID: "pick", Placeholder: "Pick one", Options: []discordgo.SelectMenuOption{{Label: "First", Value: "1"}, {Label: "Second", Value: "2"}}},
	}}}
	d.AddHandler(func(d *discordgo.Session, i *discordgo.InteractionCreate) {
		switch i.Type {
		case discordgo.InteractionApplicationCommandAutocomplete:
			respond(i, discordgo.InteractionApplicationCommandAutocompleteResult, &discordgo.InteractionResponseData{
				Choices: []*discordgo.ApplicationCommandOptionChoice{{Name: "Ministry (3)", Value: "ministry"}},
			})
		case discordgo.InteractionMessageComponent:
			switch data := i.MessageComponentData(); data.CustomID {
			case "more":
				respond(i, discordgo.InteractionResponseUpdateMessage, &discordgo.InteractionResponseData{Content: "second page", Components: more})
			case "whisper":
				respond(i, discordgo.InteractionResponseChannelMessageWithSource, &discordgo.InteractionResponseData{Content: "psst", Flags: discordgo.MessageFlagsEphemeral})
			case "pick":
				respond(i, discordgo.InteractionResponseDeferredMessageUpdate, nil)
				text := "picked " + data.Values[0]
				_, err := d.InteractionResponseEdit(i.Interaction, &discordgo.WebhookEdit{Content: &text})
				check(err)
			}
		case discordgo.InteractionModalSubmit:
			text := i.ModalSubmitData().Components[0].(*discordgo.ActionsRow).Components[0].(*discordgo.TextInput).Value
			respond(i, discordgo.InteractionResponseChannelMessageWithSource, &discordgo.InteractionResponseData{Content: "got " + text})
		case discordgo.InteractionApplicationCommand:
			switch data := i.ApplicationCommandData(); data.Name {
			case "who-said":
				respond(i, discordgo.InteractionResponseDeferredChannelMessageWithSource, nil)
				text := data.Options[0].StringValue() + " in " + i.ChannelID
				_, err := d.InteractionResponseEdit(i.Interaction, &discordgo.WebhookEdit{
					Content: &text, Components: &more, Embeds: &[]*discordgo.MessageEmbed{{Title: "One", Description: "**bold**", Color: 0x3366cc}},
				})
				check(err)
				_, err = d.FollowupMessageCreate(i.Interaction, true, &discordgo.WebhookParams{Content: "and that was all"})
				check(err)
			case "digest":
				sub := data.Options[0]
				respond(i, discordgo.InteractionResponseChannelMessageWithSource, &discordgo.InteractionResponseData{
					Content: sub.Name + " to <#" + sub.Options[0].Value.(string) + ">",
				})
			case "submit":
				respond(i, discordgo.InteractionResponseModal, &discordgo.InteractionResponseData{
					CustomID: "submit", Title: "Archive a text", Components: []discordgo.MessageComponent{discordgo.ActionsRow{Components: []discordgo.MessageComponent{
						discordgo.TextInput{CustomID: "text", Label: "Text", Style: discordgo.TextInputParagraph, Required: true, MaxLength: 4000},
					}}},
				})
			case "Archive this article":
				target := data.Resolved.Messages[data.TargetID]
				respond(i, discordgo.InteractionResponseChannelMessageWithSource, &discordgo.InteractionResponseData{Content: "archived: " + target.Content})
			case "file":
				id := data.Options[0].Value.(string)
				respond(i, discordgo.InteractionResponseChannelMessageWithSource, &discordgo.InteractionResponseData{
					Content: data.Resolved.Attachments[id].Filename,
					Files:   []*discordgo.File{{Name: "answer.csv", Reader: strings.NewReader("a,b\n")}},
				})
			}
		}
	})
	d.AddHandler(func(d *discordgo.Session, m *discordgo.MessageCreate) {
		if m.Author.Bot {
			return
		}
		check(d.MessageReactionAdd(m.ChannelID, m.ID, "👀"))
		_, err := d.ChannelMessageSendReply(m.ChannelID, "heard: "+m.Content, m.Reference())
		check(err)
	})
	connect(t, d)
	text := func(name string, more ...func(*discordgo.ApplicationCommandOption)) *discordgo.ApplicationCommandOption {
		o := &discordgo.ApplicationCommandOption{Type: discordgo.ApplicationCommandOptionString, Name: name, Description: name}
		for _, f := range more {
			f(o)
		}
		return o
	}
	var manage int64 = discordgo.PermissionManageGuild
	_, err := d.ApplicationCommandBulkOverwrite(s.Bot().ID.String(), "", []*discordgo.ApplicationCommand{
		{Name: "who-said", Description: "Find who said it", Options: []*discordgo.ApplicationCommandOption{
			text("words", func(o *discordgo.ApplicationCommandOption) { o.Required = true }),
			text("source", func(o *discordgo.ApplicationCommandOption) { o.Autocomplete = true }),
			{Type: discordgo.ApplicationCommandOptionBoolean, Name: "private", Description: "Show it to me alone"},
		}},
		{Name: "digest", Description: "Manage digests", DefaultMemberPermissions: &manage, Options: []*discordgo.ApplicationCommandOption{
			{Type: discordgo.ApplicationCommandOptionSubCommand, Name: "create", Description: "Create one", Options: []*discordgo.ApplicationCommandOption{
				{Type: discordgo.ApplicationCommandOptionChannel, Name: "channel", Description: "Where", Required: true, ChannelTypes: []discordgo.ChannelType{discordgo.ChannelTypeGuildText}},
			}},
		}},
		{Name: "submit", Description: "Archive a text"},
		{Name: "file", Description: "Archive a file", Options: []*discordgo.ApplicationCommandOption{
			{Type: discordgo.ApplicationCommandOptionAttachment, Name: "file", Description: "File", Required: true},
		}},
		{Name: "Archive this article", Type: discordgo.MessageApplicationCommand},
	})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestDiscordgoAnswersPeople(t *testing.T) {
	t.Parallel()
	s := desk(t, sandbox.Options{})
	reporter(t, s)
	ctx, alice, carla := limit(t), s.User("alice"), s.User("carla")
	answer := func(p *sandbox.Pending, err error) sandbox.Response {
		t.Helper()
		return must(must(p, err)(t).Wait(ctx))(t)
	}
	desk := must(s.Channel("desk"))(t)

	asked := must(alice.Slash("desk", "who-said", sandbox.Opt("words", "corridor")))(t)
	said := answer(asked, nil)
	if want := "corridor in " + desk.ID.String(); said.Message.Content != want || !said.Deferred || said.Ephemeral {
		t.Errorf("slash: got %q, deferred %v, ephemeral %v, want %q", said.Message.Content, said.Deferred, said.Ephemeral, want)
	}
	if said.Message.Kind != sandbox.SlashResponse || said.Message.Interaction.Name != "who-said" {
		t.Errorf("slash: message of type %d answers %v", said.Message.Kind, said.Message.Interaction)
	}
	if said.Ack <= 0 || said.Ack > said.Took {
		t.Errorf("slash: acknowledged after %v, answered after %v", said.Ack, said.Took)
	}
	if m := must(asked.Followup(ctx, 1))(t); m.Content != "and that was all" || m.Metadata.Original != said.Message.ID {
		t.Errorf("follow-up: %q of %v", m.Content, m.Metadata)
	}
	if choices := must(alice.Autocomplete(ctx, "desk", "who-said", "source", "min", sandbox.Opt("words", "corridor")))(t); len(choices) != 1 || choices[0].Value != "ministry" {
		t.Errorf("autocomplete: %v", choices)
	}
	if r := answer(alice.Click(said.Message, "More")); !r.Updated || r.Message.ID != said.Message.ID || r.Message.Content != "second page" {
		t.Errorf("button: %q on %s, updated %v", r.Message.Content, r.Message.ID, r.Updated)
	}
	if r := answer(carla.Click(said.Message, "whisper")); !r.Ephemeral || r.Message.Content != "psst" {
		t.Errorf("ephemeral: %q, %v", r.Message.Content, r.Ephemeral)
	} else if _, err := alice.Look(r.Message); !errors.Is(err, sandbox.ErrUnknown) {
		t.Errorf("ephemeral: somebody else sees it (%v)", err)
	}
	if r := answer(alice.Select(said.Message, "pick", "Second")); r.Message.Content != "picked 2" {
		t.Errorf("select: %q", r.Message.Content)
	}
	if r := answer(carla.Slash("newsroom", "digest create", sandbox.Opt("channel", "#digest"))); r.Message.Content != "create to <#"+must(s.Channel("digest"))(t).ID.String()+">" {
		t.Errorf("subcommand: %q", r.Message.Content)
	}
	form := answer(alice.Slash("@bot", "submit"))
	if form.Modal == nil || form.Modal.Title != "Archive a text" {
		t.Fatalf("modal: %+v", form)
	}
	if r := answer(alice.Submit(form.Modal, map[string]string{"Text": "The envoy left."})); r.Message.Content != "got The envoy left." {
		t.Errorf("modal: %q", r.Message.Content)
	}
	plain := must(s.User("bruno").Say("newsroom", "The envoy came back."))(t)
	if r := answer(alice.ContextMenu(plain.Message, "Archive this article")); r.Message.Content != "archived: The envoy came back." {
		t.Errorf("context menu without the content intent: %q", r.Message.Content)
	}
	r := answer(alice.Slash("desk", "file", sandbox.Opt("file", sandbox.File{Name: "memo.txt", Data: []byte("memo")})))
	if r.Message.Content != "memo.txt" || len(r.Message.Attachments) != 1 || r.Message.Attachments[0].Name != "answer.csv" {
		t.Fatalf("files: %q with %v", r.Message.Content, r.Message.Attachments)
	}
	if got := fetch(t, s, r.Message.Attachments[0].URL); got != "a,b\n" {
		t.Errorf("attachment holds %q", got)
	}
	honest(t, s)
}

func fetch(t *testing.T, s *sandbox.Server, url string) string {
	t.Helper()
	resp, err := client(t, s).Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Fatalf("GET %s: %d %v", url, resp.StatusCode, err)
	}
	return string(b)
}

func TestDiscordgoReadsMessages(t *testing.T) {
	t.Parallel()
	s := desk(t, sandbox.Options{})
	reporter(t, s)
	ctx, alice := limit(t), s.User("alice")
	hears := func(p *sandbox.Pending, err error) string {
		t.Helper()
		return must(must(p, err)(t).Wait(ctx))(t).Message.Content
	}
	mention := "<@" + s.Bot().ID.String() + ">"
	if got, want := hears(alice.Mention("newsroom", "hello")), "heard: "+mention+" hello"; got != want {
		t.Errorf("mention: got %q, want %q", got, want)
	}
	if got, want := hears(alice.Type("newsroom", "@bot hello")), "heard: "+mention+"\nhello"; got != want {
		t.Errorf("typed mention: got %q, want %q", got, want)
	}
	if got := hears(alice.DM("hello")); got != "heard: hello" {
		t.Errorf("direct message: %q", got)
	}
	if got := hears(alice.Say("newsroom", "hello all")); got != "heard:" {
		t.Errorf("without the content intent the bot heard %q", got)
	}
	normal := must(must(alice.Mention("newsroom", "hello"))(t).Wait(ctx))(t).Message
	if got := hears(alice.Reply(normal, "and?")); got != "heard: and?" {
		t.Errorf("reply with ping: %q", got)
	}
	if got := hears(alice.ReplyQuietly(normal, "and?")); got != "heard:" {
		t.Errorf("reply without ping: %q", got)
	}
	slash := must(must(alice.Slash("desk", "who-said", sandbox.Opt("words", "x")))(t).Wait(ctx))(t).Message
	if got := hears(alice.Reply(slash, "and?")); got != "heard:" {
		t.Errorf("reply to a command's answer: %q", got)
	}
	said := must(alice.Mention("newsroom", "look"))(t)
	if _, err := said.Acked(ctx); err != nil {
		t.Error(err)
	}
	if err := s.Until(ctx, func() bool {
		m, err := alice.Look(said.Message)
		return err == nil && len(m.Reactions) == 1 && m.Reactions[0].Emoji.Name == "👀"
	}); err != nil {
		t.Errorf("reaction: %v", err)
	}
	honest(t, s)
}

func TestDiscordgoUsesREST(t *testing.T) {
	t.Parallel()
	s := desk(t, sandbox.Options{})
	d := dial(t, s, usual)
	channel := must(s.Channel("desk"))(t).ID.String()
	guild := s.GuildID("").String()

	if u := must(d.User("@me"))(t); u.ID != s.Bot().ID.String() || !u.Bot {
		t.Errorf("self: %+v", u)
	}
	if a := must(d.Application("@me"))(t); a.ID != s.Bot().ID.String() || a.Owner == nil {
		t.Errorf("application: %+v", a)
	}
	if g := must(d.GatewayBot())(t); g.Shards != 1 || g.URL != s.GatewayURL() {
		t.Errorf("gateway: %+v", g)
	}
	if g := must(d.Guild(guild))(t); g.Name != "Foreign Desk" || len(g.Roles) != 4 {
		t.Errorf("guild: %s with %d roles", g.Name, len(g.Roles))
	}
	if all := must(d.GuildChannels(guild))(t); len(all) != 3 || all[0].Name != "newsroom" {
		t.Errorf("channels: %v", all)
	}
	if m := must(d.GuildMember(guild, s.User("bruno").ID().String()))(t); m.User.Username != "bruno" || len(m.Roles) != 1 {
		t.Errorf("member: %+v", m)
	}
	sent := must(d.ChannelMessageSendComplex(channel, &discordgo.MessageSend{
		Content: "with a file", Files: []*discordgo.File{{Name: "a b.txt", Reader: strings.NewReader("hello")}},
		Embeds:          []*discordgo.MessageEmbed{{Title: "t", Fields: []*discordgo.MessageEmbedField{{Name: "n", Value: "v"}}, Footer: &discordgo.MessageEmbedFooter{Text: "f"}}},
		AllowedMentions: &discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{}},
	}))(t)
	if len(sent.Attachments) != 1 || sent.Attachments[0].Filename != "a_b.txt" || len(sent.Embeds) != 1 {
		t.Errorf("sent: %+v", sent)
	}
	reply := must(d.ChannelMessageSendReply(channel, "reply", sent.Reference()))(t)
	if reply.ReferencedMessage == nil || reply.ReferencedMessage.ID != sent.ID {
		t.Errorf("reply: %+v", reply.ReferencedMessage)
	}
	if m := must(d.ChannelMessageEdit(channel, reply.ID, "edited"))(t); m.Content != "edited" || m.EditedTimestamp == nil {
		t.Errorf("edit: %+v", m)
	}
	if m := must(d.ChannelMessage(channel, reply.ID))(t); m.Content != "edited" {
		t.Errorf("get: %+v", m)
	}
	if all := must(d.ChannelMessages(channel, 10, "", "", ""))(t); len(all) != 2 || all[0].ID != reply.ID {
		t.Errorf("list: %v", all)
	}
	once := map[string]any{"content": "digest", "nonce": "2026-11-23T08:00", "enforce_nonce": true}
	first, again := must(d.RequestWithBucketID("POST", discordgo.EndpointChannelMessages(channel), once, "digest"))(t), must(d.RequestWithBucketID("POST", discordgo.EndpointChannelMessages(channel), once, "digest"))(t)
	if string(first) != string(again) || !strings.Contains(string(first), `"nonce":"2026-11-23T08:00"`) {
		t.Errorf("one nonce: %s and %s", first, again)
	}
	thread := must(d.MessageThreadStartComplex(channel, sent.ID, &discordgo.ThreadStart{Name: "Follow-up", AutoArchiveDuration: 60}))(t)
	if thread.ID != sent.ID || thread.ParentID != channel {
		t.Errorf("thread: %+v", thread)
	}
	if _, err := d.ChannelMessageSend(thread.ID, "in the thread"); err != nil {
		t.Error(err)
	}
	if _, err := d.MessageThreadStart(channel, sent.ID, "again", 60); code(err) != 160004 {
		t.Errorf("second thread: %v", err)
	}
	dm := must(d.UserChannelCreate(s.User("alice").ID().String()))(t)
	if _, err := d.ChannelMessageSend(dm.ID, "hello alice"); err != nil {
		t.Error(err)
	}
	if err := d.MessageReactionAdd(channel, sent.ID, "✅"); err != nil {
		t.Error(err)
	}
	if err := d.MessageReactionRemove(channel, sent.ID, "✅", "@me"); err != nil {
		t.Error(err)
	}
	if err := d.ChannelTyping(channel); err != nil {
		t.Error(err)
	}
	if err := d.ChannelMessageDelete(channel, reply.ID); err != nil {
		t.Error(err)
	}
	if _, err := d.ChannelMessage(channel, reply.ID); code(err) != 10008 {
		t.Errorf("deleted message: %v", err)
	}
	if _, err := d.Channel("12345"); code(err) != 10003 {
		t.Errorf("unknown channel: %v", err)
	}
	honest(t, s)
}

// code returns Discord's error code in err, 0 when there is none.
func code(err error) int {
	var rest *discordgo.RESTError
	if errors.As(err, &rest) && rest.Message != nil {
		return rest.Message.Code
	}
	return 0
}
