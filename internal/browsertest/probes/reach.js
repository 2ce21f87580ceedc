// Scrolls a page as a reader does, by whole screens, until an element that matches one of the
// selectors, and holds the text if there is one, is in view from top to bottom. Says how many
// screens that took, or -1 if there is none. Presses it, unless it leads to another page, whose
// path it then says.
(selectors, text, press) => {
  const within = e => e.textContent.replace(/\s+/g, ' ').toLowerCase().includes(text.toLowerCase());
  const found = selectors.flatMap(s => [...document.querySelectorAll(s)])
    .filter(e => e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length && (!text || within(e)))
    .map(e => ({ e, box: e.getBoundingClientRect() }))
    .sort((a, b) => a.box.top - b.box.top || a.box.height - b.box.height)[0];
  if (!found) {
    return { screens: -1, leads: '' };
  }
  let screens = 0;
  for (let box = found.box; (box.bottom > innerHeight && box.top > 0 || box.top < 0) && screens < 50; screens++) {
    const before = scrollY;
    scrollBy({ top: box.top < 0 ? -innerHeight : innerHeight, behavior: 'instant' });
    if (scrollY === before) {
      break;
    }
    box = found.e.getBoundingClientRect();
    if (box.top < 0 && box.bottom > 0) {
      scrollTo({ top: Math.max(0, scrollY + box.top - 8), behavior: 'instant' });
      box = found.e.getBoundingClientRect();
    }
  }
  const link = found.e.closest('a[href]');
  const leads = press && link?.origin === location.origin && link.pathname !== location.pathname ? link.pathname : '';
  if (press && !leads) {
    found.e.click();
  }
  return { screens, leads };
}
