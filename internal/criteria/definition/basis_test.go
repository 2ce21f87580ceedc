package definition_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
)

// lawful is the complete set with references to the law of several countries, short texts and an
// error.
var lawful = strings.NewReplacer(
	"legal_basis: {en: \"The *law*.\"}", `legal_basis:
  - {name: {en: Cyberbeveiligingswet}, identifier: "jci1.3:c:BWBR0052872&artikel=66&lid=1&g=2018-11-09"}
  - {name: {en: Burgerlijk Wetboek}, article: "6:162", identifier: "jci1.3:c:BWBR0005289&boek=6&artikel=162"}
  - {name: {en: Burgerlijk Wetboek}, identifier: "jci1.3:c:BWBR0005289&boek=6&artikel=162"}
  - {name: {en: NIS2 Directive}, article: 29, paragraph: 1, point: b, identifier: 32022L2555}
  - {name: {en: Belgian NIS2 act}, article: 3, identifier: "https://www.ejustice.just.fgov.be/eli/loi/2024/04/26/2024202344/justel"}
  - {name: {en: Data Protection Act 2018}, article: section 3, paragraph: "(2)", url: "https://www.legislation.gov.uk/ukpga/2018/12/section/3"}
  - {name: {en: BSI-Gesetz}, article: § 8b, url: "https://www.gesetze-im-internet.de/bsig_2009/__8b.html"}
  - name: {en: An act without an address}
legal_note: {en: "Ask *us*."}`,
	"    legal_basis: {en: Law}", "    legal_basis: [{name: {en: Act}, article: 6.10, identifier: BWBR0005537, url: \"https://law.test/6\"}]",
	"id: kind\n", "id: kind\n    short: {en: Kind}\n    error: {en: Say which kind.}\n",
	"{id: b,", "{id: b, short: {en: Bee},",
).Replace(complete)

// TestLegalBasis reads references to the law of several countries, with their parts and addresses
// derived from the identifiers, beside prose and short texts.
func TestLegalBasis(t *testing.T) {
	sets, list := load(t, map[string]string{"complete.yaml": lawful})
	if len(sets) != 1 || list.Len() > 0 {
		t.Fatal(said(list))
	}
	s := sets[0]
	got := [][]criteria.Reference{s.References, s.Criteria[0].References}
	name := func(s string) content.Localized { return content.Localized{"en": {V: s}} }
	want := [][]criteria.Reference{{
		{Name: name("Cyberbeveiligingswet"), Article: "66", Paragraph: "1", Identifier: "jci1.3:c:BWBR0052872&artikel=66&lid=1&g=2018-11-09",
			URL: "https://wetten.overheid.nl/jci1.3:c:BWBR0052872&artikel=66&lid=1&g=2018-11-09"},
		{Name: name("Burgerlijk Wetboek"), Article: "6:162", Identifier: "jci1.3:c:BWBR0005289&boek=6&artikel=162",
			URL: "https://wetten.overheid.nl/jci1.3:c:BWBR0005289&boek=6&artikel=162"},
		{Name: name("Burgerlijk Wetboek"), Article: "6:162", Identifier: "jci1.3:c:BWBR0005289&boek=6&artikel=162",
			URL: "https://wetten.overheid.nl/jci1.3:c:BWBR0005289&boek=6&artikel=162"},
		{Name: name("NIS2 Directive"), Article: "29", Paragraph: "1", Point: "b", Identifier: "32022L2555",
			URL: "https://eur-lex.europa.eu/legal-content/AUTO/?uri=CELEX:32022L2555"},
		{Name: name("Belgian NIS2 act"), Article: "3", Identifier: "https://www.ejustice.just.fgov.be/eli/loi/2024/04/26/2024202344/justel",
			URL: "https://www.ejustice.just.fgov.be/eli/loi/2024/04/26/2024202344/justel"},
		{Name: name("Data Protection Act 2018"), Article: "section 3", Paragraph: "(2)", URL: "https://www.legislation.gov.uk/ukpga/2018/12/section/3"},
		{Name: name("BSI-Gesetz"), Article: "§ 8b", URL: "https://www.gesetze-im-internet.de/bsig_2009/__8b.html"},
		{Name: name("An act without an address")},
	}, {
		{Name: name("Act"), Article: "6.10", Identifier: "BWBR0005537", URL: "https://law.test/6"},
	}}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreTypes(diag.Pos{})); diff != "" {
		t.Error(diff)
	}
	q := &s.Questions[0]
	texts := []string{
		s.LegalBasis.In("en"), s.Criteria[0].LegalBasis.In("en"), q.Brief("en"), q.Error.In("en"), q.Options[0].Brief("en"), q.Options[1].Brief("en"),
		s.Questions[1].Brief("en"), s.Questions[1].Error.In("en"),
	}
	if diff := cmp.Diff([]string{"Ask *us*.", "", "Kind", "Say which kind.", "A", "Bee", "Which boxes?", ""}, texts); diff != "" {
		t.Error(diff)
	}
	if at := s.References[1].Pos; at != (diag.Pos{Line: 7, Column: 6}) {
		t.Errorf("the second reference is at %v", at)
	}
}
