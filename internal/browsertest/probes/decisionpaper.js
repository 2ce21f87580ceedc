// Returns what of the decision tables and diagrams isn't whole on paper: parts that reach past the
// sheet, and parts that aren't there.
() => {
  const found = [];
  const sheet = document.documentElement.clientWidth;
  const shown = (element) => element.getClientRects().length > 0;
  for (const element of document.querySelectorAll(".decisions :is(table, th, td), .flow")) {
    const { left, right } = element.getBoundingClientRect();
    if (left < -1 || right > sheet + 1) {
      found.push(`${element.tagName} from ${Math.round(left)} to ${Math.round(right)} of ${sheet} px`);
    }
  }
  for (const table of document.querySelectorAll(".decisions:not(.most) table")) {
    const head = table.tHead;
    if (getComputedStyle(head).display !== "table-header-group" || getComputedStyle(head).breakInside !== "avoid") {
      found.push("a heading row isn't repeated on each page");
    }
    for (const cell of table.querySelectorAll("th, td")) {
      if (!shown(cell)) {
        found.push(`${cell.tagName} isn't shown: ${cell.textContent}`);
      } else if (cell.scrollWidth > cell.clientWidth + 1) {
        found.push(`${cell.tagName} is cut off: ${cell.textContent}`);
      }
    }
    for (const group of table.tBodies) {
      if (getComputedStyle(group).breakInside !== "avoid") {
        found.push("rows that share answers may be divided between pages");
      }
    }
  }
  for (const element of document.querySelectorAll(".flow, .steps li")) {
    if (!shown(element)) {
      found.push(`${element.tagName} isn't shown`);
    }
  }
  return [...new Set(found)];
}
