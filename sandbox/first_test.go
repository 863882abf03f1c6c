package sandbox_test

import (
	"testing"

	"github.com/bwmarrin/discordgo"

	"attache/sandbox"
)

func TestSlashCommandOverTheWire(t *testing.T) {
	s := desk(t, sandbox.Options{})
	d := dial(t, s, usual)
	d.AddHandler(func(d *discordgo.Session, i *discordgo.InteractionCreate) {
		if i.Type != discordgo.InteractionApplicationCommand {
			return
		}
		err := d.InteractionRespond(i.Interaction, &discordgo.InteractionResponse{
			Type: discordgo.InteractionResponseDeferredChannelMessageWithSource,
		})
		if err != nil {
			t.Error(err)
		}
		text := "you asked for " + i.ApplicationCommandData().Options[0].StringValue()
		if _, err := d.InteractionResponseEdit(i.Interaction, &discordgo.WebhookEdit{Content: &text}); err != nil {
			t.Error(err)
		}
	})
	connect(t, d)
	_, err := d.ApplicationCommandBulkOverwrite(s.Bot().ID.String(), "", []*discordgo.ApplicationCommand{{
		Name: "who-said", Description: "Find who said it", Options: []*discordgo.ApplicationCommandOption{
			{Type: discordgo.ApplicationCommandOptionString, Name: "words", Description: "Words", Required: true},
		},
	}})
	if err != nil {
		t.Fatal(err)
	}
	asked, err := s.User("alice").Slash("desk", "who-said", sandbox.Opt("words", "corridor"))
	if err != nil {
		t.Fatal(err)
	}
	got, err := asked.Wait(limit(t))
	if err != nil {
		t.Fatal(err)
	}
	if got.Message.Content != "you asked for corridor" || !got.Deferred || got.Ephemeral {
		t.Errorf("got %q, deferred %v, ephemeral %v", got.Message.Content, got.Deferred, got.Ephemeral)
	}
	honest(t, s)
}

func TestMentionOverTheWire(t *testing.T) {
	s := desk(t, sandbox.Options{})
	d := dial(t, s, usual)
	d.AddHandler(func(d *discordgo.Session, m *discordgo.MessageCreate) {
		if m.Author.Bot {
			return
		}
		if _, err := d.ChannelMessageSendReply(m.ChannelID, "heard: "+m.Content, m.Reference()); err != nil {
			t.Error(err)
		}
	})
	connect(t, d)
	said, err := s.User("bruno").Mention("newsroom", "hello")
	if err != nil {
		t.Fatal(err)
	}
	got, err := said.Wait(limit(t))
	if err != nil {
		t.Fatal(err)
	}
	if want := "heard: <@" + s.Bot().ID.String() + "> hello"; got.Message.Content != want {
		t.Errorf("got %q, want %q", got.Message.Content, want)
	}
	honest(t, s)
}
