package source_test

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/source"
)

func TestText(t *testing.T) {
	for _, c := range []struct{ src, want, finding string }{
		{"", "", ""},
		{"text\n", "text\n", ""},
		{"\ufeffa\r\nb\rc\n\r\n", "a\nb\nc\n\n", ""},
		{"é\ufeff", "é\ufeff", ""},
		{"one\ntwé\xe9", "", "f:2:4: byte 0xE9 isn't UTF-8 [file-encoding]"},
		{"\xff\xfea\x00", "", "f:1:4: a NUL byte in the text [file-encoding]"},
		{"a\tb\n", "a\tb\n", ""},
		{"one\né\x01", "", "f:2:2: the control character U+0001 in the text [file-encoding]"},
		{"a\fb\x00", "", "f:1:2: the control character U+000C in the text [file-encoding]"},
		{"\x1b[31m", "", "f:1:1: the control character U+001B in the text [file-encoding]"},
		{"a\x7f", "", "f:1:2: the control character U+007F in the text [file-encoding]"},
		{strings.Repeat("a", 1<<20), strings.Repeat("a", 1<<20), ""},
		{strings.Repeat("a", 1<<20+1), "", "f: the file is larger than 1 MiB [file-too-large]"},
		{"Je ‘bent’ er…\n", "Je ‘bent’ er…\n", ""},
		{"א\u200f, \u200eב\u061c", "א\u200f, \u200eב\u061c", ""},
		// A truncated character at the end of the file.
		{"ab\xc3", "", "f:1:3: byte 0xC3 isn't UTF-8 [file-encoding]"},
	} {
		got, list, err := source.Text(fstest.MapFS{"f": {Data: []byte(c.src)}}, "f")
		if err != nil {
			t.Fatal(err)
		}
		finding := ""
		if all := list.All(); len(all) > 0 {
			finding = all[0].String()
		}
		if finding != c.finding || string(got) != c.want {
			t.Errorf("%.20q: %.20q, %q; want %q", c.src, got, finding, c.finding)
		}
	}
}

// TestTurned checks that bidirectional control characters are reported once a line, and the text is
// returned.
func TestTurned(t *testing.T) {
	for _, r := range "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069" {
		src := fmt.Sprintf("title: ’s\n\nEen…\u2065 b%[1]cc%[1]cd\n\n%[1]c", r)
		got, list, err := source.Text(fstest.MapFS{"f": {Data: []byte(src)}}, "f")
		if err != nil || string(got) != src {
			t.Fatalf("%U: %q, %v", r, got, err)
		}
		var at []diag.Pos
		for _, f := range list.All() {
			if f.Code != diag.TextBidi || f.Severity != diag.Warning || !strings.Contains(f.Message, fmt.Sprintf("%U", r)) || !strings.Contains(f.Hint, fmt.Sprintf("&#x%X;", r)) {
				t.Errorf("%U: %+v", r, f)
			}
			at = append(at, f.Pos)
		}
		if want := []diag.Pos{{Line: 3, Column: 8}, {Line: 5, Column: 1}}; !slices.Equal(at, want) {
			t.Errorf("%U: at %v, want %v", r, at, want)
		}
	}
}

func TestBytes(t *testing.T) {
	fsys := fstest.MapFS{
		"small": {Data: []byte{0xff, 0}},
		"large": {Data: make([]byte, 10<<20+1)},
		"dir/x": {},
		"link":  {Data: []byte("nowhere"), Mode: fs.ModeSymlink},
	}
	if b, list, err := source.Bytes(fsys, "small"); len(b) != 2 || list.Len() > 0 || err != nil {
		t.Error(b, list.All(), err)
	}
	if _, list, err := source.Bytes(fsys, "large"); list.Len() != 1 || err != nil {
		t.Error(list.All(), err)
	}
	if _, list, err := source.Bytes(fsys, "link"); list.Len() != 1 || err != nil {
		t.Error(list.All(), err)
	}
	if _, list, err := source.Bytes(fsys, "none"); list.Len() > 0 || !errors.Is(err, fs.ErrNotExist) {
		t.Error(list.All(), err)
	}
	if _, list, err := source.Bytes(fsys, "dir"); list.Len() > 0 || err == nil {
		t.Error(list.All(), err)
	}
}

// TestControlAnywhere holds that a control character is found at any offset, whatever is around it.
func TestControlAnywhere(t *testing.T) {
	for size := range 20 {
		for at := range size {
			for c := range 0x80 {
				src := []byte("\n~\t é~ ~\n\nàü \t€~~ "[:size])
				src = []byte(strings.ToValidUTF8(string(src), "x"))
				src[min(at, len(src)-1)] = byte(c)
				src = []byte(strings.ToValidUTF8(string(src), "x"))
				_, list := source.Decode("f", src)
				want := 0
				if c < ' ' && c != '\t' && c != '\n' && c != '\r' || c == 0x7f {
					want = 1
				}
				if list.Len() != want {
					t.Fatalf("%q has %d findings, want %d", src, list.Len(), want)
				}
			}
		}
	}
}

// BenchmarkDecode reads a text of ordinary lines.
func BenchmarkDecode(b *testing.B) {
	src := []byte(strings.Repeat("An ordinary line, of about the length that lines have — no more.\n", 200))
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		source.Decode("f", src)
	}
}
