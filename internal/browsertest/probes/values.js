// Fills values in, one after the other, in the fields of a question of a self-check, and says what
// comes of each: the option that is chosen, what is wrong, how the value is read back, and the
// verdicts and outcomes that are reached. The parts of a date stand between slashes.
(question, texts) => {
  const form = document.getElementById('Check');
  const of = form.querySelector(`[data-question=${question}]`);
  const fields = [...of.querySelectorAll('.typed input')];
  const watched = [...form.querySelectorAll('[data-verdict], [data-outcome]')];
  return texts.map(text => {
    const parts = fields.length > 1 ? text.split('/') : [text];
    fields.forEach((f, i) => {
      f.value = parts[i] ?? '';
      f.dispatchEvent(new Event('input', { bubbles: true }));
    });
    const detail = { question: of };
    form.dispatchEvent(new CustomEvent('read', { detail }));
    return {
      chosen: [...of.querySelectorAll('input[name]:checked')].map(i => i.value).join(),
      says: detail.says ?? '',
      at: (detail.at ?? []).map(f => fields.indexOf(f)).join(''),
      typed: of.dataset.typed ?? '',
      reached: watched.filter(e => getComputedStyle(e).display !== 'none')
        .map(e => e.dataset.outcome ?? e.dataset.criterion + '=' + e.dataset.verdict),
    };
  });
}
