// Scrolls a page as a reader does, by whole screens, until an element that matches one of the selectors, and holds
// the text if there is one, is in view from top to bottom. Says how many screens that took, or -1 if there is none.
(selectors, text, press) => {
  const within = e => e.textContent.replace(/\s+/g, ' ').toLowerCase().includes(text.toLowerCase());
  const found = selectors.flatMap(s => [...document.querySelectorAll(s)])
    .filter(e => e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length && (!text || within(e)))
    .map(e => ({ e, box: e.getBoundingClientRect() }))
    .sort((a, b) => a.box.top - b.box.top || a.box.height - b.box.height)[0];
  if (!found) {
    return { screens: -1, bottom: 0 };
  }
  const bottom = found.box.bottom + scrollY;
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
  if (press) {
    found.e.click();
  }
  return { screens, bottom };
}
