// Says which selectors the browser doesn't support, each part of a list by itself. The page has
// them too: in data-when, and in the given number of rules that show something.
(selectors, rules) => {
  const refused = [];
  const each = list => {
    const parts = [''];
    let depth = 0;
    for (const c of list) {
      depth += (c === '(') - (c === ')');
      if (c === ',' && depth === 0) {
        parts.push('');
      } else {
        parts[parts.length - 1] += c;
      }
    }
    return parts;
  };
  const ask = (list, where) => refused.push(
    ...each(list).filter(one => !CSS.supports(`selector(${one})`)).map(one => where + one));
  for (const list of selectors) {
    ask(list, '');
  }
  for (const e of document.querySelectorAll('[data-when]')) {
    if (!selectors.includes(e.dataset.when)) {
      refused.push('not one of those compiled: ' + e.dataset.when);
    }
  }
  let found = 0;
  for (const sheet of document.styleSheets) {
    for (const rule of sheet.cssRules) {
      if (rule instanceof CSSSupportsRule && rule.conditionText.includes(':has(')) {
        for (const inner of rule.cssRules) {
          if (inner.selectorText?.startsWith('#Check:')) {
            found++;
            ask(inner.selectorText, 'in the style sheet: ');
          }
        }
      }
    }
  }
  if (found < rules) {
    refused.push(`${found} of ${rules} rules are in the style sheet`);
  }
  return refused;
}
