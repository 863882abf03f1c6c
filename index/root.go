package index

import (
	"fmt"
	"os"
	"time"

	bolt "go.etcd.io/bbolt"
)

// bleve keeps the list of its segments in a bbolt file. bbolt maps that file and trusts it: a
// cut one may open and kill a goroutine of bleve at the next write, which then waits for ever. So
// the file is read from end to end before bleve gets it.

// checkRoot returns ErrDamaged when the file cannot be read through, ErrBusy when another process
// holds it.
func checkRoot(path string) error {
	err := guard(func() error {
		db, err := bolt.Open(path, 0o600, &bolt.Options{ReadOnly: true, PreLoadFreelist: true, Timeout: lockTimeout})
		if err != nil {
			return err
		}
		defer db.Close()
		return db.View(func(tx *bolt.Tx) error {
			info, err := os.Stat(path)
			if err != nil {
				return err
			}
			if info.Size() < tx.Size() {
				return fmt.Errorf("%w: root has %d bytes of %d", ErrDamaged, info.Size(), tx.Size())
			}
			return tx.ForEach(func(name []byte, b *bolt.Bucket) error { return readThrough(b, 0) })
		})
	})
	return judge(err)
}

// readThrough touches every key and value of a bucket. bleve's are three deep.
func readThrough(b *bolt.Bucket, depth int) error {
	if depth > 8 {
		return fmt.Errorf("%w: root is too deep", ErrDamaged)
	}
	sum := byte(0)
	return b.ForEach(func(k, v []byte) error {
		if v == nil {
			inner := b.Bucket(k)
			if inner == nil {
				return fmt.Errorf("%w: root has a bucket that is none", ErrDamaged)
			}
			return readThrough(inner, depth+1)
		}
		for _, c := range v {
			sum ^= c
		}
		return nil
	})
}

// lockTimeout is how long to wait for another process to let go of an index.
const lockTimeout = 2 * time.Second
