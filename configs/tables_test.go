package configs

import (
	"os"
	"path/filepath"
	"testing"

	"attache"
)

func TestOutlets(t *testing.T) {
	o, err := LoadOutlets("")
	if err != nil {
		t.Fatal(err)
	}
	if len(o.byHost) < 80 {
		t.Errorf("only %d outlets", len(o.byHost))
	}
	for host, want := range map[string]string{
		"www.bbc.co.uk": "BBC", "BBC.com.": "BBC", "notbbc.co.uk": "", "co.uk": "", "english.kyodonews.net": "Kyodo News", "abcnews.go.com": "ABC News", "go.com": "", "": "",
	} {
		if got := o.Find(host).Name; got != want {
			t.Errorf("Find(%q) = %q, want %q", host, got, want)
		}
	}
	if got := o.Named("the guardian"); got.Zone.String() != "Europe/London" || got.Dates != attache.DayFirst {
		t.Errorf("Named gives %+v", got)
	}
	if got := new(Outlets).Find("bbc.com"); got != (attache.Outlet{}) {
		t.Errorf("the zero table gives %+v", got)
	}
}

func TestOutletsOfTheOperator(t *testing.T) {
	o, err := LoadOutlets(folder(t, "outlets.tsv", "# mine\nharbour.example\tThe Harbour Gazette\tEurope/Vienna\tdmy\nlive.harbour.example\tHarbour Live\t-\t-\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	if o.Find("www.harbour.example").Name != "The Harbour Gazette" || o.Find("a.live.harbour.example").Name != "Harbour Live" || o.Find("bbc.com").Name != "" {
		t.Error("the table of the operator does not replace the built-in one")
	}
	_, err = LoadOutlets(folder(t, "outlets.tsv", "a.example\tA\n\nA.example\tA\t-\t-\na.example\tA\t-\t-\na.example\tB\t-\t-\nb.example\tB\tMars\t-\nc.example\tC\t-\tdym\nd.example\t\t-\t-\n"))
	want := `outlets.tsv: line 1: has 2 columns, not host, name, zone and dates
line 3: "A.example" is not a host in small letters
line 5: a.example is listed twice
line 6: no time zone is called "Mars"; write one such as Europe/Kyiv or UTC
line 7: dates are dmy, mdy, ymd or -, not "dym"
line 8: has no name`
	if err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
}

func TestTable(t *testing.T) {
	if b, err := Table("", "entities.tsv"); err != nil || len(b) == 0 {
		t.Errorf("entities.tsv: %d bytes, %v", len(b), err)
	}
	if b, err := Table(t.TempDir(), "entities.tsv"); err != nil || len(b) == 0 {
		t.Errorf("entities.tsv is not in the folder: %d bytes, %v", len(b), err)
	}
	dir := folder(t, "entities.tsv", "mine")
	if b, err := Table(dir, "entities.tsv"); err != nil || string(b) != "mine" {
		t.Errorf("the operator's table: %q, %v", b, err)
	}
	for _, name := range []string{"../go.mod", "none.tsv", ""} {
		if _, err := Table(dir, name); err == nil {
			t.Errorf("there is a table called %q", name)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "outlets.tsv"), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := Table(dir, "outlets.tsv"); err == nil {
		t.Error("a folder passes for a table")
	}
}
