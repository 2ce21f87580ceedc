// Puts a self-check into states and says what its result tells in each, to the eye. A state is the
// list of the inputs that are checked, by their ids; all of them are complete.
(states, scripted) => {
  const form = document.getElementById('Check');
  const result = document.getElementById('check:result');
  const inputs = [...form.querySelectorAll('input')];
  const text = e => e ? e.innerText.replace(/\s+/g, ' ').trim() : '';
  // Whether something is shown, or would be if the reader unfolded what it is in.
  const shown = e => {
    for (let n = e; n && n !== document.body; n = n.parentElement) {
      if (getComputedStyle(n).display === 'none') {
        return false;
      }
    }
    return true;
  };
  const all = (e, selector) => [...e.querySelectorAll(selector)].filter(shown);
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
    // Text and headings in the order in which they stand: a heading without text before the next of
    // its level is about nothing.
    const empty = [];
    let open = [];
    const close = level => {
      empty.push(...open.filter(h => h.level >= level).map(h => h.text));
      open = open.filter(h => h.level < level);
    };
    const walk = n => {
      if (n.nodeType === 3) {
        open = n.data.trim() ? [] : open;
      } else if (n.nodeType === 1 && getComputedStyle(n).display !== 'none') {
        if (/^H[1-6]$/.test(n.tagName)) {
          close(+n.tagName[1]);
          open.push({ level: +n.tagName[1], text: n.textContent });
        } else {
          for (const c of n.childNodes) {
            walk(c);
          }
        }
      }
    };
    walk(result);
    close(1);
    const headline = all(document, '[data-headline]')[0];
    const mail = document.getElementById('check:mail');
    return {
      headline: text(headline),
      named: headline ? all(headline, 'a[data-criterion]').map(a => a.dataset.criterion) : [],
      dead: headline ? all(headline, 'a[data-criterion]').filter(a => {
        const to = document.getElementById(decodeURIComponent(a.hash.slice(1)));
        return !to || !shown(to) || to.dataset.criterion !== a.dataset.criterion;
      }).map(a => a.hash) : [],
      verdicts: all(result, '[data-verdict]').map(e => e.dataset.criterion + '=' + e.dataset.verdict),
      folded: all(result, 'details:not([open]) [data-verdict]').map(e => e.dataset.criterion + '=' + e.dataset.verdict),
      fold: text(all(result, '.fold > summary')[0]),
      empty,
      changes: all(result, '[data-change]').map(e => e.dataset.change),
      person: all(result, 'address a[href]').length,
      mail: scripted && shown(mail) ? mail.href : '',
      wide: document.documentElement.scrollWidth > innerWidth,
      day: text(document.getElementById('check:day')),
      version: text(document.getElementById('check:version')),
    };
  });
}
