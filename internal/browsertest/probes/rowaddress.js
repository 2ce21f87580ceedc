// Follows the numbers of the first, a middle and the last row of the decision tables, and the skip
// link. Returns what is wrong: in the row that an address leads to, and nowhere else, the link that
// edits the file is shown, large enough to be hit (WCAG 2.5.8) and in view.
async () => {
  const found = [];
  const rows = [...document.querySelectorAll('[id] > small > a, [id] > th > small > a')].map(a => [a, a.closest('[id]')]);
  const edits = () => [...document.querySelectorAll('.edit')].filter(e => e.checkVisibility());
  if (rows.length === 0 || document.querySelectorAll('.edit').length !== rows.length) {
    found.push(`${rows.length} rows, ${document.querySelectorAll('.edit').length} links that edit`);
  }
  for (const [a, row] of new Set([rows[0], rows[rows.length >> 1], rows.at(-1)].filter(Boolean))) {
    a.click();
    await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const [edit, ...more] = edits();
    if (!edit || more.length > 0 || edit.closest('[id]') !== row || document.querySelector(':target') !== row) {
      found.push(`${a.hash}: ${edits().length} links that edit are shown`);
      continue;
    }
    for (const e of [a, edit]) {
      const { left, top, width, height } = e.getBoundingClientRect();
      if (e === edit && height < 24 || document.elementFromPoint(left + width / 2, top + height / 2) !== e) {
        found.push(`${a.hash}: ${e.textContent} is ${Math.round(height)} px high at ${Math.round(top)}, or something covers it`);
      }
    }
  }
  document.querySelector('.skip').click();
  await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  if (edits().length > 0) {
    found.push('links that edit are shown after the skip link');
  }
  return found;
}
