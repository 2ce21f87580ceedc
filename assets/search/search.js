// @ts-check
// Answers queries in the page that searches, from the files of the index. It sends no query to a
// server, except those without results on a site that counts them. query.js, in the same file,
// evaluates a query; this script shows the results and keeps the address and the history. Without
// scripts the form asks the server for the same address.
//
// The page has these parts (templates/search.html):
//
//	<meta name="referrer" content="no-referrer">  in front of all that is loaded: no request names
//	    the address of the page, which has the query in it
//	<form role="search" data-search="ADDRESS OF THE MANIFEST"> with <input name="q">; with
//	    data-unanswered="ADDRESS", that address is sent the queries that no page answers
//	<p role="status" id="search:status">  empty; there from the start, so that it is read out
//	<div id="search:results">  the index; with data-found, what the server found
//	<template id="search:strings" data-…>  the strings, and what to advise when nothing is found
//
// These are the strings. {q} is the query, in quotes of the language; {n} is a number.
//
//	data-counts    the number of pages, as JSON: {"one": "1 page for {q}",
//	    "other": "{n} pages for {q}"}
//	data-instead   in front of it, when {q} was corrected: "No page has {q}."
//	data-none      no page was found for {q}
//	data-loading   after 400 ms; data-slow: after five seconds
//	data-failed    the index can't be loaded; data-offline: the browser is offline
//	data-retry     the button to try again
//	data-outdated  the page is older than the index; data-reload: the button to load the page anew
//	data-more      the button for more results
//
// Results are a list of class "found". The first text of an item is that at the top of the page or
// else its description; the list in it is missing where only the top of the page answers the query.
//
//	<li><h2><a href="PAGE">TITLE</a></h2>
//	<p>TEXT, with <mark>WORDS</mark> of the query as in titles and headings</p>
//	<ul><li><a href="PAGE#ANCHOR">HEADING</a><p>TEXT</p></li></ul></li>

