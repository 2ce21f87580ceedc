package langdetect_test

import (
	"testing"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/langdetect"
)

// TestCopied measures, on labelled titles and descriptions that are the same in two languages,
// which are reported as copied: the precision and the recall of text-language on copies.
func TestCopied(t *testing.T) {
	sets := []struct {
		page, original string
		copied         bool
		texts          []string
	}{
		{"en", "nl", true, []string{
			"Wat is een samenwerking?", "Privacy en cookies", "Voorwaarden voor deelname", "Hoe je je aanmeldt bij het team", "Vragen over de regels",
			"Werken met gevoelige gegevens", "Wie mag er meedoen?", "Over deze site", "Informatie voor gemeenten", "Rechten en plichten",
			"Zo gaat het delen van kennis", "Contact met de redactie", "Regels van de wet", "Stappen om te beginnen", "Aanmelden bij het NCSC",
			"Waarom we dit vragen", "Als het misgaat", "Een melding doen", "Wat je van ons krijgt", "Delen met andere landen", "Na de beoordeling",
		}},
		{"nl", "en", true, []string{
			"What is a partnership?", "Privacy and cookies", "Conditions for sharing", "How to sign up with the team", "Questions about the rules",
			"Working with sensitive data", "Who can take part?", "About this site", "Information for municipalities", "Rights and duties",
			"Steps to begin with", "Contact with the editors", "Ask the team for help", "Rules of the act", "When you need us",
			"Why we ask this", "If things go wrong", "What you get from us", "Sharing with other countries", "After the assessment", "Before you apply",
		}},
		{"fr", "en", true, []string{"What is a partnership?", "Conditions for sharing", "Rights and duties", "How to begin with us", "About the rules of this site"}},
		{"nl", "fr", true, []string{"Les droits et les devoirs", "Conditions pour participer", "Questions sur la loi", "Comment s’inscrire avec une équipe"}},
		{"en", "nl", false, []string{
			"NCSC", "CSIRT", "OKTT", "Cyberbeveiligingswet", "Wet beveiliging netwerk- en informatiesystemen", "NIS2", "Zero trust", "De Correspondent",
			"De Nederlandsche Bank", "Het Financieele Dagblad", "Den Haag", "Contact", "Privacy", "Cookies", "Cloud computing", "Threat intelligence",
			"Stichting DINL", "Cyberbeveiligingsbesluit", "Rijksdienst Digitale Infrastructuur", "Update 3.2", "DNS", "Team", "Windows 11", "Nederland",
		}},
		{"nl", "en", false, []string{
			"The Hague", "The Economist", "Traffic Light Protocol", "Threat intelligence", "Zero trust", "Ransomware", "Phishing", "Microsoft Office 365",
			"Software bill of materials", "Open source", "Security by design", "Privacy by design", "End-to-end", "Compliance", "Cyber resilience act",
			"Network Code on Cybersecurity", "Log4j", "Incident response", "FAQ", "Business case", "The Things Network", "CERT-EU", "Active Directory", "ENISA",
			"Internet of Things", "Bring your own device", "Proof of concept", "Man in the middle",
		}},
		{"fr", "en", false, []string{"Zero trust", "Les Echos", "The Guardian", "NIS2", "Phishing", "Contact", "Cookies", "Documentation", "Questions", "Guide", "Le Monde"}},
	}
	// bodies are what pages with such a title say. A page on a term uses it.
	bodies := map[string]string{
		"Privacy by design":      "<p>Met privacy by design denk je vanaf het begin aan privacy.</p>",
		"Bring your own device":  "<p>Wie werkt met <em>bring your own device</em>, gebruikt zijn eigen telefoon.</p>",
		"Man in the middle":      "<p>Bij een aanval van het type man in the middle leest iemand mee.</p>",
		"Conditions for sharing": "<p>Dit zijn de voorwaarden om te delen.</p>",
	}
	var right, wrong, missed, all int
	for _, set := range sets {
		d, err := langdetect.New(set.page, []string{"nl", "en", "fr"}, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range set.texts {
			all++
			var list diag.List
			d.Copied("f", diag.Pos{Line: 2, Column: 8}, "title", text, set.original, func() string { return bodies[text] }, &list)
			switch found := list.Len() > 0; {
			case found && set.copied:
				right++
			case found:
				wrong++
				t.Logf("false alarm: %q, copied from %s", text, set.original)
			case set.copied:
				missed++
				t.Logf("missed: %q, copied from %s", text, set.original)
			}
		}
	}
	precision, recall := float64(right)/float64(right+wrong), float64(right)/float64(right+missed)
	t.Logf("%d places: precision %.3f, recall %.3f", all, precision, recall)
	if precision < 0.95 || recall < 0.8 {
		t.Fail()
	}
}
