package output

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"baken.example/baken/internal/artifact"
)

// Run these with -benchtime=5x, one at a time: ext4 makes files slowly for minutes after many were deleted in the same
// place, and every benchmark deletes what it made.

const benchPages = 20_000

// corpus is a site of 20,000 pages of some 9 KB. Pages whose number is below changed have another text for each
// version.
type corpus struct {
	version atomic.Int32
	changed int
	list    []artifact.Artifact
}

func newCorpus(changed int, shared ...string) *corpus {
	c := &corpus{changed: changed}
	body := bytes.Repeat([]byte("<p>Guidance for partnerships.</p>\n"), 265)
	page := func(path string, n int) artifact.Artifact {
		return artifact.Artifact{Path: path, Append: func(b []byte) ([]byte, error) {
			version := int32(0)
			if n < changed {
				version = c.version.Load()
			}
			return append(fmt.Appendf(b, "<title>%06d %06d</title>", n, version), body...), nil
		}}
	}
	for i := range benchPages {
		c.list = append(c.list, page(fmt.Sprintf("%s/section-%02d/page-%05d/index.html", []string{"nl", "en"}[i%2], i/2%100, i), i))
	}
	for _, path := range shared {
		c.list = append(c.list, page(path, 0))
	}
	return c
}

// timed reports the median of what each call of f took; prepare isn't counted.
func timed(b *testing.B, prepare, f func()) {
	var took []time.Duration
	for range b.N {
		prepare()
		from := time.Now()
		f()
		took = append(took, time.Since(from))
	}
	slices.Sort(took)
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "median-ms")
}

func (c *corpus) write(b *testing.B, dir string) {
	if _, err := Write(b.Context(), dir, c.list, Options{}); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkBare makes the directories and files and nothing else, in one goroutine and in as many as Write has.
func BenchmarkBare(b *testing.B) {
	c := newCorpus(0)
	for _, workers := range []int{1, 2} {
		b.Run(fmt.Sprint(workers), func(b *testing.B) {
			base, n := b.TempDir(), 0
			timed(b, func() { n++ }, func() {
				root := filepath.Join(base, fmt.Sprint(n))
				err := parallel(b.Context(), workers, len(c.list), func() func(int) error {
					var buf []byte
					return func(i int) error {
						a := c.list[i]
						name := filepath.Join(root, a.Path)
						if os.Mkdir(filepath.Dir(name), 0o755) != nil {
							if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
								return err
							}
						}
						buf, _ = a.Append(buf[:0])
						return os.WriteFile(name, buf, 0o644)
					}
				})
				if err != nil {
					b.Fatal(err)
				}
			})
		})
	}
}

func BenchmarkCold(b *testing.B) {
	c := newCorpus(0)
	base, n := b.TempDir(), 0
	b.ReportAllocs()
	timed(b, func() { n++ }, func() { c.write(b, filepath.Join(base, fmt.Sprint(n))) })
}

func benchmarkRebuild(b *testing.B, changed int, shared ...string) {
	c := newCorpus(changed, shared...)
	dir := filepath.Join(b.TempDir(), "public")
	c.write(b, dir)
	b.ReportAllocs()
	b.ResetTimer()
	timed(b, func() { c.version.Add(1) }, func() { c.write(b, dir) })
}

func BenchmarkUnchanged(b *testing.B)  { benchmarkRebuild(b, 0) }
func BenchmarkOneChanged(b *testing.B) { benchmarkRebuild(b, 1) }

// BenchmarkPageAndSitemap changes a page and a file at the root: few changes for which everything is linked anew.
func BenchmarkPageAndSitemap(b *testing.B) { benchmarkRebuild(b, 1, "sitemap.xml") }
func BenchmarkAllChanged(b *testing.B)     { benchmarkRebuild(b, benchPages) }
