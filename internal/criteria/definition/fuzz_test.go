package definition_test

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/criteriatest"
	"baken.example/baken/internal/criteria/definition"
	"baken.example/baken/internal/diag"
)

// evaluates goes through random states of a set's form.
func evaluates(t *testing.T, s *criteria.Set) {
	t.Helper()
	r := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		a := criteria.Answers{}
		for q, question := range s.Questions {
			for range r.IntN(3) {
				a[q] = append(a[q], r.IntN(len(question.Options)+1))
			}
		}
		if result := s.Evaluate(a); result.Next < 0 && result.Outcome >= 0 && !result.Stopped() {
			t.Errorf("%v: %+v", a, result)
		}
	}
}

// within holds that findings have a place in the file.
func within(t *testing.T, src string, list diag.List) {
	t.Helper()
	lines := strings.Split(strings.ReplaceAll(strings.ReplaceAll(strings.TrimPrefix(src, "\ufeff"), "\r\n", "\n"), "\r", "\n"), "\n")
	for _, f := range list.All() {
		if strings.Contains(f.Hint, "flaw of Baken") {
			t.Error(f)
		}
		if f.Line < 0 || f.Line > len(lines) {
			t.Errorf("%v: the file has %d lines", f, len(lines))
		} else if f.Line > 0 && f.Column > utf8.RuneCountInString(lines[f.Line-1])+1 {
			t.Errorf("%v: the line is %q", f, lines[f.Line-1])
		}
	}
}

// FuzzCondition holds that any text either parses as a condition or yields findings with positions
// inside it, without a panic.
func FuzzCondition(f *testing.F) {
	for _, c := range wrong {
		f.Add(c.src)
	}
	for _, s := range []string{`kind == "person" and (size != 'small' or "car" not in means)`, "not\nin", "criteria.in", "a.b.c[0:1]", "''.x", "é€", "1..2", "#", "b''", "?."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		if !utf8.ValidString(src) {
			t.Skip("package source lets no such text through")
		}
		quoted, err := json.Marshal(src)
		if err != nil {
			t.Fatal(err)
		}
		file := strings.Replace(placed(nil), `when: kind == "other"`, "when: "+string(quoted), 1)
		sets, list := load(t, map[string]string{"s.yaml": file})
		if len(sets) == 0 && !list.HasErrors() {
			t.Error("no set and nothing said about it")
		}
		within(t, file, list)
		for _, s := range sets {
			evaluates(t, s)
		}
	})
}

// FuzzLoad holds that any file either yields findings or a set that evaluates, without a panic.
func FuzzLoad(f *testing.F) {
	subsidy, err := os.ReadFile("testdata/subsidy.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(subsidy)
	f.Add([]byte(complete))
	f.Add([]byte(lawful))
	f.Add([]byte("\ufeff" + strings.ReplaceAll(placed(nil), "\n", "\r\n")))
	for _, c := range flaws {
		f.Add([]byte(strings.Replace(complete, c.old, c.new, 1)))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		sets, list, err := definition.Load(t.Context(), fstest.MapFS{"content/criteria/s.yaml": {Data: src}}, []string{"en"})
		if err != nil {
			t.Fatal(err)
		}
		if len(sets) == 0 && !list.HasErrors() {
			t.Error("no set and nothing said about it")
		}
		if !bytes.Contains(src, []byte{0}) && utf8.Valid(src) {
			within(t, string(src), list)
		}
		for _, s := range sets {
			evaluates(t, s)
		}
	})
}

// TestShapes loads the sets that all evaluators are compared on.
func TestShapes(t *testing.T) {
	for _, shape := range criteriatest.Shapes() {
		sets, list, err := definition.Load(t.Context(), fstest.MapFS{"content/criteria/s.yaml": {Data: []byte(shape.YAML)}}, []string{"nl", "en"})
		if err != nil || len(sets) != 1 || list.Len() > 0 {
			t.Errorf("%s: %v %v", shape.Name, said(list), err)
			continue
		}
		evaluates(t, sets[0])
	}
}
