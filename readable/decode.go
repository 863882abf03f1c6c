package readable

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// decode returns b as UTF-8. UTF-8 is tried first whatever anybody claims: charset.NewReader, which
// believes the claim, costs 2.5 to 3 points of F1 on news pages. Then come a byte order mark, the
// claim (a label of the Encoding Standard, or ""), and a guess among the three encodings of old
// news files. Text that is none of these is refused, not repaired.
func decode(b []byte, claim string) (string, error) {
	switch {
	case bytes.HasPrefix(b, []byte("\xFF\xFE")), bytes.HasPrefix(b, []byte("\xFE\xFF")):
		return transcode(b, unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM), "UTF-16")
	case isUTF16(b):
		order := unicode.LittleEndian
		if b[0] == 0 {
			order = unicode.BigEndian
		}
		return transcode(b, unicode.UTF16(order, unicode.IgnoreBOM), "UTF-16")
	case utf8.Valid(b):
		return string(b), nil
	}
	if enc, name := charset.Lookup(claim); enc != nil && name != "utf-8" && name != "replacement" {
		return transcode(b, enc, name)
	}
	if nearlyUTF8(b) {
		// A page cut in the middle of a character, or one bad byte in a megabyte of UTF-8.
		return string(bytes.ToValidUTF8(b, []byte("\uFFFD"))), nil
	}
	if enc, name := guess(b); enc != nil {
		return transcode(b, enc, name)
	}
	return "", refuse(ErrEncoding, "I cannot tell which character encoding that text uses.", "Save it as UTF-8 and send it again, or paste the text.", "claimed ", claim)
}

func transcode(b []byte, enc encoding.Encoding, name string) (string, error) {
	out, err := enc.NewDecoder().Bytes(b)
	if err != nil || !utf8.Valid(out) {
		return "", refuse(ErrEncoding, "The characters of that text are damaged.", "Save it as UTF-8 and send it again, or paste the text.", name, ": ", err)
	}
	return string(out), nil
}

// nearlyUTF8 reports whether b has ten times as many whole characters beyond ASCII as bad bytes.
func nearlyUTF8(b []byte) bool {
	whole, bad := 0, 0
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if n > 1 {
			whole++
		} else if r == utf8.RuneError {
			bad++
		}
		i += n
	}
	return bad*10 <= whole
}

// guess tells the encodings apart that undeclared text still comes in. In Windows-1252 text the
// high bytes are few and stand alone among ASCII letters, or are the quotes and dashes of
// 0x91–0x97. In Cyrillic most letters are high; read as the other Cyrillic encoding, small letters
// become capitals, so the one that gives more small letters is right. Anything else is nil.
func guess(b []byte) (encoding.Encoding, string) {
	b = b[:min(len(b), 64<<10)]
	letters, high, typographic, paired := 0, 0, 0, 0
	for i, c := range b {
		switch {
		case c|0x20 >= 'a' && c|0x20 <= 'z':
			letters++
		case c >= 0x91 && c <= 0x97 || c == 0x85 || c == 0xA0 || c == 0xAB || c == 0xBB:
			typographic++
		case c == 0x81 || c == 0x8D || c == 0x8F || c == 0x90 || c == 0x9D:
			return nil, "" // not assigned in Windows-1252, and rare in Cyrillic
		case c >= 0x80:
			high++
			if i > 0 && b[i-1] >= 0xC0 && c >= 0xC0 {
				paired++
			}
		}
	}
	switch {
	case high+typographic == 0:
		return nil, ""
	case letters > 10*high && paired*4 <= high:
		return charmap.Windows1252, "windows-1252"
	case high > 2*letters && paired*2 > high:
		small := func(cm *charmap.Charmap) (n int) {
			for _, c := range b {
				if r := cm.DecodeByte(c); r >= 'а' && r <= 'я' {
					n++
				}
			}
			return n
		}
		win, koi := small(charmap.Windows1251), small(charmap.KOI8R)
		switch {
		case win > 2*koi:
			return charmap.Windows1251, "windows-1251"
		case koi > 2*win:
			return charmap.KOI8R, "koi8-r"
		}
	}
	return nil, ""
}
