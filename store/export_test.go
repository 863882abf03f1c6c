package store

import "testing"

// Exec does to a database what no method does.
func Exec(t *testing.T, db *DB, query string) {
	t.Helper()
	if _, err := db.w.ExecContext(t.Context(), query); err != nil {
		t.Fatal(err)
	}
}

// TextHash is textHash.
func TextHash(text string) []byte { return textHash(text) }
