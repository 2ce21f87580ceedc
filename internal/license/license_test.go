package license_test

import (
	"strings"
	"testing"

	"baken.example/baken/internal/license"
)

func TestParse(t *testing.T) {
	for text, want := range map[string]license.License{
		"CC0-1.0":   {ID: "CC0-1.0", URL: "https://spdx.org/licenses/CC0-1.0.html"},
		"cc-by-4.0": {ID: "CC-BY-4.0", URL: "https://spdx.org/licenses/CC-BY-4.0.html"},
		" EUPL-1.2": {ID: "EUPL-1.2", URL: "https://spdx.org/licenses/EUPL-1.2.html"},
		"GPL-3.0":   {ID: "GPL-3.0", URL: "https://spdx.org/licenses/GPL-3.0.html"}, // deprecated, and on the list
		"https://creativecommons.org/publicdomain/zero/1.0/": {URL: "https://creativecommons.org/publicdomain/zero/1.0/"},
		"http://law.example/license":                         {URL: "http://law.example/license"},
	} {
		got, err := license.Parse(text)
		if err != nil || got != want {
			t.Errorf("%s: %+v, %v", text, got, err)
		}
		if !got.IsSet() {
			t.Errorf("%s isn't set", text)
		}
	}
	if (license.License{}).IsSet() {
		t.Error("no license is set")
	}
}

func TestIRI(t *testing.T) {
	for text, want := range map[string]string{"cc0-1.0": "http://spdx.org/licenses/CC0-1.0", "https://law.example/l": "https://law.example/l"} {
		if l, err := license.Parse(text); err != nil || l.IRI() != want {
			t.Errorf("%s: %s, %v", text, l.IRI(), err)
		}
	}
}

func TestWrong(t *testing.T) {
	for text, want := range map[string]string{
		"CC0":                           `"CC0" isn't an SPDX identifier; did you mean "CC0-1.0"?`,
		"CC BY 4.0":                     `"CC BY 4.0" isn't an SPDX identifier; did you mean "CC-BY-4.0"?`,
		"CC-BY-4.O":                     `"CC-BY-4.O" isn't an SPDX identifier; did you mean "CC-BY-4.0"?`,
		"cc by-sa":                      `"cc by-sa" isn't an SPDX identifier; did you mean "CC-BY-SA-4.0"?`,
		"public domain":                 `"public domain" isn't an SPDX identifier; did you mean "CC0-1.0"?`,
		"all rights reserved":           `"all rights reserved" isn't an SPDX identifier`,
		"":                              `"" isn't an SPDX identifier`,
		"CC0-1.0 OR EUPL-1.2":           `"CC0-1.0 OR EUPL-1.2" is a license expression, not one identifier`,
		"(mit or Apache-2.0)":           `"(mit or Apache-2.0)" is a license expression, not one identifier`,
		"GPL-2.0-only with x":           `"GPL-2.0-only with x" is a license expression, not one identifier`,
		"free with name":                `"free with name" isn't an SPDX identifier`,
		"ftp://law.example/l":           `"ftp://law.example/l" isn't the address of a license`,
		"https://":                      `"https://" isn't the address of a license`,
		"https://user:pw@law.example/l": `"https://user:pw@law.example/l" isn't the address of a license`,
		"https://law.example/a b":       `"https://law.example/a b" isn't the address of a license`,
		"javascript:alert(1)":           `"javascript:alert(1)" isn't the address of a license`,
	} {
		_, err := license.Parse(text)
		if err == nil || err.Error() != want {
			t.Errorf("%q:\ngot  %v\nwant %s", text, err, want)
			continue
		}
		if e := err.(*license.Error); !strings.Contains(e.Remedy, "https:") {
			t.Errorf("%q: the remedy is %s", text, e.Remedy)
		}
	}
}
