package bot

import (
	"context"
	"errors"
	"strings"
	"sync"
	"sync/atomic"

	"attache"
)

// inbox records what was handed in.
type inbox struct {
	mu   sync.Mutex
	all  []attache.Submission
	fail error
	n    atomic.Int64
}

func newInbox() *inbox { return &inbox{} }

func (i *inbox) Submit(_ context.Context, s attache.Submission) (int64, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.fail != nil {
		return 0, i.fail
	}
	for _, was := range i.all {
		if s.Key != "" && was.Key == s.Key {
			return was.ID, nil
		}
	}
	s.ID = i.n.Add(1)
	i.all = append(i.all, s)
	return s.ID, nil
}

func (i *inbox) Await(ctx context.Context, _ int64) (attache.Outcome, error) {
	<-ctx.Done()
	return attache.Outcome{}, ctx.Err()
}

func (i *inbox) taken() []attache.Submission {
	i.mu.Lock()
	defer i.mu.Unlock()
	return append([]attache.Submission(nil), i.all...)
}

type lines0 struct {
	mu   sync.Mutex
	kept map[string]string
	fail bool
}

func (l *lines0) Keep(_ context.Context, guild attache.GuildID, line string) (string, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.fail {
		return "", errors.New("no lines")
	}
	key := digest(string(guild) + line)[:16]
	l.kept[string(guild)+key] = line
	return key, nil
}

func (l *lines0) Line(_ context.Context, guild attache.GuildID, key string) (string, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if line, ok := l.kept[string(guild)+key]; ok {
		return line, nil
	}
	return "", attache.ErrNotFound
}

type state struct {
	mu     sync.Mutex
	values map[string]string
}

func (s *state) Get(_ context.Context, key string) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.values[key], nil
}

func (s *state) Set(_ context.Context, key, value string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.values[key] = value
	return nil
}

// journal is a log that can be read while it is written.
type journal struct {
	mu sync.Mutex
	b  strings.Builder
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.b.Write(p)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.b.String()
}
