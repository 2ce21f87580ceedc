// Package address makes the lasting addresses of downloads from their names.
package address

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Dir is the directory of all downloads in a published site.
const Dir = "files"

// maxName is the length in bytes of the longest name without its extension. File systems store 255
// bytes, and a host may put an ending behind it.
const maxName = 200

// Of returns the path under which a file is published as a download: "files/application-form.pdf"
// for "content/forms/Application form.pdf". It depends on the last part of the file's path only, so
// that a file keeps its address wherever it moves within the site and whatever becomes of its
// content.
//
// The address has letters and digits of any script in lower case; everything else becomes a hyphen,
// and accents of Latin letters are left out, so that it can be written in a letter and read out on
// the telephone. Names of devices, which Windows can't store, get "file-" in front of them.
func Of(file string) string {
	ext := strings.ToLower(path.Ext(file))
	name := slug(strings.TrimSuffix(path.Base(file), path.Ext(file)))
	if name == "" || isDevice(name) {
		name = strings.TrimSuffix("file-"+name, "-")
	}
	return Dir + "/" + name + ext
}

// slug returns a name in lower case with hyphens for everything but letters and digits.
func slug(name string) string {
	var b strings.Builder
	hyphen, latin := false, false
	for _, r := range norm.NFD.String(name) {
		switch {
		case unicode.Is(unicode.Mn, r) && latin:
		case unicode.Is(unicode.M, r) && b.Len() > 0 && !hyphen:
			b.WriteRune(r)
		case unicode.IsLetter(r), unicode.IsDigit(r):
			if hyphen && b.Len() > 0 {
				b.WriteByte('-')
			}
			hyphen = false
			latin = unicode.Is(unicode.Latin, r)
			b.WriteString(strings.ToLower(string(r)))
		default:
			hyphen = true
		}
	}
	out := norm.NFC.String(b.String())
	if len(out) > maxName {
		end := maxName
		for !utf8.RuneStart(out[end]) {
			end--
		}
		out = strings.TrimSuffix(out[:end], "-")
	}
	return out
}

// isDevice reports whether a name in lower case is that of a device on Windows (Microsoft, "Naming
// Files, Paths, and Namespaces").
func isDevice(name string) bool {
	switch name {
	case "con", "prn", "aux", "nul", "conin", "conout":
		return true
	}
	return len(name) == 4 && (name[:3] == "com" || name[:3] == "lpt") && '0' <= name[3] && name[3] <= '9'
}
