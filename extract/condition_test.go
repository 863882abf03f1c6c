package extract_test

import (
	"fmt"
	"testing"

	"attache"
	"attache/extract/score"
	"attache/sample"
)

func showCondition(c attache.Condition, text string) string {
	return fmt.Sprintf("%s/%s holder=%q to=%q if={%s} then={%s} resolved={%s} marker=%q evidence=%q rule=%s",
		c.Kind, c.Status, c.Holder.Show(text), c.Addressee.Show(text), c.Antecedent.Of(text), c.Consequent.Of(text), c.Resolved.Of(text), c.Marker.Of(text), c.Evidence.Of(text), c.Rule)
}

func TestDumpConditions(t *testing.T) {
	p := samplePipeline(t)
	names, articles := sampleArticles(t)
	for i, a := range articles {
		g, _ := sample.GoldOf(names[i])
		fmt.Println(names[i], len(g.Conditions))
		for _, c := range p.Extract(a).Conditions {
			fmt.Println("   ", showCondition(c, a.Text))
		}
	}
	a, _ := seed(t)
	for _, c := range p.Extract(a).Conditions {
		fmt.Println("   ", showCondition(c, a.Text))
	}
}

func TestDumpDevConditions(t *testing.T) {
	if testing.Short() {
		t.Skip()
	}
	p := pipeline(t)
	rows, err := score.ReadConditions(gold(t, "conditions/dev.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	byID := map[string]score.ConditionRow{}
	for _, r := range rows {
		byID[r.ID] = r
	}
	score.EachInput(gold(t, "conditions/dev.jsonl"), texts(t), func(id string, a attache.Article) error {
		o := score.NewOffsets(a.Text)
		fmt.Println("==", id)
		for _, g := range byID[id].Conditions {
			fmt.Printf("  G %d:%d opt=%v %s/%s H=%s A=%s IF{%s} THEN{%s}\n", g.Start, g.End, g.Optional, g.Kind, g.Status, g.Holder.Text, g.Addressee.Text, g.Condition.Text, g.Consequent.Text)
		}
		for _, c := range p.Extract(a).Conditions {
			r := o.Runes(c.Extent)
			fmt.Printf("  P %d:%d %s\n", r[0], r[1], showCondition(c, a.Text))
		}
		return nil
	})
}

func TestDumpAffairConditions(t *testing.T) {
	p := pipeline(t)
	names, articles, _ := affairs(t)
	for i, a := range articles {
		fmt.Println(names[i])
		f := p.Extract(a)
		for _, c := range f.Conditions {
			fmt.Println("   ", showCondition(c, a.Text))
		}
		for _, e := range f.Events {
			fmt.Println("   E", e.When.Value, e.Status, e.Trigger.Of(a.Text), e.Extent.Of(a.Text))
		}
	}
}
