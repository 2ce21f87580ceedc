package output

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"baken.example/baken/internal/artifact"
)

// Run these with -benchtime=5x, one at a time and on ext4 with a journal: without one, ext4 passes
// over the inodes deleted within the last minutes, one by one, and every benchmark deletes its
// files.

const benchPages = 20_000

// corpus is a site of 20,000 pages of some 9 KB. Pages whose number is below changed have another
// text for each version.
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

// median reports the median of the durations.
func median(b *testing.B, took []time.Duration, unit string) {
	slices.Sort(took)
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, unit)
}

func timed(f func()) time.Duration {
	from := time.Now()
	f()
	return time.Since(from)
}

func (c *corpus) write(b *testing.B, dir string) {
	if _, err := Write(b.Context(), dir, c.list, Options{Records: records()}); err != nil {
		b.Fatal(err)
	}
}

// bare writes the files of the corpus without any comparison, as a lower bound.
func (c *corpus) bare(b *testing.B, dir string) {
	err := parallel(b.Context(), runtime.GOMAXPROCS(0), len(c.list), func() func(int) error {
		var buf []byte
		return func(i int) error {
			a := c.list[i]
			name := filepath.Join(dir, a.Path)
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
}

// BenchmarkCold writes the site where there is none, in turn with the bare loop, and deletes
// nothing before the end.
func BenchmarkCold(b *testing.B) {
	c := newCorpus(0)
	base := b.TempDir()
	var bare, write []time.Duration
	for n := range b.N {
		bare = append(bare, timed(func() { c.bare(b, filepath.Join(base, fmt.Sprint("bare", n))) }))
		write = append(write, timed(func() { c.write(b, filepath.Join(base, fmt.Sprint("site", n))) }))
	}
	median(b, bare, "bare-ms")
	median(b, write, "write-ms")
}

func benchmarkRebuild(b *testing.B, changed int, shared ...string) {
	c := newCorpus(changed, shared...)
	dir := filepath.Join(b.TempDir(), "public")
	c.write(b, dir)
	b.ReportAllocs()
	b.ResetTimer()
	var took []time.Duration
	for range b.N {
		c.version.Add(1)
		took = append(took, timed(func() { c.write(b, dir) }))
	}
	median(b, took, "write-ms")
}

func BenchmarkUnchanged(b *testing.B)  { benchmarkRebuild(b, 0) }
func BenchmarkOneChanged(b *testing.B) { benchmarkRebuild(b, 1) }

// BenchmarkPageAndSitemap changes a page and a file at the root: few changes that need every file
// to be linked again.
func BenchmarkPageAndSitemap(b *testing.B) { benchmarkRebuild(b, 1, "sitemap.xml") }
func BenchmarkAllChanged(b *testing.B)     { benchmarkRebuild(b, benchPages) }
