package readability_test

import (
	"bufio"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/markdown/plaintext"
	"baken.example/baken/internal/readability"
)

// found returns the findings with a code on a text.
func found(t *testing.T, lang, title, text string, levels readability.Levels, code diag.Code) []diag.Finding {
	t.Helper()
	lint, err := readability.New(readability.Options{Language: lang, Levels: levels})
	if err != nil {
		t.Fatal(err)
	}
	c := markdown.New(markdown.Options{Language: lang, Linters: []plaintext.Linter{lint}})
	_, findings := c.ConvertPage(nil, markdown.Page{File: "page.md", Title: title, Text: []byte(text), FirstLine: 1})
	var out []diag.Finding
	for _, f := range findings.All() {
		if f.Code == code {
			out = append(out, f)
		}
	}
	return out
}

var (
	quotedName = regexp.MustCompile(`"(.+)"`)
	inCapitals = regexp.MustCompile(`\b\p{Lu}{2,6}\b`)
)

// TestLabelledAbbreviations measures the precision and recall of abbreviation-undefined.
func TestLabelledAbbreviations(t *testing.T) {
	f, err := os.Open("testdata/abbreviations.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var places, right, wrong, missed int
	for s := bufio.NewScanner(f); s.Scan(); {
		line := strings.ReplaceAll(s.Text(), `\|`, "\x00")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		parts := strings.SplitN(line, " | ", 4)
		if len(parts) != 4 {
			t.Fatalf("%q", s.Text())
		}
		text := strings.NewReplacer(`\n`, "\n", "\x00", "|").Replace(parts[3])
		var want []string
		if parts[1] != "-" {
			want = strings.Split(parts[1], ", ")
		}
		names := inCapitals.FindAllString(text, -1)
		slices.Sort(names)
		places += len(slices.Compact(names))
		for _, f := range found(t, parts[0], parts[2], text, readability.Levels{}, diag.AbbreviationUndefined) {
			name := quotedName.FindStringSubmatch(f.Message)[1]
			i := slices.Index(want, name)
			if i < 0 {
				wrong++
				t.Logf("false alarm: %s: %s", name, s.Text())
				continue
			}
			right++
			want = slices.Delete(want, i, i+1)
		}
		missed += len(want)
		for _, name := range want {
			t.Logf("missed: %s: %s", name, s.Text())
		}
	}
	check(t, "abbreviation-undefined", places, right, wrong, missed)
}

// check prints precision and recall, and fails if they are too low.
func check(t *testing.T, code string, places, right, wrong, missed int) {
	t.Helper()
	precision, recall := float64(right)/float64(right+wrong), float64(right)/float64(right+missed)
	t.Logf("%s: %d places, precision %.3f, recall %.3f (%d right, %d wrong, %d missed)", code, places, precision, recall, right, wrong, missed)
	if places < 50 || precision < 0.95 || recall < 0.85 {
		t.Errorf("%s: %d places, precision %.3f, recall %.3f; 50, 0.95 and 0.85 are asked", code, places, precision, recall)
	}
}

// labelledLinks are texts of links by language, written for this test; vague ones follow the bar.
var labelledLinks = map[string]string{
	"nl": "de voorwaarden; meld je aan; bel de redactie; alle formulieren; hoe je bezwaar maakt; de wet op wetten.example; meer over bezwaar; download het formulier (PDF, 2 MB); " +
		"lees hoe het werkt; voor wie dit geldt; bekijk de tabel; stap 2: kies een vorm; artikel 5; hier staat het spreekuur; de pagina over contact; website van de gemeente | " +
		"hier; klik hier; Klik hier!; lees meer; Lees verder; deze link; meer; meer informatie; zie hier; bekijk; ga naar; website",
	"de": "die Bedingungen; melden Sie sich an; alle Formulare; wie Sie widersprechen; das Gesetz auf gesetze.example; mehr über Widersprüche; Formular herunterladen (PDF, 2 MB); " +
		"lesen Sie, wie es geht; für wen das gilt; Tabelle ansehen; Schritt 2: Form wählen; Artikel 5; hier ist die Sprechstunde; Seite zum Kontakt; Website der Gemeinde | " +
		"hier; hier klicken; Klicken Sie hier!; mehr; Mehr erfahren; dieser Link; weiterlesen; weitere Informationen; siehe hier; ansehen; Website",
	"it": "le condizioni; registrati; tutti i moduli; come fare ricorso; la legge su leggi.example; di più sui ricorsi; scarica il modulo (PDF, 2 MB); " +
		"leggi come funziona; per chi vale; vedi la tabella; passo 2: scegli una forma; articolo 5; qui c’è lo sportello; la pagina dei contatti; sito del Comune | " +
		"qui; clicca qui; Clicca qui!; leggi di più; Scopri di più; questo link; altro; maggiori informazioni; vedi qui; vai; sito web",
	"pl": "warunki; zarejestruj się; wszystkie formularze; jak złożyć odwołanie; ustawa na ustawy.example; więcej o odwołaniach; pobierz formularz (PDF, 2 MB); " +
		"przeczytaj, jak to działa; kogo to dotyczy; zobacz tabelę; krok 2: wybierz formę; artykuł 5; tutaj są godziny dyżurów; strona kontaktowa; strona gminy | " +
		"tutaj; kliknij tutaj; Kliknij tu!; czytaj dalej; Dowiedz się więcej; ten link; więcej; więcej informacji; zobacz tutaj; pobierz; strona internetowa",
	"en": "the conditions; sign up; call the editors; all forms; how to object; the act at law.example; more about objections; download the form (PDF, 2 MB); " +
		"read how it works; who this is for; view the table; step 2: choose a form; article 5; here is our office; the contact page; website of the council | " +
		"here; click here; Click here!; read more; Learn more; this link; more; more information; see here; view; go here; website",
	"fr": "les conditions; inscrivez-vous; appelez la rédaction; tous les formulaires; comment contester; la loi sur loi.example; plus sur les recours; télécharger le formulaire (PDF, 2 Mo); " +
		"lire le guide des aides; pour qui est cette aide; voir le tableau; étape 2 : choisir; article 5; ici se trouve notre accueil; la page de contact; le site de la commune | " +
		"ici; cliquez ici; Cliquez ici !; lire la suite; En savoir plus; ce lien; plus; plus d’informations; voir; cette page; télécharger; site web",
	"es": "las condiciones; inscríbase; llame a la redacción; todos los formularios; cómo recurrir; la ley en ley.example; más sobre los recursos; descargar el formulario (PDF, 2 MB); " +
		"leer la guía de ayudas; para quién es esta ayuda; ver la tabla; paso 2: elegir; artículo 5; aquí está nuestra oficina; la página de contacto; el sitio web del ayuntamiento | " +
		"aquí; haga clic aquí; ¡Haga clic aquí!; leer más; Más información; este enlace; más; saber más; ver; esta página; descargar; sitio web",
	"pt": "as condições; inscreva-se; ligue para a redação; todos os formulários; como reclamar; a lei em lei.example; mais sobre os recursos; descarregar o formulário (PDF, 2 MB); " +
		"ler o guia dos apoios; para quem é este apoio; ver a tabela; passo 2: escolher; artigo 5; aqui fica a nossa loja; a página de contacto; o sítio da câmara municipal | " +
		"aqui; clique aqui; Clique aqui!; ler mais; Saiba mais; esta ligação; mais; mais informações; ver; esta página; descarregar; sítio web",
}

// TestLabelledLinks measures link-text-vague.
func TestLabelledLinks(t *testing.T) {
	var places, right, wrong, missed int
	for lang, all := range labelledLinks {
		clear, vague, _ := strings.Cut(all, " | ")
		for i, group := range []string{clear, vague} {
			for _, text := range strings.Split(group, "; ") {
				places++
				switch n := len(found(t, lang, "", "Zie ["+text+"](https://example.org/).", readability.Levels{}, diag.LinkTextVague)); {
				case n > 0 && i == 0:
					wrong++
					t.Logf("false alarm: %s", text)
				case n > 0:
					right++
				case i == 1:
					missed++
					t.Logf("missed: %s", text)
				}
			}
		}
	}
	check(t, "link-text-vague", places, right, wrong, missed)
}

// labelledSentences are texts with the most words that one of their sentences has, written for this
// test: each is a place for a limit below and at that number.
var labelledSentences = []struct {
	lang  string
	words int
	text  string
}{
	{"nl", 7, "De minister beslist binnen acht weken schriftelijk."},
	{"de", 6, "Das gilt z. B. für Kinder. Die Behörde entscheidet darüber."},
	{"de", 10, "Nach Art. 5 Abs. 2 bzw. Nr. 7 gilt das. Gut so."},
	{"de", 8, "Die Behörde entscheidet am 1. März 2026 schriftlich. Danach nicht."},
	{"de", 5, "Das kostet 1.250,50 Euro jährlich. Mehr nicht."},
	{"it", 9, "Secondo l’art. 5 e il n. 7 è permesso. Va bene."},
	{"it", 6, "Il sig. Rossi decide con calma. Poi scrive."},
	{"it", 6, "Costa 1.250,50 euro ogni singolo anno. Non di più."},
	{"pl", 8, "Zgodnie z art. 5 ust. 2 to wolno. Dobrze."},
	{"pl", 6, "Dotyczy to np. Warszawy i Krakowa. Tylko tam."},
	{"pl", 6, "To kosztuje 1250,50 zł za rok. Nie więcej."},
	{"nl", 9, "De minister beslist. Een besluit kan bijv. ook later per brief komen."},
	{"nl", 8, "Volgens art. 5 en blz. 12 mag het. Dat is goed."},
	{"nl", 6, "Het kost 1.250,50 euro per jaar. Meer niet."},
	{"nl", 7, "Kijk op www.voorbeeld.nl voor het hele formulier."},
	{"nl", 5, "Is dat zo? Ja! Dan niet. Doe het dan toch maar."},
	{"nl", 6, "Dhr. A. de Vries is voorzitter."},
	{"nl", 4, "- Een korte regel.\n- Nog een\n- En nog een stuk"},
	{"nl", 7, "| a | b |\n|---|---|\n| Hier staat een zin van zeven woorden. | kort |"},
	{"nl", 5, "Typ `a b c d e` in het veld."},
	{"nl", 8, "Hij zei: \"Kom je mee?\" Zij zei dat ze vandaag echt niet kon."},
	{"nl", 6, "Versie 2.24.3 is er sinds gisteren."},
	{"nl", 5, "De wet geldt [hier](https://example.org) ook."},
	{"en", 7, "The minister decides in writing within weeks."},
	{"en", 9, "They decide. A decision can e.g. also come by letter."},
	{"en", 9, "Under art. 5 and pp. 12 it is fine. Good."},
	{"en", 6, "It costs 1,250.50 euros a year. No more."},
	{"en", 7, "See www.example.org for the whole long form."},
	{"en", 5, "Is it? Yes! Then don't. But do it after all."},
	{"en", 7, "Mr. A. B. Brown chairs the board."},
	{"en", 5, "- One short line.\n- Another\n- And one more here too"},
	{"en", 7, "| a | b |\n|---|---|\n| Here is a sentence of seven words. | short |"},
	{"en", 5, "Type `a b c d` in there."},
	{"en", 6, "Version 2.24.3 has been out since."},
	{"en", 5, "The act applies [here](https://example.org) too."},
	{"en", 6, "He left at 5 p.m. yesterday."},
	{"fr", 7, "Le ministre décide dans les huit semaines."},
	{"fr", 8, "Il décide. La décision arrive p.ex. aussi par la poste."},
	{"fr", 7, "Selon art. 5 et p. 12 oui. C’est bien."},
	{"fr", 6, "Cela coûte 1250,50 euros par an. Pas plus."},
	{"fr", 6, "Consultez www.exemple.fr pour le formulaire entier."},
	{"fr", 5, "C’est vrai ? Oui ! Alors non. Faites-le donc quand même vite."},
	{"fr", 6, "M. A. Martin préside le conseil."},
	{"fr", 5, "- Une ligne courte.\n- Encore une\n- Et encore une autre ici"},
	{"fr", 6, "La loi s’applique [ici](https://example.org) aussi bien."},
	{"es", 7, "El ministro decide en las ocho semanas."},
	{"es", 8, "Decide. La decisión llega p.ej. también en una carta."},
	{"es", 8, "Según art. 5 y pág. 12 se puede. Bien."},
	{"es", 6, "Cuesta 1.250,50 euros al año entero. Nada más."},
	{"es", 6, "Consulte www.ejemplo.es para ver el formulario."},
	{"es", 5, "¿Es verdad? ¡Sí! Entonces no. Pero hágalo de todos modos."},
	{"es", 7, "El Sr. A. Pérez preside el consejo."},
	{"es", 5, "- Una línea corta.\n- Otra\n- Y todavía otra más aquí"},
	{"es", 6, "La ley vale [aquí](https://example.org) también hoy."},
	{"pt", 7, "O ministro decide no prazo de semanas."},
	{"pt", 8, "Decide. A decisão chega p.ex. também numa simples carta."},
	{"pt", 8, "Segundo art. 5 e pág. 12 pode ser. Bem."},
	{"pt", 6, "Custa 1.250,50 euros por ano inteiro. Nada mais."},
	{"pt", 6, "Consulte www.exemplo.pt para ver o formulário."},
	{"pt", 5, "É verdade? Sim! Então não. Mas faça-o de qualquer modo."},
	{"pt", 7, "O Sr. A. Silva preside ao conselho."},
	{"pt", 5, "- Uma linha curta.\n- Outra\n- E ainda outra mais aqui"},
	{"pt", 6, "A lei vale [aqui](https://example.org) também hoje."},
}

// TestLabelledSentences measures sentence-too-long.
func TestLabelledSentences(t *testing.T) {
	var places, right, wrong, missed int
	for _, s := range labelledSentences {
		for _, limit := range []int{s.words - 1, s.words} {
			places++
			switch n := len(found(t, s.lang, "", s.text, readability.Levels{SentenceWords: limit}, diag.SentenceTooLong)); {
			case n > 0 && limit == s.words:
				wrong++
				t.Logf("false alarm: %d: %s", limit, s.text)
			case n > 0:
				right++
			case limit < s.words:
				missed++
				t.Logf("missed: %d: %s", limit, s.text)
			}
		}
	}
	check(t, "sentence-too-long", places, right, wrong, missed)
}
