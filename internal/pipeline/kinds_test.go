package pipeline_test

import (
	"testing"
	"testing/fstest"

	baken "baken.example/baken"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/pipeline"
)

// kinds are pages of three kinds in two languages, which say the same: a law, a manual with code,
// and tables.
var kinds = map[string]string{
	"law.nl": `## Artikel 1

In deze wet en de daarop berustende bepalingen wordt verstaan onder:

- **aanbieder**: rechtspersoon die een dienst aanbiedt;
- **incident**: gebeurtenis als bedoeld in artikel 6, onderdeel 6, van Richtlijn (EU) 2022/2555.

## Artikel 2

1. De aanbieder meldt een incident binnen 24 uur, en uiterlijk na 72 uur volgt een tweede melding.
2. Het eerste lid geldt niet voor een aanbieder met minder dan 50 werknemers en een omzet van ten hoogste € 10 miljoen.
3. Onze Minister kan een bestuurlijke boete opleggen van ten hoogste € 10.000.000 of 2 procent van de omzet.

## Artikel 3

De Raad voor Cyberveiligheid (RCV) brengt vóór 1 maart van elk jaar verslag uit. De RCV bestaat uit ten minste vijf en ten
hoogste negen leden, die voor vier jaar worden benoemd. Artikel 2, derde lid, is van overeenkomstige toepassing.

## Artikel 4

Deze wet treedt in werking op 15 augustus 2026, met uitzondering van de artikelen 2 en 3, die in werking treden op
1 januari 2027. Hoofdstuk 5 van de wet uit 2018 vervalt.
`,
	"law.en": `## Article 1

In this act and the provisions based on it the following terms apply:

- **provider**: legal person that offers a service;
- **incident**: event as referred to in point (6) of Article 6 of Directive (EU) 2022/2555.

## Article 2

1. The provider reports an incident within 24 hours, and a second report follows after 72 hours at the latest.
2. Paragraph 1 doesn't apply to a provider with fewer than 50 employees and a turnover of at most EUR 10 million.
3. Our Minister may impose an administrative fine of at most €10,000,000 or 2% of turnover.

## Article 3

The Cyber Security Council (CSC) reports before 1 March of each year. The CSC has at least five and at most nine members,
who are appointed for four years. Article 2(3) applies accordingly.

## Article 4

This act enters into force on 15 August 2026, with the exception of Articles 2 and 3, which enter into force on
1 January 2027. Chapter 5 of the 2018 act is repealed.
`,
	"manual.nl": "## Installeren\n\nJe hebt versie 1.24.3 of hoger nodig, 512 MB geheugen en 2 GB schijfruimte. Zet de optie AAN en doe dit NIET als beheerder.\n\n" +
		"```sh\napt-get install -y baken=1.24.3\nexport PATH=/opt/bin:$PATH\n```\n\n## Instellen\n\n1. Open `/etc/baken.conf`.\n2. Kies poort 8443, en TLS 1.2 of hoger.\n3. Wacht 30 seconden.\n\n" +
		"Het systeem stuurt elke 5 minuten JSON over HTTPS naar 192.0.2.14. Na drie pogingen stopt het. Zie [de handleiding](https://docs.example.com/nl/v2/install).\n\n" +
		"> [!WARNING]\n> Maak eerst een reservekopie. Dat duurt zo'n 1,5 uur voor 10.000 bestanden.\n\n## Hulp\n\nBel 070 751 55 55 op werkdagen van 8.30 tot 17.00 uur, of mail <hulp@example.com>.\n",
	"manual.en": "## Installing\n\nYou need version 1.24.3 or later, 512 MB of memory and 2 GB of disk space. Turn the option ON and do NOT do this as administrator.\n\n" +
		"```sh\napt-get install -y baken=1.24.3\nexport PATH=/opt/bin:$PATH\n```\n\n## Setting up\n\n1. Open `/etc/baken.conf`.\n2. Choose port 8443, and TLS 1.2 or later.\n3. Wait 30 seconds.\n\n" +
		"The system sends JSON over HTTPS to 192.0.2.14 every five minutes. It stops after three attempts. See [the manual](https://docs.example.com/en/v2/install).\n\n" +
		"> [!WARNING]\n> Make a copy first. That takes some 1.5 hours for 10,000 files.\n\n## Help\n\nCall +31 70 751 55 55 on working days from 8.30 am to 5 pm, or mail <hulp@example.com>.\n",
	"tables.nl": `## Tarieven

| Dienst | Per maand | Per jaar | Korting | Sinds |
|---|---|---|---|---|
| Basis | € 9,95 | € 99,50 | 16,7% | 1-1-2024 |
| Extra | € 1.250,00 | € 12.500 | 16,7% | 15-3-2025 |
| Groot | € 2,5 miljoen | op aanvraag | geen | 1-7-2026 |

## Afkortingen

| Afkorting | Betekenis |
|---|---|
| SLA | Service level agreement |
| VOG | Verklaring omtrent het gedrag |

## Bereik

| Gebied | Oppervlakte | Inwoners | Code |
|---|---|---|---|
| Noord | 2.333 km² | 601.000 | NRD |
| Zuid | 41.543 km² | 1.234.567 | ZUI |

De SLA geldt van 9.00 tot 17.00 uur. Voor een VOG betaal je € 41,35.
`,
	"tables.en": `## Rates

| Service | A month | A year | Discount | Since |
|---|---|---|---|---|
| Basic | €9.95 | €99.50 | 16.7% | 1 January 2024 |
| Extra | €1,250.00 | €12,500 | 16.7% | 15 March 2025 |
| Large | €2.5m | on request | none | 1 July 2026 |

## Abbreviations

| Abbreviation | Meaning |
|---|---|
| SLA | Service level agreement |
| VOG | Certificate of conduct, in Dutch *verklaring omtrent het gedrag* |

## Reach

| Area | Surface | Inhabitants | Code |
|---|---|---|---|
| North | 2,333 km² | 601,000 | NRD |
| South | 41,543 km² | 1,234,567 | ZUI |

The SLA holds from 9 am to 5 pm. A VOG costs €41.35.
`,
}

