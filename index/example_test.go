package index_test

import (
	"context"
	"fmt"
	"log"
	"os"

	"attache"
	"attache/index"
)

func Example() {
	dir, err := os.MkdirTemp("", "index")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	set, err := index.Open(dir, index.Options{})
	if err != nil {
		log.Fatal(err)
	}
	defer set.Close()

	ctx := context.Background()
	seq, err := set.Checkpoint(ctx, "41") // put what comes after this
	if err != nil {
		log.Fatal(err)
	}
	id := attache.NewArticleID("https://post.example/ferry")
	article := attache.Article{ID: id, Title: "Ferry stops", Text: "The ferry of Kessin Bay stopped. The Élysée was told."}
	if err := set.Put(ctx, "41", seq+1, []attache.Read{{Article: article}}, nil); err != nil {
		log.Fatal(err)
	}
	guild, err := set.Guild("41")
	if err != nil {
		log.Fatal(err)
	}
	page, err := guild.Search(ctx, attache.Query{Words: `elysee "Kessin Bay"`})
	if err != nil {
		log.Fatal(err)
	}
	for _, mark := range page.Hits[0].Marks {
		fmt.Println(mark.Of(article.Text))
	}
	// Output:
	// Kessin
	// Bay
	// Élysée
}
