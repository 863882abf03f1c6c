package configs

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// The built-in tables, and the example of a settings file.
//
//go:embed *.tsv attache.yaml
var builtin embed.FS

// Table returns the table called name ("outlets.tsv"): the file of that name in dir, else the
// built-in one. An empty dir means the built-in ones alone. A file that is there but cannot be read
// is an error, not a reason to fall back. A table that is neither there nor built in ("aliases.tsv")
// is fs.ErrNotExist.
func Table(dir, name string) ([]byte, error) {
	if filepath.Base(name) != name {
		return nil, fmt.Errorf("%q is not the name of a table", name)
	}
	if dir != "" {
		b, err := readTable(filepath.Join(dir, name))
		if !errors.Is(err, fs.ErrNotExist) {
			return b, err
		}
	}
	return builtin.ReadFile(name)
}

// readSmall reads a regular file of at most a megabyte: settings, a token.
func readSmall(path string) ([]byte, error) { return readFile(path, 1<<20) }

// readTable reads a regular file of at most 64 MB: a gazetteer may be long.
func readTable(path string) ([]byte, error) { return readFile(path, 64<<20) }

func readFile(path string, most int64) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > most {
		return nil, fmt.Errorf("%s: not a file of at most %d MB", path, most>>20)
	}
	return os.ReadFile(path)
}
