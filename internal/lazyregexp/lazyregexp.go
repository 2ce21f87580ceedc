// Package lazyregexp compiles regular expressions when they are first needed. A program that has
// hundreds of them takes a fifth of its start to compile them, and most of its commands use few.
package lazyregexp

import (
	"regexp"
	"sync"
)

// New returns a function that returns the regular expression, which it compiles the first time. It
// is safe for concurrent use, and panics if the expression can't be compiled.
func New(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}
