package score

import (
	"fmt"
	"io"
	"slices"
	"sort"
	"strings"
)

// ConditionRow is one article with its conditions.
type ConditionRow struct {
	ID         string          `json:"id"`
	Text       string          `json:"text,omitempty"`
	TextRef    string          `json:"text_ref,omitempty"`
	Conditions []ConditionItem `json:"conditions"`
}

// ConditionItem is one condition. Slots and the kind of a gold row hold alternatives parted by "|". Cluster and
// Optional are of gold rows alone.
type ConditionItem struct {
	Start      int    `json:"start"`
	End        int    `json:"end"`
	Holder     Slot   `json:"holder"`
	Addressee  Slot   `json:"addressee"`
	Condition  Slot   `json:"condition"`
	Consequent Slot   `json:"consequent"`
	Kind       string `json:"kind"`
	Status     string `json:"status"`

	Cluster  string `json:"cluster,omitempty"`
	Optional bool   `json:"optional,omitempty"`

	Rule  string  `json:"rule,omitempty"`
	Score float32 `json:"score,omitempty"`
}

// ReadConditions reads rows, gold or predicted.
func ReadConditions(r io.Reader) ([]ConditionRow, error) { return readRows[ConditionRow](r) }

// SlotScore is the share of found conditions whose slot is right, over those whose gold states it.
type SlotScore struct {
	Name     string
	Right, N int
}

// Share returns Right/N.
func (s SlotScore) Share() float64 { return share(s.Right, s.N) }

// ConditionScore is the table of conditions. Shares are 0 to 1.
type ConditionScore struct {
	Clusters, Pred, Ignored int
	Precision, Recall, F1   float64
	Slots                   []SlotScore
	EndToEnd                float64 // F1 with holder, addressee and status right as well
	Mistakes                []string
}

// Slot returns the line of a slot by name ("holder").
func (s ConditionScore) Slot(name string) SlotScore {
	for _, l := range s.Slots {
		if l.Name == name {
			return l
		}
	}
	return SlotScore{}
}

// String prints the table as the scorer of the gold standard does.
func (s ConditionScore) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "gold conditions %d  predictions counted %d  ignored %d\n", s.Clusters, s.Pred, s.Ignored)
	fmt.Fprintf(&b, "span       P %.1f  R %.1f  F1 %.1f\n", 100*s.Precision, 100*s.Recall, 100*s.F1)
	for _, l := range s.Slots {
		value := "-"
		if l.N > 0 {
			value = fmt.Sprintf("%.1f", 100*l.Share())
		}
		fmt.Fprintf(&b, "  %-10s %s  (n=%d)\n", l.Name, value, l.N)
	}
	fmt.Fprintf(&b, "end to end F1 (span, holder, addressee and status right) %.1f\n", 100*s.EndToEnd)
	for _, m := range s.Mistakes {
		b.WriteString(m + "\n")
	}
	return b.String()
}

var conditionStop = stopWords("the a an of to and or in on at by for with its his her their our said mr mrs ms dr president prime minister")

// The slots in the order of the table: four compared by words, two exactly.
const (
	slotHolder = iota
	slotAddressee
	slotCondition
	slotConsequent
	slotKind
	slotStatus
	slotCount
)

var slotNames = [slotCount]string{"holder", "addressee", "condition", "consequent", "kind", "status"}

// rightSlots compares all slots. stated tells which the gold states.
func rightSlots(g, p ConditionItem) (right, stated [slotCount]bool) {
	gs := [4]Slot{g.Holder, g.Addressee, g.Condition, g.Consequent}
	ps := [4]Slot{p.Holder, p.Addressee, p.Condition, p.Consequent}
	for i := range gs {
		stated[i] = gs[i].Text != ""
		alternatives := []string{gs[i].Text}
		if i <= slotAddressee {
			alternatives = strings.Split(gs[i].Text, "|")
		}
		for _, a := range alternatives {
			for _, b := range ps[i].names() {
				right[i] = right[i] || stated[i] && slotF1(a, b, conditionStop) >= half
			}
		}
	}
	stated[slotKind], stated[slotStatus] = true, true
	right[slotKind], right[slotStatus] = slices.Contains(strings.Split(g.Kind, "|"), p.Kind), g.Status == p.Status
	return right, stated
}

