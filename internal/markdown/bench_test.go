package markdown

import (
	"os"
	"testing"
)

func BenchmarkConvert(b *testing.B) {
	src, err := os.ReadFile("testdata/page.md")
	if err != nil {
		b.Fatal(err)
	}
	c := New(testOptions())
	body, findings := c.Convert(nil, "page.en.md", src, 1)
	if findings.Len() > 0 || len(body.Slots) == 0 {
		b.Fatalf("%d slots, findings: %v", len(body.Slots), findings.All())
	}
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		c.Convert(nil, "page.en.md", src, 1)
	}
}
