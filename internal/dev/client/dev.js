// What "baken dev" adds to each page: it keeps the page as the site is, and shows what is wrong with it.

/**
 * @typedef {{file: string, line: number, column: number, severity: string, code: string, message: string, hint: string}} Finding
 * @typedef {{version: number, failure: string, findings: Finding[]}} State
 */

const script = /** @type {HTMLScriptElement} */ (document.querySelector("script[data-version]"));
const source = script.dataset.source ?? "";
const styleSheets = /<link\b[^>]*\brel="?stylesheet\b[^>]*>/g;

/** What a page's text is without the script and the style sheets. @param {string} text */
const core = (text) =>
  text.replace(/<script type="module" src="[^"]*" data-version="\d+" data-source="[^"]*"><\/script>/, "").replace(styleSheets, "");

/** Which version of the site a page's text is of. @param {string} text */
const versionOf = (text) => Number(/ data-version="(\d+)"/.exec(text)?.[1]);

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

const host = document.createElement("baken-dev");
const panel = host.attachShadow({ mode: "open" });
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  :host { all: initial; }
  section {
    position: fixed; inset: auto 0 0; z-index: 2147483647; box-sizing: border-box; max-height: 50vh; overflow: auto;
    padding: .5rem 1rem; font: 14px/1.5 ui-monospace, monospace; color: #fff; background: #1b2733; border-top: 4px solid #5b8bb5;
  }
  section.error { border-top-color: #f47a6b; }
  p, ul { margin: .25rem 0; }
  ul { padding-left: 1.25rem; }
  li { margin: .25rem 0; overflow-wrap: anywhere; }
  .hint { color: #c9d6e2; }
  a { color: #a9d1f5; }
  summary { cursor: pointer; }
`);
panel.adoptedStyleSheets = [sheet];

/** @param {string} name @param {string} content @param {string} [className] */
const element = (name, content, className) => {
  const e = document.createElement(name);
  e.textContent = content;
  if (className) {
    e.className = className;
  }
  return e;
};

/** @param {Finding[]} findings */
const list = (findings) => {
  const ul = document.createElement("ul");
  for (const f of findings) {
    const place = f.file + (f.line ? `:${f.line}` : "") + (f.line && f.column ? `:${f.column}` : "");
    const li = element("li", `${place}: ${f.message} [${f.code}]`);
    if (f.hint) {
      li.append(document.createElement("br"), element("span", f.hint, "hint"));
    }
    ul.append(li);
  }
  return ul;
};

/** Shows where the page comes from, and what is wrong: errors wherever they are, warnings about this page. @param {State} state */
const show = (state) => {
  const errors = state.findings.filter((f) => f.severity === "error");
  const warnings = state.findings.filter((f) => f.severity !== "error" && f.file === source);
  const broken = state.failure !== "" || errors.length > 0;
  const section = document.createElement("section");
  section.setAttribute("role", "status");
  section.className = broken ? "error" : "";
  const first = element("p", source);
  for (const other of document.querySelectorAll('link[rel="alternate"][hreflang]')) {
    const { hreflang, href } = /** @type {HTMLLinkElement} */ (other);
    if (hreflang !== document.documentElement.lang && hreflang !== "x-default") {
      const link = /** @type {HTMLAnchorElement} */ (element("a", hreflang));
      link.href = new URL(href).pathname;
      first.append(" · ", link);
    }
  }
  if (first.textContent) {
    section.append(first);
  }
  if (broken) {
    section.append(element("p", shown ? "The site has errors. This is how it was before." : "The site has errors."));
  }
  if (state.failure) {
    section.append(element("p", state.failure));
  }
  if (errors.length) {
    section.append(list(errors));
  }
  if (warnings.length) {
    const details = document.createElement("details");
    details.append(element("summary", warnings.length === 1 ? "1 warning" : `${warnings.length} warnings`), list(warnings));
    section.append(details);
  }
  panel.replaceChildren(section);
};

let latest = shown;
document.body.append(host);
text = await fetchPage();
if (versionOf(text) !== shown) {
  text = ""; // The page has changed before its script ran.
}
new EventSource("/.baken/events").addEventListener("message", (message) => {
  const state = /** @type {State} */ (JSON.parse(message.data));
  latest = state.version;
  show(state);
  if (state.version !== shown) {
    void follow(state.version).catch(() => {}); // The server is gone. When it is back, it says so.
  }
});
