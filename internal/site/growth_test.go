package site_test

import (
	"fmt"
	"strings"
	"testing"

	"baken.example/baken/internal/growthtest"
	"baken.example/baken/internal/site"
	"baken.example/baken/internal/site/sitetest"
)

// worst are the texts with the most dead references, each for a size.
var worst = map[string]func(size int) string{
	"anchors": func(size int) string {
		return page(numbered(size/2, "## Kop %d\n\n") + numbered(size/2, "[a](#onbekend-%d)\n\n"))
	},
	"pages": func(size int) string {
		var b strings.Builder
		for i := range size / 200 {
			fmt.Fprintf(&b, "-- a%d.nl.md --\n\ntext\n", i)
		}
		return page(numbered(size/2, "[a](onbekend-%d.nl.md)\n\n")) + b.String()
	},
	"sets": func(size int) string { return page(numbered(size, "::criteria{set=onbekend-%d}\n\n")) },
	"aliases": func(size int) string {
		return "-- index.nl.md --\naliases: [" + numbered(min(size, 1<<17), "/nl/a%d/, /nl/a1/, ") + "]\n\ntext\n"
	},
}

// page is a site of one page, whose text is cut to what a file may have.
func page(text string) string {
	return "-- index.nl.md --\n\n" + text[:min(len(text), 1<<20-200)] + "\n"
}

func numbered(size int, format string) string {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// TestGrowth checks that building a site takes linear time.
func TestGrowth(t *testing.T) {
	for name, of := range worst {
		t.Run(name, func(t *testing.T) {
			growthtest.Linear(t, of, func(archive string) { sitetest.Portal(t, archive, site.Options{}) })
		})
	}
}

func BenchmarkPortal(b *testing.B) {
	for name, of := range worst {
		b.Run(name, func(b *testing.B) {
			growthtest.Bench(b, of, func(archive string) { sitetest.Portal(b, archive, site.Options{}) })
		})
	}
}
