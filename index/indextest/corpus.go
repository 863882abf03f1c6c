package indextest

import (
	"fmt"
	"strings"
	"time"

	"attache"
)

// The corpus tells an invented affair: Veldara and Ostrand quarrel over the ferry of Kessin Bay.

// day returns noon of a day in March 2031, in UTC.
func day(d int) time.Time { return time.Date(2031, 3, d, 12, 0, 0, 0, time.UTC) }

// builder writes facts down by quoting the text.
type builder struct{ attache.Read }

func write(name, outlet string, published time.Time, title, text string) *builder {
	return &builder{attache.Read{Article: attache.Article{
		ID: attache.NewArticleID(name), Outlet: outlet, Title: title, Text: text,
		Published: published, Added: published.Add(6 * time.Hour),
	}}}
}

// span finds a passage in the text.
func (b *builder) span(passage string) attache.Span {
	at := strings.Index(b.Article.Text, passage)
	if at < 0 {
		panic(fmt.Sprintf("%q is not in the text of %s", passage, b.Article.Title))
	}
	return attache.Span{Start: at, End: at + len(passage)}
}

func who(name string) attache.Mention {
	if name == "" {
		return attache.Mention{}
	}
	return attache.Mention{Entity: attache.NewEntityID(name), Name: name, Sure: 1}
}

func (b *builder) said(source, addressee string, form attache.Form, act attache.Act, passage string) *builder {
	n := len(b.Facts.Attributions) + 1
	b.Facts.Attributions = append(b.Facts.Attributions, attache.Attribution{
		Ref: attache.NewRef(b.Article.ID, attache.KindAttribution, n), Source: who(source), Addressee: who(addressee),
		Content: []attache.Span{b.span(passage)}, Extent: b.span(passage), Form: form, Act: act, Score: 1,
	})
	return b
}

// doubted is a statement that is held back.
func (b *builder) doubted(source string, act attache.Act, passage string) *builder {
	b.said(source, "", attache.Indirect, act, passage)
	b.Facts.Attributions[len(b.Facts.Attributions)-1].Source.Sure = 0.1
	return b
}

func (b *builder) event(when string, status attache.EventStatus, actor, passage string) *builder {
	n := len(b.Facts.Events) + 1
	e := attache.Event{
		Ref: attache.NewRef(b.Article.ID, attache.KindEvent, n), Trigger: b.span(passage), Extent: b.span(passage),
		Who: []attache.Mention{who(actor)}, Status: status,
	}
	if when != "" {
		e.When = attache.Timex{Type: attache.Date, Value: when}
	}
	b.Facts.Events = append(b.Facts.Events, e)
	return b
}

func (b *builder) condition(holder, addressee string, status attache.ConditionStatus, passage string) *builder {
	n := len(b.Facts.Conditions) + 1
	b.Facts.Conditions = append(b.Facts.Conditions, attache.Condition{
		Ref: attache.NewRef(b.Article.ID, attache.KindCondition, n), Holder: who(holder), Addressee: who(addressee),
		Marker: b.span(passage), Extent: b.span(passage), Kind: attache.Demand, Status: status,
	})
	return b
}

// corpus returns the articles by name.
func corpus() map[string]*builder {
	ferry := write("ferry", "Harbour Post", day(1), "Ferry of Kessin Bay stops",
		"The ferry across Kessin Bay stopped on 27 February. Minister Ilse Brandvold said the road tax had made the crossing too dear. "+
			"She asked Ostrand to lower the tax. The ferry will sail again on 9 March, O'Dwyer told her.").
		said("Ilse Brandvold", "", attache.Indirect, attache.ActSay, "Minister Ilse Brandvold said the road tax had made the crossing too dear.").
		said("Ilse Brandvold", "Ostrand", attache.Indirect, attache.ActAsk, "She asked Ostrand to lower the tax.").
		said("Conor O'Dwyer", "Ilse Brandvold", attache.Indirect, attache.ActSay, "The ferry will sail again on 9 March, O'Dwyer told her.").
		event("2031-02-27", attache.Happened, "Veldara", "The ferry across Kessin Bay stopped on 27 February.").
		event("2031-03-09", attache.Scheduled, "Conor O'Dwyer", "The ferry will sail again on 9 March, O'Dwyer told her.")

	talks := write("talks", "The Ostrand Courier", day(5), "Talks on the tax",
		"Talks on the tax of the roads begin in spring. “We will not pay for a road we do not use,” said Brandvold. "+
			"Ostrand believes that Veldara will give in. The US and WHO sent observers. "+
			"Ostrand will lower the tax if Veldara opens its harbours. No day was named for the signing.").
		said("Ilse Brandvold", "", attache.Direct, attache.ActSay, "“We will not pay for a road we do not use,” said Brandvold.").
		said("Ostrand", "", attache.Indirect, attache.ActBelieve, "Ostrand believes that Veldara will give in.").
		doubted("Veldara", attache.ActSay, "The US and WHO sent observers.").
		event("2031-SP", attache.Scheduled, "Ostrand", "Talks on the tax of the roads begin in spring.").
		event("", attache.Scheduled, "", "No day was named for the signing.").
		condition("Ostrand", "Veldara", attache.Open, "Ostrand will lower the tax if Veldara opens its harbours.").
		condition("Ilse Brandvold", "Ostrand", attache.Rejected, "“We will not pay for a road we do not use,” said Brandvold.")

	// The minister acts for Veldara, and Veldara is part of nothing that takes part.
	talks.Facts.Entities = []attache.Entity{{ID: "ilse-brandvold", PartOf: "ministry-of-roads"}, {ID: "ministry-of-roads", PartOf: "veldara"}, {ID: "veldara", PartOf: "veldara"}}

	accents := write("accents", "Harbour Post", day(9), "Élysée follows the ferry",
		"The Élysée welcomed the news. Presi\u00addent Zoë Çelik’s envoy spoke of a rapprochement; the crossings were cheaper than before.").
		said("Zoë Çelik", "", attache.Indirect, attache.ActSay, "Presi\u00addent Zoë Çelik’s envoy spoke of a rapprochement")

	russian := write("russian", "Гавань", day(12), "Паром снова ходит",
		"Паром через залив снова ходит. Министр заявил, что переговоры о налогах продолжаются ещё.")
	russian.Article.Language = "ru"
	russian.said("Ostrand", "", attache.Indirect, attache.ActSay, "Министр заявил, что переговоры о налогах продолжаются ещё.")

	georgian := write("georgian", "", day(13), "ბორანი", "ბორანი ისევ დადის კესინის ყურეში.")
	georgian.Article.Language = "ka"

	undated := write("undated", "Harbour Post", time.Time{}, "A letter", "A reader writes that the lighthouse of Kessin is dark.")
	undated.Article.Published, undated.Article.Added = time.Time{}, day(20)

	year := write("year", "Harbour Post", day(15), "What 2031 brings", "In 2031 the harbour will be dredged. The lock was opened on 14 March 2031.").
		event("2031", attache.Scheduled, "Veldara", "In 2031 the harbour will be dredged.").
		event("2031-03-14", attache.Happened, "Veldara", "The lock was opened on 14 March 2031.")

	return map[string]*builder{
		"ferry": ferry, "talks": talks, "accents": accents, "russian": russian, "georgian": georgian,
		"undated": undated, "year": year,
	}
}
