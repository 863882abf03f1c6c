package commands

import (
	"strings"
	"testing"

	"attache"
	"attache/card"
)

func TestARefOfAFormerReadingShowsItsPassage(t *testing.T) {
	d := newDesk(t)
	ref := attache.NewRef(d.articles[0].ID, attache.KindAttribution, 9)
	d.former = map[attache.Ref]attache.Span{ref: d.span(0, "posts are shared")}
	c, err := d.run(t, "cite "+string(ref))
	if err != nil {
		t.Fatal(err)
	}
	item := c.Blocks[0].(card.Item)
	if !strings.Contains(c.Lead, "earlier reading") || item.Cite.Ref != ref || len(item.Snippet.Marks) != 1 ||
		item.Snippet.Marks[0].Of(item.Snippet.Text) != "posts are shared" {
		t.Errorf("got %q, %+v", c.Lead, item)
	}
}

func TestCopiesOfAReportAreNamed(t *testing.T) {
	d := newDesk(t)
	report := strings.Repeat("The northern basin stays closed until the dredgers have cleared the channel and the swell has gone down. ", 3)
	d.add(t, attache.Article{Title: "Basin shut", Outlet: "Halden Wire", Text: report}, attache.Facts{})
	d.add(t, attache.Article{Title: "Basin shut", Outlet: "Bay Courier", Text: "HALDEN " + report}, attache.Facts{})
	out := d.print(t, "article show "+string(d.articles[3].ID))
	if !strings.Contains(out, "The same report\nHalden Wire · "+string(d.articles[2].ID)) {
		t.Errorf("got\n%s", out)
	}
	c := OutcomeCard(attache.Outcome{Article: d.articles[3], Copies: d.articles[:3]})
	if !strings.Contains(c.Lead, "It prints the same report as "+string(d.articles[0].ID)+" of Irsk Herald and 2 others.") {
		t.Errorf("got %q", c.Lead)
	}
}
