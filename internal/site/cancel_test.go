package site_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"

	"baken.example/baken/internal/site"
	"baken.example/baken/internal/site/sitetest"
)

// TestCanceled cancels the context while links and pictures are checked, and before. New returns
// its error, and checks few more of them.
func TestCanceled(t *testing.T) {
	var archive strings.Builder
	archive.WriteString("-- index.nl.md --\n-- index.en.md --\n-- a.png --\n")
	for i := range 40 {
		fmt.Fprintf(&archive, "-- page-%d.en.md --\n\n%s", i, strings.Repeat("![A](a.png)\n\n", 40))
	}
	whole, docs, _ := sitetest.Model(t, archive.String(), site.Options{})
	var calls atomic.Int64
	for _, n := range []int64{1, 50} {
		ctx, cancel := context.WithCancel(t.Context())
		calls.Store(0)
		s, findings, err := site.New(ctx, whole.Config, whole.Glossary, docs, site.Options{Shows: func(string) (bool, string) {
			switch call := calls.Add(1); {
			case call == n:
				cancel()
			case call > n: // the call that cancels may not have got to it
				<-ctx.Done()
			}
			return true, ""
		}})
		if !errors.Is(err, context.Canceled) || s != nil || findings.Len() > 0 {
			t.Errorf("%v, %v, %v", s, findings.All(), err)
		}
		if more := calls.Load() - n; more < 0 || more > int64(runtime.GOMAXPROCS(0)) {
			t.Errorf("%d more pictures", more)
		}
		cancel()
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, _, ok := whole.Replace(ctx, docs.Pages[3:4]); ok {
		t.Error("texts were exchanged once the context was done")
	}
	if _, _, _, ok := whole.Replace(t.Context(), docs.Pages[3:4]); !ok {
		t.Error("texts weren't exchanged")
	}
}
