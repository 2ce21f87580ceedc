package leftover_test

import (
	"os"
	"strings"
	"testing"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/dialect"
	"baken.example/baken/internal/markdown/leftover"
)

// found returns the codes of the findings of a text.
func found(src string) (codes []diag.Code) {
	document, _ := dialect.NewParser().Parse([]byte(src))
	leftover.Check(document, []byte(src), func(offset int, code diag.Code, hint, message string) {
		if offset < 0 || offset > len(src) || hint == "" || strings.ContainsAny(message+hint, "\n\x01\x02\x04") {
			panic(message)
		}
		codes = append(codes, code)
	})
	return codes
}

// TestLabelled measures the findings on the places of testdata/labelled.txt: texts of laws,
// manuals, tables and prose in three languages, each with the code that it is to have or "none". A
// place counts for each code: as true or false where the code is found, as missed where it isn't.
func TestLabelled(t *testing.T) {
	text, err := os.ReadFile("testdata/labelled.txt")
	if err != nil {
		t.Fatal(err)
	}
	type score struct{ right, wrong, missed int }
	scores := map[diag.Code]*score{}
	of := func(code diag.Code) *score {
		if scores[code] == nil {
			scores[code] = new(score)
		}
		return scores[code]
	}
	places, none := 0, 0
	for _, place := range strings.Split(strings.TrimSpace(string(text)), "\n=====\n") {
		head, src, ok := strings.Cut(place, "\n")
		fields := strings.Fields(head) // the code, the kind of text, the language
		if !ok || len(fields) != 3 {
			t.Fatalf("no place: %q", place)
		}
		places++
		want := diag.Code(fields[0])
		if want == "none" {
			none++
		} else if !want.Known() {
			t.Fatalf("no code: %q", head)
		}
		hit := false
		seen := map[diag.Code]bool{}
		for _, code := range found(strings.ReplaceAll(src, "␠", "\u00a0")) {
			if seen[code] {
				continue
			}
			seen[code] = true
			if code == want {
				hit = true
				of(code).right++
			} else {
				of(code).wrong++
				t.Logf("%s: false in %q", code, place)
			}
		}
		if want != "none" && !hit {
			of(want).missed++
			t.Logf("%s: missed in %q", want, place)
		}
	}
	for _, code := range diag.Codes() {
		s := scores[code]
		if s == nil {
			continue
		}
		precision := float64(s.right) / float64(max(s.right+s.wrong, 1))
		recall := float64(s.right) / float64(max(s.right+s.missed, 1))
		t.Logf("%-18s precision %.3f, recall %.3f: %d of %d found are right, %d missed; %d places",
			code, precision, recall, s.right, s.right+s.wrong, s.missed, s.right+s.missed+none)
		if precision < 0.95 || recall < 0.9 {
			t.Errorf("%s: precision %.3f, recall %.3f", code, precision, recall)
		}
	}
	t.Logf("%d places, %d of them without a finding", places, none)
}
