// Tells the colour, size and place of the texts directly in some elements.
(selectors) => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const rgba = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].map((part) => part / 255);
  };
  return selectors.flatMap((selector) => {
    const element = document.querySelector(selector);
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    return [...element.childNodes]
      .filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== "")
      .map((node) => {
        const range = document.createRange();
        range.selectNodeContents(node);
        return {
          selector,
          text: node.data.trim(),
          color: rgba(style.color),
          large: size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700),
          lines: [...range.getClientRects()].map((line) =>
            [line.left + scrollX, line.top + scrollY, line.right + scrollX, line.bottom + scrollY]),
        };
      });
  });
}
