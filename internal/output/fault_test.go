package output

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"baken.example/baken/internal/artifact"
)

// pair returns two sites of n pages that share most of their files and differ in every way that
// sites can.
func pair(n int) (a, b files) {
	a, b = files{"index.html": "a", "sub": "file"}, files{"index.html": "b", "sub/index.html": "directory"}
	for i := range n {
		p := fmt.Sprintf("%s/s%d/p%d/index.html", []string{"nl", "en"}[i%2], i%7, i)
		a[p] = strings.Repeat(p, 40)
		switch i % 5 {
		case 0:
			b[p] = a[p] + "!"
		case 1:
			b[strings.Replace(p, "/s", "/t", 1)] = a[p]
		default:
			b[p] = a[p]
		}
	}
	return a, b
}

var errBroken = errors.New("broken")

// TestFailingArtifact fails each artifact of a small site in turn, on an old site and on none.
func TestFailingArtifact(t *testing.T) {
	a, b := pair(12)
	base := t.TempDir()
	old, none := filepath.Join(base, "old", "public"), filepath.Join(base, "none", "public")
	mustWrite(t, old, a)
	age(t, old)
	before := snapshot(t, old)
	for p := range b {
		list := b.artifacts()
		for i := range list {
			if list[i].Path == p {
				list[i].Append = func(buf []byte) ([]byte, error) { return append(buf, "half"...), errBroken }
			}
		}
		for _, dir := range []string{old, none} {
			stats, err := Write(t.Context(), dir, list, Options{Records: records(), Workers: 2})
			if !errors.Is(err, errBroken) || !strings.Contains(err.Error(), p) {
				t.Errorf("%s: error %v", p, err)
			}
			if stats != (Stats{}) {
				t.Errorf("%s: stats %+v", p, stats)
			}
		}
		wantUntouched(t, old, before)
		wantNames(t, base, "old")
	}
}

// TestCancelled cancels the context at each artifact in turn, before the first, and at the
// exchange.
func TestCancelled(t *testing.T) {
	a, b := pair(12)
	dir := filepath.Join(t.TempDir(), "public")
	mustWrite(t, dir, a)
	age(t, dir)
	before := snapshot(t, dir)
	for at := range len(b) + 1 {
		ctx, cancel := context.WithCancel(t.Context())
		if at == 0 {
			cancel()
		}
		opts := Options{Records: records(), Workers: 1, Progress: func(done, _ int) {
			if done == at {
				cancel()
			}
		}}
		if _, err := Write(ctx, dir, b.artifacts(), opts); !errors.Is(err, context.Canceled) {
			t.Errorf("at %d: error %v", at, err)
		}
		cancel()
		wantUntouched(t, dir, before)
	}
}

func TestFailingExchange(t *testing.T) {
	a, b := pair(12)
	dir := filepath.Join(t.TempDir(), "public")
	mustWrite(t, dir, a)
	age(t, dir)
	before := snapshot(t, dir)
	_, err := write(t.Context(), dir, b.artifacts(), Options{Records: records()}, func(_, _ string) error { return errBroken })
	if !errors.Is(err, errBroken) {
		t.Errorf("error %v", err)
	}
	wantUntouched(t, dir, before)
}

func TestCancelledByArtifactOfNewSite(t *testing.T) {
	base := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	list := append(files{"a": "a"}.artifacts(), artifact.Artifact{Path: "b", Append: func(b []byte) ([]byte, error) {
		cancel()
		return b, nil
	}})
	if _, err := Write(ctx, filepath.Join(base, "public"), list, Options{Records: records(), Workers: 1}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	wantNames(t, base)
}
