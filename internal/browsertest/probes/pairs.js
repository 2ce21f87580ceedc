// Lists the colours of text and marks on the page as it stands, each with the colour of the ground behind it, and which
// elements have them. Gradients are passed over: the colour below them counts. What is hidden until something happens,
// such as a message about a mistake, is shown.
() => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const known = new Map();
  const rgba = (color) => {
    if (!known.has(color)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
      known.set(color, [...canvas.getImageData(0, 0, 1, 1).data]);
    }
    return known.get(color);
  };
  const hex = (color) => "#" + rgba(color).slice(0, 3).map((part) => part.toString(16).padStart(2, "0")).join("");
  const ground = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const { backgroundColor } = getComputedStyle(e);
      if (rgba(backgroundColor)[3] === 255) {
        return hex(backgroundColor);
      }
    }
    return "#ffffff";
  };
  const found = new Map();
  const note = (kind, front, behind, element, pseudo = "") => {
    const pair = { kind, front: hex(front), ground: behind };
    const key = Object.values(pair).join(" ");
    const where = `<${element.localName} class="${element.className}">${pseudo}`;
    found.has(key) || found.set(key, { ...pair, where });
  };
  const look = (element) => {
    const style = getComputedStyle(element);
    if ([...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())) {
      note("text", style.color, ground(element), element);
    }
    for (const pseudo of ["::before", "::after"]) {
      const own = getComputedStyle(element, pseudo);
      if (/["\p{L}]/u.test(own.content) && !/^(none|normal|"" ?)/.test(own.content)) {
        note("text", own.color, rgba(own.backgroundColor)[3] === 255 ? hex(own.backgroundColor) : ground(element), element, pseudo);
      }
    }
    const behind = element.parentElement ? ground(element.parentElement) : "#ffffff";
    if (style.textDecorationLine !== "none" && style.textDecorationColor !== style.color) {
      note("line", style.textDecorationColor, ground(element), element);
    }
    // The lines above and below the button that opens the navigation of a section part it from the text, and a filled
    // button is told by its ground and its text.
    const field = !element.matches(".frame > .opener, .go") && element.matches("input:not([type=radio], [type=checkbox]), textarea, button:not(.term, .quiet), .button");
    for (const side of ["BlockStart", "BlockEnd", "InlineStart", "InlineEnd"]) {
      if (parseFloat(style[`border${side}Width`]) > 0 && style[`border${side}Style`] !== "none") {
        const color = style[`border${side}Color`];
        note(field ? "mark" : "line", color, behind, element);
        rgba(style.backgroundColor)[3] === 255 && note("line", color, hex(style.backgroundColor), element);
      }
    }
  };
  document.querySelectorAll("[hidden]").forEach((e) => { e.hidden = false; });
  document.querySelectorAll("[role=alert]:empty").forEach((e) => { e.textContent = "Alert"; });
  const visible = [...document.querySelectorAll("body *")].filter((e) =>
    e.namespaceURI === "http://www.w3.org/1999/xhtml" && e.checkVisibility() && !e.matches(".unseen, .trap *"));
  visible.forEach(look);
  for (const e of visible.filter((e) => e.matches("a[href], button, input, textarea, summary, [tabindex]"))) {
    e.focus({ focusVisible: true, preventScroll: true });
    const style = getComputedStyle(e);
    if (document.activeElement === e && style.outlineStyle !== "none" && style.outlineStyle !== "auto") {
      note("mark", style.outlineColor, parseFloat(style.outlineOffset) < 0 ? ground(e) : ground(e.parentElement), e, ":focus");
    }
    e.blur();
  }
  return [...found.values()];
}
