package configs

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/alecthomas/kong"
	"go.yaml.in/yaml/v3"
)

// Sources is where settings come from besides their defaults.
type Sources struct {
	Environ []string      // as os.Environ gives it
	Flags   *kong.Context // what Parse of a parser with Kong() gave; nil for none
}

// SettingsFile is what the file of settings is called in the --configs folder.
const SettingsFile = "attache.yaml"

// Load returns the settings. The error joins every mistake in the file, the environment and among
// the values themselves, one a line, each with its place; the settings are then not to be used.
// A --configs folder without attache.yaml is fine, one that does not exist is a mistake.
func Load(src Sources) (Settings, error) {
	s := Settings{from: map[string]string{}}
	var mistakes []error
	all := declared()
	for _, st := range all {
		if st.fallback != "" {
			if err := st.set(&s, st.fallback); err != nil {
				mistakes = append(mistakes, fmt.Errorf("default of %s: %w", st.name, err))
			}
		}
	}
	env := map[string]string{}
	for _, pair := range src.Environ {
		if name, value, ok := strings.Cut(pair, "="); ok && value != "" {
			env[name] = value
		}
	}
	flags := given(src.Flags)
	if s.Configs = env["ATTACHE_CONFIGS"]; s.Configs != "" {
		s.from["configs"] = "ATTACHE_CONFIGS"
	}
	if v, ok := flags["configs"]; ok {
		s.Configs, s.from["configs"] = v.String(), "--configs"
	}
	if s.Configs != "" {
		mistakes = append(mistakes, s.fromFile(filepath.Join(s.Configs, SettingsFile), all)...)
	}
	for _, st := range all {
		if text, ok := env[st.env]; ok {
			s.from[st.name] = st.env
			if err := st.set(&s, text); err != nil {
				mistakes = append(mistakes, fmt.Errorf("%s: %w", st.env, err))
			}
		}
		if v, ok := flags[st.name]; ok {
			s.from[st.name] = "--" + st.name
			reflect.ValueOf(&s).Elem().Field(st.index).Set(v)
		}
	}
	mistakes = append(mistakes, s.mistakes()...)
	inFile := filepath.Join(s.Configs, SettingsFile) + ":"
	slices.SortStableFunc(mistakes, func(a, b error) int { return cmp.Compare(lineIn(inFile, a), lineIn(inFile, b)) })
	return s, errors.Join(mistakes...)
}

// lineIn returns the line of a file that an error begins with; what is wrong elsewhere comes after it.
func lineIn(file string, err error) int {
	rest, ok := strings.CutPrefix(err.Error(), file)
	digits, _, _ := strings.Cut(rest, ":")
	if n, e := strconv.Atoi(digits); ok && e == nil {
		return n
	}
	return math.MaxInt
}

// fromFile takes the settings of the file at path. Every mistake names file and line.
func (s *Settings) fromFile(path string, all []setting) (mistakes []error) {
	if info, err := os.Stat(filepath.Dir(path)); err != nil || !info.IsDir() {
		return []error{fmt.Errorf("%s: there is no folder %s", s.place("configs"), filepath.Dir(path))}
	}
	b, err := readSmall(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	} else if err != nil {
		return []error{err}
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(b, &doc); err != nil {
		return []error{fmt.Errorf("%s: %w", path, err)}
	}
	if len(doc.Content) == 0 || doc.Content[0].Tag == "!!null" {
		return nil // nothing but comments
	}
	root := doc.Content[0]
	if root.Kind != yaml.MappingNode {
		return []error{fmt.Errorf("%s:%d: write settings as \"name: value\" lines", path, root.Line)}
	}
	seen := map[string]int{}
	for i := 0; i+1 < len(root.Content); i += 2 {
		key, value := root.Content[i], root.Content[i+1]
		at := fmt.Sprintf("%s:%d", path, key.Line)
		say := func(format string, args ...any) {
			mistakes = append(mistakes, fmt.Errorf("%s: "+format, append([]any{at}, args...)...))
		}
		n := slices.IndexFunc(all, func(st setting) bool { return st.key() == key.Value })
		switch {
		case n < 0:
			say("there is no setting %q%s", key.Value, nearest(key.Value, all))
			continue
		case !all[n].file:
			say("%s cannot be set in a file; use %s", key.Value, all[n].env)
			continue
		case seen[key.Value] > 0:
			say("%s is set twice, first in line %d", key.Value, seen[key.Value])
			continue
		}
		seen[key.Value] = key.Line
		text, err := scalar(value, all[n], s)
		if err != nil {
			say("%s: %w", key.Value, err)
			continue
		}
		if text == "" {
			continue // "name:" alone leaves the default
		}
		s.from[all[n].name] = at
		if err := all[n].set(s, text); err != nil {
			say("%s: %w", key.Value, err)
		}
	}
	return mistakes
}

// scalar returns the text of a value: a scalar, or a list of scalars for settings that are lists.
func scalar(v *yaml.Node, st setting, s *Settings) (string, error) {
	_, list := reflect.ValueOf(s).Elem().Field(st.index).Interface().([]string)
	switch {
	case v.Kind == yaml.ScalarNode && v.Tag == "!!null":
		return "", nil
	case v.Kind == yaml.ScalarNode:
		return v.Value, nil
	case v.Kind == yaml.SequenceNode && list:
		var parts []string
		for _, e := range v.Content {
			if e.Kind != yaml.ScalarNode {
				return "", errors.New("write a list of plain values")
			}
			parts = append(parts, e.Value)
		}
		return strings.Join(parts, ","), nil
	case v.Kind == yaml.SequenceNode:
		return "", errors.New("write one value, not a list")
	}
	return "", errors.New("write one plain value")
}

// nearest returns a hint at the setting that is spelled most like key, or "".
func nearest(key string, all []setting) string {
	best, name := 3, ""
	for _, st := range all {
		if d := distance(key, st.key()); d < best && st.file {
			best, name = d, st.key()
		}
	}
	if name == "" {
		return ""
	}
	return fmt.Sprintf("; did you mean %q?", name)
}

// distance is the edit distance of Levenshtein, in bytes.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		left, diagonal := i+1, i
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j], left = left, min(left+1, diagonal+1, cost)
		}
		row[len(b)] = left
	}
	return row[len(b)]
}

// Kong is the option of a parser whose command line embeds Settings: the environment is shown in
// its help but left to Load, which reports all mistakes at once.
func Kong() kong.Option {
	return kong.PostBuild(func(k *kong.Kong) error {
		known := map[string]bool{}
		for _, st := range declared() {
			known[st.name] = st.flag
		}
		return kong.Visit(k.Model, func(node kong.Visitable, next kong.Next) error {
			if f, ok := node.(*kong.Flag); ok && known[f.Name] && len(f.Tag.Envs) > 0 {
				f.Help = kong.DefaultHelpValueFormatter(f.Value)
				f.Tag.Envs, f.Envs = nil, nil
			}
			return next(nil)
		})
	})
}

// given returns the values of the flags that stand on the command line, by name.
func given(ctx *kong.Context) map[string]reflect.Value {
	values := map[string]reflect.Value{}
	if ctx == nil {
		return values
	}
	for _, p := range ctx.Path {
		if p.Flag != nil && !p.Resolved {
			values[p.Flag.Name] = reflect.ValueOf(ctx.FlagValue(p.Flag))
		}
	}
	return values
}
