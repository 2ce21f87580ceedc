// Says which selectors the browser doesn't support, each part of a list by itself. The page has
// them too, in the given number of rules that show something: each element that depends on answers
// has the class of one of them.
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
  let found = 0;
  const shown = new Set();
  for (const sheet of document.styleSheets) {
    for (const rule of sheet.cssRules) {
      if (rule instanceof CSSSupportsRule && rule.conditionText.includes(':has(')) {
        for (const inner of rule.cssRules) {
          if (inner.selectorText?.startsWith('#Check:')) {
            found++;
            shown.add(inner.selectorText.split('.').at(-1));
            ask(inner.selectorText, 'in the style sheet: ');
          }
        }
      }
    }
  }
  if (found < rules) {
    refused.push(`${found} of ${rules} rules are in the style sheet`);
  }
  for (const e of document.querySelectorAll('[data-when]')) {
    if ([...e.classList].filter(c => shown.has(c)).length !== 1) {
      refused.push('not shown by one rule: ' + e.className);
    }
  }
  return refused;
}
