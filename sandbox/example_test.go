package sandbox_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/bwmarrin/discordgo"

	"attache/sandbox"
)

// A bot that knows one command, and a person who uses it.
func Example() {
	s, err := sandbox.New(sandbox.Options{Now: func() time.Time { return time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC) }})
	if err != nil {
		fmt.Println(err)
		return
	}
	s.Start()
	defer s.Close()

	bot, err := discordgo.New("Bot " + s.Token())
	if err != nil {
		fmt.Println(err)
		return
	}
	to, err := url.Parse(s.URL())
	if err != nil {
		fmt.Println(err)
		return
	}
	transport := &http.Transport{}
	defer transport.CloseIdleConnections()
	bot.Client = &http.Client{Transport: swap{to, transport}} // swaps scheme and host
	bot.Identify.Intents = discordgo.IntentsGuilds
	bot.AddHandler(func(d *discordgo.Session, i *discordgo.InteractionCreate) {
		err := d.InteractionRespond(i.Interaction, &discordgo.InteractionResponse{
			Type: discordgo.InteractionResponseChannelMessageWithSource,
			Data: &discordgo.InteractionResponseData{Content: "Hello " + i.Member.User.Username},
		})
		if err != nil {
			fmt.Println(err)
		}
	})
	if err := bot.Open(); err != nil {
		fmt.Println(err)
		return
	}
	defer bot.CloseWithCode(4000)
	if _, err := bot.ApplicationCommandBulkOverwrite(s.Bot().ID.String(), "", []*discordgo.ApplicationCommand{{Name: "greet", Description: "Say hello"}}); err != nil {
		fmt.Println(err)
		return
	}

	ctx, stop := context.WithTimeout(context.Background(), 10*time.Second)
	defer stop()
	asked, err := s.User("alice").Slash("desk", "greet")
	if err != nil {
		fmt.Println(err)
		return
	}
	answer, err := asked.Wait(ctx)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(s.Render(answer.Message))
	// Output:
	// Attaché [app]  23 Nov 09:00  ↳ Alice used /greet
	//   Hello alice
}
