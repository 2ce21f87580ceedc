// Puts a self-check into states and says what it shows in each. A state is the list of the inputs
// that are checked, by their ids. With script, the check is asked to show how things stand: the
// question that is next, or the result.
(states, scripted) => {
  const form = document.getElementById('Check');
  const inputs = [...form.querySelectorAll('input')];
  const watched = [...form.querySelectorAll('[data-question], [data-verdict], [data-outcome]')];
  const shown = e => getComputedStyle(e).display !== 'none';
  if (scripted) {
    history.replaceState({ view: '*' }, '');
  }
  return states.map(state => {
    for (const i of inputs) {
      i.checked = state.includes(i.id);
    }
    const out = { questions: [], verdicts: [], outcomes: [], step: '' };
    if (scripted) {
      dispatchEvent(new PopStateEvent('popstate', { state: { view: '*' } }));
      const result = document.getElementById('check:result');
      const step = watched.find(e => e.dataset.question && !e.hidden);
      out.step = step ? step.dataset.question : result.hidden ? '?' : '*';
    }
    // The script hides all questions but one, by an attribute: whether the style sheet shows them
    // counts. All are asked at once, since every change before a look has the styles computed anew.
    const hidden = watched.filter(e => e.dataset.question && e.hidden);
    hidden.forEach(e => e.hidden = false);
    for (const { dataset: d } of watched.filter(shown)) {
      if (d.question) {
        out.questions.push(d.question);
      } else {
        (d.verdict ? out.verdicts : out.outcomes).push(d.verdict ? d.criterion + '=' + d.verdict : d.outcome);
      }
    }
    hidden.forEach(e => e.hidden = true);
    return out;
  });
}
