package cases

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/unicode"
)

// rows reads a file as text, with the position of each cell.
func rows(text string) (out [][]string, places []string, comma rune, err error) {
	r, err := newReader(strings.NewReader(text))
	if err != nil {
		return nil, nil, 0, err
	}
	for {
		row, err := r.next()
		if errors.Is(err, io.EOF) {
			return out, places, r.comma, nil
		}
		if err != nil {
			return out, places, r.comma, err
		}
		var texts []string
		for _, c := range row {
			texts = append(texts, c.text)
			places = append(places, fmt.Sprintf("%d:%d", c.Line, c.Column))
		}
		out = append(out, texts)
	}
}

// TestEncodings reads one file as programs write it.
func TestEncodings(t *testing.T) {
	const text = "case;a;b\r\n\"Één; \"\"twee\"\"\";1,5;\r\n\r\nx;2;\"of\r\nmeer\""
	want := [][]string{{"case", "a", "b"}, {`Één; "twee"`, "1,5", ""}, {""}, {"x", "2", "of\nmeer"}}
	utf16 := func(e unicode.Endianness, mark unicode.BOMPolicy) string {
		s, err := unicode.UTF16(e, mark).NewEncoder().String(text)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	for name, file := range map[string]string{
		"UTF-8":              text,
		"with a mark":        "\ufeff" + text,
		"line feeds":         strings.ReplaceAll(text, "\r\n", "\n"),
		"carriage returns":   strings.ReplaceAll(text, "\r\n", "\r"),
		"a line end":         text + "\r\n",
		"UTF-16":             utf16(unicode.LittleEndian, unicode.UseBOM),
		"big endian":         utf16(unicode.BigEndian, unicode.UseBOM),
		"UTF-16 unmarked":    utf16(unicode.LittleEndian, unicode.IgnoreBOM),
		"big endian, silent": utf16(unicode.BigEndian, unicode.IgnoreBOM),
		"tabs":               strings.NewReplacer("Één; ", "Één; ", ";", "\t").Replace(text),
		"commas":             strings.NewReplacer("Één; ", "Één; ", "1,5", `"1,5"`, ";", ",").Replace(text),
		"named":              "sep=;\r\n" + text,
	} {
		got, places, _, err := rows(file)
		if err != nil || !slices.EqualFunc(got, want, slices.Equal[[]string]) {
			t.Errorf("%s: %q, %v", name, got, err)
		}
		if name == "UTF-16" && strings.Join(places, " ") != "1:1 1:6 1:8 2:1 2:17 2:21 3:1 4:1 4:3 4:5" {
			t.Errorf("the cells stand at %v", places)
		}
	}
}

// TestSyntax reads files that are none.
func TestSyntax(t *testing.T) {
	for text, want := range map[string]string{
		"a,b\n1,\"2\n3":                          "2:3 the quotation mark here isn't closed",
		"a,b\n\"1\"2,3":                          "2:4 text stands behind the quotation mark that ends the cell",
		"a,b\n\xe9,2":                            "2:1 this isn't UTF-8",
		"a,b\n1,\x012":                           "2:3 a control character stands here",
		"PK\x03\x04xl":                           "0:0 this is a workbook, not CSV",
		"a,b\n" + strings.Repeat("x", maxCell+1): "2:1 the cell is longer than 64 KiB",
		"a\n\"" + strings.Repeat("x", maxCell+9): "2:1 the quotation mark here isn't closed",
		strings.Repeat("xxxxxxxx,", maxRow/8):    "1:1048573 the row is longer than 1 MiB",
	} {
		_, _, _, err := rows(text)
		var flaw *syntaxError
		if !errors.As(err, &flaw) || fmt.Sprintf("%d:%d %s", flaw.Line, flaw.Column, flaw.message) != want || flaw.hint == "" {
			t.Errorf("%.20q: %v, want %s", text, flaw, want)
		}
	}
}

// FuzzRead holds the reader to encoding/csv wherever that reads a file.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{"a,b\n1,2\n", "a;\"b\nc\";d\r\n;;\r\n", "\"a\"\"b\",,\n\n\nc", "sep=;\na;b", "a\tb", "\ufeffa,b", "a\rb", "\"", "a\"b,c", "\"a\"b"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, _, comma, err := rows(text)
		if err != nil {
			var flaw *syntaxError
			if !errors.As(err, &flaw) {
				t.Fatal(err)
			}
			return
		}
		plain := strings.TrimPrefix(text, "\ufeff")
		if strings.Contains(plain, "\r") || strings.Contains(plain, "\x00") || strings.HasPrefix(strings.ToLower(plain), "sep=") || strings.HasPrefix(text, "\xff\xfe") || strings.HasPrefix(text, "\xfe\xff") {
			return // encoding/csv reads these in another way.
		}
		r := csv.NewReader(strings.NewReader(plain))
		r.Comma, r.FieldsPerRecord = comma, -1
		want, err := r.ReadAll()
		if err != nil {
			return
		}
		got = slices.DeleteFunc(got, func(row []string) bool { return len(row) == 1 && row[0] == "" })
		want = slices.DeleteFunc(want, func(row []string) bool { return len(row) == 1 && row[0] == "" })
		if !slices.EqualFunc(got, want, slices.Equal[[]string]) {
			t.Fatalf("%q: %q, want %q", text, got, want)
		}
	})
}
