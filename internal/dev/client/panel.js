// The panel at the bottom of a page: where the page comes from, and what is wrong with it and with the site. It takes no
// room from the page, can be put away, and comes back when there is an error that wasn't there then.

/**
 * @typedef {{file: string, line: number, column: number, severity: string, code: string, message: string, hint: string, other?: string}} Finding
 * @typedef {{run: string, version: number, told: number, failure: string, findings: Finding[]}} State
 */

const { source = "", absence = "" } =
  /** @type {HTMLScriptElement} */ (document.querySelector("script[data-version]")).dataset;

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name @param {string} [className] @param {string} [content]
 */
const element = (name, className = "", content = "") => {
  const e = document.createElement(name);
  e.className = className;
  e.textContent = content;
  return e;
};

/** @param {string} text */
const styles = (text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
};

const section = element("section");
const file = element("p", "file", source || location.pathname);
const others = element("p", "others");
const button = element("button");
const status = element("div", "status");
const body = element("div", "body");
const errors = element("div");
const warnings = element("details");
const count = element("summary");
const list = element("div");

section.setAttribute("aria-label", "baken dev");
status.setAttribute("role", "status");
body.id = "body";
button.type = "button";
button.setAttribute("aria-controls", body.id);
warnings.append(count, list);
body.append(errors, warnings);
section.append(file, others, button, status, body);

for (const other of document.querySelectorAll('link[rel="alternate"][hreflang]')) {
  const { hreflang, href } = /** @type {HTMLLinkElement} */ (other);
  if (hreflang !== document.documentElement.lang && hreflang !== "x-default") {
    const link = element("a", "", new Intl.DisplayNames([hreflang], { type: "language" }).of(hreflang));
    link.lang = link.hreflang = hreflang;
    link.href = new URL(href).pathname;
    others.append(link);
  }
}

const host = document.createElement("baken-dev");
const shadow = host.attachShadow({ mode: "open" });
shadow.adoptedStyleSheets = [styles(`
  :host { all: initial; direction: ltr; }
  section {
    position: fixed; inset: auto 0 0; z-index: 2147483647; box-sizing: border-box; max-block-size: 50vh; overflow: auto;
    display: grid; grid-template-columns: 1fr auto; gap: .25rem 1rem; align-items: center; padding: .5rem 1rem;
    font: .875rem/1.5 system-ui, sans-serif; color: #fff; background: #1b2733; border-block-start: 4px solid #7fa9cf;
    overflow-wrap: anywhere;
  }
  section.warned { border-color: #f2c14e; }
  section.broken { border-color: #ff8f80; }
  section.away { inset-inline-start: auto; display: block; padding: 0; border-inline-start: 4px solid; }
  section.warned.away { border-color: #f2c14e; }
  section.broken.away { border-color: #ff8f80; }
  .away > :not(button), p:empty, .status:empty, [hidden] { display: none; }
  p, ul { margin: 0; }
  .file, .place, code { font-family: ui-monospace, monospace; }
  .file { grid-column: 1; }
  .others { grid-column: 1; display: flex; flex-wrap: wrap; gap: 0 1rem; }
  .status { grid-column: 1 / -1; font-weight: bold; }
  .body { grid-column: 1 / -1; }
  button {
    grid-area: 1 / 2; position: sticky; inset-block-start: 0;
    min-block-size: 2rem; padding: 0 .75rem; font: inherit; color: inherit; background: #33475a; border: 1px solid #8fa6bb; border-radius: 4px;
    cursor: pointer;
  }
  .away button { border: 0; border-radius: 0; }
  a { padding-block: .15rem; color: #b9dcfa; }
  :focus-visible { outline: 3px solid #ffdf6b; outline-offset: 1px; }
  section:focus-visible, .away button:focus-visible { outline-offset: -3px; }
  ul { padding: 0; list-style: none; }
  li { max-inline-size: 110ch; padding-block: .375rem; border-block-start: 1px solid #44586b; }
  .place { color: #d5e6f5; }
  .hint, code { color: #c9d6e2; }
  summary { inline-size: fit-content; min-block-size: 1.5rem; cursor: pointer; }
  @media (min-width: 48em) {
    section { grid-template-columns: auto 1fr auto; }
    section:not(.away) button { grid-area: 1 / 3; }
    .others { grid-column: 2; }
  }
  @media print { section { display: none; } }
`)];
shadow.append(section);

// What keeps the site from being shown as it is, and what that is in short.
let trouble = "";
let brief = "";

