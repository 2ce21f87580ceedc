// @ts-check
// Shows a self-check one question at a time. The selectors in the style sheet are the only
// evaluator, by form.js. Without this script, and where browsers don't know :has(), the page is
// whole: what is hidden in it is for this script. start.js loads it, also long after the page.
//
// Each step is an entry of the tab's history: view is the id of a question, "*" for the result or
// "" for the introduction; change reports whether the reader came to change an answer; shared is
// the fragment of a link whose answers are in the form in the place of the reader's own.
//
// The reader's own answers are in the form and in the tab's session storage, which ends with the
// tab. They are there under the set and its version, so that the same check in another language
// finds them.

// In a block, so that the minifier may shorten all names.
{
	/** @param {string} name */
	const part = name => /** @type {HTMLElement} */ (document.getElementById('check:' + name));

	/**
	 * @param {ParentNode} within
	 * @param {string} selector
	 */
	const all = (within, selector) => /** @type {HTMLElement[]} */ ([...within.querySelectorAll(selector)]);

	/**
	 * @param {Element} e
	 * @param {() => void} act
	 */
	const on = (e, act) => /** @type {HTMLElement} */ (e).addEventListener('click', event => {
		event.preventDefault();
		if (event.detail < 2) { // The second click of two would be about what the first one led to.
			act();
		}
	});

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
	 * Fills the places of a string.
	 * @param {string | undefined} string
	 * @param {Record<string, string | number>} places
	 */
	const format = (string, places) => String(string).replace(/{(\w+)}/g, (_, name) => String(places[name]));

	const form = /** @type {HTMLFormElement} */ (document.getElementById('Check'));
	// Inputs have the ids of questions for names, which hide those of the form's own properties that are
	// written in small letters.
	const strings = /** @type {Record<string, string>} */ (Reflect.get(HTMLElement.prototype, 'dataset', form));

	/** @param {boolean} hidden */
	const hide = hidden => form.toggleAttribute('hidden', hidden);

	const title = document.title;
	// The address of the page without answers in it.
	const address = location.pathname + location.search;
	const questions = all(form, '[data-question]');
	const [intro, back, problem, progress, error, go, result, status, notice, start, kept] =
		['intro', 'back', 'problem', 'progress', 'error', 'go', 'result', 'status', 'notice', 'start', 'kept'].map(part);
	const [use, mine] = all(notice, 'button');
	/** @type {{ notes: Record<string, string>, versions: Record<string, string> }} */
	const { notes: says, versions: dates } = Reflect.get(self, 'checkWords');
	/**
	 * @type {{ counts: (e: HTMLElement) => boolean, matches: (s: string) => boolean,
	 *   steady: <T>(f: () => T) => T, apart: <T>(f: () => T) => T, evaluates: boolean }}
	 */
	const { counts, matches, steady, apart, evaluates } = Reflect.get(self, 'checkForm');
	const begin = start.textContent;
	const visit = /** @type {PerformanceNavigationTiming} */ (performance.getEntriesByType('navigation')[0]);

	/** What is shown: a question, the result or the introduction. */
	let shown = intro;

	/** What the h1 is in, and its name there when it isn't the h1. */
	let top = intro;
	let rest = 'h2';

	/** The fragment of the link whose answers are in the form; empty for the reader's own. */
	let shared = '';

	/** The answers that the result was last shown for. */
	let told = '';

	/** What is to be said once. */
	let note = '';

	/** Reports whether the form has the answers of the tab or of a link. */
	let held = false;

	if (all(form, '[data-when=""]')[0] && !evaluates) {
		hide(part('skip').hidden = false);
		start.hidden = true;
		throw Error('The style sheet is missing.'); // Without it nothing shows or hides parts of the page.
	}

	/** @param {ParentNode} e */
	const inputs = e => /** @type {HTMLInputElement[]} */ (all(e, 'input[name]'));

	/** @param {ParentNode} e */
	const ticked = e => inputs(e).filter(i => i.checked);

	/** @param {HTMLElement} i */
	const alone = i => 'exclusive' in i.dataset;

	/** @param {ParentNode} e */
	const answered = e => {
		const chosen = ticked(e);
		return chosen[0] && (!chosen[1] || !chosen.some(alone));
	};

	/** The questions that are asked, and the first of them without an answer. */
	const asked = () => {
		const q = questions.filter(counts);
		return { q, open: q.find(e => !answered(e)) };
	};

	/**
	 * Reports whether a question is asked by the answers before it, whatever is answered after.
	 * @param {HTMLElement} e
	 */
	const needed = e => {
		const later = questions.slice(questions.indexOf(e)).flatMap(ticked);
		later.forEach(i => i.checked = false);
		const is = apart(() => counts(e));
		later.forEach(i => i.checked = true);
		return is;
	};

	/** @param {ParentNode} e */
	const heading = e => all(e, 'h1, h2, h3')[0];

	/** @param {ParentNode} e */
	const text = e => String(heading(e).textContent);

	/**
	 * @param {ParentNode} e
	 * @param {string} name
	 */
	const retag = (e, name) => {
		const old = heading(e);
		const h = element(name, ...old.childNodes);
		old.replaceWith(h);
		return h;
	};

	/** @param {HTMLInputElement} i */
	const token = i => i.name + ':' + i.value;

	/** All answers in the form, also those that don't count at present. */
	const answers = () => ticked(form).map(token).join();

	/** @param {string} text */
	const fill = text => {
		const given = text.split(',');
		for (const i of inputs(form)) {
			i.checked = given.includes(token(i));
		}
	};

	/**
	 * Calls f with other answers in the form.
	 * @template T
	 * @param {string} text
	 * @param {() => T} f
	 */
	const having = (text, f) => {
		const now = answers();
		fill(text);
		const out = apart(f);
		fill(now);
		return out;
	};

	// The site's path on its host is in it: other sites there have the same storage.
	const key = `check:${new URL('..', import.meta.url).pathname.slice(1)}${strings.set}@${strings.version}`;

	/**
	 * What the tab holds, if only for as long as this page is open: the reader's own answers, those
	 * that the result was last shown for, what is shown, and whether the next page is to go on
	 * there.
	 * @type {string | undefined}
	 */
	let memory;
	const stored = () => {
		try {
			memory = sessionStorage.getItem(key) ?? memory;
		} catch {} // Storage is blocked.
		return memory?.split('|');
	};

	/** @param {string} [goOn] */
	const store = goOn => {
		if (!held) {
			return; // The form doesn't have the answers yet that this would replace.
		}
		const [own, last, view] = shared ? stored() ?? [] : [answers(), told, entry(shown).view];
		memory = [own, last, view, goOn].join('|');
		try {
			sessionStorage.removeItem(key); // Nothing is better than what is out of date, where storage is full.
			sessionStorage.setItem(key, memory);
		} catch {}
	};

	/**
	 * The fragment of a link with the answers that count. The version comes last: what cuts
	 * links off takes it.
	 */
	const fragment = () => '#a=' + asked().q.flatMap(ticked).map(token) + '&v=' + strings.version;

	/** @param {string} fragment */
	const parse = fragment => {
		const p = new URLSearchParams(fragment.slice(1));
		const v = String(p.get('v'));
		return { given: p.get('a')?.split(',').filter(Boolean) ?? [], version: Object.hasOwn(dates, v) || /^\d{4}-\d\d-\d\d$/.test(v) ? v : '' };
	};

	/**
	 * Returns what notes.js has to say of whose answers these are, or of what a change changed.
	 * @param {Record<string, unknown>} about
	 */
	const explain = about => {
		const detail = { notes: /** @type {HTMLElement[]} */ ([]), counts, ...about };
		form.dispatchEvent(new CustomEvent('notes', { detail })); // To notes.js.
		return detail.notes;
	};

	/**
	 * Shows a question, the result or the introduction.
	 * @param {HTMLElement} e
	 * @param {boolean} [stepped] whether the reader took a step, and is to be told
	 */
	const show = (e, stepped) => steady(() => {
		const { q } = asked();
		const n = q.indexOf(e) + 1;
		const now = answers();
		form.dispatchEvent(new CustomEvent('show', { detail: { shared } })); // To value.js.
		/** @type {HTMLElement[]} */
		let notes = note ? [element('p', note)] : shared ? explain({ asked: q, ...parse(shared) }) : [];
		note = '';
		let said = '';
		for (const p of [intro, result, ...questions]) {
			p.hidden = p !== e;
		}
		hide(back.hidden = e === intro);
		/** @type {HTMLElement} */ (go.parentElement).hidden = progress.hidden = !n;
		problem.hidden = error.hidden = true;
		error.textContent = '';
		all(form, '[aria-invalid]').forEach(e => e.removeAttribute('aria-invalid'));
		document.body.classList.toggle('under-way', e !== intro);
		strings.state = e === result ? 'result' : n ? 'question' : 'start';

		retag(top, rest);
		shown = top = e;
		rest = 'h2';
		if (n) {
			const [least, ...more] = e.dataset.left?.split('|') ?? [];
			const most = n - 1 + +least + more.filter(matches).length;
			progress.textContent = said = format(least && needed(e) ? strings.progress : strings.number, { n, m: most });
		} else if (e === result) {
			[top] = all(form, '[data-outcome]').filter(counts);
			rest = 'h3';
			said = text(part('heading')) + ': ' + text(top);
			if (told && told !== now) {
				notes = [...notes, ...explain({ before: (/** @type {() => unknown} */ f) => having(told, () => asked().open ? [] : f()) })];
			}
			told = now;
			// The result says the rest itself: result.js.
			form.dispatchEvent(new CustomEvent('result', { detail: { asked: q, counts, link: () => location.origin + address + fragment() } }));
			said += '. ' + part('headline').textContent;
		} else {
			kept.hidden = !!shared || !now;
			start.textContent = kept.hidden ? begin : go.textContent;
		}
		all(notice, 'div')[0].replaceChildren(...notes);
		notice.hidden = !notes[0];
		use.hidden = mine.hidden = !shared || !stored()?.[0];
		const h1 = retag(top, 'h1');
		document.title = e === intro ? title : [text(top), ...n ? [said] : [], title].join(' – ');
		status.textContent = [...notes.map(p => p.textContent), said].join(' ');
		if (stepped) {
			h1.tabIndex = -1;
			h1.focus({ preventScroll: true });
			scrollTo(0, 0);
			h1.scrollIntoView({ block: 'nearest' }); // Not under the button that stays in view.
		}
	});

	/**
	 * @param {HTMLElement} e
	 * @param {boolean} [change]
	 */
	const entry = (e, change) => ({ view: e === result ? '*' : e.dataset.question || '', change, shared });

	/**
	 * Goes on to a question, the result or the introduction.
	 * @param {HTMLElement} e
	 * @param {boolean} [change]
	 */
	const step = (e, change) => {
		history.pushState(entry(e, change), '', address);
		show(e, true);
		store();
	};

	/**
	 * What to show for the current entry of the history: no question before an earlier one is
	 * answered.
	 */
	const current = () => {
		const { q, open } = asked();
		const { view, change } = history.state;
		const e = q.find(e => e.dataset.question === view);
		if (!view) {
			return intro;
		}
		return e && (change || needed(e)) && (!open || q.indexOf(e) <= q.indexOf(open)) ? e : open || result;
	};

	/**
	 * Makes the form hold the answers that an entry of the history is about: the reader's own, or a
	 * link's.
	 * @param {string} link
	 */
	const hold = link => {
		const [own = shared && '', before = ''] = stored() ?? [];
		told = link ? '' : before;
		if (link || own !== undefined) {
			fill(link ? parse(link).given.join() : own);
		}
		shared = link;
	};

	/**
	 * Begins the history of this page: with the answers of a link, with the introduction or, after
	 * a change of language or where the browser has lost the history of the tab, where the reader
	 * was.
	 */
	const arrive = () => {
		const link = location.hash.includes('=') ? location.hash : '';
		const whole = parse(link).given.some(s => s.includes(':'));
		const [, , view, goOn] = stored() ?? [];
		const arrival = link ? whole && '*' : (goOn || visit.type !== 'navigate') && view;
		hold('');
		history.replaceState(entry(shown), '', link ? address : undefined);
		if (link && !whole) {
			note = says.broken;
		} else if (link && link !== fragment()) {
			hold(link);
		}
		if (arrival) {
			history.pushState({ ...entry(result), view: arrival }, '');
		}
	};

	/** Goes on from a question, if it is answered. */
	const next = () => {
		/** @type {{ question: HTMLElement, says?: string, at?: HTMLElement[] }} */
		const read = { question: shown };
		// value.js says what is wrong with what is typed.
		form.dispatchEvent(new CustomEvent('read', { detail: read }));
		if (!read.says && answered(shown)) {
			steady(() => {
				const { q, open } = asked();
				const { change } = history.state;
				const following = q[q.indexOf(shown) + 1];
				step(!change && following && needed(following) ? following : open || result, change);
			});
			return;
		}
		const [first] = inputs(shown);
		const radio = first.type === 'radio';
		const message = read.says ?? (ticked(shown)[0] ? String(all(shown, '.clash')[0].textContent) : shown.dataset.error || (radio ? strings.select : strings.tick));
		all(shown, '[aria-invalid]').forEach(e => e.removeAttribute('aria-invalid'));
		all(shown, 'legend')[0].after(error);
		error.textContent = strings.mistake + ' ' + message;
		for (const e of read.at ?? (radio ? all(shown, '[role=radiogroup]') : inputs(shown))) {
			e.setAttribute('aria-invalid', 'true');
		}
		document.title = strings.mistake + ' ' + [text(shown), progress.textContent, title].join(' – ');
		problem.hidden = error.hidden = false;
		problem.focus();
	};

	part('heading').hidden = true;
	part('answers').hidden = part('actions').hidden = false;
	history.scrollRestoration = 'manual';
	on(start, () => {
		if (!held) {
			resume(); // The page still waits for something: a picture, or a script that was loaded before this one.
		}
		const e = asked().open || result;
		if (e === shown) {
			show(e, true); // A link with answers leads there too.
		} else {
			step(e);
		}
	});
	on(back.children[0], () => history.back());
	on(all(problem, 'a')[0], () => (all(shown, 'input[aria-invalid]')[0] ?? inputs(shown)[0]).focus());
	on(go, next);
	for (const e of all(document, '#check\\:restart, [data-restart]')) {
		on(e, () => {
			HTMLFormElement.prototype.reset.call(form);
			shared = told = '';
			step(intro);
		});
	}
	on(use, () => {
		shared = '';
		store();
		history.replaceState(entry(shown), '');
		show(shown, true);
	});
	on(mine, () => {
		hold('');
		step(asked().open || result);
	});
	// The same check in another language goes on where this one is.
	for (const a of /** @type {HTMLAnchorElement[]} */ (all(document, '.languages a'))) {
		a.addEventListener('click', () => {
			a.hash = shared;
			store('1');
		});
	}
	result.addEventListener('click', event => {
		const a = event.target instanceof Element && /** @type {HTMLElement | null} */ (event.target.closest('[data-change]'));
		if (a) {
			event.preventDefault();
			if (event.detail < 2) {
				step(/** @type {HTMLElement} */ (questions.find(e => e.dataset.question === a.dataset.change)), true);
			}
		}
	});
	form.addEventListener('keydown', event => {
		if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
			event.preventDefault();
			next();
		}
	});
	form.addEventListener('change', ({ target }) => {
		for (const i of inputs(shown)) {
			if (target instanceof HTMLInputElement && target.checked && i !== target && (alone(i) || alone(target))) {
				i.checked = false;
			}
		}
		if (shared && !stored()?.[0]) {
			shared = ''; // There are no answers of the reader's own that these would replace.
			history.replaceState({ ...history.state, shared }, '');
		}
		store();
	});
	// A link within the page was followed, or one with answers.
	const follow = () => {
		if (history.state) {
			return;
		}
		if (location.hash.includes('=')) {
			arrive();
			show(current(), true);
			store();
		} else {
			history.replaceState(entry(shown), '');
		}
	};
	addEventListener('popstate', ({ state }) => {
		if (!state) {
			follow();
			return;
		}
		if ((state.shared ?? '') !== shared) {
			hold(state.shared ?? '');
		}
		show(current(), true);
		store();
	});
	addEventListener('hashchange', follow);
	show(intro);
	const resume = () => {
		held = true;
		if (history.state) {
			hold(history.state.shared ?? '');
		} else {
			arrive();
		}
		show(current());
		store();
	};
	// Browsers give the form its answers back before this, and no earlier.
	addEventListener('pageshow', resume);
	if (visit.loadEventEnd) {
		resume();
	}
}
