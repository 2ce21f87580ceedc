// Says what "Did this page help?" shows, on a page or on the one that tells of a problem, and where
// the focus is.
() => {
  const shown = e => e && e.checkVisibility();
  const text = e => shown(e) ? e.innerText.replace(/\s+/g, ' ').trim() : '';
  const get = name => document.getElementById('feedback:' + name);
  const comment = document.querySelector('[name=comment]');
  const focused = document.activeElement;
  return {
    asks: !!shown(document.querySelector('.ask')),
    thanks: ['yes', 'no', 'sent'].map(get).map(text).join(''),
    label: comment ? text(comment.labels[0]) : '',
    note: text(get('why')),
    typed: comment && shown(comment) ? comment.value : '',
    problem: text(get('problem')),
    heading: text(document.querySelector('h1')),
    buttons: [...document.querySelectorAll('form:not([role=search]) button')].filter(shown).map(b => b.value + ':' + b.innerText),
    trap: !!shown(document.querySelector('[name=website]')),
    focus: focused.id || (focused.name ? focused.name + '=' + focused.value : focused.localName),
    outlined: getComputedStyle(focused).outlineStyle !== 'none',
    address: location.pathname + location.hash,
    lang: document.documentElement.lang,
    kept: document.cookie + localStorage.length + sessionStorage.length,
  };
}
