package address_test

import (
	"io/fs"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"baken.example/baken/internal/download/address"
)

func TestOf(t *testing.T) {
	for file, want := range map[string]string{
		"content/Application form.pdf":         "files/application-form.pdf",
		"content/a/b/report.PDF":               "files/report.pdf",
		"content/Coöperatie (v1.2).docx":       "files/cooperatie-v1-2.docx",
		"content/Coo\u0308peratie (v1.2).docx": "files/cooperatie-v1-2.docx",
		"content/50% #1? 'a' \"b\".pdf":        "files/50-1-a-b.pdf",
		"content/ .. x ...pdf":                 "files/x.pdf",
		"content/İstanbul_Ş.csv":               "files/istanbul-s.csv",
		"content/Straße.csv":                   "files/straße.csv",
		"content/استمارة طلب.pdf":              "files/استمارة-طلب.pdf",
		"content/申請書.pdf":                      "files/申請書.pdf",
		"content/विधि.pdf":                     "files/विधि.pdf",
		"content/fdp.\u202Egnp.exe.pdf":        "files/fdp-gnp-exe.pdf",
		"content/\u0301\u0301a.pdf":            "files/a.pdf",
		"content/!!!.pdf":                      "files/file.pdf",
		"content/😀.pdf":                        "files/file.pdf",
		"content/CON.pdf":                      "files/file-con.pdf",
		"content/com1.txt":                     "files/file-com1.txt",
		"content/com¹.txt":                     "files/com.txt",
		"content/console.txt":                  "files/console.txt",
		"content/noext":                        "files/noext",
	} {
		if got := address.Of(file); got != want {
			t.Errorf("%q is %q, want %q", file, got, want)
		}
	}
	for _, unit := range []string{"a", "é", "申", "Ⱥ", "a-"} {
		if got := address.Of(strings.Repeat(unit, 300) + ".pdf"); len(got) > 220 || !utf8.ValidString(got) || strings.Contains(got, "-.") {
			t.Errorf("a long name is %q", got)
		}
	}
}

// FuzzOf holds that every name has an address that file systems and hosts can store, and that an
// address is its own.
func FuzzOf(f *testing.F) {
	f.Add("Application form.pdf")
	f.Add("\u202eﬁ.pdf")
	f.Add("ͅΐ\u0345.csv")
	f.Fuzz(func(t *testing.T, name string) {
		if strings.Contains(name, "/") || !utf8.ValidString(name) {
			return
		}
		stem := name + ".pdf"
		got := address.Of(stem)
		if !fs.ValidPath(got) || strings.Count(got, "/") != 1 || strings.ContainsAny(got, " %#?\"'<>:*\\|") || norm.NFC.String(got) != got {
			t.Errorf("%q is %q", name, got)
		}
		if again := address.Of(got); again != got {
			t.Errorf("%q is %q, which is %q", name, got, again)
		}
	})
}
