package citation_test

import (
	"errors"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"baken.example/baken/internal/criteria/citation"
)

func day(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}

func TestParse(t *testing.T) {
	for written, want := range map[string]citation.Identifier{
		// The Netherlands.
		"BWBR0052872": {Scheme: citation.BWB, URL: "https://wetten.overheid.nl/BWBR0052872"},
		"jci1.3:c:BWBR0052872&artikel=66&lid=1&g=2026-08-15": {
			Scheme:  citation.Juriconnect,
			Article: "66", Paragraph: "1", Day: day("2026-08-15"),
			URL: "https://wetten.overheid.nl/jci1.3:c:BWBR0052872&artikel=66&lid=1&g=2026-08-15",
		},
		"jci1.31:c:BWBR0005289&boek=6&titeldeel=3&artikel=162&o=b": {
			Scheme: citation.Juriconnect,
			Book:   "6", Article: "162", Point: "b", URL: "https://wetten.overheid.nl/jci1.31:c:BWBR0005289&boek=6&titeldeel=3&artikel=162&o=b",
		},
		"jci1.3:c:BWBR0004627&artikel=P_15": {Scheme: citation.Juriconnect, Article: "P 15", URL: "https://wetten.overheid.nl/jci1.3:c:BWBR0004627&artikel=P_15"},
		// The European Union.
		"32022L2555":                                {Scheme: citation.CELEX, URL: "https://eur-lex.europa.eu/legal-content/AUTO/?uri=CELEX:32022L2555"},
		"CELEX:32016R0679":                          {Scheme: citation.CELEX, URL: "https://eur-lex.europa.eu/legal-content/AUTO/?uri=CELEX:32016R0679"},
		"celex:02016R0679-20160504":                 {Scheme: citation.CELEX, URL: "https://eur-lex.europa.eu/legal-content/AUTO/?uri=CELEX:02016R0679-20160504"},
		"12016E016":                                 {Scheme: citation.CELEX, URL: "https://eur-lex.europa.eu/legal-content/AUTO/?uri=CELEX:12016E016"},
		"62018CJ0311":                               {Scheme: citation.CELEX, URL: "https://eur-lex.europa.eu/legal-content/AUTO/?uri=CELEX:62018CJ0311"},
		"eli/dir/2022/2555":                         {Scheme: citation.ELI, URL: "https://eur-lex.europa.eu/eli/dir/2022/2555"},
		"/eli/dir/2022/2555/oj":                     {Scheme: citation.ELI, URL: "https://eur-lex.europa.eu/eli/dir/2022/2555/oj"},
		"http://data.europa.eu/eli/dir/2022/2555":   {Scheme: citation.ELI, URL: "https://eur-lex.europa.eu/eli/dir/2022/2555"},
		"https://eur-lex.europa.eu/eli/dir/2022/25": {Scheme: citation.ELI, URL: "https://eur-lex.europa.eu/eli/dir/2022/25"},
		// Belgium, Ireland and Luxembourg.
		"https://www.ejustice.just.fgov.be/eli/loi/2024/04/26/2024202344/justel": {
			Scheme: citation.ELI,
			URL:    "https://www.ejustice.just.fgov.be/eli/loi/2024/04/26/2024202344/justel",
		},
		"http://www.ejustice.just.fgov.be/eli/loi/2024/04/26/2024202344/justel": {Scheme: citation.ELI}, // No reader is sent to http:.
		"https://www.irishstatutebook.ie/eli/2018/act/7/enacted/en/html":        {Scheme: citation.ELI, URL: "https://www.irishstatutebook.ie/eli/2018/act/7/enacted/en/html"},
		"https://legilux.public.lu/eli/etat/leg/loi/2019/05/28/a372/jo":         {Scheme: citation.ELI, URL: "https://legilux.public.lu/eli/etat/leg/loi/2019/05/28/a372/jo"},
	} {
		got, err := citation.Parse(written)
		if err != nil {
			t.Errorf("%s: %v", written, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", written, diff)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for written, offset := range map[string]int{
		"": 0, "NIS2": 0, "article 3": 0, "BWBR52872": 0, "bwbr0052872": 0, "BWBR00528720": 0, "32022L25": 0, "CELEX:NIS2": 6,
		"eli/dir": 0, "https://law.test/acts/2": 0, "https://law.test/eli/dir/2022/2?x": 0, "https://me@law.test/eli/dir/2022/2": 0,
		"javascript:alert(1)//eli/a/b": 0, "http://%zz/eli/a/b": 0,
		"jci1.4:c:BWBR0052872": 0, "jci1.3:q:BWBR0052872": 0, "jci1.3:c:BWB52872": 9, "jci1.3:c:BWBR0052872&": 21,
		"jci1.3:c:BWBR0052872&artikel": 21, "jci1.3:c:BWBR0052872&artikel=": 21, "jci1.3:c:BWBR0052872&artikel=66&artikle=2": 32,
		"jci1.3:c:BWBR0052872&artikel=66&artikel=67": 32, "jci1.3:c:BWBR0052872&lid=1": 21, "jci1.3:c:BWBR0052872&g=2026-02-30": 21,
		"jci1.3:c:BWBR0052872&artikel=6 6": 21,
	} {
		_, err := citation.Parse(written)
		var mistake *citation.Error
		if !errors.As(err, &mistake) {
			t.Errorf("%q: %v", written, err)
			continue
		}
		if mistake.Offset != offset || mistake.Message == "" || mistake.Remedy == "" {
			t.Errorf("%q: %+v", written, mistake)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"BWBR0052872", "jci1.3:c:BWBR0052872&artikel=66&lid=1&g=2026-08-15", "32022L2555", "eli/dir/2022/2555", "https://law.test/eli/a/b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		id, err := citation.Parse(s)
		if err != nil {
			var mistake *citation.Error
			if !errors.As(err, &mistake) || mistake.Offset < 0 || mistake.Offset > len(s) || mistake.Message == "" || mistake.Remedy == "" {
				t.Fatalf("%q: %#v", s, err)
			}
			return
		}
		if id.URL == "" {
			return
		}
		u, err := url.Parse(id.URL)
		if err != nil || u.Scheme != "https" || u.Host == "" || u.User != nil || strings.ContainsAny(id.URL, " \t\r\n\"<>\\") {
			t.Errorf("%q leads to %q", s, id.URL)
		}
	})
}
