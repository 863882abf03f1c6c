package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"attache"
	"attache/store"
	"attache/store/storetest"
)

func TestBackup(t *testing.T) {
	db := open(t)
	r := storetest.Placed(1, 1000)
	if _, err := db.Guild("1").Save(t.Context(), "v1", []attache.Read{r}); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "copy.db")
	if err := db.Backup(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	if err := db.Backup(t.Context(), path); !errors.Is(err, os.ErrExist) {
		t.Errorf("Backup over a file = %v, want ErrExist", err)
	}
	if left, err := os.ReadDir(filepath.Dir(path)); err != nil || len(left) != 1 {
		t.Errorf("Backup left %v, %v; want the copy alone", left, err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the copy has the mode %v, %v; want it for the owner alone", info.Mode(), err)
	}
	copied, err := store.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer copied.Close()
	if bad, err := copied.Check(t.Context()); err != nil || len(bad) > 0 {
		t.Errorf("Check of the copy = %v, %v", bad, err)
	}
	if a, _, err := copied.Guild("1").Article(t.Context(), r.Article.ID); err != nil || a.Text != r.Article.Text {
		t.Errorf("the copy lacks the article: %v", err)
	}
}

// What was saved is there for the next process, and its schema is not migrated twice.
func TestReopen(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sub", "a.db")
	for i := range 3 {
		db, err := store.Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := db.Guild("1").Save(t.Context(), "v1", []attache.Read{storetest.Placed(i, 400)}); err != nil {
			t.Fatal(err)
		}
		if s, err := db.Guild("1").Stats(t.Context()); err != nil || s.Articles != i+1 {
			t.Errorf("opened for the %d. time it has %d articles, %v", i+1, s.Articles, err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := store.Open(t.Context(), "postgres://localhost/x"); err == nil {
		t.Error("Open took an address of a database it has no driver for")
	}
	if err := os.WriteFile(path, []byte("this is no database, it is a text of some length"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Open(t.Context(), path); err == nil {
		t.Error("Open took a file that is no database")
	}
}

// Damage that the tables can know of is found.
func TestCheckFindsDamage(t *testing.T) {
	db := open(t)
	if _, err := db.Guild("1").Save(t.Context(), "v1", []attache.Read{storetest.Placed(1, 1000)}); err != nil {
		t.Fatal(err)
	}
	for _, damage := range []string{
		`DELETE FROM fact WHERE n = 1`,
		`UPDATE entity SET facts = facts + 1`,
		`DELETE FROM outbox`,
		`INSERT INTO outbox (guild, article, removed, at, by_user) VALUES ('1', 'nowhere', 0, 0, '')`,
		`INSERT INTO entity (guild, id, name, kind, folds, articles, statements, facts) VALUES ('1', 'ghost', 'Ghost', '', '', 1, 1, 1)`,
	} {
		store.Exec(t, db, damage)
		if bad, err := db.Check(t.Context()); err != nil || len(bad) == 0 {
			t.Errorf("Check after %q = %v, %v; want a finding", damage, bad, err)
		}
		db = open(t)
		if _, err := db.Guild("1").Save(t.Context(), "v1", []attache.Read{storetest.Placed(1, 1000)}); err != nil {
			t.Fatal(err)
		}
	}
}

func TestTheDatabaseIsForTheOwnerAlone(t *testing.T) {
	dir := t.TempDir()
	db, err := store.Open(t.Context(), filepath.Join(dir, "a.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	files, err := os.ReadDir(dir)
	if err != nil || len(files) < 2 {
		t.Fatalf("%v, %v; want the database and its log", files, err)
	}
	for _, f := range files {
		if info, err := f.Info(); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s has the mode %v, %v", f.Name(), info.Mode(), err)
		}
	}
}
