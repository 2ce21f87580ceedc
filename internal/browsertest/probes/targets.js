// Finds what is too small to be pressed (WCAG 2.2, 2.5.8).
() => {
  const found = [];
  const least = 24;
  const selector = "a[href], button, input, select, textarea, summary";
  const visible = (root) => [...root.querySelectorAll(selector)]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }));
  const small = (box) => box.width < least || box.height < least;
  const center = (box) => [box.left + box.width / 2, box.top + box.height / 2];

  // In running text the line decides how high a link is ("inline").
  const inText = (element) => {
    if (getComputedStyle(element).display !== "inline") {
      return false;
    }
    let block = element.parentElement;
    while (getComputedStyle(block).display === "inline") {
      block = block.parentElement;
    }
    return block.textContent.trim().length > element.textContent.trim().length;
  };
  // What editors put into a cell or an item by itself can't be told from running text by a style
  // sheet, but has to have room around it ("spacing"): a circle as wide as the least size, which
  // doesn't meet another target, or the circle of another that is too small.
  const hasRoom = (element, all) => {
    if (element.closest("nav") || !element.closest("td, th, li")) {
      return false;
    }
    const [x, y] = center(element.getBoundingClientRect());
    return all.every((other) => {
      if (other === element) {
        return true;
      }
      const box = other.getBoundingClientRect();
      if (small(box)) {
        const [ox, oy] = center(box);
        return Math.hypot(x - ox, y - oy) >= least;
      }
      const dx = Math.max(box.left - x, 0, x - box.right);
      const dy = Math.max(box.top - y, 0, y - box.bottom);
      return Math.hypot(dx, dy) >= least / 2;
    });
  };

  const look = (root, where) => {
    const all = visible(root);
    for (const element of all) {
      let box = element.getBoundingClientRect();
      if (box.width <= 1) {
        // What only shows when it has the focus.
        element.focus();
        box = element.getBoundingClientRect();
        element.blur();
      }
      if (small(box) && !inText(element) && !hasRoom(element, all)) {
        found.push(`${where}<${element.localName}> ${JSON.stringify(element.textContent.trim().slice(0, 40))} ` +
          `is ${box.width.toFixed(1)} by ${box.height.toFixed(1)} px`);
      }
    }
  };
  look(document, "");
  for (const button of document.querySelectorAll("button[popovertarget]:not([popovertargetaction])")) {
    const popover = button.popoverTargetElement;
    if (!popover.checkVisibility() && button.checkVisibility()) {
      popover.showPopover({ source: button });
      look(popover, `#${popover.id} open: `);
      popover.hidePopover();
    }
  }
  return found;
}
