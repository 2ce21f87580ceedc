package language_test

import (
	"slices"
	"testing"

	"baken.example/baken/internal/search/language"
)

// TestVerb holds which forms belong to a verb that the stem rules don't relate them to, and which
// forms of it are looked up whether the site has them or not.
func TestVerb(t *testing.T) {
	lang, err := language.Of("nl")
	if err != nil {
		t.Fatal(err)
	}
	for _, forms := range [][2]string{
		{"afgewezen", "afwijzing"}, {"afgewezen", "afwijzen"}, {"bewezen", "bewijs"}, {"overgenomen", "overnemen"}, {"opgezegd", "opzeggen"},
		{"gewijzigde", "wijziging"}, {"gecontroleerde", "controle"}, {"geregistreerd", "registratie"},
	} {
		a, _, ok := lang.Verb(forms[0])
		b, _, _ := lang.Verb(forms[1])
		if !ok || a != b {
			t.Errorf("%s is of %q, %s of %q", forms[0], a, forms[1], b)
		}
	}
	for _, forms := range [][2]string{{"gebied", "bieden"}, {"gezicht", "zicht"}, {"gewezen", "gewassen"}} {
		a, _, _ := lang.Verb(forms[0])
		b, _, _ := lang.Verb(forms[1])
		if a == b {
			t.Errorf("%s and %s are of %q", forms[0], forms[1], a)
		}
	}
	_, further, _ := lang.Verb("afgewezen")
	if !slices.Contains(further, "afwijzen") {
		t.Errorf("further forms of afgewezen: %q", further)
	}
	_, further, _ = lang.Verb("bewezen")
	if !slices.Contains(further, "bewijzen") || slices.Contains(further, "begewezen") {
		t.Errorf("further forms of bewezen: %q", further)
	}
	if _, further, ok := lang.Verb("tafel"); ok || further != nil {
		t.Errorf("tafel has further forms %q", further)
	}
}
