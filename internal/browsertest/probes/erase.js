// Makes all text, and the lines under it, invisible, or visible again. Gives back the size of the
// document. What sticks to an edge of the window is in the way of other text only until the reader
// scrolls: it stands where it belongs meanwhile. A constructed style sheet isn't subject to the
// content security policy.
async (away) => {
  for (const e of document.body.querySelectorAll("*")) {
    if (away && getComputedStyle(e).position === "sticky") {
      e.style.setProperty("position", "relative", "important");
      e.style.setProperty("inset", "auto", "important");
      e.dataset.stuck = "";
    } else if (!away && "stuck" in e.dataset) {
      e.style.removeProperty("position");
      e.style.removeProperty("inset");
      delete e.dataset.stuck;
    }
  }
  if (away) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("*, ::before, ::after { color: transparent !important; text-decoration-color: transparent !important; text-shadow: none !important; transition: none !important }");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  } else {
    document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1);
  }
  await new Promise((resolve) => requestAnimationFrame(resolve));
  const { scrollWidth, scrollHeight } = document.scrollingElement;
  return [scrollWidth, scrollHeight];
}
