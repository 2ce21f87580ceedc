package criteriatest

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/mutation"
)

// Mutant is the file of a set with one change.
type Mutant struct {
	// What describes the change and its place.
	What string
	YAML []byte
}

// Mutants returns the files of the mutants of a set, read from src.
func Mutants(set *criteria.Set, src []byte) ([]Mutant, error) {
	all, err := mutation.All(set)
	if err != nil {
		return nil, err
	}
	var out []Mutant
	for i := range all {
		if yaml := all[i].YAML(set, src); yaml != nil {
			out = append(out, Mutant{all[i].String(), yaml})
		}
	}
	return append(out, withoutKeys(src)...), nil
}

// withoutKeys returns the sets that lack one key: the end of the questions, or the mark of an
// answer of readers who don't know.
func withoutKeys(src []byte) []Mutant {
	var out []Mutant
	for _, key := range []string{"\n    final: true", ", unsure: true"} {
		for from := 0; ; {
			i := bytes.Index(src[from:], []byte(key))
			if i < 0 {
				break
			}
			i += from
			from = i + len(key)
			line := 1 + bytes.Count(src[:from], []byte("\n"))
			out = append(out, Mutant{
				What: fmt.Sprintf("%d: without %q", line, strings.Trim(key, "\n ,")),
				YAML: slices.Concat(src[:i], src[from:]),
			})
		}
	}
	return out
}
