// Lets what stays in view stand where it stands in the document: what scrolls under it has its
// colours there. A constructed style sheet isn't subject to the content security policy.
() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('.onward { position: static !important }');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return true;
}
