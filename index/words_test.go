package index

import (
	"strings"
	"testing"
	"unicode/utf8"

	"attache"
)

func attacheRef(s string) attache.Ref { return attache.Ref(s) }

func terms_(t *testing.T, analyzer, text string) string {
	t.Helper()
	tokens, err := newLanguages().tokens(analyzer, text)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, k := range tokens {
		all = append(all, k.term)
	}
	return strings.Join(all, " ")
}

func TestTokens(t *testing.T) {
	for _, tt := range []struct{ name, language, text, want string }{
		{"stems English and drops stop words", "en", "The ministers were negotiating", "minist negoti"},
		{"drops the possessive", "en", "Zoë’s and Odile's", "zoe odil"},
		{"folds accents and apostrophes", "en", "Élysée O'Dwyer", "elyse odwyer"},
		{"keeps names in capitals", "en", "IT and it, WHO and who", "it who"},
		{"reads abbreviations with dots as without", "en", "the U.S. envoy", "us envoi"},
		{"keeps numbers whole", "en", "2.5 % of 1,000", "2.5 1,000"},
		{"passes blobs over", "en", strings.Repeat("x", 500) + " ferry", "ferri"},
		{"keeps no letter of nothing", "en", " \u200b—…", ""},
		{"folds ё", "ru", "ещё ёлка", "елк"},
		{"stems Russian", "ru", "переговоры переговоров", "переговор переговор"},
		{"keeps й apart", "und", "мой мои", "мой мои"},
		{"leaves words of unknown languages alone", "und", "კესინის ყურეში", "კესინის ყურეში"},
		{"drops French elision", "fr", "l’ambassadeur d'Élysée", "ambasadeu elys"},
		{"drops Armenian stop words", "hy", "և նախարարը", "նախարարը"},
		{"lowers the dotted Turkish capital", "tr", "İstanbul", "istanbul"},
		{"cuts Chinese in pairs", "cjk", "外交部", "外交 交部"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := terms_(t, tt.language, tt.text); got != tt.want {
				t.Errorf("%q gives %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}

func TestAnalyzerOf(t *testing.T) {
	for language, want := range map[string]string{
		"": "en", "en": "en", "en-GB": "en", "EN": "en", "ru": "ru", "zh-Hant": "cjk", "nb": "no", "uk": "und",
		"ka": "und", "pl": "und", "hy": "hy", "xx": "und", "../x": "und",
	} {
		if got := analyzerOf(language); got != want {
			t.Errorf("analyzerOf(%q) = %s, want %s", language, got, want)
		}
	}
	for name := range stemmed {
		if got := terms_(t, name, "2031 abc"); !strings.Contains(got, "2031") {
			t.Errorf("analyzer %s gives %q", name, got)
		}
	}
}

// Whatever a stranger writes, tokens lie in the text, in order, and positions grow.
func FuzzTokens(f *testing.F) {
	f.Add("en", "The Élysée's U.S. envoy, O'Dwyer's 2.5 %")
	f.Add("ru", "ещё\u0301 переговоры")
	f.Add("cjk", "外交部abc部\xff")
	f.Add("ar", "الوزارة والمفاوضات")
	f.Add("tr", "İSTANBUL'da ısı")
	f.Add("hi", "मंत्री ने कहा")
	f.Add("fr", "l’’’ d'É")
	f.Fuzz(func(t *testing.T, language, text string) {
		if len(text) > 10_000 {
			return
		}
		tokens, err := newLanguages().tokens(analyzerOf(language), text)
		if err != nil {
			t.Fatal(err)
		}
		at, position := 0, 0
		for _, k := range tokens {
			if k.term == "" || k.start < 0 || k.end <= k.start || k.end > len(text) {
				t.Fatalf("%+v in %d bytes", k, len(text))
			}
			if k.start < at || k.position < position {
				t.Fatalf("%+v after %d", k, at)
			}
			at, position = k.start, k.position
		}
	})
}

// Whatever is typed becomes few clauses of valid text, or a refusal.
func FuzzClauses(f *testing.F) {
	for _, s := range []string{`corridor "road tax"`, `“a „b «c» "`, "x* **", "\xff\"\x00", `""""""`, "a\u0301*"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		all, err := clauses(typed)
		if err != nil {
			return
		}
		if len(all) > maxWords {
			t.Fatalf("%d clauses", len(all))
		}
		for _, c := range all {
			if !utf8.ValidString(c.words) || c.phrase && c.prefix || c.phrase && strings.TrimSpace(c.words) == "" {
				t.Fatalf("%+v", c)
			}
		}
	})
}

func TestClauses(t *testing.T) {
	for _, tt := range []struct {
		name, typed string
		want        []clause
	}{
		{"parts words at blanks", " road  tax ", []clause{{words: "road"}, {words: "tax"}}},
		{"keeps phrases", `a "b c" d`, []clause{{words: "a"}, {words: "b c", phrase: true}, {words: "d"}}},
		{"reads quotation marks of all kinds", `“a b” „c d“ «e f» »g h«`, []clause{{words: "a b", phrase: true}, {words: "c d", phrase: true}, {words: "e f", phrase: true}, {words: "g h", phrase: true}}},
		{"takes an open mark for a blank", `a"b c`, []clause{{words: "a"}, {words: "b"}, {words: "c"}}},
		{"ignores empty phrases", `"" " "`, nil},
		{"reads an asterisk at the end", "corr* a*b", []clause{{words: "corr", prefix: true}, {words: "a*b"}}},
		{"wants three letters before it", "co* ***", []clause{{words: "co"}, {words: ""}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := clauses(tt.typed)
			if err != nil || len(got) != len(tt.want) {
				t.Fatalf("clauses(%q) = %+v, %v", tt.typed, got, err)
			}
			for i := range got {
				if got[i] != tt.want[i] {
					t.Errorf("clause %d of %q is %+v, want %+v", i, tt.typed, got[i], tt.want[i])
				}
			}
		})
	}
}
