// Waits until the page is as wide, and in the colours, that are asked for, and nothing moves.
async (width, scheme, forced) => {
  const asked = () => innerWidth === width &&
    matchMedia(`(prefers-color-scheme: ${scheme})`).matches &&
    matchMedia(`(forced-colors: ${forced})`).matches;
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  while (!asked()) {
    await frame();
  }
  await frame();
  await document.fonts.ready;
  await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
  return true;
}
