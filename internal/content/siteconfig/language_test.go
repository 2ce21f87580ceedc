package siteconfig_test

import (
	"testing"

	"baken.example/baken/internal/content/siteconfig"
)

func TestOwnNames(t *testing.T) {
	for code, want := range map[string]string{
		"nl": "Nederlands", "fr": "Français", "tr": "Türkçe", "pt-BR": "Português", "el": "Ελληνικά", "tlh": "", "?": "", "": "",
	} {
		if got := siteconfig.OwnName(code); got != want {
			t.Errorf("OwnName(%q) = %q, want %q", code, got, want)
		}
	}
}
