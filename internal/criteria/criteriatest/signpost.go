package criteriatest

// signpost has outcomes and no criteria.
const signpost = `id: signpost
valid_from: 2020-01-01
legal_basis: {nl: NL basis, en: EN basis}
questions:
  - id: home
    text: {nl: Woon je hier?, en: Do you live here?}
    options:
      - {id: "yes", label: {nl: Ja, en: Yes}}
      - {id: "no", label: {nl: Nee, en: No}}
  - id: drives
    type: many
    text: {nl: Wat rijd je?, en: What do you drive?}
    ask: home == "no"
    options:
      - {id: car, label: {nl: Auto, en: Car}}
      - {id: van, label: {nl: Bus, en: Van}}
      - {id: none, label: {nl: Niets, en: Nothing}, exclusive: true}
  - id: stay
    text: {nl: Hoelang blijf je?, en: How long do you stay?}
    ask: '"none" not in drives and home == "no"'
    options:
      - {id: hour, label: {nl: Een uur, en: An hour}}
      - {id: day, label: {nl: Een dag, en: A day}}
      - {id: unknown, label: {nl: Weet ik niet, en: I don't know}}
outcomes:
  - id: permit
    title: {nl: Vraag een vergunning aan, en: Apply for a permit}
    body: {nl: Ga naar het loket, en: Go to the counter}
    when: home == "yes"
  - id: walk
    title: {nl: Kom te voet, en: Come on foot}
    body: {nl: Volg de borden, en: Follow the signs}
    when: '"none" in drives'
  - id: street
    title: {nl: Parkeer op straat, en: Park in the street}
    body: {nl: Betaal per uur, en: Pay by the hour}
    when: '"van" not in drives and stay == "hour"'
  - id: garage
    title: {nl: Parkeer in de garage, en: Park in the garage}
    body: {nl: Rijd naar de garage, en: Drive to the garage}
examples:
  - answers: {home: "yes"}
    outcome: permit
  - answers: {home: "no", drives: car, stay: hour}
    outcome: street
`
