package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"attache/internal/browser"
)

// demo runs the whole demo, as a newcomer starts it, and returns the address it prints.
func demo(t testing.TB) string {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	in, typed := io.Pipe()
	said, out := io.Pipe()
	ended := make(chan int, 1)
	var errs strings.Builder
	go func() {
		code := run(ctx, []string{"demo"}, console{in, out, &errs, os.Environ()})
		out.Close()
		ended <- code
	}()
	address := make(chan string, 1)
	go func() {
		defer close(address)
		found := false
		for lines := bufio.NewScanner(said); lines.Scan(); {
			if m := regexp.MustCompile(`http://127\.0\.0\.1:\d+`).FindString(lines.Text()); m != "" && !found {
				address <- m
				found = true
			}
		}
	}()
	t.Cleanup(func() {
		stop()
		typed.Close()
		if code := <-ended; code != exitOK {
			t.Errorf("the demo ended with %d: %s", code, errs.String())
		}
	})
	at, ok := <-address
	if !ok {
		t.Fatalf("the demo printed no address: %s", errs.String())
	}
	return at
}

// newcomer opens the demo's page as somebody who has never seen it.
func newcomer(t testing.TB, look browser.Look) *browser.Tab {
	t.Helper()
	at := demo(t)
	tab := browser.Open(t, at, look)
	tab.Until("the page", `document.documentElement.dataset.ready === 'true'`)
	return tab
}

// latest is the last message of the open channel.
const latest = `[...document.querySelectorAll('.message')].at(-1)`

// answers waits until the latest message says something.
func answers(tab *browser.Tab, text string) {
	tab.Until(fmt.Sprintf("the latest message says %q", text), fmt.Sprintf(`%s?.innerText.includes(%q)`, latest, text))
}

// A newcomer's first minutes, in a real browser, with the real bot: the page's welcome, a question by
// command and in words, buttons, pages, an article handed in and one archived by its menu, a digest.
func TestNewcomer(t *testing.T) {
	tab := newcomer(t, browser.Look{})
	tab.Sees("#panel", "A Discord on your desk")
	tab.Sees(".step", "Alice hands in articles")
	tab.Sees("#panel h4", "Now you") // the story is told
	if wrong := tab.Count(".step.wrong"); wrong > 0 {
		t.Errorf("%d steps of the story went wrong", wrong)
	}
	tab.Accessible("the page as a newcomer sees it")
	tab.Picture("01-welcome")

	tab.ClickOn(".step", "Who said what, by speaker")
	tab.Until("the step leads to its message", `document.activeElement.classList.contains('message') && document.activeElement.innerText.includes('Lena Maren')`)

	// Ask by command: the panel puts it into the box, Enter sends it.
	tab.ClickOn(".try", "Ask who said what")
	tab.Sees(".command-option", "speaker")
	tab.Picture("02-command")
	tab.Press("Enter")
	answers(tab, "statements by Lena Maren")
	answers(tab, "1–5 of ")
	tab.Picture("03-answer")
	still(t, tab, "an answer")

	// Turn the page, with the answer's own button.
	tab.ClickOn(".button", "Next ▶")
	tab.Until("another page", `!`+latest+`.innerText.includes('1–5 of ')`)
	tab.Until("the focus is still in the answer", latest+`.contains(document.activeElement)`)
	tab.ClickOn(".button", "◀ Previous")
	answers(tab, "1–5 of ")

	// Ask in words.
	tab.Click("#write")
	tab.Type("@Att")
	tab.Sees(".suggest-item", "the bot")
	tab.Press("Tab")
	tab.Type("What did Kestner say about submarines?")
	tab.Press("Enter")
	answers(tab, "No statement by Ivo Kestner about “submarines”")
	tab.ClickOn(".button", "Everything by Ivo Kestner")
	answers(tab, "statements by Ivo Kestner")
	tab.Picture("04-in-words")

	// Hand in an article by the form.
	tab.Click("#write")
	tab.Type("/submit ")
	tab.Press("Enter")
	tab.Sees("dialog h2", "Hand in an article")
	tab.Paste(strings.ReplaceAll(ferry, "Title: ", ""))
	tab.Picture("05-form")
	tab.Accessible("the form for an article")
	tab.ClickOn("dialog .button", "Submit")
	answers(tab, "Ferry strike called off")

	// Archive what somebody else wrote, by its menu.
	tab.ClickOn(".room", "newsroom")
	tab.Sees("#title", "newsroom")
	tab.Click("#write")
	tab.Paste("Harbour bonus agreed\n\nLOM, 27 November 2026 - The harbour authority of Lom agreed to pay the crews their bonus, its director, Olaf Brandt, said on Friday. \"The cheque is in the post,\" Brandt told reporters.")
	tab.Press("Enter")
	tab.Sees(".message-text", "The cheque is in the post")
	tab.Menu(".message-text", "The cheque is in the post")
	tab.ClickOn("[role=menuitem]", "Apps")
	tab.Sees("[role=menuitem]", "Archive this article")
	tab.Accessible("a menu in a menu")
	tab.Picture("06-menu")
	tab.ClickOn("[role=menuitem]", "Archive this article")
	answers(tab, "Harbour bonus agreed")

	// The digest that Carla ordered.
	tab.ClickOn(".room", "digest")
	answers(tab, "Coming up")
	tab.Picture("07-digest")

	// Carla's answers are Carla's.
	tab.ClickOn(".step", "Carla sets up a digest")
	tab.Until("the step is seen as Carla", `document.querySelector('#me')?.innerText.includes('Carla') && document.querySelector('.message.ephemeral')?.innerText.includes('Only you can see this')`)
	tab.Picture("08-ephemeral")

	// Direct messages with the bot.
	tab.ClickOn(".room", "Attaché")
	tab.Sees(".introduction", "beginning of your direct messages")
	tab.Click("#write")
	tab.Type("/help ")
	tab.Press("Enter")
	tab.Until("help is there", latest+`?.innerText.includes('/who-said')`)
	tab.Picture("09-direct")
}