// In a block, so that the minifier may shorten all names. A site's own template may lack parts:
// then the page is as it is without script.
if (['status', 'results', 'strings'].every(name => document.getElementById('search:' + name)) && document.querySelector('form[data-search] [name=q]')) {
	/**
	 * @typedef {{ pieces: string[], before: boolean, after: boolean }} Excerpt
	 * @typedef {{ url: string, heading: Excerpt, text: Excerpt }} Section
	 * @typedef {{ url: string, title: Excerpt, text: Excerpt, sections: Section[] }} Page
	 * @typedef {{ count: number, corrected: string, pages: Page[] }} Answer
	 * @typedef {{ show: (q: string, most: number) => Promise<Answer> }} Index
	 */

	/** @type {(manifest: string, cache?: RequestCache) => Promise<Index>} */
	const open = Reflect.get(self, 'openSearch');

	/** @param {string} name */
	const part = name => /** @type {HTMLElement} */ (document.getElementById('search:' + name));

	const form = /** @type {HTMLFormElement} */ (document.querySelector('form[data-search]'));
	const manifest = String(form.dataset.search);
	const input = /** @type {HTMLInputElement} */ (form.elements.namedItem('q'));
	const status = part('status');
	const results = part('results');
	const template = /** @type {HTMLTemplateElement} */ (part('strings'));
	const strings = template.dataset;

	/** The title of the page, without the query that the server has answered. */
	const title = document.title.replace(input.defaultValue && input.defaultValue + ' – ', '');
	const plurals = new Intl.PluralRules(document.documentElement.lang);

	const answered = 'found' in results.dataset;

	/** What the page shows when nothing is asked, unless the server has answered a query. */
	const start = answered ? [] : [...results.childNodes];

	/**
	 * The number of pages that are shown first, as many as a screen has room for, and the number of
	 * those that are added each time.
	 */
	const first = 3;
	const step = 5;

	/**
	 * The index, from the first query on.
	 * @type {Promise<Index> | undefined}
	 */
	let index;

	/** The queries without pages that were sent. */
	const sent = new Set();

	/** The number of times that the index was asked: only the last one counts. */
	let times = 0;

	/** The query whose results are shown, or will be. */
	let shown = '';

	/** @type {number | undefined} */
	let scrolling;

	/**
	 * @param {string} name
	 * @param {...(string | Node)} content
	 */
	const element = (name, ...content) => {
		const e = document.createElement(name);
		e.append(...content);
		return e;
	};

	/**
	 * @param {string | undefined} text
	 * @param {() => void} act
	 */
	const button = (text, act) => {
		const e = element('button', String(text));
		e.setAttribute('type', 'button');
		e.addEventListener('click', act);
		return element('p', e);
	};

	/** @param {Excerpt} text */
	const marked = ({ pieces, before, after }) =>
		[before ? '… ' : '', ...pieces.map((s, i) => i % 2 ? element('mark', s) : s), after ? ' …' : ''];

	/**
	 * @param {string} url
	 * @param {Excerpt} text
	 */
	const link = (url, text) => {
		const a = /** @type {HTMLAnchorElement} */ (element('a', ...marked(text)));
		a.href = url;
		return a;
	};

	/** @param {Excerpt} text */
	const paragraph = text => text.pieces.join('') ? [element('p', ...marked(text))] : [];

	/** @param {Page} p */
	const item = p => element('li',
		element('h2', link(p.url, p.title)),
		...paragraph(p.text),
		...p.sections[0] ? [element('ul', ...p.sections.map(s => element('li', link(s.url, s.heading), ...paragraph(s.text))))] : [],
	);

	/**
	 * Returns a query without what could change the text around it: control characters, and those
	 * that set the direction of text.
	 * @param {string} q
	 */
	const plain = q => q.replace(/\p{Cf}+/gu, '').replace(/[\p{C}\s]+/gu, ' ');

	/**
	 * Fills the places of a string.
	 * @param {string | undefined} string
	 * @param {Record<string, string | number>} places
	 */
	const format = (string, places) => String(string).replace(/{(\w)}/g, (_, name) => '\u2068' + places[name] + '\u2069');

	/** @param {string} q */
	const cut = q => [...plain(q).trim()].slice(0, 200).join('');

	/** Returns the query in the address. */
	const query = () => cut(new URLSearchParams(location.search).get('q') ?? '');

	/**
	 * Notes in the history what to show to readers who come back.
	 * @param {{ n?: number, y?: number }} state the number of pages, and how far it is scrolled
	 */
	const note = state => history.replaceState({ ...history.state, ...state }, '');

	const noteScroll = () => {
		clearTimeout(scrolling);
		note({ y: scrollY });
	};

	/** @param {string | undefined} text */
	const say = text => {
		status.textContent = String(text);
	};

	/**
	 * Asks the index. What fails may belong to a site that was published anew since: it is tried
	 * once more, with files that come from the server. An index whose files can't be had now still
	 * answers what it has the files for.
	 * @param {number} most
	 */
	const ask = async most => {
		try {
			return await (await (index ??= open(manifest))).show(shown, most);
		} catch {
			const other = open(manifest, 'reload');
			const answer = await (await other).show(shown, most);
			index = other;
			return answer;
		}
	};

	/**
	 * Asks for a number of pages, and says how that goes. It returns nothing when it was called
	 * again meanwhile.
	 * @param {number} most
	 */
	const get = async most => {
		const now = ++times;
		/** @param {string | undefined} text */
		const tell = text => now === times && say(text);
		const timers = [setTimeout(tell, 400, strings.loading), setTimeout(tell, 5000, strings.slow)];
		/** @type {{ answer?: Answer, problem?: unknown }} */
		let got = {};
		results.ariaBusy = 'true';
		try {
			got = shown ? { answer: await ask(most) } : {};
		} catch (problem) {
			got = { problem };
		}
		timers.forEach(clearTimeout);
		if (now !== times) {
			return;
		}
		results.ariaBusy = 'false';
		if (got.problem) {
			say(got.problem === 'format' ? strings.outdated : navigator.onLine ? strings.failed : strings.offline);
		}
		return got;
	};

	/**
	 * Sends a query that no page answers, once and without waiting, where the site counts these.
	 * The service keeps what enough visitors of a day have in common (docs/feedback.md).
	 */
	const count = () => {
		const address = form.dataset.unanswered;
		if (address && shown && !sent.has(shown)) {
			sent.add(shown);
			fetch(address, {
				method: 'POST',
				headers: { 'Content-Type': 'application/json' },
				body: JSON.stringify({ lang: document.documentElement.lang, query: shown }),
				credentials: 'omit',
				keepalive: true,
			}).catch(() => {});
		}
	};

	/**
	 * Shows the pages that answer the query in the address.
	 * @param {{ n?: number, y?: number } | null} state
	 * @param {boolean} [moves] whether the focus goes to what is new, from a button that goes
	 */
	const show = async (state, moves) => {
		shown = query();
		document.title = shown ? shown + ' – ' + title : title;
		say('');
		const got = await get(state?.n ?? first);
		if (!got) {
			return;
		}
		const { answer, problem } = got;
		if (problem) {
			results.replaceChildren(problem === 'format'
				? button(strings.reload, () => location.reload())
				: button(strings.retry, () => show(history.state, true)), ...start);
		} else if (answer?.count) {
			list(answer);
		} else {
			count();
			say(shown && format(strings.none, { q: shown }));
			results.replaceChildren(...shown ? [document.importNode(template.content, true)] : [], ...start);
		}
		if (moves) {
			/** @type {HTMLElement} */ (problem || answer?.count ? results.querySelector('a, button') : input)?.focus();
		}
		if (state?.y !== undefined) {
			scrollTo(0, state.y);
		}
	};

	/**
	 * Lists pages, with a button for more.
	 * @param {Answer} answer
	 */
	const list = ({ count, corrected, pages }) => {
		const q = corrected || shown;
		const said = (corrected && format(strings.instead, { q: shown }) + ' ') +
			format(JSON.parse(String(strings.counts))[plurals.select(count)], { q, n: count });
		const found = element('ol', ...pages.map(item));
		found.className = 'found';
		const more = button(strings.more, async () => {
			const n = found.children.length;
			const got = await get(n + step);
			if (!got?.answer) {
				return;
			}
			const { answer } = got;
			found.append(...answer.pages.slice(n).map(item));
			note({ n: found.children.length });
			say(said);
			more.hidden = found.children.length >= count;
			found.children[n]?.querySelector('a')?.focus(); // A new index may have fewer.
		});
		more.hidden = pages.length >= count;
		say(said);
		results.replaceChildren(found, more);
	};

	form.addEventListener('submit', event => {
		const q = cut(input.value);
		if (!q && !start[0]) {
			return; // The server has the index.
		}
		event.preventDefault();
		if (matchMedia('(pointer: coarse)').matches) {
			input.blur(); // The keyboard on the screen would cover the results.
		}
		if (q !== query()) {
			noteScroll();
			history.pushState({}, '', location.pathname + (q && '?' + new URLSearchParams({ q })));
		}
		show({});
	});
	addEventListener('popstate', ({ state }) => {
		clearTimeout(scrolling);
		if (query() !== shown) {
			input.value = query();
			show(state);
		} else if (state) { // Else a link within the page was followed.
			scrollTo(0, state.y);
		}
	});
	addEventListener('scroll', () => {
		clearTimeout(scrolling);
		scrolling = setTimeout(noteScroll, 100);
	});
	addEventListener('click', noteScroll);
	form.addEventListener('focusin', () => {
		index ??= open(manifest);
		index.catch(() => {});
	});
	history.scrollRestoration = 'manual';
	input.value = query();
	if (location.search === '?q=') {
		input.focus(); // The button in the head of a page leads here without a query.
	}
	const state = history.state;
	if (answered && !state?.n) { // What the server found stays: it needs no index.
		shown = query();
		if (!results.querySelector('.found')) {
			count();
		}
		scrollTo(0, state?.y ?? 0);
	} else {
		show(state);
	}
}
