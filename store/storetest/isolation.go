package storetest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"attache"
	"attache/store"
)

// tenant is a guild that holds the same ids, refs, keys and names as any other, with a mark of its
// own in everything a reader could see.
type tenant struct {
	g    *store.Guild
	mark string
	read attache.Read
	ids  []int64 // submissions: one waits, one is done
}

const (
	sharedURL  = "https://shared.example/page"
	sharedName = "morning"
)

// fill writes a tenant.
func fill(t *testing.T, db *store.DB, guild attache.GuildID, mark string) tenant {
	t.Helper()
	g := db.Guild(guild)
	x := tenant{g: g, mark: mark}
	text := fmt.Sprintf("Lena Maren said that %s holds. The %s met.", mark, mark) + strings.Repeat(" Nobody else came, and the doors stayed shut until the evening.", 3)
	lena := attache.Mention{Span: attache.Span{Start: 0, End: 10}, Entity: "lena-maren", Name: "Lena Maren " + mark, Sure: 1}
	whole := attache.Span{Start: 0, End: len(text)}
	r := attache.Read{
		Article: attache.Article{URL: sharedURL, Outlet: "Herald " + mark, Title: "Terms " + mark, Byline: mark, Text: text, Published: Day, PublishedBy: mark, Added: Day,
			AddedBy: attache.UserID(mark), Origin: attache.Origin{Guild: guild, Channel: attache.ChannelID(mark), Message: "3"}},
		Facts: attache.Facts{
			Anchor:       attache.Anchor{By: attache.ByPublication, Why: mark},
			Entities:     []attache.Entity{{ID: "lena-maren", Name: "Lena Maren " + mark, Aliases: []string{mark}}},
			Attributions: []attache.Attribution{{Source: lena, Content: []attache.Span{whole}, Extent: whole, Form: attache.Indirect, Act: attache.ActSay, Rule: mark, Score: 1}},
			Events:       []attache.Event{{Trigger: whole, Extent: whole, Who: []attache.Mention{lena}, Status: attache.Happened, Rule: mark}},
			Conditions:   []attache.Condition{{Holder: lena, Marker: whole, Extent: whole, Status: attache.Open, Rule: mark}},
		},
	}
	x.read = save(t, g, r)[0]
	copied := attache.Article{URL: sharedURL + "/copy", Outlet: "Star " + mark, Title: "Terms " + mark, Text: text + " Copied by " + mark + ".", Added: Day}
	save(t, g, attache.Read{Article: copied})
	for i, text := range []string{"done " + mark, "waits " + mark} {
		id, _, err := g.Submit(t.Context(), attache.Submission{Key: fmt.Sprint("key", i), Text: text, Title: mark, At: Day, By: attache.UserID(mark)}, 10)
		if err != nil {
			t.Fatal(err)
		}
		x.ids = append(x.ids, id)
		if i == 0 {
			if err := db.Known(t.Context(), take(t, db, Day), x.read.Article.ID); err != nil {
				t.Fatal(err)
			}
		}
	}
	// The one that waits must not be taken for the next tenant's.
	if task := take(t, db, Day); task.Submission.Guild != guild {
		t.Fatalf("took a submission of %s", task.Submission.Guild)
	}
	if _, _, err := g.AddSchedule(t.Context(), attache.Schedule{Name: sharedName, Topic: mark, Created: Day}); err != nil {
		t.Fatal(err)
	}
	if err := g.Set(t.Context(), "key", mark); err != nil {
		t.Fatal(err)
	}
	if _, err := g.Correct(t.Context(), attache.NewRef(x.read.Article.ID, attache.KindCondition, 1), attache.Correction{Slot: attache.SlotHolder, To: lena, By: attache.UserID(mark), At: Day}, false); err != nil {
		t.Fatal(err)
	}
	alias := attache.Decision{Kind: attache.Aliased, Entity: "minister", Name: "Minister " + mark, Into: "lena-maren", IntoName: "Lena Maren " + mark, At: Day, By: "7"}
	if _, err := g.Decide(t.Context(), alias); err != nil {
		t.Fatal(err)
	}
	return x
}