// Everything a newcomer needs can be done without a pointer.
func TestKeyboardAlone(t *testing.T) {
	tab := newcomer(t, browser.Look{})
	tab.Sees("#panel h4", "Now you")
	focused := func(what, expression string) {
		t.Helper()
		tab.Until(what, "document.activeElement && "+strings.ReplaceAll(expression, "$", "document.activeElement"))
	}
	focused("it begins in the message box", `$.id === 'write'`)
	tab.Type("/who")
	tab.Press("Enter")
	tab.Type("speaker:Maren")
	tab.Sees(".suggest-item", "Lena Maren")
	tab.Press("ArrowDown", "Enter", "Enter")
	answers(tab, "statements by Lena Maren")

	// Back to the messages, to the answer, into it, to its second button.
	tab.Press("Shift+Tab", "Shift+Tab")
	for i := 0; i < 30 && !browser.Eval[bool](tab, `document.activeElement.textContent.includes('Next ▶') && document.activeElement.tagName === 'BUTTON'`); i++ {
		tab.Press("Shift+Tab")
	}
	focused("Shift+Tab leads to the button", `$.textContent.includes('Next ▶')`)
	tab.Press("Enter")
	tab.Until("another page", `!`+latest+`.innerText.includes('1–5 of ')`)
	focused("the focus stays in the answer, whose button is now off", `$.closest('.message') === `+latest)
	browser.Eval[bool](tab, `(document.activeElement.closest('.message').focus(), true)`)
	tab.Press("ArrowUp", "ArrowUp")
	focused("arrows lead to other messages", `$.classList.contains('message') && $ !== `+latest)
	tab.Press("End", "Enter")
	focused("Enter opens its menu", `$.role === 'menuitem'`)
	tab.Picture("keyboard-menu")
	tab.Press("ArrowUp", "Escape")
	focused("Escape closes it", `$.classList.contains('message') || $.closest('.message')`)
	tab.Press("r")
	focused("R answers", `$.id === 'write'`)
	tab.Sees("#about", "Answering Attaché")
	tab.Press("Escape", "Control+k")
	focused("Ctrl+K asks where to go", `$.closest('.list-float')`)
	tab.Press("ArrowDown", "ArrowDown", "Enter")
	tab.Sees("#title", "digest")
	tab.Press("Alt+ArrowUp")
	tab.Sees("#title", "desk")
	tab.Press("Control+/")
	tab.Sees("dialog", "Go to a channel")
	tab.Press("Escape")
	focused("the dialog gives the focus back", `$.id === 'write'`)

	// A skip link is the first thing, and everything that can be pressed shows where the focus is.
	browser.Eval[bool](tab, `(document.activeElement.blur(), document.body.focus(), true)`)
	invisible := browser.Eval[[]string](tab, `[...document.querySelectorAll('button, a, input, textarea, select, [tabindex="0"]')].filter((el) => el.checkVisibility() && !el.disabled).filter((el) => {
		el.focus({focusVisible: true});
		const s = getComputedStyle(el), box = el.closest('.composer-box, .command-option');
		return document.activeElement === el && s.outlineStyle === 'none' && !box && s.backgroundColor === 'rgba(0, 0, 0, 0)';
	}).map((el) => el.outerHTML.slice(0, 120))`)
	for _, el := range invisible {
		t.Errorf("nobody sees the focus on %s", el)
	}
}

