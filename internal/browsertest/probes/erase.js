// Makes all text, and the lines under it, invisible, or visible again. Gives back the size of the
// document. A constructed style sheet isn't subject to the content security policy.
async (away) => {
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
