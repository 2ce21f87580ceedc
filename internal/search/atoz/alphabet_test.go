package atoz_test

import (
	"strings"
	"testing"

	"baken.example/baken/internal/search/atoz"
)

// TestAlphabet puts letters with marks where the language has them.
func TestAlphabet(t *testing.T) {
	for _, c := range []struct{ lang, titles, want string }{
		{"pl", "zima żaba źrebię świat sam łąka lot zamek ćma dom", "Ć:ćma D:dom L:lot Ł:łąka S:sam Ś:świat Z:zamek,zima Ź:źrebię Ż:żaba"},
		{"en", "zoo świat sam łódź lot élan", "E:élan L:lot Ł:łódź S:sam,świat Z:zoo"},
		{"de", "Zaun Ärger Apfel Öl Ofen Übung Uhr", "A:Apfel,Ärger O:Ofen,Öl U:Übung,Uhr Z:Zaun"},
		{"sv", "zon ärta ål öl ost apa", "A:apa O:ost Z:zon Å:ål Ä:ärta Ö:öl"},
		{"es", "oso ñandú nido casa árbol", "A:árbol C:casa N:nido Ñ:ñandú O:oso"},
		{"fr", "école eau à âge zoo œuf", "A:à,âge E:eau,école Œ:œuf Z:zoo"},
		{"da", "øl zoo ost æble ål", "O:ost Z:zoo Æ:æble Ø:øl Å:ål"},
		{"ar", "بيت أب", "ا:أب ب:بيت"},
		{"ja", "アプリ あいさつ あめ アンテナ がく カメラ", "あ:あいさつ,アプリ,あめ,アンテナ か:がく,カメラ"},
		{"en", "Ａrt Act ａrm Add", "A:Act,Add,ａrm,Ａrt"},
		{"ka", "წესი აფთიაქი", "ა:აფთიაქი წ:წესი"},
		{"el", "Ωμέγα Άλφα Βήτα", "Α:Άλφα Β:Βήτα Ω:Ωμέγα"},
	} {
		var got []string
		for _, g := range atoz.Groups(entries(strings.Fields(c.titles)...), c.lang) {
			var texts []string
			for _, e := range g.Entries {
				texts = append(texts, e.Text)
			}
			got = append(got, g.Letter+":"+strings.Join(texts, ","))
		}
		if got := strings.Join(got, " "); got != c.want {
			t.Errorf("%s: %s\nwant %s", c.lang, got, c.want)
		}
	}
}
