// Says what of a page would be on paper, in print media: what is there to press or to navigate,
// which verdicts stand there and whether what is folded does, what is wider than the paper, and
// what has a colour behind it.
() => {
  const text = e => e ? e.innerText.replace(/\s+/g, ' ').trim() : '';
  const shown = e => e.checkVisibility({ contentVisibilityAuto: true }) && e.getClientRects().length > 0;
  const all = selector => [...document.querySelectorAll(selector)].filter(shown);
  const paint = e => getComputedStyle(e).backgroundColor;
  return {
    buttons: all('button, .button, nav, [data-change], .notice, .feedback').map(e => e.outerHTML.slice(0, 80)),
    verdicts: all('[data-bears]').map(e => e.dataset.criterion + '=' + e.dataset.verdict),
    marks: all('.verdict').map(e => [text(e), paint(e), getComputedStyle(e, '::before').content.replace(/" \/ ".*/, '"')].join(' ')),
    wide: all('main *').filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1).map(e => e.outerHTML.slice(0, 80)),
    text: text(document.querySelector('main')),
    address: text(all('.paper')[0]),
  };
}
