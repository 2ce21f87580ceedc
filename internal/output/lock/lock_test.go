package lock

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

func TestAcquire(t *testing.T) {
	if runtime.GOOS != "windows" && runtime.GOOS != "linux" && runtime.GOOS != "darwin" {
		t.Skip("no lock here")
	}
	name := filepath.Join(t.TempDir(), "lock")
	unlock, err := Acquire(t.Context(), name, func(string) { t.Error("waits for nobody") })
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tryLock(name); !errors.Is(err, errHeld) {
		t.Fatalf("second lock: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	if _, err := Acquire(ctx, name, func(string) { cancel() }); !errors.Is(err, context.Canceled) {
		t.Errorf("waited on after the end: %v", err)
	}
	waited := 0
	next, err := Acquire(t.Context(), name, func(holder string) {
		if want := fmt.Sprintf("baken build, process %d", os.Getpid()); holder != want && runtime.GOOS != "windows" {
			t.Errorf("waits for %q, want %q", holder, want)
		}
		waited++
		if err := unlock(); err != nil {
			t.Error(err)
		}
	})
	if err != nil || waited != 1 {
		t.Fatalf("waited %d times, %v", waited, err)
	}
	if err := next(); err != nil {
		t.Error(err)
	}
	if _, err := os.Lstat(name); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the lock is left: %v", err)
	}
}

// TestForeign has somebody's file at the name of the lock, and what a dead process left.
func TestForeign(t *testing.T) {
	for text, fine := range map[string]bool{"": true, "mine": false, "baken build, process 12 and mine": false} {
		name := filepath.Join(t.TempDir(), "lock")
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		unlock, err := Acquire(t.Context(), name, nil)
		if (err == nil) != fine {
			t.Errorf("%q: %v", text, err)
		}
		if fine {
			if err := unlock(); err != nil {
				t.Error(err)
			}
		} else if got, err := os.ReadFile(name); err != nil || string(got) != text {
			t.Errorf("%q holds %q, %v", text, got, err)
		}
	}
}
