// Measures a home page: its primary action, what that takes, and the order of the parts.
() => {
  const all = selector => [...document.querySelectorAll(selector)].filter(e => e.checkVisibility());
  const bottom = selector => Math.max(0, ...all(selector).map(e => e.getBoundingClientRect().bottom + scrollY));
  const text = selector => document.querySelector(selector)?.textContent.trim() ?? '';
  const parts = ['h1', 'main .act', 'main .ways', 'main .entries'].map(s => document.querySelector(s));
  return {
    actions: all('main .act').length,
    ways: all('.ways a').length,
    order: parts.filter((e, i) => i && !(e && parts[i - 1] && e.compareDocumentPosition(parts[i - 1]) & Node.DOCUMENT_POSITION_PRECEDING)).length,
    bottom: bottom('main .act'),
    needs: bottom('main .needs'),
    overflow: Math.max(0, document.documentElement.scrollWidth - innerWidth),
    title: document.title,
    brand: text('.brand'),
    siteName: document.querySelector('meta[property="og:site_name"]')?.content ?? '',
    heading: text('h1'),
    action: text('main .act'),
    address: document.querySelector('main .act')?.pathname ?? '',
  };
}
