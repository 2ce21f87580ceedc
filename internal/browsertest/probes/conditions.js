// Lists the questions, verdicts and outcomes of a self-check that can't be seen, or that depend on
// answers and don't say on which. Some questions are always asked.
(always) => {
  const text = e => e.textContent.replace(/\s+/g, ' ').trim();
  const out = [];
  const all = [...document.querySelectorAll('[data-question], [data-verdict], [data-outcome]')];
  if (all.length < 5) {
    out.push(`only ${all.length} elements`);
  }
  for (const e of all) {
    const name = JSON.stringify(Object.assign({}, e.dataset, { when: undefined }));
    const said = [...e.querySelectorAll('.why')].filter(w => w.checkVisibility() && text(w).length > 10);
    if (!e.checkVisibility()) {
      out.push(`${name} is hidden`);
    } else if ('when' in e.dataset && e.dataset.verdict !== 'pending' &&
      !always.includes(e.dataset.question) && said.length === 0) {
      out.push(`${name} doesn't say when`);
    }
  }
  return out;
}
