package hostname_test

import (
	"testing"

	"baken.example/baken/internal/hostname"
)

func TestASCII(t *testing.T) {
	for host, want := range map[string]string{
		"gids.test":            "gids.test",
		"my_host.test:8080":    "my_host.test:8080",
		"één.test":             "xn--n-9faa.test",
		"e\u0301e\u0301n.test": "xn--n-9faa.test", // decomposed, as some keyboards and file systems have it
		"Één.TEST:443":         "xn--n-9faa.test:443",
		"straße.test":          "xn--strae-oqa.test", // not strasse.test, which is another host
		"пример.test":          "xn--e1afmkfd.test",
		"例え。test":              "xn--r8jz45g.test",
		"مثال.test":            "xn--mgbh0fb.test",
	} {
		if got, err := hostname.ASCII(host); got != want || err != nil {
			t.Errorf("%q is %q, %v, want %q", host, got, err, want)
		}
	}
	for _, host := range []string{"é\u202e.test", "\u0301.test", "a\u200db.test"} {
		if got, err := hostname.ASCII(host); err == nil {
			t.Errorf("%q is %q, want an error", host, got)
		}
	}
}

func TestInURL(t *testing.T) {
	for address, want := range map[string]string{
		"https://gids.test/é":             "https://gids.test/é",
		"https://één.test":                "https://xn--n-9faa.test",
		"https://één.test:8443/é?é#é":     "https://xn--n-9faa.test:8443/é?é#é",
		"https://één.test?x=//ö.test":     "https://xn--n-9faa.test?x=//ö.test",
		"https://a@één.test/b@c":          "https://a@xn--n-9faa.test/b@c",
		"mailto:veilig@één.test":          "mailto:veilig@xn--n-9faa.test",
		"mailto:a@één.test?subject=//b@é": "mailto:a@xn--n-9faa.test?subject=//b@é",
		"mailto:?subject=é":               "mailto:?subject=é",
		"tel:+31é":                        "tel:+31é",
		"/é":                              "/é",
	} {
		if got, err := hostname.InURL(address); got != want || err != nil {
			t.Errorf("%q is %q, %v, want %q", address, got, err, want)
		}
	}
	if got, err := hostname.InURL("https://é\u202e.test/"); err == nil {
		t.Errorf("an impossible host is %q", got)
	}
}

func TestDisplay(t *testing.T) {
	for host, want := range map[string]string{
		"gids.test": "gids.test", "www.xn--n-9faa.test": "www.één.test", "XN--N-9FAA.test": "één.test",
	} {
		if got := hostname.Display(host); got != want {
			t.Errorf("%q is %q, want %q", host, got, want)
		}
	}
}
