package timex

import "attache"

// readClock reads a time of day: "9 a.m.", "9:30 GMT", "noon", "four o'clock in the afternoon".
func (c *reader) readClock(m *match) (attache.Timex, bool) {
	h, min := -1, 0
	if it := m.get(cClockWord); it != nil {
		h = whole(it) / 100
	} else if it := m.get(cClock); it != nil {
		h, min = whole(it)/100, whole(it)%100
	} else if it := m.get(cHHMM); it != nil {
		h, min = whole(it)/100, whole(it)%100
	} else if it := m.get(cHour); it != nil {
		h = whole(it)
	} else if it := m.get(cNum); it != nil && it.num < 24 { // 9.30 a.m.
		h = int(it.num)
		min = int((it.num-float64(h))*100 + 0.5)
	}
	if h < 0 || h > 24 || min > 59 {
		return attache.Timex{}, false
	}
	if m.says(c.g, "half") {
		min = 30 // half past nine
	}
	if it := m.get(cMeridiem); it != nil {
		if h > 12 || h == 0 {
			return attache.Timex{}, false
		}
		h = h%12 + whole(it)
	}
	if it := m.get(cPart); it != nil && h < 12 && (it.code == "AF" || it.code == "EV" || it.code == "NI" && h >= 6) {
		h += 12
	}
	day := c.dayShift(0, "").Value
	if r := c.recent(3); r != nil && r.sentence >= c.sentence-1 {
		day = r.day.value()
	}
	value := day + "T" + pad2(h) + ":" + pad2(min)
	if h == 24 {
		value = day + "T24:00"
	}
	return c.relative(attache.Timex{Type: attache.TimeOfDay, Value: value, Mod: c.mod(m)}), true
}
