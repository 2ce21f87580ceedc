// Describes the element that has the focus, or gives back null when the page's elements haven't.
(selector) => {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) {
    return null;
  }
  const controls = [...document.querySelectorAll(selector)];
  const problems = [];
  const style = getComputedStyle(element);
  const width = parseFloat(style.outlineWidth);
  if (style.outlineStyle === "none" || width < 2) {
    problems.push(`its outline is ${style.outlineStyle}, ${style.outlineWidth}`);
  }

  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const paint = (...colors) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const color of colors) {
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
    }
    return [...canvas.getImageData(0, 0, 1, 1).data].map((part) => part / 255);
  };
  const luminance = (color) => {
    const [r, g, b] = color.map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  // The outline stands around the element: on what is behind its parent, if that is one colour.
  const layers = [];
  for (let e = parseFloat(style.outlineOffset) + width > 0 ? element.parentElement : element; e; e = e.parentElement) {
    const behind = getComputedStyle(e);
    layers.unshift(behind.backgroundColor);
    if (behind.backgroundImage !== "none") {
      layers.length = 0;
      break;
    }
    if (paint(behind.backgroundColor)[3] === 1) {
      break;
    }
  }
  if (layers.length > 0) {
    const a = luminance(paint(...layers, style.outlineColor));
    const b = luminance(paint("white", ...layers));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 3) {
      problems.push(`its outline has a contrast of ${ratio.toFixed(2)}:1 with what is behind it`);
    }
  }

  // Nothing may be painted over any line of it, as far as it is on the screen.
  const painted = (hit) => {
    for (let e = hit; e && !e.contains(element); e = e.parentElement) {
      const { backgroundColor, backgroundImage } = getComputedStyle(e);
      if (backgroundImage !== "none" || paint(backgroundColor)[3] > 0 || e.matches("img, svg, canvas, iframe, video")) {
        return true;
      }
    }
    return false;
  };
  let seen = 0;
  const covers = new Set();
  for (const line of element.getClientRects()) {
    for (const x of [0.1, 0.5, 0.9].map((part) => line.left + part * line.width)) {
      for (const y of [0.1, 0.5, 0.9].map((part) => line.top + part * line.height)) {
        const hit = document.elementFromPoint(x, y);
        if (hit && (element.contains(hit) || !painted(hit))) {
          seen++;
        } else if (hit) {
          covers.add(`<${hit.localName} class="${hit.className}">`);
        }
      }
    }
  }
  if (seen === 0) {
    problems.push("it isn't on the screen");
  }
  if (covers.size > 0) {
    problems.push(`it is partly under ${[...covers].join(", ")}`);
  }
  return {
    index: controls.indexOf(element),
    name: `<${element.localName}> ${element.textContent.trim().slice(0, 40)} ${element.getAttribute("href") ?? ""}`,
    href: element.href ?? "",
    hreflang: element.hreflang ?? "",
    main: element.closest("main") !== null,
    popover: element.closest(":popover-open")?.id ?? "",
    opens: element.popoverTargetElement && element.popoverTargetAction !== "hide" ? element.popoverTargetElement.id : "",
    problems,
  };
}
