package output

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"baken.example/baken/internal/output/location"
	"baken.example/baken/internal/output/lock"
)

// TestConcurrentWrites runs many builds of one directory: each succeeds, and the last site is
// complete.
func TestConcurrentWrites(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "public")
	a, b := pair(20)
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			site := a
			if i%2 == 0 {
				site = b
			}
			for range 5 {
				if _, err := Write(t.Context(), dir, site.artifacts(), Options{Records: records(), Workers: 2}); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
	if readSite(t, dir)["index.html"] == "a" {
		wantSite(t, dir, a)
	} else {
		wantSite(t, dir, b)
	}
}

func TestWaiting(t *testing.T) {
	if runtime.GOOS != "windows" && runtime.GOOS != "linux" && runtime.GOOS != "darwin" {
		t.Skip("no lock here")
	}
	dir := filepath.Join(t.TempDir(), "public")
	p, err := location.Find(dir)
	if err != nil {
		t.Fatal(err)
	}
	unlock, err := lock.Acquire(t.Context(), p.Lock, nil)
	if err != nil {
		t.Fatal(err)
	}

	// Waiting ends with the context …
	ctx, cancel := context.WithCancel(t.Context())
	_, err = Write(ctx, dir, nil, Options{Records: records(), Waiting: func(string) { cancel() }})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("built without the lock")
	}

	// … or with the lock.
	times := 0
	stats, err := Write(t.Context(), dir, files{"a": "a"}.artifacts(), Options{Records: records(), Waiting: func(holder string) {
		if want := fmt.Sprintf("baken build, process %d", os.Getpid()); holder != want && runtime.GOOS != "windows" {
			t.Errorf("waits for %q, want %q", holder, want)
		}
		times++
		if err := unlock(); err != nil {
			t.Error(err)
		}
	}})
	if err != nil || stats.Written != 1 || times != 1 {
		t.Errorf("stats %+v, error %v, waited %d times", stats, err, times)
	}
	wantSite(t, dir, files{"a": "a"})
}

// TestForeignLock has somebody's file at the name of the lock.
func TestForeignLock(t *testing.T) {
	for _, text := range []string{"mine", "baken build fails here: my notes", "baken build, process 1 and more of mine",
		"baken build, process 1\n\n" + strings.Repeat("1", 200)} {
		dir := filepath.Join(t.TempDir(), "public")
		p, err := location.Find(dir)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p.Lock, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := Write(t.Context(), dir, nil, Options{Records: records()}); err == nil || !strings.Contains(err.Error(), "isn't a lock of Baken: move it away") {
			t.Errorf("error %v", err)
		}
		if got, err := os.ReadFile(p.Lock); err != nil || string(got) != text {
			t.Errorf("%q, %v", got, err)
		}
	}
}

func TestDeadLock(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	p, err := location.Find(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(p.Lock, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	waited := func(string) { t.Error("waits for nobody") }
	if _, err := Write(t.Context(), dir, nil, Options{Records: records(), Waiting: waited}); err != nil {
		t.Fatal(err)
	}
	wantSite(t, dir, files{})
}