// still fails the test when the page itself can be scrolled: its parts do that.
func still(t *testing.T, tab *browser.Tab, what string) {
	t.Helper()
	if over := browser.Eval[[]int](tab, `(() => { const e = document.scrollingElement; e.scrollTo(9999, 9999); const at = [e.scrollLeft, e.scrollTop]; e.scrollTo(0, 0); return at; })()`); over[0]+over[1] > 0 {
		t.Errorf("%s can be scrolled out of its window by %v pixels", what, over)
	}
}

// The same on a phone: the channels are behind a button, menus come from below, nothing is wider than
// the screen.
func TestPhone(t *testing.T) {
	tab := newcomer(t, browser.Look{Phone: true})
	narrow := func(what string) {
		t.Helper()
		still(t, tab, what)
		wide := browser.Eval[[]string](tab, `[...document.querySelectorAll('main *')].filter((el) => el.checkVisibility() && el.getBoundingClientRect().right > innerWidth + 1 && !el.closest('pre, .unseen')).map((el) => el.className + ' ' + el.tagName).slice(0, 5)`)
		if len(wide) > 0 {
			t.Errorf("%s: out of sight on the right: %q", what, wide)
		}
	}
	narrow("the channel")
	tab.Picture("phone-1-channel")
	tab.Click("#open-rooms")
	tab.Sees("#rooms", "newsroom")
	tab.Accessible("channels on a phone")
	tab.Picture("phone-2-channels")
	tab.ClickOn(".room", "newsroom")
	tab.Sees("#title", "newsroom")
	tab.Until("the channels are away", `!document.querySelector('#rooms').checkVisibility({visibilityProperty: true})`)
	narrow("articles")
	tab.Picture("phone-3-articles")
	tab.Click("#open-rooms")
	tab.ClickOn(".room", "desk")
	tab.Click("#write")
	tab.Type("/")
	tab.Sees(".suggest-item", "/timeline")
	narrow("the picker")
	tab.Picture("phone-4-picker")
	tab.ClickOn(".suggest-item", "/timeline")
	tab.Type("topic:corridor")
	tab.Picture("phone-5-command")
	tab.Click("#send")
	answers(tab, "events about “corridor”")
	narrow("an answer")
	tab.Accessible("an answer on a phone")
	tab.Picture("phone-6-answer")
	tab.Click("[data-panel=story]")
	tab.Sees("#panel", "Now you")
	tab.Accessible("the story on a phone")
	tab.Picture("phone-7-story")
	tab.Click("#panel-close")
	tab.LongPress(".message-body", "corridor")
	tab.Sees("[role=menuitem]", "Reply")
	tab.Picture("phone-8-menu")
}

