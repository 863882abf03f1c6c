package token

// family groups the marks that can close each other.
type family uint8

const (
	noFamily   family = iota
	double            // " “ ” „ ‟ `` ''
	single            // ' ‘ ’ ‚ `
	angle             // « »
	smallAngle        // ‹ ›
	corner            // 「 」 『 』
)

// role is what a mark looks like: by its glyph, or by the space around it.
type role uint8

const (
	either role = iota
	opening
	closing
)

// quoteMark reads a token as a quotation mark.
func quoteMark(s string) (family, role) {
	switch s {
	case `"`, "＂", "″":
		return double, either
	case "“", "„", "‟", "``", "〝":
		return double, opening
	case "”", "''", "〞":
		return double, closing
	case "'":
		return single, either
	case "‘", "‚", "`", "‛":
		return single, opening
	case "’":
		return single, closing
	case "«":
		return angle, opening
	case "»":
		return angle, closing
	case "‹":
		return smallAngle, opening
	case "›":
		return smallAngle, closing
	case "「", "『":
		return corner, opening
	case "」", "』":
		return corner, closing
	}
	return noFamily, either
}

func (p *pairing) family(quote int) family {
	f, _ := quoteMark(p.d.Of(p.d.Quotes[quote].Tokens.First))
	return f
}
