package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"attache"
	"attache/card"
)

// show prints an answer. A card that is one file and nothing else goes to standard output as it is, so
// that it can be redirected and piped; files that come with an answer are saved in the working directory.
// Where a file was asked for and there is none, the answer goes to standard error.
func (e env) show(c card.Card, argv []string) error {
	wanted := slices.ContainsFunc(argv, func(w string) bool { return w == "--format" || strings.HasPrefix(w, "--format=") })
	switch {
	case len(c.Files) == 1 && len(c.Blocks) == 0 && (isText(c.Files[0]) || !e.seen()):
		_, err := e.out.Write(c.Files[0].Bytes)
		return err
	case wanted && len(c.Files) == 0:
		if err := card.WriteText(e.err, c, width()); err != nil {
			return err
		}
		return errQuiet
	}
	c.Files = slices.DeleteFunc(slices.Clone(c.Files), func(f card.File) bool { return f.Glance })
	for i := range c.Files {
		name, err := save(c.Files[i])
		if err != nil {
			return err
		}
		c.Files[i].Name = name
		c.Files[i].Alt = "saved here: " + c.Files[i].Alt
	}
	return card.WriteText(e.out, c, width())
}

func isText(f card.File) bool {
	return strings.HasPrefix(f.Type, "text/") || strings.HasPrefix(f.Type, "application/json")
}

// seen reports whether standard output is somebody's screen.
func (e env) seen() bool {
	f, ok := e.out.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// save writes a file into the working directory under its name, or that name with a number: nothing that
// is there is written over.
func save(f card.File) (name string, err error) {
	base := filepath.Base(filepath.Clean("/" + f.Name))
	extension := filepath.Ext(base)
	const most = 1000
	for n := 1; n < most; n++ {
		name = base
		if n > 1 {
			name = fmt.Sprintf("%s-%d%s", strings.TrimSuffix(base, extension), n, extension)
		}
		to, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return "", cannotSave(name, err)
		}
		_, err = to.Write(f.Bytes)
		if err = errors.Join(err, to.Close()); err != nil {
			return "", cannotSave(name, err)
		}
		return name, nil
	}
	return "", cannotSave(name, fs.ErrExist)
}

func cannotSave(name string, err error) error {
	return &attache.Problem{Say: fmt.Sprintf("I cannot write %s in this folder. The answer was not saved; go to a folder of yours, or give one --format to print it.", name), Err: err}
}