// agreement counts the slots that are right.
func agreement(g, p ConditionItem) (n int) {
	right, _ := rightSlots(g, p)
	for _, r := range right {
		n += bit(r)
	}
	return n
}

// ConditionsFound scores predictions; articles without any count as empty.
func ConditionsFound(gold, pred []ConditionRow, opt Options) ConditionScore {
	ids, golds := lastByID(gold, func(r ConditionRow) string { return r.ID })
	_, preds := lastByID(pred, func(r ConditionRow) string { return r.ID })
	s := ConditionScore{Slots: make([]SlotScore, slotCount)}
	for i := range s.Slots {
		s.Slots[i].Name = slotNames[i]
	}
	var right, found, whole int
	for _, id := range ids {
		r, f, w := s.add(golds[id], preds[id].Conditions)
		right, found, whole = right+r, found+f, whole+w
	}
	s.Precision, s.Recall = share(right, s.Pred), share(found, s.Clusters)
	s.F1 = f1(s.Precision, s.Recall)
	all := share(whole, found)
	s.EndToEnd = f1(s.Precision*all, s.Recall*all)
	s.Mistakes = s.Mistakes[:min(opt.Errors, len(s.Mistakes))]
	return s
}

// add counts one article: predictions that are right, clusters found, clusters wholly right.
func (s *ConditionScore) add(row ConditionRow, pred []ConditionItem) (right, found, whole int) {
	gold, text := row.Conditions, []rune(row.Text)
	mistake := func(kind string, c ConditionItem, note string) {
		s.Mistakes = append(s.Mistakes, fmt.Sprintf("%-9s%s [%d:%d] %s %s", kind, row.ID, c.Start, c.End, note, excerpt(text, c.Start, c.End, 160)))
	}
	touches := func(g, p ConditionItem) bool { return spansMatch(g.Start, g.End, p.Start, p.End) }
	var pairs []candidate
	for i, g := range gold {
		for j, p := range pred {
			if touches(g, p) {
				pairs = append(pairs, candidate{[3]int{bit(g.Optional), -agreement(g, p)}, i, j})
			}
		}
	}
	sort.Slice(pairs, func(i, j int) bool { return pairs[i].less(pairs[j]) })
	m := assign(pairs)
	for j, p := range pred {
		i, matched := m.pred[j]
		near := false
		for _, g := range gold {
			near = near || g.Optional && touches(g, p)
		}
		switch {
		case matched && gold[i].Optional, !matched && near:
			s.Ignored++
		case matched:
			s.Pred++
			right++
		default:
			s.Pred++
			mistake("spurious", p, "")
		}
	}
	for _, group := range clusters(len(gold), func(i int) string { return gold[i].Cluster }, func(i int) bool { return gold[i].Optional }) {
		s.Clusters++
		best, rank := -1, -1
		for _, i := range group {
			if j, ok := m.gold[i]; ok {
				if n := agreement(gold[i], pred[j]); n > rank {
					best, rank = i, n
				}
			}
		}
		if best < 0 {
			mistake("missed", gold[group[0]], gold[group[0]].Kind)
			continue
		}
		found++
		ok, stated := rightSlots(gold[best], pred[m.gold[best]])
		for i := range ok {
			if stated[i] {
				s.Slots[i].N++
				s.Slots[i].Right += bit(ok[i])
			}
		}
		if (ok[slotHolder] || !stated[slotHolder]) && (ok[slotAddressee] || !stated[slotAddressee]) && ok[slotStatus] {
			whole++
		}
	}
	return right, found, whole
}
