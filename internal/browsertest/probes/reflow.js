// Finds what needs scrolling to the side, is cut off, or lies over other text.
async () => {
  const found = [];
  const name = (element) => `<${element.localName}${element.className && ` class="${element.className}"`}> ` +
    JSON.stringify(element.textContent.trim().slice(0, 40));
  // remembering returns what a function returns for an element, which it is asked once as long as
  // nothing opens.
  const memories = [];
  const remembering = (of) => {
    const memory = new Map();
    memories.push(memory);
    return (element) => {
      if (!memory.has(element)) {
        memory.set(element, of(element));
      }
      return memory.get(element);
    };
  };
  // What only screen readers get is cut down to a pixel, or moved off the screen.
  const unseen = remembering((element) => {
    if (getComputedStyle(element).overflow !== "visible") {
      const { width, height } = element.getBoundingClientRect();
      if (width <= 1 || height <= 1) {
        return true;
      }
    }
    return element.parentElement !== null && unseen(element.parentElement);
  });
  const scrolls = (style) => /auto|scroll/.test(style.overflowX);

  const boxes = (root, where) => {
    for (const element of [root, ...root.querySelectorAll("*")]) {
      if (!element.checkVisibility({ visibilityProperty: true }) || unseen(element)) {
        continue;
      }
      const style = getComputedStyle(element);
      const over = element.scrollWidth - element.clientWidth;
      if (element.clientWidth > 0 && over > 1 && element !== document.documentElement) {
        if (scrolls(style)) {
          // A table or a drawing may scroll by itself, if it can be done with the keyboard and it
          // has a name.
          if (!(element.tabIndex >= 0 && element.ariaLabel && element.querySelector("table, svg"))) {
            found.push(`${where}${name(element)} scrolls to the side`);
          }
        } else if (style.overflowX !== "visible") {
          found.push(`${where}${name(element)} cuts off ${over} px at the side`);
        }
      }
      if (style.overflowY !== "visible" && !/auto|scroll/.test(style.overflowY) && element.clientHeight > 0 &&
          element.scrollHeight - element.clientHeight > 1) {
        found.push(`${where}${name(element)} cuts off ${element.scrollHeight - element.clientHeight} px below`);
      }
    }
  };

  // The lines of text, each with the block that it is laid out in.
  const lines = () => {
    const out = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const element = text.parentElement;
      if (text.data.trim() === "" || !element.checkVisibility({ visibilityProperty: true }) || unseen(element)) {
        continue;
      }
      let block = element;
      while (getComputedStyle(block).display.startsWith("inline")) {
        block = block.parentElement;
      }
      const range = document.createRange();
      range.selectNodeContents(text);
      let layer = element;
      while (layer && !layer.matches(":popover-open")) {
        layer = layer.parentElement;
      }
      for (const rect of range.getClientRects()) {
        // The middle of the line, without the room above and below letters.
        const room = rect.height / 5;
        out.push({ block, layer, left: rect.left, right: rect.right, top: rect.top + room, bottom: rect.bottom - room });
      }
    }
    return out.sort((a, b) => a.top - b.top);
  };
  const overlaps = (where) => {
    const all = lines();
    for (let i = 0; i < all.length; i++) {
      const a = all[i];
      if ((a.right > innerWidth + 1 || a.right > 0 && a.left < -1) && !scrolled(a.block)) {
        found.push(`${where}${name(a.block)} stands partly outside the window`);
      }
      for (let j = i + 1; j < all.length && all[j].top < a.bottom - 1; j++) {
        const b = all[j];
        if (a.block !== b.block && a.layer === b.layer && a.left < b.right - 1 && b.left < a.right - 1) {
          found.push(`${where}${name(a.block)} and ${name(b.block)} overlap`);
        }
      }
    }
  };
  const scrolled = remembering((element) => element !== null && element !== document.body &&
    (scrolls(getComputedStyle(element)) || scrolled(element.parentElement)));

  const page = (root, where) => {
    memories.forEach((memory) => memory.clear());
    const width = document.scrollingElement.scrollWidth;
    if (width > innerWidth) {
      found.push(`${where}the page is ${width} px wide`);
    }
    boxes(root, where);
    overlaps(where);
  };
  page(document.body, "");
  for (const button of document.querySelectorAll("button[popovertarget]:not([popovertargetaction])")) {
    const popover = button.popoverTargetElement;
    if (popover.checkVisibility() || !button.checkVisibility()) {
      continue;
    }
    button.scrollIntoView({ block: "center" });
    popover.showPopover({ source: button });
    await new Promise((resolve) => requestAnimationFrame(resolve));
    page(popover, `#${popover.id} open: `);
    // It has to fit from side to side; up and down the reader may scroll to the rest of it.
    let box = popover.getBoundingClientRect();
    scrollBy(0, Math.max(0, box.bottom - innerHeight) + Math.min(0, box.top));
    await new Promise((resolve) => requestAnimationFrame(resolve));
    box = popover.getBoundingClientRect();
    if (box.left < -1 || box.right > innerWidth + 1 || box.top < -1 || box.bottom > innerHeight + 1) {
      found.push(`#${popover.id} open: it stands partly outside the window: ` +
        `${box.left}, ${box.top} to ${box.right}, ${box.bottom} of ${innerWidth} by ${innerHeight}`);
    }
    popover.hidePopover();
  }
  return [...new Set(found)];
}
