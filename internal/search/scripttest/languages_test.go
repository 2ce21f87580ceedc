package scripttest

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
	"testing"

	baken "baken.example/baken"
)

// endings are what words end with in a language that has rules, and some that words of another one
// end with.
var endings = map[string]string{
	"de": "e en er ern es s n in innen ung ungen heit keit keiten lich liche lichen ieren iert iertes t te ten st nis nisse chen bar",
	"en": "s es ed ing ings er ers est ly ness ment ments ion ions 's ies y ied able ise ising",
	"es": "s es ar er ir ado ada ados adas ando iendo ción ciones mente idad idades ito ita able aron aba imos óis ería",
	"fr": "s x e es ée ées er ez ons ent ait aient ement ements tion tions eur euse euses ité ités aux al if ive ives able",
	"it": "i e o a are ere ire ato ata ati ate ando endo zione zioni mente ità ista isti anza ibile ava ano amo che ghi",
	"nl": "s en e t d ing ingen 's je tje heid heden lijk lijke er ers ste isch baar",
	"pl": "a u owi em ie y i ow om ami ach ego emu ej ymi ych ość ości anie ania owac uje ują nik nika cja cji ek ka ki",
	"pt": "s es ar er ir ado ada ados adas ando endo ção ções mente idade idades inho ável áveis aram ava amos ões ão",
}

// languageIndexes returns a small site in each language that the screens are in, made of their
// texts and of the words that explain these.
func languageIndexes(t *testing.T) []*indexed {
	t.Helper()
	files, err := fs.Glob(baken.Defaults, "i18n/active.??.yaml")
	if err != nil || len(files) < len(endings) {
		t.Fatal(files, err)
	}
	var out []*indexed
	for _, file := range files {
		text, err := fs.ReadFile(baken.Defaults, file)
		if err != nil {
			t.Fatal(err)
		}
		code := strings.TrimSuffix(strings.TrimPrefix(path.Base(file), "active."), ".yaml")
		if endings[code] == "" {
			t.Fatalf("%q has no endings", code)
		}
		site := &oddSite{}
		lines := strings.Split(string(text), "\n")
		for i := 0; i+30 < len(lines); i += 30 {
			site.add(fmt.Sprintf("%s %d", lines[i], i), strings.Join(lines[i:i+10], "\n"), strings.Join(lines[i+10:i+20], " "), strings.Join(lines[i+20:i+30], " "))
		}
		x := newIndex(t, "texts in "+code, code, site)
		if len(x.Manifest.Rules.Stem) == 0 || len(x.Manifest.Rules.Stop) == 0 {
			t.Errorf("%s has no rules", code)
		}
		x.writer.endings = strings.Fields(endings[code])
		x.writer.links = append(x.Manifest.Rules.Linking, "", "-")
		out = append(out, x)
	}
	return out
}
