package index

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"attache"
)

// The folder of a guild holds its index, and at times more:
//
//	live  the index that answers
//	next  the one that will take its place, see Reset
//	lost  the last one that could not be read, for whoever wants to know why
//	old   the one whose place next has taken, on its way out
const (
	liveFolder = "live"
	nextFolder = "next"
	lostFolder = "lost"
	oldFolder  = "old"
)

// folderOf returns the name of a guild's folder. Only small letters, digits, "-" and "_" stand for
// themselves, so that no id leaves the folder of the set or names the folder of another guild.
func folderOf(guild attache.GuildID) (string, error) {
	if guild == "" || len(guild) > 64 {
		return "", fmt.Errorf("index: guild id of %d bytes", len(guild))
	}
	var b strings.Builder
	for _, c := range []byte(guild) {
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_' {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02x", c)
		}
	}
	return b.String(), nil
}

// exists reports whether there is a folder with something in it.
func exists(dir string) bool {
	files, err := os.ReadDir(dir)
	return err == nil && len(files) > 0
}

// moveAside puts dir in the place of what was lost before.
func moveAside(dir string) error {
	lost := filepath.Join(filepath.Dir(dir), lostFolder)
	if err := os.RemoveAll(lost); err != nil {
		return err
	}
	return os.Rename(dir, lost)
}

// takePlace makes next live. Each step is whole or not at all; mend finishes what a crash leaves.
func takePlace(dir string) error {
	live, old := filepath.Join(dir, liveFolder), filepath.Join(dir, oldFolder)
	if err := os.RemoveAll(old); err != nil {
		return err
	}
	if err := os.Rename(live, old); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return mend(dir)
}

// mend ends a takePlace that a crash interrupted: without a live index the next one is it.
func mend(dir string) error {
	live, next := filepath.Join(dir, liveFolder), filepath.Join(dir, nextFolder)
	if !exists(live) && exists(next) {
		if err := os.RemoveAll(live); err != nil {
			return err
		}
		if err := os.Rename(next, live); err != nil {
			return err
		}
	}
	return os.RemoveAll(filepath.Join(dir, oldFolder))
}
