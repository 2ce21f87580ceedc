// What "baken dev" adds to each page: it keeps the page as the site is, and shows what is wrong with it.

import { lost, show } from "./panel.js";

const script = /** @type {HTMLScriptElement} */ (document.querySelector("script[data-version]"));
const itself = /(<script type="module" src="[^"]*" data-version=)"(\d+)"/;
const styleSheets = /<link\b[^>]*\brel="?stylesheet\b[^>]*>/g;

/** What a page's text is without the version and the style sheets. @param {string} text */
const core = (text) => text.replace(itself, "$1").replace(styleSheets, "");

/** Which version of the site a page's text is of. @param {string} text */
const versionOf = (text) => Number(itself.exec(text)?.[2]);

const fetchPage = async () => (await fetch(location.pathname + location.search, { cache: "no-store" })).text();

let shown = Number(script.dataset.version);
let text = "";

/** Exchanges style sheets, each when its successor is there, so that the page is never without. @param {string} next */
const exchange = (next) => {
  const before = [...document.querySelectorAll('link[rel~="stylesheet"]')];
  const template = before[0];
  /** @type {HTMLLinkElement[]} */
  const added = [];
  for (const tag of next.match(styleSheets) ?? []) {
    const href = /\bhref="?([^"\s>]+)/.exec(tag)?.[1] ?? "";
    const integrity = /\bintegrity="?([^"\s>]+)/.exec(tag)?.[1] ?? "";
    const kept = before.findIndex((link) => link.getAttribute("href") === href);
    if (kept >= 0) {
      before.splice(kept, 1);
      continue;
    }
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.integrity = integrity;
    link.href = href;
    added.push(link);
  }
  const done = added.map((link) => new Promise((resolve) => {
    link.addEventListener("load", resolve);
    link.addEventListener("error", resolve);
  }));
  (template ?? document.head.lastElementChild)?.after(...added);
  void Promise.all(done).then(() => {
    before.forEach((link) => link.remove());
    document.documentElement.dataset.styles = String(shown);
  });
};

/** Makes the page what it is by now. @param {number} version */
const follow = async (version) => {
  const next = await fetchPage();
  if (version !== latest) {
    return; // Another change has come since.
  }
  if (!text || core(next) !== core(text)) {
    location.reload(); // The browser keeps the scroll position.
    return;
  }
  shown = versionOf(next);
  if (String(next.match(styleSheets)) !== String(text.match(styleSheets))) {
    exchange(next);
  }
  text = next;
};

let latest = shown;
text = await fetchPage();
if (versionOf(text) !== shown) {
  text = ""; // The page has changed before its script ran.
}
const events = new EventSource("/.baken/events");
events.addEventListener("error", lost); // It tries again by itself.
events.addEventListener("message", (message) => {
  const state = /** @type {import("./panel.js").State} */ (JSON.parse(message.data));
  latest = state.version;
  show(state, shown > 0);
  if (state.version !== shown) {
    void follow(state.version).catch(() => {}); // The server is gone. When it is back, it says so.
  }
});
