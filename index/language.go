package index

import (
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/ar"
	"github.com/blevesearch/bleve/v2/analysis/lang/bg"
	"github.com/blevesearch/bleve/v2/analysis/lang/cjk"
	"github.com/blevesearch/bleve/v2/analysis/lang/cs"
	"github.com/blevesearch/bleve/v2/analysis/lang/da"
	"github.com/blevesearch/bleve/v2/analysis/lang/de"
	"github.com/blevesearch/bleve/v2/analysis/lang/el"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/analysis/lang/es"
	"github.com/blevesearch/bleve/v2/analysis/lang/fa"
	"github.com/blevesearch/bleve/v2/analysis/lang/fi"
	"github.com/blevesearch/bleve/v2/analysis/lang/fr"
	"github.com/blevesearch/bleve/v2/analysis/lang/hi"
	"github.com/blevesearch/bleve/v2/analysis/lang/hr"
	"github.com/blevesearch/bleve/v2/analysis/lang/hu"
	"github.com/blevesearch/bleve/v2/analysis/lang/hy"
	"github.com/blevesearch/bleve/v2/analysis/lang/id"
	"github.com/blevesearch/bleve/v2/analysis/lang/it"
	"github.com/blevesearch/bleve/v2/analysis/lang/nl"
	"github.com/blevesearch/bleve/v2/analysis/lang/no"
	"github.com/blevesearch/bleve/v2/analysis/lang/pt"
	"github.com/blevesearch/bleve/v2/analysis/lang/ro"
	"github.com/blevesearch/bleve/v2/analysis/lang/ru"
	"github.com/blevesearch/bleve/v2/analysis/lang/sv"
	"github.com/blevesearch/bleve/v2/analysis/lang/tr"
	"github.com/blevesearch/bleve/v2/registry"
	porter "github.com/blevesearch/go-porterstemmer"
)

// und is the language of text whose language has neither stemmer nor stop words here (Ukrainian,
// Georgian, Azerbaijani, Polish, whose stemmer alone weighs 2 MB …). Its words are indexed as they
// stand; a query finds inflected forms because a word that occurs nowhere is read as the beginning
// of one.
const und = "und"

// stemmed names bleve's analyzer for each language that has one and is not English.
var stemmed = map[string]string{
	"ar": ar.AnalyzerName, "da": da.AnalyzerName, "de": de.AnalyzerName, "es": es.AnalyzerName,
	"fa": fa.AnalyzerName, "fi": fi.AnalyzerName, "fr": fr.AnalyzerName, "hi": hi.AnalyzerName,
	"hr": hr.AnalyzerName, "hu": hu.AnalyzerName, "it": it.AnalyzerName, "nl": nl.AnalyzerName,
	"no": no.AnalyzerName, "pt": pt.AnalyzerName, "ro": ro.AnalyzerName, "ru": ru.AnalyzerName,
	"sv": sv.AnalyzerName, "tr": tr.AnalyzerName, "cjk": cjk.AnalyzerName,
}

// stopped gives the stop words of languages without a stemmer here.
var stopped = map[string][]byte{
	"bg": bg.BulgarianStopWords, "cs": cs.CzechStopWords, "el": el.GreekStopWords,
	"hy": hy.ArmenianStopWords, "id": id.IndonesianStopWords,
}

// analyzerOf returns the name of the analyzer for a language as an article gives it: "" means
// English, what nobody knows here is und. The name is part of field names: body_en.
func analyzerOf(language string) string {
	code, _, _ := strings.Cut(strings.ToLower(language), "-")
	switch code {
	case "", "en":
		return "en"
	case "zh", "ja", "ko":
		return "cjk"
	case "nb", "nn":
		return "no"
	}
	if _, ok := stemmed[code]; ok {
		return code
	}
	if _, ok := stopped[code]; ok {
		return code
	}
	return und
}

// languages makes analyzers when they are first needed and lets one goroutine at a time use them:
// stemming a query takes microseconds, and articles of one guild are put one after the other
// anyway.
type languages struct {
	mu    sync.Mutex
	made  map[string]interface{ tokens([]byte) []token }
	cache *registry.Cache
}

func newLanguages() *languages {
	return &languages{made: map[string]interface{ tokens([]byte) []token }{}, cache: registry.NewCache()}
}

// tokens cuts text with the analyzer of that name, see analyzerOf. Offsets count from 0.
func (l *languages) tokens(analyzer, text string) ([]token, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	a, ok := l.made[analyzer]
	if !ok {
		var err error
		if a, err = l.make(analyzer); err != nil {
			return nil, err
		}
		l.made[analyzer] = a
	}
	return a.tokens(valid(text)), nil
}

// valid returns text with a blank for every byte that is no UTF-8, so that places stay right. (Some
// of bleve's filters put a longer replacement character there.)
func valid(text string) []byte {
	out := []byte(text)
	for i := 0; i < len(out); {
		r, n := utf8.DecodeRune(out[i:])
		if r == utf8.RuneError && n == 1 {
			out[i] = ' '
		}
		i += n
	}
	return out
}

func (l *languages) make(analyzer string) (interface{ tokens([]byte) []token }, error) {
	if name, ok := stemmed[analyzer]; ok {
		a, err := l.cache.AnalyzerNamed(name)
		if err != nil {
			return nil, fmt.Errorf("analyzer %s: %w", analyzer, err)
		}
		return foreign{a}, nil
	}
	w := &words{terms: map[string]string{}}
	list := stopped[analyzer]
	if analyzer == "en" {
		list = en.EnglishStopWords
		w.stem = porter.StemWithoutLowerCasing
	}
	stop := analysis.NewTokenMap()
	if err := stop.LoadBytes(list); err != nil {
		return nil, fmt.Errorf("stop words of %s: %w", analyzer, err)
	}
	w.stop = stop
	return w, nil
}