// call is how a method of *store.Guild is tried: args follow ctx.
type call struct {
	args  func(x tenant) []any
	write bool
	blind bool // what comes back holds no mark: numbers alone
}

func fixed(args ...any) func(tenant) []any { return func(tenant) []any { return args } }

// calls holds every method of *store.Guild. A method that is missing here fails the test.
func calls(shared attache.ArticleID) map[string]call {
	refs := []attache.Ref{attache.Ref(shared), attache.NewRef(shared, attache.KindAttribution, 1), attache.NewRef(shared, attache.KindEvent, 1), attache.NewRef(shared, attache.KindCondition, 1)}
	done := func(x tenant) []any { return []any{x.ids[0]} }
	return map[string]call{
		"Article":       {args: fixed(shared)},
		"Reads":         {args: fixed([]attache.ArticleID{shared})},
		"Articles":      {args: fixed(0, 50)},
		"Place":         {args: func(x tenant) []any { return []any{attache.Article{URL: sharedURL, Text: x.read.Article.Text}} }},
		"At":            {args: fixed(sharedURL)},
		"Cite":          {args: fixed(refs)},
		"Copies":        {args: fixed(shared)},
		"Former":        {args: fixed(refs[1]), blind: true},
		"Corrected":     {args: fixed()},
		"Correct":       {write: true, args: fixed(refs[3], attache.Correction{Slot: attache.SlotStatus, Status: attache.Met, By: "7", At: Day}, false)},
		"Outdated":      {args: fixed("another", attache.ArticleID(""), 50)},
		"Speakers":      {args: fixed("lena", 50)},
		"Parties":       {args: fixed("", 50)},
		"Outlets":       {args: fixed("", 50)},
		"Titles":        {args: fixed("", 50)},
		"Stats":         {args: fixed(), blind: true},
		"Outbox":        {args: fixed(int64(0), 50), blind: true},
		"Outcome":       {args: done},
		"Schedules":     {args: fixed()},
		"Schedule":      {args: fixed(sharedName)},
		"Get":           {args: fixed("key")},
		"Save":          {write: true, args: func(tenant) []any { return []any{pipeline, []attache.Read{Placed(77, 300)}} }},
		"Reread":        {write: true, args: func(x tenant) []any { return []any{"v9", []attache.Read{x.read}} }},
		"Remove":        {write: true, args: fixed(shared, attache.UserID("7"))},
		"Indexed":       {write: true, args: fixed(int64(1))},
		"Submit":        {write: true, args: fixed(attache.Submission{Key: "fresh", Text: "x", At: Day}, 50)},
		"Told":          {write: true, args: done},
		"Heard":         {write: true, args: done},
		"AddSchedule":   {write: true, args: fixed(attache.Schedule{Name: "new", Created: Day})},
		"PauseSchedule": {write: true, args: fixed(sharedName, true, "why")},
		"SlotDone":      {write: true, args: fixed(int64(1), Day)},
		"DropSchedule":  {write: true, args: fixed(sharedName)},
		"Set":           {write: true, args: fixed("key", "changed")},
		"Dossier":       {args: fixed(attache.EntityID("lena-maren"))},
		"Decisions":     {args: fixed(0, 50)},
		"Decide": {write: true, args: func(tenant) []any {
			return []any{attache.Decision{Kind: attache.Aliased, Entity: "fresh", Name: "Fresh", Into: "lena-maren", IntoName: "Somebody", At: Day, By: "7"}}
		}},
		"Undo":  {write: true, args: fixed(int64(0), attache.UserID("7"), Day)},
		"Purge": {write: true, args: fixed()},
	}
}

// try calls a method by name and prints what comes back.
func try(t *testing.T, x tenant, name string, args []any) string {
	t.Helper()
	in := []reflect.Value{reflect.ValueOf(context.Context(t.Context()))}
	for _, a := range args {
		in = append(in, reflect.ValueOf(a))
	}
	var out strings.Builder
	for _, v := range reflect.ValueOf(x.g).MethodByName(name).Call(in) {
		if err, isErr := v.Interface().(error); isErr {
			fmt.Fprintf(&out, "error %v\n", err)
			continue
		}
		b, err := json.Marshal(v.Interface())
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&out, "%s\n", b)
	}
	return out.String()
}

