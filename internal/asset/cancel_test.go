package asset

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/tdewolff/minify/v2"

	"baken.example/baken/internal/artifact"
)

// TestRunUntilDone checks that a call returns once its context is done, though f doesn't.
func TestRunUntilDone(t *testing.T) {
	failure := errors.New("it failed")
	if err := runUntilDone(t.Context(), func() error { return failure }); err != failure {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	release := make(chan struct{})
	defer close(release)
	if err := runUntilDone(ctx, func() error { cancel(); <-release; return nil }); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if err := runUntilDone(ctx, func() error { t.Error("called"); return nil }); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// TestMinifyCanceled cancels the context during an endless minification, which isn't a finding.
func TestMinifyCanceled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	release := make(chan struct{})
	defer close(release)
	m := minify.New()
	m.Add("text/css", endless{cancel, release})
	set, findings, err := Load(ctx, fstest.MapFS{
		"assets/a.css": {Data: []byte("p {}")}, "assets/b.css": {Data: []byte("p {}")},
	}, m)
	if !errors.Is(err, context.Canceled) || findings.Len() > 0 {
		t.Errorf("%v, %v, %v", set, findings.All(), err)
	}
}

// endless is a minifier that cancels a context and then waits.
type endless struct {
	cancel  func()
	release chan struct{}
}

func (e endless) Minify(*minify.M, io.Writer, io.Reader, map[string]string) error {
	e.cancel()
	<-e.release
	return nil
}

// TestCompressCanceled cancels the context between generating and compressing the content.
func TestCompressCanceled(t *testing.T) {
	for i := range 2 { // As .br and as .gz.
		ctx, cancel := context.WithCancel(t.Context())
		out := WithCompressed(ctx, []artifact.Artifact{{
			Path: "a.txt", MediaType: "text/plain", Append: func(b []byte) ([]byte, error) {
				cancel()
				return append(b, strings.Repeat("text", 1<<16)...), nil
			},
		}})
		b, err := out[1+i].Append([]byte("before"))
		if !errors.Is(err, context.Canceled) || string(b) != "before" {
			t.Errorf("%s: %.20q, %v", out[1+i].Path, b, err)
		}
	}
}
