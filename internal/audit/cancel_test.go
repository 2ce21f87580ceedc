package audit

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/strictyaml"
)

const settings = `base_url: https://guide.test
title: {en: Guide}
description: {en: Guidance}
languages: [{code: en, name: English}]
contact: {name: {en: Editors}, email: editors@guide.test}
security: {contact: "mailto:security@guide.test", expires: 2100-01-01}
`

// counting is a file system that calls opened for each page that is opened.
type counting struct {
	site   fs.FS
	pages  map[string]bool
	opened func()
}

func (c *counting) Open(name string) (fs.File, error) {
	if c.pages[name] {
		c.opened()
	}
	return c.site.Open(name)
}

// TestCanceled cancels the context while the pages of an earlier site are read, and while they are
// compared with the present ones.
func TestCanceled(t *testing.T) {
	const many = 50
	page := func(i int) *fstest.MapFile {
		return &fstest.MapFile{Data: fmt.Appendf(nil, "---\ntitle: %d\ndescription: D\n---\n\nText %d\n", i, i)}
	}
	now := fstest.MapFS{"content/site.yaml": {Data: []byte(settings)}, "content/index.en.md": page(0)}
	before := fstest.MapFS{"content/site.yaml": {Data: []byte(settings)}, "content/index.en.md": page(0)}
	pages := map[string]bool{}
	for i := range many {
		name := fmt.Sprintf("content/old-%02d.en.md", i)
		before[name], pages[name] = page(i), true
		now[fmt.Sprintf("content/new-%02d.en.md", i)] = page(i)
	}
	docs, _, err := content.Load(t.Context(), now, content.LoadOptions{
		Languages: []string{"en"}, Converters: map[string]*markdown.Converter{"en": markdown.New(markdown.Options{Language: "en"})},
	})
	if err != nil {
		t.Fatal(err)
	}
	day := content.Date{Time: time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC)}
	s, err := loadEarlier(t.Context(), now, day)
	if err != nil {
		t.Fatal(err)
	}
	if list, err := LostURLs(t.Context(), before, now, s, docs, day); err != nil || list.Len() != many {
		t.Fatal(list.Len(), err)
	}
	for _, n := range []int64{3, many + 3} {
		ctx, cancel := context.WithCancel(t.Context())
		var opened atomic.Int64
		files := &counting{before, pages, func() {
			switch i := opened.Add(1); {
			case i == n:
				cancel()
			case i > n: // the call that cancels may not have got to it
				<-ctx.Done()
			}
		}}
		list, err := LostURLs(ctx, files, now, s, docs, day)
		if !errors.Is(err, context.Canceled) || list.Len() > 0 {
			t.Errorf("%v, %v", list.All(), err)
		}
		if more := opened.Load() - n; more < 0 || more > many/2 {
			t.Errorf("%d more pages", more)
		}
		cancel()
	}

	text := func(s string) strictyaml.Value[string] { return strictyaml.Value[string]{V: s} }
	glossary := &content.Glossary{Terms: []content.Term{{ID: text("a"), Term: content.Localized{"en": text("unheard")}}}}
	if list, err := UnusedTerms(t.Context(), fstest.MapFS{}, glossary, []string{"en"}, docs, nil); err != nil || list.Len() != 1 {
		t.Error(list.All(), err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if list, err := UnusedTerms(ctx, fstest.MapFS{}, glossary, []string{"en"}, docs, nil); !errors.Is(err, context.Canceled) || list.Len() > 0 {
		t.Error(list.All(), err)
	}
}
