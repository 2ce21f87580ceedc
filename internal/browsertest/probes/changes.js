// Puts a self-check into states and reports, for each unmet criterion that it shows, what would meet
// it: the sentences in the order of the page, empty for those that aren't shown; of the shown ones
// the questions that their links lead to, and those to which a sentence and the reason together
// don't show exactly one link. A state is the list of the inputs that are checked, by their ids.
(states, scripted) => {
  const form = document.getElementById('Check');
  const inputs = [...form.querySelectorAll('input[name]')];
  const shown = e => e.checkVisibility();
  if (scripted) {
    history.replaceState({ view: '*' }, '');
  }
  return states.map(state => {
    for (const i of inputs) {
      i.checked = state.includes(i.id);
    }
    if (scripted) {
      dispatchEvent(new PopStateEvent('popstate', { state: { view: '*' } }));
    }
    return [...form.querySelectorAll('[data-verdict=unmet]')].filter(shown).map(v => {
      const all = [...v.querySelectorAll('.why.has')];
      const links = all.filter(shown).flatMap(p => [...p.querySelectorAll('a')]);
      return {
        criterion: v.dataset.criterion,
        sentences: all.map(p => shown(p) ? p.innerText.replace(/\s+/g, ' ').trim() : ''),
        links: links.map(a => a.dataset.change),
        twice: all.filter(shown).flatMap(p => [...p.querySelectorAll('a')].map(a => a.dataset.change)
          .filter(q => [v.querySelector('.why'), p].flatMap(e => [...e.querySelectorAll(`[data-change="${q}"]`)]).filter(shown).length !== 1)),
        // A link leads to an answer of its question and, without script, to one that is in view.
        dead: links.filter(a => {
          const to = document.getElementById(a.hash.slice(1));
          return !to || to.name !== a.dataset.change || !scripted && !shown(to);
        }).map(a => a.hash),
      };
    });
  });
}
