package schema_test

// verdict is the expected result of reader and schema for a file.
type verdict uint8

const (
	// good: both accept it.
	good verdict = iota
	// bad: both reject it.
	bad
	// beyond: only the reader rejects it. A schema can't compare parts of the file, doesn't know
	// the rest of the site, and doesn't see the YAML before parsing.
	beyond
)

// change is a case: the file with the first occurrence of old replaced by new.
type change struct {
	old, new string
	expected verdict
}

// The pictures of a brand: a drawing, and a picture of one pixel.
const (
	brandPicture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8H0z"/></svg>`
	brandPixels  = "\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90\x77\x53" +
		"\xde\x00\x00\x00\x0c\x49\x44\x41\x54\x78\x9c\x63\xf8\xcf\xc0\x00\x00\x03\x01\x01\x00\xc9\xfe\x92\xef\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60\x82"
)

// validSite is a site without errors.
var validSite = map[string]string{
	"content/index.en.md": "---\ntitle: Home\ndescription: Welcome.\n---\n",
	"content/index.fr.md": "---\ntitle: Accueil\ndescription: Bienvenue.\n---\n",
	"content/page.fr.md":  "---\ntitle: Une page\ndescription: Une phrase.\n---\n",
	"content/page.en.md": `---
title: A page
description: A sentence.
slug: a-page
aliases: [/en/old/, /en/older]
weight: 10
menu: Page
layout: page
draft: false
publish: 2026-12-01
expires: 2027-12-01
reviewed: 2026-11-23
review_every: 6 months
feedback: true
translation:
  from: fr
  title: klmnopqr
  description: kkkkkkkk
  sections:
    - zzzzzzzz
    - lmnopqrs one-heading
  footnotes: stuvwxyz
  differs: stuvwxyz
---
`,
	"content/site.yaml": `base_url: https://guide.test
title: {en: Guide, fr: Guide}
description: {en: Guidance., fr: Conseils.}
languages:
  - {code: en, name: English}
  - fr
contact:
  name: {en: Us, fr: Nous}
  email: us@guide.test
  phone: +31 70 123 45 67
  url: https://guide.test/contact
authority: {name: {en: Agency, fr: Agence}, url: "https://agency.test/", email: us@agency.test}
security:
  contact: mailto:us@guide.test
  expires: 2027-10-01
  policy: https://guide.test/policy
menu: [page]
footer: []
feedback: false
brand:
  name: {en: Guide, fr: Guide}
  logo: {light: brand/logo.svg, dark: brand/logo-dark.png, alone: false, alt: {en: Agency, fr: Agence}}
  colors: {light: {ink: "#123", band-ink: white}, dark: {ink: rgb(255 255 255), paper: oklch(20% 0.02 250)}}
  theme: brand/theme.css
  illustration: brand/home.svg
  font: {stack: [Calibri, sans-serif], files: [{file: brand/a.woff2, weight: 400, italic: true}]}
license: CC0-1.0
edit_url: https://git.test/edit/
severity: {link-root: off, yaml-syntax: error}
`,
	"content/values.yaml": "fee: EUR 12.50\nopening: 2026-03-01\nplaces: 25\ndesk: {en: the desk, fr: le guichet}\nphone: {text: \"+31 70 123\"}\n",
	"content/glossary.yaml": `terms:
  - id: first
    term: {en: First, fr: Premier}
    forms: {en: [Firsts]}
    name: {en: The first, fr: Le premier}
    definition: {en: A term., fr: Un mot.}
  - id: second
    term: {en: Second, fr: Second}
    definition: {en: A term., fr: Un mot.}
`,
	"brand/logo.svg":      brandPicture,
	"brand/home.svg":      brandPicture,
	"brand/logo-dark.png": brandPixels,
	"brand/theme.css":     ":root { --link: #0a4d8c }",
	"brand/a.woff2":       "wOF2",
	"content/criteria/test.yaml": `id: test
valid_from: 2018-11-09
valid_to: 2028-02-29
title: {en: Title, fr: Titre}
license: https://law.test/license
legal_basis: {en: The law., fr: La loi.}
texts: {law: {en: The law counts., fr: La loi compte.}}
questions:
  - id: kind
    text: {en: Kind?, fr: Sorte ?}
    hint: {en: Hint, fr: Indication}
    short: {en: Kind, fr: Sorte}
    error: {en: Say which., fr: Dites laquelle.}
    why: {en: Why, fr: Pourquoi}
    legal_basis:
      - {name: {en: Act, fr: Loi}, article: 16, paragraph: 2, point: b, identifier: BWBR0005537, url: "https://law.test/act"}
    type: one
    options:
      - {id: a, label: {en: A, fr: A}, short: {en: a, fr: a}, hint: {en: Hint, fr: Indication}}
      - {id: b, label: {en: B, fr: B}, exclusive: false}
  - id: boxes
    text: {en: Which?, fr: Lesquels ?}
    type: many
    ask: kind == "a"
    options:
      - {id: x, label: {en: X, fr: X}}
      - {id: y, label: {en: Y, fr: Y}}
      - {id: neither, label: {en: Neither, fr: Aucun}, exclusive: true}
criteria:
  - id: c
    title: {en: C, fr: C}
    guidance: {en: Guidance, fr: Conseil}
    applies: kind == "a"
    met: '"x" in boxes'
    unmet: '"neither" in boxes'
    advice: {met: {en: Good, fr: Bien}, open: {en: Open, fr: Ouvert}}
outcomes:
  - id: fine
    title: {en: Fine, fr: Bien}
    body: {en: Go on., fr: Continuez.}
    legal_basis: {en: The law., fr: La loi.}
    when: criteria.c == "met"
  - {id: otherwise, title: {en: Otherwise, fr: Sinon}}
examples:
  - answers: {kind: a, boxes: [x, y]}
    outcome: fine
    criteria: {c: met}
  - answers: {kind: b}
    criteria: {c: not_applicable}
`,
}