// TestKindsOfText prints the findings by code on three kinds of text in two languages, none of
// which has a mistake.
func TestKindsOfText(t *testing.T) {
	site := fstest.MapFS{}
	add := func(name, text string) { site[name] = &fstest.MapFile{Data: []byte(text)} }
	add("content/site.yaml", `base_url: https://guide.test
title: {nl: Gids, en: Guide}
description: {nl: Uitleg, en: Guidance}
languages: [{code: nl, name: Nederlands}, {code: en, name: English}]
contact: {name: {nl: Redactie, en: Editors}, email: editors@guide.test}
security: {contact: "mailto:security@guide.test", expires: 2100-01-01}
plain_language: {sentence_words: 40}
`)
	for name, text := range kinds {
		add("content/"+name+".md", "---\ntitle: "+name+"\ndescription: \"Over versie 2 van 2026\"\n---\n"+text)
	}
	for _, lang := range []string{"nl", "en"} {
		add("content/index."+lang+".md", "---\ntitle: Start\ndescription: \"2026\"\n---\n[A](law."+lang+".md), [B](manual."+lang+".md), [C](tables."+lang+".md)\n")
	}
	p, err := pipeline.Load(t.Context(), site, baken.Defaults, options)
	if err != nil {
		t.Fatal(err)
	}
	counts := map[diag.Code]int{}
	for _, f := range p.Findings.All() {
		counts[f.Code]++
		t.Log(f)
	}
	t.Logf("findings by code on %d pages: %v", len(kinds), counts)
	for _, code := range []diag.Code{
		diag.TranslationFacts, diag.TranslationDrifted, diag.AbbreviationUndefined, diag.TextLanguage, diag.SentenceTooLong, diag.SectionEmpty, diag.LinkTextVague,
	} {
		if counts[code] > 0 {
			t.Errorf("%d false alarms of %s", counts[code], code)
		}
	}
}
