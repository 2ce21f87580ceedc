// Says how the question that is shown stands, with or without a mistake.
() => {
  const question = [...document.querySelectorAll('[data-question]')].find(q => !q.hidden);
  const error = document.getElementById('check:error');
  const go = document.getElementById('check:go').getBoundingClientRect();
  const follows = (a, b) => !!(a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING);
  const message = error.textContent.trim();
  const fieldset = question.querySelector('fieldset');
  const about = question.querySelector('details');
  const label = question.querySelector('label');
  return {
    message,
    between: fieldset.contains(error) && follows(question.querySelector('h1'), error) && follows(error, label),
    times: message ? document.body.innerText.split(message.replace(/^[^:]*:\s*/, '')).length - 1 : 0,
    described: fieldset.getAttribute('aria-describedby').split(' ').every(id => document.getElementById(id)) &&
      fieldset.getAttribute('aria-describedby').includes('check:error'),
    invalid: [...question.querySelectorAll('[aria-invalid=true]')].map(e => e.localName),
    why: !about || follows(question.querySelector('h1'), about) && follows(about, label),
    inView: go.top >= 0 && go.bottom <= innerHeight,
    home: document.querySelector('.brand').checkVisibility(),
  };
}
