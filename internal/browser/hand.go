package browser

import (
	"fmt"
	"strings"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// Click presses the first visible element a selector finds, with the pointer.
func (tab *Tab) Click(selector string) {
	tab.t.Helper()
	x, y := tab.find(selector, "")
	tab.do("click "+selector, chromedp.MouseClickXY(x, y))
}

// ClickOn presses the last visible element whose text is said.
func (tab *Tab) ClickOn(selector, text string) {
	tab.t.Helper()
	x, y := tab.find(selector, text)
	tab.do("click "+text, chromedp.MouseClickXY(x, y))
}

// Menu opens the context menu of the last visible element that has a text in it.
func (tab *Tab) Menu(selector, text string) {
	tab.t.Helper()
	x, y := tab.find(selector, text)
	tab.do("menu of "+text, chromedp.MouseClickXY(x, y, chromedp.ButtonRight))
}

// Hover puts the pointer over the last visible element that has a text in it.
func (tab *Tab) Hover(selector, text string) {
	tab.t.Helper()
	x, y := tab.find(selector, text)
	tab.do("hover", chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, x, y))
}

// find waits for an element that can be pressed, brings it into view and returns where it is.
func (tab *Tab) find(selector, text string) (x, y float64) {
	tab.t.Helper()
	expression := fmt.Sprintf(`(() => {
		const wanted = %s;
		const all = [...document.querySelectorAll(%s)].filter((el) => el.checkVisibility({visibilityProperty: true}) && !el.disabled && el.textContent.includes(wanted));
		const el = wanted ? all.at(-1) : all[0];
		if (!el) return null;
		// A point of what is in sight of it, where nothing else lies over it.
		const inside = () => {
			const b = el.getBoundingClientRect();
			const x = Math.min(b.x + Math.min(b.width / 2, 200), innerWidth - 1);
			const from = Math.max(b.top, 0), to = Math.min(b.bottom, innerHeight);
			for (let y = from + Math.min((to - from) / 2, 30); y < to; y += 12) {
				const top = document.elementFromPoint(x, y);
				if (top && (el.contains(top) || top.contains(el) && top.tagName === 'LABEL')) return [x, y];
			}
			return null;
		};
		let at = inside();
		if (!at) {
			el.scrollIntoView({block: 'center'});
			at = inside();
		}
		return at;
	})()`, quote(text), quote(selector))
	tab.Until(fmt.Sprintf("something to press: %s %q", selector, text), expression+" !== null")
	at := Eval[[]float64](tab, expression)
	if len(at) != 2 {
		tab.fail("%s %q went away", selector, text)
	}
	return at[0], at[1]
}

// keys are the names of keys that are no letters, with the code and the number browsers know them by.
var keys = map[string]struct {
	code   string
	number int64
	text   string
}{
	"Enter": {"Enter", 13, "\r"}, "Tab": {"Tab", 9, ""}, "Escape": {"Escape", 27, ""}, "Backspace": {"Backspace", 8, ""}, "Delete": {"Delete", 46, ""},
	"ArrowUp": {"ArrowUp", 38, ""}, "ArrowDown": {"ArrowDown", 40, ""}, "ArrowLeft": {"ArrowLeft", 37, ""}, "ArrowRight": {"ArrowRight", 39, ""},
	"Home": {"Home", 36, ""}, "End": {"End", 35, ""}, "ContextMenu": {"ContextMenu", 93, ""}, "F10": {"F10", 121, ""}, " ": {"Space", 32, " "},
}

// Press presses keys one after another: "Tab", "Shift+Tab", "Control+k", "r".
func (tab *Tab) Press(names ...string) {
	tab.t.Helper()
	for _, name := range names {
		parts := strings.Split(name, "+")
		key := parts[len(parts)-1]
		if key == "" { // the key "+" itself
			key, parts = "+", parts[:len(parts)-1]
		}
		var mods int64
		for _, m := range parts[:len(parts)-1] {
			mods |= map[string]int64{"Alt": 1, "Control": 2, "Meta": 4, "Shift": 8}[m]
		}
		tab.strike(key, mods)
	}
}

// Type types a text as it is; a line break is Shift+Enter, as people type it into a message.
func (tab *Tab) Type(text string) {
	tab.t.Helper()
	for _, r := range text {
		if r == '\n' {
			tab.strike("Enter", 8)
		} else {
			tab.strike(string(r), 0)
		}
	}
}

// strike presses and releases one key. The text goes with the press, as it does for a hand: where a
// page takes the key for itself, nothing is typed into what it then puts the focus on.
func (tab *Tab) strike(key string, mods int64) {
	tab.t.Helper()
	down := input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyDown, Key: key, Modifiers: mods}
	if k, named := keys[key]; named {
		down.Code, down.WindowsVirtualKeyCode, down.Text = k.code, k.number, k.text
	} else if mods&^8 == 0 {
		down.Text = key
	}
	if down.Text == "" {
		down.Type = input.DispatchKeyEventTypeRawKeyDown
	}
	up := down
	up.Type, up.Text = input.DispatchKeyEventTypeKeyUp, ""
	tab.must(call(tab.ctx, input.DispatchKeyEvent, down), "key "+key)
	tab.must(call(tab.ctx, input.DispatchKeyEvent, up), "key "+key)
}

// Paste pastes a text into whatever has the focus.
func (tab *Tab) Paste(text string) {
	tab.t.Helper()
	Eval[bool](tab, fmt.Sprintf(`(() => {
		const data = new DataTransfer();
		data.setData('text/plain', %[1]s);
		const taken = !document.activeElement.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
		if (!taken) document.execCommand('insertText', false, %[1]s);
		return true;
	})()`, quote(text)))
}

// Drop drops a file onto an element.
func (tab *Tab) Drop(selector, name, kind, content string) {
	tab.t.Helper()
	Eval[bool](tab, fmt.Sprintf(`(() => {
		const data = new DataTransfer();
		data.items.add(new File([%s], %s, {type: %s}));
		for (const step of ['dragenter', 'dragover', 'drop']) document.querySelector(%s).dispatchEvent(new DragEvent(step, {dataTransfer: data, bubbles: true, cancelable: true}));
		return true;
	})()`, quote(content), quote(name), quote(kind), quote(selector)))
}

// LongPress holds a finger on the last visible element that has a text in it for as long as people do.
func (tab *Tab) LongPress(selector, text string) {
	tab.t.Helper()
	x, y := tab.find(selector, text)
	tab.must(call(tab.ctx, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: "touchStart", TouchPoints: []*input.TouchPoint{{X: x, Y: y}}}), "touch")
	Eval[bool](tab, `new Promise((done) => setTimeout(() => done(true), 800))`)
	tab.must(call(tab.ctx, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: "touchEnd", TouchPoints: []*input.TouchPoint{}}), "touch")
}
