// Runs axe-core on the page as it stands, and then on each menu and on an explanation, opened: all
// explanations are made alike. Leaves out those made of the same elements as one that another page
// of the language has, with the same style sheets: known has their descriptions. Gives back the
// descriptions of the others as opened.
// Gives back what it found, and apart from it those elements whose contrast with what is behind
// them it couldn't determine. Everything else that axe leaves undecided counts as found.
async (skipped, known) => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];
  const found = [];
  const contrast = [];
  const run = async (context, where) => {
    const results = await axe.run(context, {
      runOnly: { type: "tag", values: tags },
      rules: Object.fromEntries(skipped.map((rule) => [rule, { enabled: false }])),
      resultTypes: ["violations", "incomplete"],
    });
    for (const [rules, doubt] of [[results.violations, ""], [results.incomplete, " (undecided)"]]) {
      for (const rule of rules) {
        for (const node of rule.nodes) {
          const checks = [...node.any, ...node.all, ...node.none];
          if (doubt && !where && rule.id === "color-contrast") {
            contrast.push(node.target.join(" "));
          } else if (doubt && rule.id === "label-content-name-mismatch" &&
              !/[\p{L}\p{N}]/u.test(document.querySelector(node.target[0]).textContent)) {
            // A sign such as an arrow is no text that a name would have to repeat (WCAG 2.5.3,
            // "symbolic text characters"); axe can't tell.
          } else {
            const why = checks.map((check) => check.message).join("; ");
            found.push(`${where}${rule.id}${doubt}: ${rule.help}: ${node.target.join(" ")}: ${why}`);
          }
        }
      }
    }
  };
  await run(document, "");
  const described = (popover) => {
    const attributes = (element) => [...element.attributes].map(({ name, value }) =>
      /^(href|title|id|datetime|aria-describedby|aria-labelledby)$/.test(name) ? name : `${name}=${value}`).sort().join(" ");
    const elements = [popover, ...popover.querySelectorAll("*")].map((element) =>
      `${element.parentElement.localName}>${element.localName} ${attributes(element)}`);
    const sheets = [...document.styleSheets].map((sheet) => sheet.href);
    return [document.documentElement.lang, ...sheets, popover.parentElement.localName, ...new Set(elements)].join("\n");
  };
  const opened = [];
  const seen = new Set();
  for (const button of document.querySelectorAll("button[popovertarget]:not([popovertargetaction])")) {
    const popover = button.popoverTargetElement;
    if (popover.checkVisibility() || !button.checkVisibility() || seen.has(popover.className)) {
      continue;
    }
    seen.add(popover.className);
    const description = described(popover);
    if (known.includes(description)) {
      continue;
    }
    opened.push(description);
    popover.showPopover({ source: button });
    await new Promise((resolve) => requestAnimationFrame(resolve));
    await run(popover, `#${popover.id} open: `);
    popover.hidePopover();
  }
  return { found, contrast, opened };
}
