// Puts a self-check into states and returns what it shows in each. A state is the list of the ids of
// the inputs that are checked. With script, the check is asked to show how things stand: the question
// that is next, or the result. Of a lean page only the form's skeleton is left, in which the same
// rules of the same style sheet decide, several times as fast.
(states, scripted, lean) => {
  const form = document.getElementById('Check');
  const result = document.getElementById('check:result');
  const inputs = [...form.querySelectorAll('input[name]')];
  const watched = [...form.querySelectorAll('[data-question], [data-verdict], [data-outcome], [data-item]')];
  const questions = watched.filter(e => e.dataset.question);
  const shown = e => getComputedStyle(e).display !== 'none';
  const put = state => {
    const ids = new Set(state);
    for (const i of inputs) {
      i.checked = ids.has(i.id);
    }
  };
  if (lean) {
    const keep = new Set();
    const used = '[id^="check:"], :is(#check\\:notice, #check\\:problem, #check\\:back) *, h1, h2, h3, legend, label, .verdict, .clash, .line b, .line span, .next';
    for (const e of [...watched, ...inputs, ...form.querySelectorAll(used)]) {
      for (let p = e; p !== form; p = p.parentElement) {
        keep.add(p);
      }
    }
    form.querySelectorAll('*').forEach(e => keep.has(e) || e.remove());
    if (scripted && !self.lean) {
      self.lean = true;
      // The words of the result and scrolling, which needs a layout each time, decide nothing here.
      form.addEventListener('result', e => e.stopImmediatePropagation(), true);
      HTMLElement.prototype.focus = Element.prototype.scrollIntoView = self.scrollTo = () => {};
    }
  }
  const steps = [];
  if (scripted) {
    history.replaceState({ view: '*' }, '');
    for (const state of states) {
      put(state);
      dispatchEvent(new PopStateEvent('popstate', { state: { view: '*' } }));
      const step = questions.find(e => !e.hidden);
      steps.push(step ? step.dataset.question : result.hidden ? '?' : '*');
    }
    // The script hides all but one step, by an attribute: whether the style sheet shows them counts.
    [result, ...questions].forEach(e => e.hidden = false);
  }
  return states.map((state, n) => {
    put(state);
    const out = { questions: [], verdicts: [], outcomes: [], items: [], step: steps[n] ?? '' };
    for (const e of watched.filter(shown)) {
      const d = e.dataset;
      if (d.question) {
        out.questions.push(d.question);
      } else if (d.item) {
        // What is to do after an outcome is shown with it.
        shown(e.closest('.next')) && out.items.push(d.item);
      } else {
        (d.verdict ? out.verdicts : out.outcomes).push(d.verdict ? d.criterion + '=' + d.verdict : d.outcome);
      }
    }
    return out;
  });
}