// view prints all that a tenant can read.
func view(t *testing.T, x tenant) map[string]string {
	t.Helper()
	all := map[string]string{}
	for name, c := range calls(x.read.Article.ID) {
		if !c.write {
			all[name] = try(t, x, name, c.args(x))
		}
	}
	return all
}

// isolates fills two guilds with the same refs and tries every method of *store.Guild.
func isolates(t *testing.T, open func(*testing.T) *store.DB) {
	const markA, markB = "amberfox", "bluewren"
	guild := reflect.TypeFor[*store.Guild]()
	known := calls("")
	for i := range guild.NumMethod() {
		if _, ok := known[guild.Method(i).Name]; !ok {
			t.Errorf("nothing is known of Guild.%s: say in calls how to try it", guild.Method(i).Name)
		}
	}
	alone := view(t, fill(t, open(t), "1", markA))

	db := open(t)
	a, b := fill(t, db, "1", markA), fill(t, db, "2", markB)
	if a.read.Article.ID != b.read.Article.ID {
		t.Fatalf("the guilds have ids %s and %s, want the same", a.read.Article.ID, b.read.Article.ID)
	}
	for _, x := range []struct {
		tenant
		other string
	}{{a, markB}, {b, markA}} {
		for name, saw := range view(t, x.tenant) {
			if strings.Contains(saw, x.other) {
				t.Errorf("%s of the guild of %s shows %s:\n%s", name, x.mark, x.other, saw)
			}
			if !known[name].blind && !strings.Contains(saw, x.mark) {
				t.Errorf("%s of the guild of %s shows nothing of its own, so it proves nothing:\n%s", name, x.mark, saw)
			}
		}
	}
	for name, saw := range view(t, a) {
		if saw != alone[name] && name != "Outcome" { // which knows when it finished
			t.Errorf("%s differs when another guild is there:\n%s\nalone:\n%s", name, saw, alone[name])
		}
	}
	for name, c := range known {
		if !c.write {
			continue
		}
		t.Run(name, func(t *testing.T) {
			db := open(t)
			a, b := fill(t, db, "1", markA), fill(t, db, "2", markB)
			before, own := view(t, b), view(t, a)
			said := try(t, a, name, calls(a.read.Article.ID)[name].args(a))
			for method, saw := range view(t, b) {
				if saw != before[method] {
					t.Errorf("%s in one guild changed %s of another:\n%s\nbefore:\n%s", name, method, saw, before[method])
				}
			}
			changed := false
			for method, saw := range view(t, a) {
				changed = changed || saw != own[method]
			}
			if !changed {
				t.Errorf("%s changed nothing, so it proves nothing; it said %s", name, said)
			}
		})
	}
}

// purges fills two guilds and forgets one.
func purges(t *testing.T, db *store.DB) {
	a, b := fill(t, db, "1", "amberfox"), fill(t, db, "2", "bluewren")
	before := view(t, b)
	if err := a.g.Purge(t.Context()); err != nil {
		t.Fatal(err)
	}
	if s, err := a.g.Stats(t.Context()); err != nil || s != (attache.Stats{}) {
		t.Errorf("Stats after Purge = %+v, %v; want nothing", s, err)
	}
	for name, saw := range view(t, a) {
		if name != "Place" && strings.Contains(saw, a.mark) { // which shows what it was asked
			t.Errorf("%s after Purge shows %s", name, saw)
		}
	}
	for name, saw := range view(t, b) {
		if saw != before[name] {
			t.Errorf("Purge of another guild changed %s", name)
		}
	}
	if _, _, err := a.g.Outcome(t.Context(), a.ids[0]); !errors.Is(err, attache.ErrNotFound) {
		t.Errorf("Outcome after Purge = %v, want ErrNotFound", err)
	}
	if _, ok, err := db.Claims().Claim(t.Context(), "1", "k", "k", time.Minute, Day); err != nil || !ok {
		t.Errorf("a guild that was purged cannot begin anew: %v, %v", ok, err)
	}
	sound(t, db)
}
