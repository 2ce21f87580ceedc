// Package trusted makes HTML that templates don't escape. It is the only package that does.
//
// The bytes must be the output of package markdown, which passes no raw HTML, of a template, or of
// the packages below criteria, which escape their texts; or their maker has escaped all that isn't
// markup of its own.
package trusted

import (
	"html/template"
	"unsafe"
)

// HTML returns a copy of b as HTML.
func HTML(b []byte) template.HTML { return template.HTML(b) }

// Borrowed returns b as HTML without a copy, for the content of buffers that are reused. The result
// must not be used once b is written to.
func Borrowed(b []byte) template.HTML {
	return template.HTML(unsafe.String(unsafe.SliceData(b), len(b)))
}
