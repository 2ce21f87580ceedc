// What "baken dev" adds to each page: it keeps the page as the site is, and shows what is wrong with it.

import { lost, show } from "./panel.js";
import { listen } from "./share.js";

const script = /** @type {HTMLScriptElement} */ (document.querySelector("script[data-version]"));
const itself = /(<script type="module" src="[^"]*") data-run="([^"]*)" data-version="(\d+)"/;
const styleSheets = /<link\b[^>]*\brel="?stylesheet\b[^>]*>/g;

/** What a page's text is without the version and the style sheets. @param {string} text */
const core = (text) => text.replace(itself, "$1").replace(styleSheets, "");

/** Which version of the site a page's text is of. @param {string} text */
const versionOf = (text) => {
  const [, , run, version] = itself.exec(text) ?? [];
  return `${run}.${version}`;
};

const fetchPage = async () => (await fetch(location.pathname + location.search, { cache: "no-store" })).text();

// A version is of a process. The numbers of two processes say nothing of each other.
const { run } = script.dataset;
let shown = `${run}.${script.dataset.version}`;
const good = !shown.endsWith(".0");
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
    document.documentElement.dataset.styles = shown;
  });
};

/** Makes the page what it is by now. @param {import("./panel.js").State} state */
const follow = async (state) => {
  const next = await fetchPage();
  if (`${state.run}.${state.version}` !== latest) {
    return; // Another change has come since.
  }
  // Another process may be another program, with another script.
  if (!text || state.run !== run || core(next) !== core(text)) {
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
text = await fetchPage().catch(() => "");
if (versionOf(text) !== shown) {
  text = ""; // The page has changed before its script ran.
}
listen((state) => {
  latest = `${state.run}.${state.version}`;
  show(state, good);
  if (latest !== shown) {
    void follow(state).catch(() => {}); // The server is gone. When it is back, it says so.
  }
}, lost);
