package asset_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"baken.example/baken/internal/asset"
	"baken.example/baken/internal/growthtest"
)

// hostile are files in the directory assets that take too long without bounds, by their names.
var hostile = map[string]func(size int) string{
	"variables.js":       func(size int) string { return variables(size) },
	"local variables.js": func(size int) string { return "function f(){" + variables(size) + "}" },
	"blocks.js": func(size int) string {
		return strings.Repeat("{", 900) + variables(size-1800) + strings.Repeat("}", 900)
	},
	"rules.css":    fill(".a{color:red}"),
	"open.css":     fill("a{"),
	"brackets.css": func(size int) string { return "a{b:" + strings.Repeat("(", size) },
	"lists.json":   func(size int) string { return "[" + strings.Repeat("[],", size/3) + "[]]" },
	"elements.svg": func(size int) string {
		return svg + strings.Repeat("<g>", size/7) + strings.Repeat("</g>", size/7) + "</svg>"
	},
	"comments.svg":   func(size int) string { return svg + strings.Repeat("<!-- -->", size/8) + "</svg>" },
	"style.svg":      func(size int) string { return svg + "<style>" + strings.Repeat("a<g/>/*", size/7) + "</style></svg>" },
	"many style.svg": func(size int) string { return svg + strings.Repeat("<style>a(</style>", size/17) + "</svg>" },
	"entities.svg": func(size int) string {
		var b strings.Builder
		b.WriteString("<!DOCTYPE svg [")
		for i := 0; b.Len() < size/2; i++ {
			fmt.Fprintf(&b, `<!ENTITY a%d "&a%d;">`, i+1, i)
		}
		return b.String() + "]>" + svg + strings.Repeat("<g id='&a1;'/>", size/28) + "</svg>"
	},
	"defaults.svg": func(size int) string {
		var b, attributes strings.Builder
		b.WriteString("<!DOCTYPE svg [<!ATTLIST svg ")
		for i := 0; b.Len() < size/2; i++ {
			fmt.Fprintf(&b, `a%d CDATA "" `, i)
			fmt.Fprintf(&attributes, ` b%d=""`, i)
		}
		return b.String() + ">]>" + strings.TrimSuffix(svg, ">") + attributes.String() + "/>"
	},
	"chain.svg": func(size int) string {
		var b strings.Builder
		for i := 0; b.Len() < size; i++ {
			fmt.Fprintf(&b, `<set id="a%d" begin="a%d.end"/>`, i, i+1)
		}
		return svg + b.String() + "</svg>"
	},
	"path.svg": func(size int) string { return svg + `<path d="` + strings.Repeat("M1 1L2 2", size/8) + `"/></svg>` },
}

const svg = `<svg xmlns="http://www.w3.org/2000/svg">`

func fill(s string) func(int) string {
	return func(size int) string { return strings.Repeat(s, size/len(s)) }
}

// variables returns declarations of as many names.
func variables(size int) string {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		fmt.Fprintf(&b, "var a%d=%d;", i, i)
	}
	return b.String()
}

func load(tb testing.TB, name, content string) *asset.File {
	tb.Helper()
	set, _, err := asset.Load(tb.Context(), fstest.MapFS{"assets/" + name: {Data: []byte(content)}}, asset.Minifier())
	if err != nil {
		tb.Fatal(err)
	}
	return set.Get(name)
}

// TestGrowth checks that reading hostile assets takes linear time.
func TestGrowth(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	for name, text := range hostile {
		t.Run(name, func(t *testing.T) {
			growthtest.Linear(t, text, func(content string) { load(t, name, content) })
		})
	}
}

func BenchmarkHostile(b *testing.B) {
	for name, text := range hostile {
		b.Run(name, func(b *testing.B) {
			growthtest.Bench(b, text, func(content string) { load(b, name, content) })
		})
	}
}

// TestLargeScript checks that a script that is too large to minify is published unchanged.
func TestLargeScript(t *testing.T) {
	const text = "a  =  1 ;\n"
	for _, size := range []int{1, 2400} {
		small := load(t, "a.js", strings.Repeat(text, size))
		if content := bytesOf(t, small.Artifact); bytes.Contains(content, []byte("  ")) {
			t.Errorf("%.40q isn't minified", content)
		}
	}
	nested := hostile["blocks.js"](20 << 10)
	if content := bytesOf(t, load(t, "blocks.js", nested).Artifact); string(content) != nested {
		t.Error("variables in nested blocks are minified")
	}
	// At 64 KiB, the variables of nested blocks take seconds.
	for _, size := range []int{2600, 6500, 1 << 13} {
		large := load(t, "a.js", strings.Repeat(text, size))
		if content := bytesOf(t, large.Artifact); len(content) != len(text)*size {
			t.Errorf("%d bytes of %d are published", len(content), len(text)*size)
		}
	}
}

// BenchmarkNestedScript measures the script, among those that are minified, that takes longest.
func BenchmarkNestedScript(b *testing.B) {
	const blocks = 900
	text := strings.Repeat("{", blocks) + variables(900) + strings.Repeat("a;", 24<<9-blocks-500) + strings.Repeat("}", blocks)
	for b.Loop() {
		load(b, "blocks.js", text)
	}
}
