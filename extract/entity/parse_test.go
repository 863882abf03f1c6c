package entity

import (
	"errors"
	"strings"
	"testing"
	"time"

	"attache"
)

func TestParseTables(t *testing.T) {
	for _, tt := range []struct{ name, table, want string }{
		{"refuses an unknown kind", "planet\tMars", `line 1: no kind "planet": there are state, body, seat, person, alias, checked`},
		{"refuses a line without a name", "# a comment\n\nstate\t", "line 3: the second column names nobody"},
		{"refuses too many columns", "state\ta\tb\tc\td\te\tf\tg\th", "line 1: 9 columns, there are at most 8"},
		{"refuses a body of nobody", "body\tCouncil\t\tNorland", `line 1: no state or body "Norland" in the tables`},
		{"refuses a seat that is nobody's", "seat\tPalace", "line 1: a seat needs to say whose it is (fourth column)"},
		{"refuses a date that is none", "state\tNorland\nperson\tAda Okoro\t\tNorland\tPresident\tlast May", `line 2: date "last May" is not written YYYY-MM-DD or YYYY`},
		{"refuses an office that ends before it begins", "state\tNorland\nperson\tAda Okoro\t\tNorland\tPresident\t2024\t2020", "line 2: the office ends (2020) before it begins (2024)"},
		{"refuses a sex that is none", "person\tAda Okoro\t\t\t\t\t\tx", `line 1: sex "x": f, m or nothing`},
		{"refuses an alias of nobody", "alias\tAda\tMs. A", `line 1: no entity "Ada" in the tables so far`},
		{"reports all errors of a file", "planet\tMars\nseat\tPalace", "line 2: a seat needs to say"},
		{"lets a body come before its state", "body\tCouncil\t\tNorland\nstate\tNorland", ""},
		{"reads Windows line ends", "state\tNorland\t\tOslen\tNorlandic\r\n", ""},
		{"takes an empty file", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := ParseTables(strings.NewReader(tt.table))
			switch {
			case tt.want == "" && err != nil:
				t.Errorf("error %v, want none", err)
			case tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want) || !errors.Is(err, ErrTable)):
				t.Errorf("error %v, want %q", err, tt.want)
			}
		})
	}
}

func TestParseTablesAddsFiles(t *testing.T) {
	all, err := ParseTables(
		strings.NewReader("state\tNorland\t\tOslen\nperson\tAda Okoro\t\tNorland\tMinister\t2018\t2020\tf"),
		strings.NewReader("alias\tAda Okoro\tA. Okoro\nperson\tAda Okoro\t\tNorland\tPresident\t2020"))
	if err != nil {
		t.Fatal(err)
	}
	k, ok := all.Lookup("ada-okoro")
	if !ok || all.Len() != 2 || len(k.Offices) != 2 || k.Role != "President" || k.Sex != Female || len(k.Aliases) != 1 {
		t.Errorf("got %+v of %d", k, all.Len())
	}
	_, err = ParseTables(strings.NewReader("state\tNorland"), strings.NewReader("planet\tMars"))
	if err == nil || !strings.Contains(err.Error(), "table 2 of 2") {
		t.Errorf("error %v does not say which table", err)
	}
}

// The table that ships must parse, and know what diplomats talk about.
func TestShippedTables(t *testing.T) {
	all := tables(t)
	states, persons := 0, 0
	for _, e := range all.All() {
		switch e.Kind {
		case "state":
			states++
		case "person":
			persons++
		}
	}
	if states < 195 || persons < 200 {
		t.Errorf("%d states and %d persons", states, persons)
	}
	for _, id := range []string{"united-states", "azerbaijan", "armenia", "united-nations", "antony-blinken", "kremlin"} {
		if _, ok := all.Lookup(attache.EntityID(id)); !ok {
			t.Errorf("%s is missing", id)
		}
	}
	var none *Tables
	if none.Len() != 0 || none.All() != nil {
		t.Error("a nil table knows something")
	}
}

func TestOfficeHeld(t *testing.T) {
	day := func(s string) time.Time {
		d, err := time.Parse(time.DateOnly, s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	o := Office{From: day("2020-01-20"), To: day("2024-01-20")}
	for _, tt := range []struct {
		name string
		day  time.Time
		want bool
	}{
		{"holds in between", day("2022-05-05"), true},
		{"holds for some weeks after", day("2024-03-01"), true},
		{"does not hold a year after", day("2025-03-01"), false},
		{"does not hold a year before", day("2019-01-01"), false},
		{"holds when the day is unknown", time.Time{}, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := o.Held(tt.day); got != tt.want {
				t.Errorf("got %v", got)
			}
		})
	}
}

func FuzzParseTables(f *testing.F) {
	f.Add("state\tNorland\tRepublic of Norland|\tOslen\tNorlandic\nperson\tAda\t\tNorland\tx\t2020\t\tf\nalias\tAda\tB")
	f.Fuzz(func(t *testing.T, table string) {
		all, err := ParseTables(strings.NewReader(table))
		if (all == nil) != (err != nil) {
			t.Fatalf("tables %v, error %v", all, err)
		}
		if err != nil && !errors.Is(err, ErrTable) {
			t.Fatalf("error %v is no ErrTable", err)
		}
	})
}