// cases holds the changes by the name of the schema.
var cases = map[string][]change{
	"page": {
		{"", "", good},
		{"title: A page\n", "", bad},
		{"title: A page", "title:", bad},
		{"title: A page", `title: "  "`, bad},
		{"title: A page", "title: 2026", bad},
		{"title: A page", `title: "2026"`, good},
		{"title: A page", "titel: A page", bad},
		{"title: A page", "title: [A page]", bad},
		{"title: A page", "title: A page\nauthor: me", bad},
		{"title: A page", "title: A page\ntitle: Again", bad},
		{"title: A page", "title: &a A page", beyond},
		{"title: A page", `title: "A\x07page"`, beyond},
		{"description: A sentence.\n", "", beyond},
		{"slug: a-page", "slug: A page", bad},
		{"slug: a-page", "slug: -a", bad},
		{"slug: a-page", "slug: a--b", good},
		{"slug: a-page", "slug: 1", bad},
		{"slug: a-page", `slug: "1"`, good},
		{"slug: a-page", `slug: ""`, bad},
		{"slug: a-page", "slug:", bad},
		{"slug: a-page", "slug: feed", bad},
		{"[/en/old/, /en/older]", "/en/old/", bad},
		{"[/en/old/, /en/older]", "[]", good},
		{"[/en/old/, /en/older]", "[/en/old/, /en/old/]", bad},
		{"[/en/old/, /en/older]", "[/en/old/, /en/old]", beyond},
		{"[/en/old/, /en/older]", "[en/old/]", bad},
		{"[/en/old/, /en/older]", "[/en//old/]", bad},
		{"[/en/old/, /en/older]", "[/en/old/?a=b]", bad},
		{"[/en/old/, /en/older]", "[/en/:old/]", bad},
		{"[/en/old/, /en/older]", "[/en/a%20b/]", good},
		{"[/en/old/, /en/older]", "[/en/100%/]", bad},
		{"[/en/old/, /en/older]", "[/en/a-page/]", beyond},
		{"[/en/old/, /en/older]", "[/en/../old/]", beyond},
		{"weight: 10", "weight: ten", bad},
		{"weight: 10", `weight: "10"`, bad},
		{"weight: 10", "weight: -10", good},
		{"weight: 10", "weight: 1.5", bad},
		{"weight: 10", "weight: 1.0", beyond}, // In JSON it is a whole number.
		{"weight: 10", "weight: 3000000000", bad},
		{"menu: Page", `menu: ""`, good},
		{"layout: page", "layout: nothing", beyond},
		{"layout: page", "criteria: test", good},
		{"layout: page", "criteria: nothing", beyond},
		{"draft: false", "draft: no", bad},
		{"draft: false", "draft: True", good},
		{"draft: false", `draft: "true"`, bad},
		{"publish: 2026-12-01", "publish: 2026-02-29", bad},
		{"publish: 2026-12-01", "publish: 2024-02-29", good},
		{"publish: 2026-12-01", "publish: 1900-02-29", bad},
		{"publish: 2026-12-01", "publish: 2000-02-29", good},
		{"publish: 2026-12-01", "publish: 2026-04-31", bad},
		{"publish: 2026-12-01", "publish: 2026-13-01", bad},
		{"publish: 2026-12-01", "publish: 1-12-2026", bad},
		{"publish: 2026-12-01", "publish: 20261201", bad},
		{"publish: 2026-12-01", "publish: 2026-12-01T10:00:00Z", bad},
		{"publish: 2026-12-01", "publish: 2028-12-01", beyond},
		{"publish: 2026-12-01", `publish: "2026-12-01"`, good},
		{"reviewed: 2026-11-23", "reviewed: yesterday", bad},
		{"review_every: 6 months", "review_every: 1 year", good},
		{"review_every: 6 months", "review_every: 1000 days", good},
		{"review_every: 6 months", "review_every: 1001 days", bad},
		{"review_every: 6 months", "review_every: 0 days", bad},
		{"review_every: 6 months", "review_every: 6", bad},
		{"review_every: 6 months", "review_every: six months", bad},
		{"review_every: 6 months", "review_every: 6 moons", bad},
		{"feedback: true", "feedback:", bad},
		{"feedback: true", "feedback: {yes: true}", bad},
		{"  from: fr\n", "", bad},
		{"from: fr", "from: de", beyond},
		{"from: fr", "from: en", beyond},
		{"title: klmnopqr", "title: klmnopq", bad},
		{"title: klmnopqr", "title: 12345678", bad},
		{"  title: klmnopqr\n", "", bad},
		{"description: kkkkkkkk", "description: KKKKKKKK", bad},
		{"    - zzzzzzzz\n    - lmnopqrs one-heading\n", "    []\n", bad},
		{"zzzzzzzz", "one-heading", bad},
		{"lmnopqrs one-heading", "lmnopqrs one heading", bad},
		{"lmnopqrs one-heading", "lmnopqrs", good},
		{"  differs: stuvwxyz\n", "", good},
		{"  differs:", "  differ:", bad},
	},
	"site": {
		{`url: "https://agency.test/", email: us@agency.test`, "email: us@agency.test", good},
		{`url: "https://agency.test/", email: us@agency.test`, `url: "https://agency.test/"`, good},
		{`, url: "https://agency.test/", email: us@agency.test`, "", bad},
		{`name: {en: Agency, fr: Agence}, `, "", bad},
		{`name: {en: Agency, fr: Agence}`, `name: {en: Agency}`, beyond},
		{`url: "https://agency.test/"`, `url: agency.test`, bad},
		{`email: us@agency.test`, `email: agency`, bad},
		{`email: us@agency.test`, `mail: us@agency.test`, bad},
		{"", "", good},
		{"base_url: https://guide.test\n", "", bad},
		{"{light: brand/logo.svg, dark: brand/logo-dark.png, alone: false, alt: {en: Agency, fr: Agence}}", "brand/logo.svg", good},
		{"{light: brand/logo.svg, dark: brand/logo-dark.png, alone: false, alt: {en: Agency, fr: Agence}}", "logo.svg", bad},
		{"light: brand/logo.svg, ", "", bad},
		{"light: brand/logo.svg", "light: content/logo.svg", bad},
		{"light: brand/logo.svg", "light: brand/logo.gif", bad},
		{"light: brand/logo.svg", "light: brand/../brand/logo.svg", beyond},
		{"light: brand/logo.svg", "light: brand/none.svg", beyond},
		{`{light: {ink: "#123", band-ink: white}, dark: {ink: rgb(255 255 255), paper: oklch(20% 0.02 250)}}`, `"#7a0019"`, good},
		{`{light: {ink: "#123", band-ink: white}, dark: {ink: rgb(255 255 255), paper: oklch(20% 0.02 250)}}`, `gold`, good},
		{`{light: {ink: "#123", band-ink: white}, dark: {ink: rgb(255 255 255), paper: oklch(20% 0.02 250)}}`, `"7a0019"`, bad},
		{`ink: "#123"`, `inc: "#123"`, bad},
		{`ink: "#123"`, `ink: "#12"`, bad},
		{`ink: "#123"`, `ink: "#123f"`, good},
		{`ink: "#123"`, `ink: "#1234"`, beyond}, // not opaque
		{`ink: "#123"`, `ink: blu`, beyond},
		{`ink: "#123"`, `ink: lime`, beyond}, // too little contrast
		{"theme: brand/theme.css", "theme: brand/theme.json", beyond},
		{"theme: brand/theme.css", "theme: brand/theme.scss", bad},
		{"illustration: brand/home.svg", "illustration: beacon", good},
		{"illustration: brand/home.svg", "illustration: none", good},
		{"illustration: brand/home.svg", "illustration: home.svg", bad},
		{"[Calibri, sans-serif]", "[]", bad},
		{"[Calibri, sans-serif]", "Calibri", bad},
		{"[Calibri, sans-serif]", "[Calibri]", beyond},
		{"weight: 400", "weight: 100 900", good},
		{"weight: 400", "weight: bold", bad},
		{"weight: 400", "weight: 1001", bad},
		{"weight: 400", "weight: 900 100", beyond},
		{"brand/a.woff2", "brand/a.ttf", bad},
		{"feedback: false", "plain_language: {sentence_words: 25, reading_ease: 50}", good},
		{"feedback: false", "plain_language: {reading_ease: 1}", good},
		{"feedback: false", "plain_language: {sentence_words: 4}", bad},
		{"feedback: false", "plain_language: {reading_ease: 101}", bad},
		{"feedback: false", "plain_language: {words: 25}", bad},
		{"feedback: false", "unanswered_searches: 5", good},
		{"feedback: false", "unanswered_searches: 2", bad},
		{"feedback: false", "unanswered_searches: 1001", bad},
		{"feedback: false", "unanswered_searches: true", bad},
		{"feedback: false", "translations: {in_step: 95}", good},
		{"feedback: false", "translations: {in_step: 0}", good},
		{"feedback: false", "translations: {in_step: 101}", bad},
		{"feedback: false", "translations: {in_step: 95%}", bad},
		{"feedback: false", "translations: {}", bad},
		{"https://guide.test\n", "guide.test\n", bad},
		{"https://guide.test\n", "https://guide.test/\n", good},
		{"https://guide.test\n", "HTTP://guide.test:8080\n", good},
		{"https://guide.test\n", "https://guide.test/guide/\n", good},
		{"https://guide.test\n", "https://guide.test/Team/über-uns_2.0\n", good},
		{"https://guide.test\n", "https://guide.test/%C3%BCber//\n", good},
		{"https://guide.test\n", "https://guide.test/a b\n", bad},
		{"https://guide.test\n", "https://guide.test/a//b\n", bad},
		{"https://guide.test\n", "https://guide.test/../b\n", bad},
		{"https://guide.test\n", "https://guide.test/:b\n", bad},
		{"https://guide.test\n", "https://guide.test/b*\n", bad},
		{"https://guide.test\n", "https://guide.test/b%2Fc\n", beyond},
		{"https://guide.test\n", "https://guide.test/b/index.html\n", beyond},
		{"https://guide.test\n", "https://guide.test?a\n", bad},
		{"https://guide.test\n", "https://:80\n", bad},
		{"https://guide.test\n", "https://guide.test:port\n", beyond},
		{"title: {en: Guide, fr: Guide}", "title: Guide", bad},
		{"title: {en: Guide, fr: Guide}", "title: {}", bad},
		{"title: {en: Guide, fr: Guide}", "title: {en: Guide}", beyond},
		{"title: {en: Guide, fr: Guide}", "title: {en: Guide, fr: ' '}", bad},
		{"title: {en: Guide, fr: Guide}", "title: {en: Guide, fr: }", bad},
		{"title: {en: Guide, fr: Guide}", "title: {en: Guide, fr: Guide, de: Buch}", beyond},
		{"title: {en: Guide, fr: Guide}", "title: {en: Guide, fr: Guide, English: Guide}", bad},
		{"{code: en, name: English}", "en", good},
		{"{code: en, name: English}", "{code: en}", good},
		{"{code: en, name: English}", "{code: en, name: }", bad},
		{"{code: en, name: English}", "{code: en, address: formal}", beyond}, // English has one form.
		{"{code: en, name: English}", "{code: en, address: polite}", bad},
		{"  - fr\n", "  - {code: fr, address: }\n", bad},
		{"{code: en, name: English}", "{code: EN, name: English}", bad},
		{"{code: en, name: English}", "{code: en, name: English, flag: x}", bad},
		{"  - fr\n", "  - fr\n  - pt-BR\n", beyond}, // It has no texts.
		{"  - fr\n", "  - fr\n  - fr\n", bad},
		{"  - fr\n", "  - fr\n  - {code: fr, name: Français}\n", beyond},
		{"  - fr\n", "  - fr\n  - pt-br\n", bad},
		{"  - fr\n", "  - fr\n  - con\n", bad},
		{"  - fr\n", "  - fr\n  - qqz\n", beyond},
		{"email: us@guide.test", "email: us at guide.test", bad},
		{"email: us@guide.test", "email: Us <us@guide.test>", bad},
		{"email: us@guide.test", "email: u.s+x@guide.test", good},
		{"email: us@guide.test", "email: us..x@guide.test", bad},
		{"phone: +31 70 123 45 67", "phone: ask", bad},
		{"phone: +31 70 123 45 67", "phone: 112", bad},
		{"phone: +31 70 123 45 67", `phone: ""`, good},
		{"url: https://guide.test/contact", "url: guide.test/contact", bad},
		{"url: https://guide.test/contact", "url: ftp://guide.test/contact", bad},
		{"url: https://guide.test/contact", `url: ""`, good},
		{"contact: mailto:us@guide.test", "contact: us@guide.test", bad},
		{"contact: mailto:us@guide.test", "contact: tel:+31-70-1234567", good},
		{"contact: mailto:us@guide.test", "contact: http://guide.test", bad},
		{"expires: 2027-10-01", "expires: soon", bad},
		{"policy: https://guide.test/policy", "policy: http://guide.test/policy", bad},
		{"menu: [page]", "menu: [nothing]", beyond},
		{"menu: [page]", "menu: ['']", good},
		{"menu: [page]", "menu: page", bad},
		{"https://git.test/edit/", "https://git.test/?file=", good},
		{"https://git.test/edit/", "https://git.test/edit", bad},
		{"https://git.test/edit/", "git.test/edit/", bad},
		{"link-root: off", "link-root: never", bad},
		{"link-root: off", "link-rot: off", bad},
		{"link-root: off", "link-root: error", good},
		{"yaml-syntax: error", "yaml-syntax: warning", bad},
		{"feedback: false", "feedback: false\nfoot: []", bad},
	},
	"values": {
		{"", "", good},
		{"EUR 12.50", "12.50", good},
		{"EUR 12.50", "-3", good},
		{"EUR 12.50", "€ 12.50", bad},
		{"EUR 12.50", "eur 12.50", bad},
		{"EUR 12.50", "twelve", bad},
		{"EUR 12.50", "[1]", bad},
		{"EUR 12.50", "true", bad},
		{"EUR 12.50", "XYZ 12", beyond},
		{"EUR 12.50", "EUR 12.505", beyond},
		{"2026-03-01", "2026-02-30", beyond},
		{"fee:", "Fee:", bad},
		{"fee:", "1fee:", bad},
		{"fee:", "f:", good},
		{"{en: the desk, fr: le guichet}", "{}", bad},
		{"{en: the desk, fr: le guichet}", "{en: the desk}", beyond},
		{"fr: le guichet", `fr: ""`, bad},
		{"{text:", "{text: a, en:", beyond},
		{"{text:", "{txt:", beyond},
	},
	"glossary": {
		{"", "", good},
		{"terms:", "words:", bad},
		{"id: first", "id: First", bad},
		{"id: first", "id: index", good},
		{"id: first", "id: second", beyond},
		{"id: first\n    term", "term", bad},
		{"term: {en: First, fr: Premier}", "term: First", bad},
		{"term: {en: First, fr: Premier}", "term: {en: First}", beyond},
		{"term: {en: First, fr: Premier}", "term: {en: Second, fr: Premier}", beyond},
		{"forms: {en: [Firsts]}", "forms: {en: Firsts}", bad},
		{"forms: {en: [Firsts]}", "forms: {}", good},
		{"forms: {en: [Firsts]}", "forms: {English: [Firsts]}", bad},
		{"forms: {en: [Firsts]}", "forms: {English: []}", bad},
		{"forms: {en: [Firsts]}", "forms: {en: []}", good},
		{"forms: {en: [Firsts]}", "forms: {de: [Erste]}", beyond},
		{"forms: {en: [Firsts]}", "forms: {de: []}", beyond},
		{"forms: {en: [Firsts]}", "forms: {en: [1]}", bad},
		{"name: {en: The first, fr: Le premier}", "name: {}", bad},
		{"name: {en: The first, fr: Le premier}", "nane: {en: The first, fr: Le premier}", bad},
		{"definition: {en: A term., fr: Un mot.}", "definition: {en: A term., fr: ''}", bad},
		{"definition: {en: A term., fr: Un mot.}", "", bad},
	},
	"criteria": {
		{"", "", good},
		{"id: test", "id: Test", bad},
		{"id: test", "id: schema", bad},
		{"id: test", "id: api", bad},
		{"id: test", "id: test-2", good},
		{"valid_from: 2018-11-09\n", "", good},
		{"valid_from: 2018-11-09\nvalid_to: 2028-02-29\n", "", beyond},
		{"valid_from: 2018-11-09", "valid_from: 2018", bad},
		{"valid_to: 2028-02-29", "valid_to: 2027-02-29", bad},
		{"valid_to: 2028-02-29", "valid_to: 2017-01-01", beyond},
		{"valid_to: 2028-02-29\n", "", good},
		{"title: {en: Title, fr: Titre}", "title: {en: Title}", beyond},
		{"title: {en: Title, fr: Titre}", "title: {}", bad},
		{"license: https://law.test/license", "license: eupl-1.2", good},
		{"license: https://law.test/license", "license: CC0", beyond},
		{"license: https://law.test/license", "license: CC BY 4.0", bad},
		{"license: https://law.test/license", "license: ftp://law.test/license", bad},
		{"legal_basis: {en: The law., fr: La loi.}", "legal_basis: {en: '# The law', fr: La loi.}", beyond},
		{"legal_basis: {en: The law., fr: La loi.}", "legal_basis: The law.", bad},
		{"legal_basis: {en: The law., fr: La loi.}", "legal_basis: []", bad},
		{"legal_basis: {en: The law., fr: La loi.}", "legal_basis: [{name: {en: Act, fr: Loi}}]", good},
		{"legal_basis: {en: The law., fr: La loi.}", "legal_basis: [{name: {en: Act, fr: Loi}}]\nlegal_note: {en: Ask., fr: Demandez.}", good},
		{"legal_basis: {en: The law., fr: La loi.}", "legal_basis: {en: The law., fr: La loi.}\nlegal_note: {en: Ask., fr: Demandez.}", beyond},
		{"legal_basis: {en: The law., fr: La loi.}", "legal_basis: [{name: Act}]", bad},
		{"legal_basis: {en: The law., fr: La loi.}", "legal_basis: [{article: 3}]", bad},
		{"texts: {law:", "texts: {The law:", bad},
		{"texts: {law: {en: The law counts., fr: La loi compte.}}", "texts: {law: The law counts.}", bad},
		{"short: {en: Kind, fr: Sorte}", "short: Kind", bad},
		{"error: {en: Say which., fr: Dites laquelle.}", "error: {en: Say which.}", beyond},
		{"article: 16", "article: 16a", good},
		{"article: 16", "article: 6.10", good},
		{"article: 16", "article: section 3", good},
		{"article: 16", "article: ''", bad},
		{"article: 16", "article: [16]", bad},
		{"article: 16, paragraph: 2, ", "", bad},
		{"article: 16, paragraph: 2, point: b, ", "", good},
		{"article: 16, ", "", bad},
		{"article: 16, ", "art: 16, ", bad},
		{"identifier: BWBR0005537", "identifier: BWB5537", beyond},
		{"identifier: BWBR0005537", "identifier: wet", bad},
		{"identifier: BWBR0005537", "identifier: 32022L2555", good},
		{"identifier: BWBR0005537", "identifier: jci1.3:c:BWBR0005537&artikel=16&lid=2&g=2020-01-01", good},
		{"identifier: BWBR0005537", "identifier: jci1.3:c:BWBR0005537&artikel=17", beyond},
		{"identifier: BWBR0005537", "identifier: jci1.3:c:BWBR0005537&artikel=16&g=2010-01-01", beyond},
		{"https://law.test/act", "http://law.test/act", bad},
		{"https://law.test/act", "law.test/act", bad},
		{"id: kind", "id: Kind", bad},
		{"id: kind", "id: answered", bad},
		{"id: kind", "id: sort", beyond},
		{"id: boxes", "id: kind", beyond},
		{"type: one", "type: some", bad},
		{"type: one", "type: many", beyond}, // == doesn't apply to such a question.
		{"    type: one\n", "", good},
		{`ask: kind == "a"`, `ask: ""`, bad},
		{`ask: kind == "a"`, "ask: true", bad},
		{`ask: kind == "a"`, "ask: kind == a", beyond},
		{`ask: kind == "a"`, "ask: [kind, a]", bad},
		{"exclusive: false", "exclusive: true", bad},
		{"exclusive: false", "exclusive: 'no'", bad},
		{"exclusive: true", "exclusive: true, hint: {en: Hint, fr: Indication}", good},
		{"      - {id: b, label: {en: B, fr: B}, exclusive: false}\n", "", bad},
		{"      - {id: b, label: {en: B, fr: B}, exclusive: false}\n", "      - {group: {en: G, fr: G}, options: [{id: b, label: {en: B, fr: B}, guidance: {en: '*G*', fr: G}}]}\n", good},
		{"      - {id: b, label: {en: B, fr: B}, exclusive: false}\n", "      - {group: {en: G, fr: G}, options: []}\n", bad},
		{"      - {id: b, label: {en: B, fr: B}, exclusive: false}\n", "      - {options: [{id: b, label: {en: B, fr: B}}]}\n", bad},
		{"      - {id: b, label: {en: B, fr: B}, exclusive: false}\n", "      - {group: {en: G, fr: G}, options: [{id: b}]}\n", bad},
		{"      - {id: b, label: {en: B, fr: B}, exclusive: false}\n", "      - {group: G, options: [{id: b, label: {en: B, fr: B}}]}\n", bad},
		{"      - {id: b, label: {en: B, fr: B}, exclusive: false}\n", "      - {group: {en: G, fr: G}, id: g, options: [{id: b, label: {en: B, fr: B}}]}\n", bad},
		{"      - {id: b, label: {en: B, fr: B}, exclusive: false}\n", "      - {group: {en: G, fr: G}, options: [{id: b, label: {en: B, fr: B}, exclusive: true}]}\n", bad},
		{"      - {id: a, label: {en: A, fr: A}, short: {en: a, fr: a}, hint: {en: Hint, fr: Indication}}\n      - {id: b, label: {en: B, fr: B}, exclusive: false}\n",
			"      - {group: {en: G, fr: G}, options: [{id: a, label: {en: A, fr: A}}, {id: b, label: {en: B, fr: B}}]}\n", beyond},
		{"label: {en: A, fr: A}, ", "", bad},
		{"id: c\n", "id: c\n    met_when: x\n", bad},
		{`unmet: '"neither" in boxes'`, "", bad},
		{`unmet: '"neither" in boxes'`, "unmet: 3", bad},
		{`unmet: '"neither" in boxes'`, `unmet: '"x" in boxes'`, beyond},
		{"advice: {met:", "advice: {pending:", bad},
		{"    advice: {met: {en: Good, fr: Bien}, open: {en: Open, fr: Ouvert}}\n", "    advice: {}\n", good},
		{"id: fine", "id: not-fine", bad},
		{`when: criteria.c == "met"`, `when: criteria.d == "met"`, beyond},
		{"outcome: fine", "outcome: fine thing", bad},
		{"outcome: fine", "outcome: otherwise", beyond},
		{"answers: {kind: a, boxes: [x, y]}", "answers: {}", bad},
		{"answers: {kind: a, boxes: [x, y]}", "answers: {kind: a, boxes: []}", bad},
		{"answers: {kind: a, boxes: [x, y]}", "answers: {kind: a, boxes: [x, x]}", bad},
		{"answers: {kind: a, boxes: [x, y]}", "answers: {kind: a, boxes: [x, neither]}", beyond},
		{"answers: {kind: a, boxes: [x, y]}", "answers: {kind: a, boxes: [z]}", beyond},
		{"answers: {kind: a, boxes: [x, y]}", "answers: {Kind: a}", bad},
		{"criteria: {c: met}", "criteria: {c: pending}", bad},
		{"criteria: {c: met}", "criteria: {}", good},
		{"  - answers: {kind: b}\n    criteria: {c: not_applicable}\n", "  - answers: {kind: b}\n    criteria: {}\n", bad},
		{"  - answers: {kind: b}\n    criteria: {c: not_applicable}\n", "  - answers: {kind: b}\n", bad},
		{"examples:", "example:", bad},
	},
}