/** A short text for a long one, that another one hardly has (FNV-1a, twice 32 bits). @param {string} text */
const digest = (text) => {
  let a = 0x811c9dc5;
  let b = 0x9747b28c;
  for (let i = 0; i < text.length; i++) {
    a = Math.imul(a ^ text.charCodeAt(i), 0x01000193);
    b = Math.imul(b ^ text.charCodeAt(i), 0x01000193) + a;
  }
  return `${text.length}-${(a >>> 0).toString(36)}-${(b >>> 0).toString(36)}`;
};

// It is remembered that the panel is away: with the errors it was put away with, by their digest since there may be more
// than a browser keeps, and where there are none. A browser that keeps nothing forgets it with the page.
/** @type {Record<string, string>} */
const kept = {};
const key = () => (trouble ? "baken-dev-known" : "baken-dev-away");
/** @param {string} name */
const recall = (name) => {
  try {
    return sessionStorage.getItem(name) ?? undefined;
  } catch {
    return kept[name];
  }
};
/** @param {string} name @param {string} value "" forgets it */
const keep = (name, value) => {
  kept[name] = value;
  try {
    if (value) {
      sessionStorage.setItem(name, value);
    } else {
      sessionStorage.removeItem(name);
    }
  } catch { /* It is in kept. */ }
};
const isAway = () => recall(key()) === (trouble || "yes");

/** Puts the panel where it is to be. */
const put = () => {
  const away = isAway();
  section.classList.toggle("away", away);
  button.setAttribute("aria-expanded", String(!away));
  button.textContent = away ? `baken dev${brief && `: ${brief}`}` : "Hide";
};

const toggle = () => {
  keep(key(), isAway() ? "" : trouble || "yes");
  put();
};
button.addEventListener("click", toggle);
section.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !isAway()) {
    toggle();
    button.focus();
  }
});

// The page ends above the panel, and what has the focus isn't behind it (WCAG 2.4.11).
const room = styles("");
document.adoptedStyleSheets = [...document.adoptedStyleSheets, room];
new ResizeObserver(() => {
  const height = `${Math.ceil(section.getBoundingClientRect().height)}px`;
  room.replaceSync(`@media screen { html { padding-block-end: ${height}; scroll-padding-block-end: ${height}; } }`);
  // A keyboard has to be able to scroll it.
  section.tabIndex = section.scrollHeight > section.clientHeight ? 0 : -1;
}).observe(section);
document.body.append(host);

// A panel of more findings takes the browser seconds at each change, and nobody reads on.
const most = 500;

/** @param {Finding[]} findings */
const listed = (findings) => {
  const ul = element("ul");
  for (const f of findings.slice(0, most)) {
    const place = f.file + (f.line ? `:${f.line}` : "") + (f.line && f.column ? `:${f.column}` : "");
    const li = element("li");
    li.append(element("span", "place", place), `: ${f.message} `, element("code", "", `[${f.code}]`));
    if (f.hint) {
      li.append(element("p", "hint", f.hint));
    }
    ul.append(li);
  }
  if (findings.length > most) {
    ul.append(element("li", "", `And ${findings.length - most} more: “baken check” lists them all.`));
  }
  return ul;
};

/** @param {number} n @param {string} what */
const counted = (n, what) => `${n} ${what}${n === 1 ? "" : "s"}`;

/** Says something, and says it once, since it is read out. @param {string} text */
const say = (text) => {
  if (status.textContent !== text) {
    status.textContent = text;
  }
};

/**
 * Shows what is wrong: errors wherever they are, those of this page first, and warnings about this page and the strings of
 * its language.
 *
 * @param {State} state @param {boolean} before whether the site was once without errors
 */
export const show = (state, before) => {
  const strings = `i18n/active.${document.documentElement.lang}.yaml`;
  const here = (/** @type {Finding} */ f) => f.file === source || f.other === source || f.file === strings;
  const all = state.findings.filter((f) => f.severity === "error");
  const weighed = state.findings.filter((f) => f.severity !== "error" && here(f));
  trouble = state.failure || all.length ? digest(JSON.stringify([state.failure, all])) : "";
  section.classList.toggle("broken", trouble !== "");
  section.classList.toggle("warned", weighed.length > 0 || absence !== "");
  if (trouble) {
    brief = counted(Math.max(all.length, 1), "error");
    say(`${brief}. ${before ? "This is the page as it was before." : "The site is shown once there are none."}`);
  } else {
    brief = weighed.length ? counted(weighed.length, "warning") : "";
    say(absence && `Only here: this page ${absence}.`);
  }
  errors.replaceChildren(element("p", "", state.failure), listed([...all.filter(here), ...all.filter((f) => !here(f))]));
  count.textContent = weighed.length ? counted(weighed.length, "warning") : "";
  warnings.hidden = weighed.length === 0;
  list.replaceChildren(listed(weighed));
  put();
};

/** Says that there is nobody to tell of changes. */
export const lost = () => {
  say("baken dev doesn't answer: has it been stopped?");
};
