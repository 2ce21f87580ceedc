package whole

import (
	"archive/zip"
	"bytes"
	"crypto/rand"
	"errors"
	"io"
	"strings"
	"testing"
)

// zipped returns a zip archive with a comment.
func zipped(tb testing.TB, comment string) string {
	tb.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range []string{"[Content_Types].xml", "word/document.xml"} {
		f, err := w.Create(name)
		if err != nil {
			tb.Fatal(err)
		}
		if _, err := io.CopyN(f, rand.Reader, 90_000); err != nil {
			tb.Fatal(err)
		}
	}
	if err := w.SetComment(comment); err != nil {
		tb.Fatal(err)
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.String()
}

const document = "%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\nxref\n0 1\ntrailer<</Root 1 0 R>>\nstartxref\n42\n%%EOF\n"

// wholeFiles returns files by their names; none of them is cut off.
func wholeFiles(tb testing.TB) map[string]string {
	tb.Helper()
	box := func(kind, body string) string {
		return string([]byte{0, 0, 0, byte(8 + len(body))}) + kind + body
	}
	film := box("ftyp", "mp42") + box("moov", strings.Repeat("a", 90)) + box("mdat", strings.Repeat("b", 90))
	const ebml = "\x1a\x45\xdf\xa3\x84webm"
	return map[string]string{
		"a.pdf": document, "shown while it loads.pdf": strings.Replace(document, "xref", "1 0 obj\n<</Linearized 1/L 165>>\nendobj\nstartxref\n9\n%%EOF\n2 0 obj\nendobj\nxref", 1),
		"changed.pdf": document + "3 0 obj\nendobj\nstartxref\n120\n%%EOF",
		"padded.pdf":  document + strings.Repeat("\x00", 5000),
		"a.docx":      zipped(tb, ""), "a.zip": zipped(tb, strings.Repeat("c", 1<<16-1)), "a.odt": zipped(tb, ""),
		"a.ics": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n",
		"a.asc": "-----BEGIN PGP SIGNATURE-----\n\nabc\n-----END PGP SIGNATURE-----\n",
		"a.mp4": film, "a.webm": ebml + "\x18\x53\x80\x67\x40\x50" + strings.Repeat("c", 0x50),
	}
}

// TestMissing checks that a whole file is one, and that each start of it is cut off, from where its
// format shows that it has an end.
func TestMissing(t *testing.T) {
	missing := func(name, content string) string {
		t.Helper()
		part, err := Missing(name, strings.NewReader(content), int64(len(content)))
		if err != nil {
			t.Fatal(err)
		}
		return part
	}
	for name, content := range wholeFiles(t) {
		if part := missing(name, content); part != "" {
			t.Errorf("%s lacks %s", name, part)
		}
		if name == "changed.pdf" {
			continue // Where it is cut off, it may be what it was before.
		}
		for _, length := range []int{len(content) / 3, len(content) / 2, len(content) * 3 / 4, len(content) - 12} {
			if strings.HasPrefix(name, "padded") || name == "a.zip" && length < len(content)/2 {
				length = len(document) - 20
			}
			if part := missing(name, content[:length]); part == "" {
				t.Errorf("%s: %d of %d bytes are whole", name, length, len(content))
			}
		}
	}
	for name, content := range map[string]string{
		"a.pdf": "%PDF-1.4 a stub", "a.docx": "PK\x03\x04", "empty.zip": "PK\x05\x06" + strings.Repeat("\x00", 18), "a.txt": "a", "a.csv": "a;b",
		"a.mp3": "ID3", "a.mp4": "\x00\x00\x00\x18ftypmp42", "a.webm": "\x1a\x45\xdf\xa3", "a.asc": "a text",
		"live.webm": "\x1a\x45\xdf\xa3\x84webm\x18\x53\x80\x67\x01\xff\xff\xff\xff\xff\xff\xffabc",
	} {
		if part := missing(name, content); part != "" {
			t.Errorf("%s lacks %s", name, part)
		}
	}
}

type broken struct{}

func (broken) ReadAt([]byte, int64) (int, error) { return 0, errDisk }

var errDisk = errors.New("the disk fails")

// TestReader checks that an error of the reader isn't taken for a file that is cut off.
func TestReader(t *testing.T) {
	for _, name := range []string{"a.pdf", "a.docx", "a.mp4", "a.webm"} {
		if part, err := Missing(name, broken{}, 5000); !errors.Is(err, errDisk) || part != "" {
			t.Errorf("%s: %q, %v", name, part, err)
		}
	}
}

func FuzzMissing(f *testing.F) {
	for name, content := range wholeFiles(f) {
		f.Add(name, []byte(content[:min(len(content), 4000)]))
	}
	f.Fuzz(func(t *testing.T, name string, content []byte) {
		if _, err := Missing(name, bytes.NewReader(content), int64(len(content))); err != nil {
			t.Fatal(err)
		}
	})
}
