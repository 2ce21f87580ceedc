package schema_test

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
