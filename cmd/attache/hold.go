package main

import (
	"errors"
	"fmt"
	"path/filepath"

	"github.com/gofrs/flock"

	"attache"
)

// errInUse is the error for a data folder that another process works in.
var errInUse = errors.New("data folder in use")

// hold keeps other processes out of a data folder until the lock is given back or the process ends,
// however it ends. Two at once would take each other's work for that of the dead.
func hold(data string) (*flock.Flock, error) {
	lock := flock.New(filepath.Join(data, "lock"), flock.SetPermissions(0o600))
	switch got, err := lock.TryLock(); {
	case err != nil:
		return nil, fmt.Errorf("lock of %s: %w", data, err)
	case !got:
		return nil, &attache.Problem{
			Say: fmt.Sprintf("The data folder %s is in use by another attache. Nothing was done; ask the bot, stop it first, or give another folder with --data.", data),
			Err: errInUse,
		}
	}
	return lock, nil
}
