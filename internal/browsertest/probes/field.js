// Says how the question that is shown stands, whose answer is typed.
() => {
  const question = [...document.querySelectorAll('[data-question]')].find(q => !q.hidden);
  const fields = [...question.querySelectorAll('.typed input')];
  const shown = e => e && e.checkVisibility() ? e.textContent.replace(/\s+/g, ' ').trim() : '';
  const error = document.getElementById('check:error');
  const named = i => i.getAttribute('aria-labelledby')?.split(' ').map(id => document.getElementById(id)?.textContent ?? '?').join(' ') ?? i.labels[0]?.firstChild.textContent;
  return {
    values: fields.map(f => f.value),
    names: fields.map(named),
    described: fields.every(f => (f.getAttribute('aria-describedby') ?? '').split(' ').filter(id => id).every(id => document.getElementById(id))),
    invalid: fields.filter(f => f.getAttribute('aria-invalid') === 'true').map(f => fields.indexOf(f)),
    otherInvalid: question.querySelectorAll('[aria-invalid]').length - fields.filter(f => f.ariaInvalid).length,
    focused: fields.indexOf(document.activeElement),
    error: shown(error),
    read: shown(question.querySelector('[aria-live]')),
    given: shown(question.querySelector('.typed > .hint')),
    options: [...question.querySelectorAll('input[name]')].filter(i => i.checkVisibility()).map(i => i.value),
    hints: [...question.querySelectorAll('label ~ .hint')].filter(e => e.checkVisibility()).map(e => e.textContent),
    chosen: [...question.querySelectorAll('input[name]:checked')].map(i => i.value),
  };
}
