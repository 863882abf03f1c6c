package readable

import "strings"

// wall is what stands where the article should be.
type wall string

const (
	noWall  wall = ""
	payment wall = "payment"
	login   wall = "login"
	consent wall = "consent"
	robot   wall = "robot check"
	script  wall = "script"
)

// wallSigns lists what walls say, in small letters, in the order they are looked for: a robot check
// comes before all others, and a consent banner stands on pages that are walled otherwise too.
var wallSigns = []struct {
	wall wall
	says []string
}{
	{robot, []string{"verify you are human", "verifying you are human", "are you a robot", "not a robot", "unusual traffic", "checking your browser", "captcha", "access denied", "request blocked"}},
	{payment, []string{"subscribe to continue", "subscribe to read", "subscribers only", "subscriber-only", "for subscribers", "become a subscriber", "already a subscriber", "to continue reading", "start your subscription", "free articles", "unlock this article"}},
	{login, []string{"log in to continue", "login to continue", "sign in to continue", "please log in", "please sign in", "create an account", "register to continue", "sign in to read", "log in to read"}},
	{script, []string{"enable javascript", "javascript is disabled", "requires javascript", "turn on javascript", "javascript is required"}},
	{consent, []string{"accept all cookies", "accept cookies", "we use cookies", "cookie settings", "cookie policy", "manage your privacy", "your privacy choices", "we value your privacy", "consent"}},
}

// wall judges the page by what it says; it is asked only when there is no article text.
func (m *pageMeta) wall() wall {
	says := strings.Join(strings.Fields(m.visible.String()), " ")
	for _, w := range wallSigns {
		for _, sign := range w.says {
			if strings.Contains(says, sign) {
				return w.wall
			}
		}
	}
	switch {
	case m.ld.closed:
		return payment
	case m.password:
		return login
	}
	return noWall
}

func (w wall) problem() error {
	const paste = "If you can open it, copy the text and paste it."
	switch w {
	case payment:
		return refuse(ErrNoText, "That page shows its article to subscribers only.", paste, w)
	case login:
		return refuse(ErrNoText, "That page wants a login before it shows the article.", paste, w)
	case consent:
		return refuse(ErrNoText, "That page showed me a cookie notice instead of the article.", paste, w)
	case robot:
		return refuse(ErrNoText, "That site wants to be sure that a person is reading, and I am not one.", paste, w)
	case script:
		return refuse(ErrNoText, "That page builds its article with scripts, which I do not run.", paste, w)
	}
	return refuse(ErrNoText, "I found no article on that page.", "If there is one, copy its text and paste it.")
}
