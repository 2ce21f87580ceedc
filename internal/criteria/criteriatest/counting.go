package criteriatest

// counting has counts of answers and of verdicts, definitions that use each other, and a criterion
// that is unmet wherever it isn't met.
const counting = `id: counting
valid_from: 2020-01-01
legal_basis: {nl: NL basis, en: EN basis}
definitions:
  grown: age in ["adult", "senior"]
  settled: grown and home == "own"
  signs: >-
    count("work" in life, "school" in life, settled) >= 2
questions:
  - id: age
    text: {nl: Hoe oud?, en: How old?}
    options:
      - {id: child, label: {nl: Kind, en: Child}}
      - {id: adult, label: {nl: Volwassen, en: Adult}}
      - {id: senior, label: {nl: Ouder, en: Senior}}
  - id: home
    text: {nl: Hoe woon je?, en: How do you live?}
    ask: grown
    options:
      - {id: own, label: {nl: In een eigen huis, en: In a house of my own}}
      - {id: rent, label: {nl: In een huurhuis, en: In a rented house}}
      - {id: other, label: {nl: Anders, en: Otherwise}}
  - id: life
    type: many
    text: {nl: Wat doe je?, en: What do you do?}
    options:
      - {id: work, label: {nl: Werken, en: Work}}
      - {id: school, label: {nl: Leren, en: Learn}}
      - {id: care, label: {nl: Zorgen, en: Care}}
      - {id: none, label: {nl: Niets, en: Nothing}, exclusive: true}
  - id: stay
    text: {nl: Blijf je?, en: Do you stay?}
    ask: not signs or home == "rent"
    options:
      - {id: "yes", label: {nl: Ja, en: Yes}}
      - {id: "no", label: {nl: Nee, en: No}}
criteria:
  - id: rooted
    title: {nl: Geworteld, en: Rooted}
    guidance: {nl: Over wortels, en: On roots}
    met: signs
    unmet: otherwise
  - id: busy
    title: {nl: Bezig, en: Busy}
    guidance: {nl: Over bezigheden, en: On being busy}
    applies: grown
    met: count("work" in life, "school" in life, "care" in life) == 1
    unmet: count("work" in life, "school" in life, "care" in life) != 1 and not settled
  - id: lasting
    title: {nl: Blijvend, en: Lasting}
    guidance: {nl: Over blijven, en: On staying}
    met: stay == "yes" or signs
    unmet: stay == "no" and not signs
outcomes:
  - id: welcome
    title: {nl: Welkom, en: Welcome}
    body: {nl: Kom binnen, en: Come in}
    when: count(criteria.rooted == "met", criteria.busy == "met", criteria.lasting == "met") >= 2
  - id: talk
    title: {nl: Praat met ons, en: Talk to us}
    body: {nl: Bel ons, en: Call us}
    when: count(criteria.rooted == "met", criteria.busy == "met", criteria.lasting == "met") == 1
  - id: other
    title: {nl: Iets anders, en: Something else}
    body: {nl: Zoek verder, en: Look elsewhere}
examples:
  - answers: {age: child, life: none, stay: "no"}
    outcome: other
    criteria: {rooted: unmet, busy: not_applicable, lasting: unmet}
  - answers: {age: adult, home: own, life: work}
    outcome: welcome
    criteria: {rooted: met, busy: met, lasting: met}
  - answers: {age: senior, home: rent, life: care, stay: "yes"}
    outcome: welcome
    criteria: {rooted: unmet, busy: met, lasting: met}
  - answers: {age: adult, home: own, life: [work, school]}
    outcome: welcome
    criteria: {busy: open}
`
