package pipeline

import (
	"context"
	"testing"
	"testing/fstest"
	"time"

	baken "baken.example/baken"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
)

// TestLookAheadModels counts the models that a look ahead makes. Each takes as long as the model of
// the site itself, and on a large site a review becomes due on nearly every day.
func TestLookAheadModels(t *testing.T) {
	today := content.Date{Time: time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC)}
	for _, test := range []struct {
		name, front, severity string
		keepGoing             bool
		want                  int
	}{
		{"no dates", "", "warning", false, 0},
		{"a review", "reviewed: 2026-06-01\nreview_every: 6 months\n", "warning", false, 0},
		{"a review that stops builds", "reviewed: 2026-06-01\nreview_every: 6 months\n", "error", false, 1},
		{"a page that goes", "expires: 2026-12-01\n", "warning", false, 1},
		{"a page that goes, and a build that goes on", "expires: 2026-12-01\n", "warning", true, 2},
	} {
		t.Run(test.name, func(t *testing.T) {
			page := func(front string) *fstest.MapFile {
				return &fstest.MapFile{Data: []byte("---\ntitle: Page\ndescription: A page.\n" + front + "---\n\nText.\n")}
			}
			p, err := Load(t.Context(), fstest.MapFS{
				"content/site.yaml": {Data: []byte(`base_url: https://guide.test
title: {en: Guide}
description: {en: Guidance}
languages: [en]
contact: {name: {en: Editors}, email: editors@guide.test}
security: {contact: "mailto:security@guide.test", expires: 2027-09-01}
severity: {review-overdue: ` + test.severity + "}\n")},
				"content/index.en.md": page(""),
				"content/page.en.md":  page(test.front),
			}, baken.Defaults, Options{Date: today, KeepGoing: test.keepGoing})
			if err != nil {
				t.Fatal(err)
			}
			models, on := 0, p.on
			p.on = func(ctx context.Context, day content.Date) (diag.List, error) {
				models++
				return on(ctx, day)
			}
			if err := p.LookAhead(t.Context()); err != nil {
				t.Fatal(err)
			}
			if models != test.want {
				t.Errorf("a look ahead made %d models, want %d: %v", models, test.want, p.Findings.All())
			}
		})
	}
}
