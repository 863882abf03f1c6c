package attache_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

const module = "attache"

// floor orders the packages: tens are floors, units are storeys inside one.
var floor = map[string]int{
	".":             0,
	"sample":        5,
	"extract/token": 10, "extract/score": 10, "readable": 10, "card": 10, "wording": 10, "chronicle": 10, "chart": 11, "export": 11,
	"extract/seq/weights": 10, "extract/seq/chain": 11, "extract/seq/syntax": 12, "extract/seq/statement": 13,
	"extract/seq":    14,
	"extract/phrase": 14,
	"extract/entity": 15, "extract/timex": 15,
	"extract/attribution": 16, "extract/event": 16, "extract/condition": 16,
	"extract": 17,
	"store":   20, "index": 20, "fetch": 20, "configs": 20,
	"commands": 30, "ingest": 30, "digest": 30, "watch": 30,
	"bot": 40, "sandbox": 40, "sandbox/page": 40,
	"store/storetest": 45, "index/indextest": 45, "sandbox/openapi": 45, "internal/golden": 45, "internal/browser": 45, // for tests
	"cmd/attache": 50, "cmd/attache-train": 50,
}

// home names the packages that may import a foreign module, so that none of them spreads.
var home = map[string][]string{
	"github.com/bwmarrin/discordgo":            {"bot"},
	"github.com/blevesearch/bleve/v2":          {"index"},
	"github.com/robfig/cron/v3":                {"digest"},
	"modernc.org/sqlite":                       {"store"},
	"github.com/pressly/goose/v3":              {"store"},
	"github.com/chromedp":                      {"internal/browser"},
	"github.com/coder/websocket":               {"sandbox"},
	"github.com/gorilla/websocket":             {"bot"},
	"codeberg.org/readeck/go-readability/v2":   {"readable"},
	"github.com/jhillyerd/enmime/v2":           {"readable"},
	"github.com/klippa-app/go-pdfium":          {"readable"},
	"github.com/alecthomas/kong":               {"cmd/attache", "cmd/attache-train", "configs"},
	"go.yaml.in/yaml/v3":                       {"configs"},
	"github.com/clipperhouse/uax29/v2":         {"extract/token"},
	"github.com/santhosh-tekuri/jsonschema/v6": {"sandbox/openapi"},
	"github.com/prometheus/client_golang":      {"cmd/attache"},
	"github.com/gofrs/flock":                   {"cmd/attache"},
	"github.com/fogleman/gg":                   {"chart"},
	"github.com/go-fonts/dejavu":               {"chart"},
	"golang.org/x/image":                       {"chart"},
	"github.com/arran4/golang-ical":            {"export"},
	"github.com/mattn/go-isatty":               {"cmd/attache"},
}

// plain lists the only foreign modules that floors 0 and the extract packages may import.
var plain = []string{"golang.org/x/text/unicode/norm", "github.com/clipperhouse/uax29/v2"}

// impure lists what floors 0 and 1 may not import; TestPureFloorsHaveNoClock adds what needs no import
// of its own.
var impure = map[string]bool{
	"os": true, "net": true, "net/http": true, "log": true, "log/slog": true, "math/rand": true,
	"math/rand/v2": true, "sync": true, "database/sql": true, "os/exec": true,
}

// It parses the files itself instead of asking "go list": the test cache notices files a test
// opens, not files a child process opens, and would keep answering "ok (cached)".
func TestImportsPointDown(t *testing.T) {
	seen := 0
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "tools" || d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && path != ".") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		seen++
		from := filepath.ToSlash(filepath.Dir(path))
		if _, placed := floor[from]; !placed {
			t.Errorf("%s has no floor: place it in the table", from)
			return nil
		}
		for _, spec := range file.Imports {
			imp, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			for _, complaint := range complaints(from, imp) {
				t.Errorf("%s %s", path, complaint)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen == 0 {
		t.Fatal("no files were read")
	}
}

// complaints returns what is wrong with package from importing imp.
func complaints(from, imp string) (all []string) {
	height := floor[from]
	if imp == module {
		imp = module + "/."
	}
	if to, ours := strings.CutPrefix(imp, module+"/"); ours {
		h, placed := floor[to]
		tests := h/10 == 4 && h%10 == 5
		if !placed || h >= height || height/10 == 3 && h/10 == 2 || tests {
			all = append(all, "(floor "+strconv.Itoa(height)+") imports "+to+" (floor "+strconv.Itoa(h)+")")
		}
		return all
	}
	if height < 20 && impure[imp] {
		all = append(all, "imports "+imp+", but floors 0 and 1 are pure")
	}
	for lib, owners := range home {
		if within(imp, lib) && !contains(owners, from) {
			all = append(all, "imports "+imp+", which lives in "+strings.Join(owners, ", "))
		}
	}
	if foreign := strings.Contains(strings.Split(imp, "/")[0], "."); foreign && (height == 0 || strings.HasPrefix(from, "extract")) {
		allowed := false
		for _, p := range plain {
			allowed = allowed || within(imp, p)
		}
		if !allowed {
			all = append(all, "imports "+imp+", but words and text need the standard library alone")
		}
	}
	return all
}

// Floors 0 and 1 read no clock and start no goroutine: the same input gives the same bytes.
func TestPureFloorsHaveNoClock(t *testing.T) {
	for from, height := range floor {
		if height >= 20 {
			continue
		}
		names, err := filepath.Glob(filepath.Join(from, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			set := token.NewFileSet()
			file, err := parser.ParseFile(set, name, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(file, func(n ast.Node) bool {
				if what := impurity(n); what != "" {
					t.Errorf("%s has %s, but floors 0 and 1 are pure", set.Position(n.Pos()), what)
				}
				return true
			})
		}
	}
}

func impurity(n ast.Node) string {
	switch n := n.(type) {
	case *ast.GoStmt:
		return "a go statement"
	case *ast.SelectorExpr:
		if x, ok := n.X.(*ast.Ident); ok && x.Name == "time" && (n.Sel.Name == "Now" || n.Sel.Name == "Since" || n.Sel.Name == "Until") {
			return "time." + n.Sel.Name
		}
	case *ast.FuncDecl:
		if n.Recv == nil && n.Name.Name == "init" {
			return "an init function"
		}
	}
	return ""
}

// The rule must be able to fail.
func TestImportRuleComplains(t *testing.T) {
	for _, tt := range []struct{ from, imp string }{
		{"commands", "attache/store"},
		{"extract/token", "attache/extract/entity"},
		{"bot", "attache/sandbox"},
		{"card", "os"},
		{"index", "github.com/bwmarrin/discordgo"},
		{"extract/seq", "github.com/google/go-cmp/cmp"},
		{"bot", "attache/internal/golden"},
	} {
		if len(complaints(tt.from, tt.imp)) == 0 {
			t.Errorf("%s may import %s", tt.from, tt.imp)
		}
	}
	if c := complaints("bot", "attache/commands"); len(c) > 0 {
		t.Errorf("bot may not import commands: %v", c)
	}
}

func within(imp, lib string) bool { return imp == lib || strings.HasPrefix(imp, lib+"/") }

func contains(all []string, s string) bool {
	for _, a := range all {
		if a == s {
			return true
		}
	}
	return false
}
