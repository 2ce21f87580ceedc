package baken_test

import (
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"baken.example/baken/internal/feedback"
	"baken.example/baken/internal/feedback/redact"
)

// kept is how the privacy pages speak of what is stored, by the columns of the database, in each
// language.
var kept = map[string]map[string]string{
	"number":  {"nl": "de volgorde van binnenkomst", "en": "the order in which answers come in"},
	"id":      {"nl": "een willekeurig kenmerk", "en": "a random reference"},
	"day":     {"nl": "de dag", "en": "the day"},
	"page":    {"nl": "het adres van de pagina", "en": "the address of the page"},
	"lang":    {"nl": "de taal", "en": "its language"},
	"helpful": {"nl": "je antwoord: ja of nee", "en": "your answer: yes or no"},
	"comment": {"nl": "je toelichting", "en": "your comment"},
	"counts":  {"nl": "of het meetelt", "en": "whether it counts"},
	// Not stored with answers, but counted in memory or in PostgreSQL.
	"visitor": {"nl": "codes van je internetadres, je soort browser, je talen, de pagina en de dag", "en": "address, your kind of browser, your languages, the page and the day into codes"},
	"kib":     {"nl": "de dag", "en": "the day"},                   // how much all answers of a day are
	"tag":     {"nl": "een geheim getal", "en": "a secret number"}, // tells it from others
	"key":     {"nl": "een geheim getal", "en": "a secret number"},
}

var (
	table  = regexp.MustCompile(`(?s)CREATE TABLE (\w+) \((.*?)\n?\) STRICT`)
	column = regexp.MustCompile(`(?m)^\t(\w+) `)
	days   = regexp.MustCompile(`(\d+) (?:dagen|days)\b`)
	marker = regexp.MustCompile("`(\\[[^\\]`]*\\])`")
)

// TestPrivacyPageIsTrue holds what the privacy pages say of feedback against the code.
func TestPrivacyPageIsTrue(t *testing.T) {
	const dir = "internal/feedback/sqlite/migrations/"
	migrations, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var columns []string
	for _, file := range migrations {
		schema, err := os.ReadFile(dir + file.Name())
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range table.FindAllStringSubmatch(string(schema), -1) {
			for _, c := range column.FindAllStringSubmatch(m[2], -1) {
				columns = append(columns, c[1])
			}
		}
	}
	if len(columns) < 10 {
		t.Fatalf("the database has only %q", columns)
	}
	if len(migrations) != 2 {
		t.Errorf("%d migrations: does the page know what the later ones add?", len(migrations))
	}
	var markers []string
	for kind, sample := range map[redact.Kind]string{
		redact.Email: "jan@voorbeeld.nl", redact.IBAN: "NL91 ABNA 0417 1643 00", redact.IP: "192.0.2.1",
		redact.Phone: "06-12345678", redact.BSN: "BSN 111222333",
		redact.Card: "4111 1111 1111 1111", redact.Postcode: "1234 AB 12",
	} {
		clean, found := redact.Text(sample)
		if found[kind] != 1 {
			t.Errorf("%q becomes %q", sample, clean)
		}
		_, m, _ := strings.Cut(clean, "[")
		markers = append(markers, "["+m)
	}
	if len(markers) != len(redact.Kinds()) {
		t.Errorf("%d kinds are removed", len(redact.Kinds()))
	}
	slices.Sort(markers)

	for _, lang := range []string{"nl", "en"} {
		file := "content/privacy." + lang + ".md"
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.Join(strings.Fields(string(b)), " ")
		for _, c := range columns {
			if words := kept[c][lang]; words == "" || !strings.Contains(text, words) {
				t.Errorf("%s says nothing about %s: want %q", file, c, words)
			}
		}
		if found := days.FindAllStringSubmatch(text, -1); len(found) != 1 || found[0][1] != strconv.Itoa(feedback.DefaultRetentionDays) {
			t.Errorf("%s speaks of %v, the retention is %d", file, found, feedback.DefaultRetentionDays)
		}
		var said []string
		for _, m := range marker.FindAllStringSubmatch(text, -1) {
			said = append(said, m[1])
		}
		slices.Sort(said)
		if !slices.Equal(said, markers) {
			t.Errorf("%s says that %q are removed, but %q are", file, said, markers)
		}
	}
}
