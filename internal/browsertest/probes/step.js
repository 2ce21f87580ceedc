// Says what a self-check shows and where the focus is.
() => {
  const focused = document.activeElement;
  // What is folded is there, for the reader who opens it.
  const shown = e => e.checkVisibility() ||
    !!e.parentElement?.matches('details:not([open])') && e.parentElement.checkVisibility() && getComputedStyle(e).display !== 'none';
  const text = e => e ? e.textContent.replace(/\s+/g, ' ').trim() : '';
  const all = selector => [...document.querySelectorAll(selector)].filter(shown);
  return {
    title: document.title,
    h1: all('h1').map(text),
    questions: all('[data-question]').map(e => e.dataset.question),
    verdicts: all('[data-verdict]').map(e => e.dataset.criterion + '=' + e.dataset.verdict),
    outcomes: all('[data-outcome]').map(e => e.dataset.outcome),
    problem: text(all('#check\\:problem')[0]),
    status: text(document.querySelector('[role=status]')),
    statusInGroup: !!document.querySelector('fieldset [role=status]'),
    error: text(all('#check\\:error')[0]),
    notice: all('#check\\:notice').map(e => e.innerText.replace(/\s+/g, ' ').trim())[0] || '',
    strips: all('.menu, .opener, .crumbs, .section, .contents').length,
    progress: text(all('#check\\:progress')[0]),
    checked: [...document.querySelectorAll('#Check input:checked')].map(i => i.name + '=' + i.value),
    answers: all('#check\\:answers dl > div').length,
    focus: focused ? focused.localName : '',
    focusID: focused ? focused.id : '',
    focusName: focused ? focused.name || '' : '',
    focusText: text(focused).slice(0, 200),
    address: location.href,
  };
}