// The wire shows what crosses it, and faults that are ordered there strike.
func TestWireInTheBrowser(t *testing.T) {
	tab := newcomer(t, browser.Look{Width: 1440, Height: 900})
	tab.Sees("#panel h4", "Now you")
	tab.Click("[data-panel=wire]")
	tab.Sees(".wire-name", "IDENTIFY")
	tab.Sees(".mark.ack", "ack ")
	tab.Until("no rule was broken", `document.querySelector('.figures div:nth-child(3) dd').textContent === '0'`)
	tab.ClickOn(".section-toggle", "Break something")
	tab.Until("the faults are listed", `document.querySelectorAll('.faults option').length > 5`)
	browser.Eval[bool](tab, `(() => { const s = document.querySelector('.faults select'); s.value = 'latency'; s.dispatchEvent(new Event('change')); return true; })()`)
	tab.Accessible("the wire, dark")
	tab.Picture("wire-dark")
	browser.Eval[bool](tab, `(() => { document.querySelector('.faults input').value = 'status=503,on=create_interaction_response,times=1'; return true; })()`)
	tab.ClickOn(".button", "Break it")
	tab.Sees(".standing", "status=503")
	tab.Click("#write")
	tab.Type("/search words: corridor")
	tab.Press("Enter")
	answers(tab, "articles about “corridor”")
	tab.Sees(".wire-row.struck .mark.fault", "fault")
	tab.ClickOn(".wire-row.struck .wire-head", "create_interaction_response")
	tab.Sees(".wire-details", "Ordered fault")
	tab.Click("#theme")
	tab.Accessible("the wire, light")
	tab.Picture("wire-light")
	still(t, tab, "the wire")
	tab.Until("the fault that struck its last time is gone", `!document.querySelector('.standing li')`)
	browser.Eval[bool](tab, `(() => { document.querySelector('.faults input').value = 'latency=10ms'; return true; })()`)
	tab.ClickOn(".button", "Break it")
	tab.Sees(".standing", "latency=10ms")
	tab.ClickOn(".faults .button", "Heal everything")
	tab.Until("nothing stands", `!document.querySelector('.standing li')`)
}

// The pictures of the readme; make screenshots writes them.
func TestPictures(t *testing.T) {
	at := demo(t)
	ready := func(tab *browser.Tab) {
		tab.Until("the page", `document.documentElement.dataset.ready === 'true'`)
	}
	for _, light := range []bool{false, true} {
		tab := browser.Open(t, at, browser.Look{Width: 1320, Height: 960, Light: light})
		ready(tab)
		tab.Sees("#panel h4", "Now you")
		tab.Click("#write")
		tab.Type("/conditions party: Tessany")
		tab.Press("Enter", "Enter")
		answers(tab, "conditions involving Tessany")
		tab.Until("it is drawn", latest+`.innerText.includes('rejected')`)
		browser.Eval[bool](tab, `(document.activeElement.blur(), `+latest+`.scrollIntoView({block: 'start'}), true)`)
		name := "page-dark"
		if light {
			name = "page-light"
		}
		tab.Publish(name)
	}
	phone := browser.Open(t, at, browser.Look{Phone: true, Scale: 1.5})
	ready(phone)
	phone.Publish("page-phone")
	wire := browser.Open(t, at, browser.Look{Width: 1320, Height: 960})
	ready(wire)
	wire.Click("[data-panel=wire]")
	wire.Sees(".mark.ack", "ack ")
	wire.Click("#write")
	wire.Type("/")
	wire.Sees(".suggest-item", "/timeline")
	wire.Publish("page-wire")
}

// BenchmarkFirstAnswer is how long after the demo printed its address a browser shows the first answer of
// the bot: opening the browser itself not counted.
func BenchmarkFirstAnswer(b *testing.B) {
	var total time.Duration
	for b.Loop() {
		b.StopTimer()
		tab := browser.Open(b, "about:blank", browser.Look{})
		b.StartTimer()
		at := demo(b)
		began := time.Now()
		tab.Allow(at)
		tab.Go(at + "/#newsroom")
		tab.Sees(".embed", "Archived")
		total += time.Since(began)
	}
	b.ReportMetric(float64(total.Milliseconds())/float64(b.N), "ms/answer")
}
