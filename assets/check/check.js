// @ts-check
// Shows a self-check one question at a time. The selectors in data-when are the only evaluator: what
// has one counts while the form matches it. Without this script, and where browsers don't know
// :has(), the page is whole: what is hidden in it is for this script.
//
// Each step is an entry of the tab's history: view is the id of a question, "*" for the result or "" for the
// introduction, and change reports whether the reader came to change an answer. Answers are in the form
// and nowhere else, but in a link that the reader asks for.

// In a block, so that the minifier may shorten all names.
if (CSS.supports('selector(form:has(:checked))')) {
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

	const form = /** @type {HTMLFormElement} */ (document.getElementById('Check'));
	// Inputs have the ids of questions for names, which hide the form's own properties.
	const strings = /** @type {Record<string, string>} */ (Reflect.get(HTMLElement.prototype, 'dataset', form));
	const title = document.title;
	// The address of the page without answers in it.
	const address = location.pathname + location.search;
	const questions = all(form, '[data-question]');
	const [intro, back, problem, progress, error, go, result, status] =
		['intro', 'back', 'problem', 'progress', 'error', 'go', 'result', 'status'].map(part);
	const [link] = all(problem, 'a');

	/** What is shown: a question, the result or the introduction. */
	let shown = intro;

	/** What the h1 is in, and its name there when it isn't the h1. */
	let top = intro;
	let rest = 'h2';

	/** @param {HTMLElement} e */
	const counts = e => !e.dataset.when || form.matches(e.dataset.when);

	/** @param {ParentNode} e */
	const inputs = e => /** @type {HTMLInputElement[]} */ (all(e, 'input'));

	/** @param {ParentNode} e */
	const ticked = e => inputs(e).filter(i => i.checked);

	/** @param {HTMLElement} i */
	const alone = i => 'exclusive' in i.dataset;

	/** The questions that are asked, and the first of them without an answer. */
	const asked = () => {
		const q = questions.filter(counts);
		return { q, open: q.find(e => !answered(e)) };
	};

	/** @param {ParentNode} e */
	const answered = e => {
		const chosen = ticked(e);
		return chosen[0] && (!chosen[1] || !chosen.some(alone));
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
		const h = document.createElement(name);
		h.append(...old.childNodes);
		old.replaceWith(h);
		return h;
	};

	/** The address of a link to the result. */
	const share = () => location.origin + address + '#a=' + asked().q.flatMap(ticked).map(i => i.name + ':' + i.value);

	/**
	 * Shows a question, the result or the introduction.
	 * @param {HTMLElement} e
	 * @param {boolean} [stepped] whether the reader took a step, and is to be told
	 */
	const show = (e, stepped) => {
		const n = asked().q.indexOf(e) + 1;
		let said = '';
		for (const p of [intro, result, ...questions]) {
			p.hidden = p !== e;
		}
		form.hidden = back.hidden = e === intro;
		progress.hidden = go.hidden = !n;
		problem.hidden = error.hidden = true;
		error.textContent = '';
		document.body.classList.toggle('under-way', e !== intro);

		retag(top, rest);
		shown = top = e;
		rest = 'h2';
		if (n) {
			const most = Math.min(n + questions.length - 1 - questions.indexOf(e), +strings.most);
			progress.textContent = said = strings.progress.replace('{n}', String(n)).replace('{m}', String(most));
		} else if (e === result) {
			[top] = all(form, '[data-outcome]').filter(counts);
			rest = 'h3';
			// The result says the rest itself: result.js.
			form.dispatchEvent(new CustomEvent('result', { detail: { asked: asked().q, link: share } }));
			said = [text(part('heading')) + ': ' + text(top), part('headline').textContent].join('. ');
		}
		const h1 = retag(top, 'h1');
		document.title = e === intro ? title : [text(top), ...n ? [said] : [], title].join(' – ');
		status.textContent = said;
		if (stepped) {
			h1.tabIndex = -1;
			h1.focus({ preventScroll: true });
			scrollTo(0, 0);
		}
	};

	/**
	 * @param {HTMLElement} e
	 * @param {boolean} [change]
	 */
	const entry = (e, change) => ({ view: e === result ? '*' : e.dataset.question || '', change });

	/**
	 * Goes on to a question, the result or the introduction.
	 * @param {HTMLElement} e
	 * @param {boolean} [change]
	 */
	const step = (e, change) => {
		history.pushState(entry(e, change), '', address);
		show(e, true);
	};

	/** What to show for the current entry of the history: no question before an earlier one is answered. */
	const current = () => {
		const { q, open } = asked();
		const { view } = history.state;
		const e = q.find(e => e.dataset.question === view);
		if (!view) {
			return intro;
		}
		return e && (!open || q.indexOf(e) <= q.indexOf(open)) ? e : open || result;
	};

	/** Takes the answers of a link, if the page was opened with one, and takes them out of the address. */
	const restore = () => {
		const given = new URLSearchParams(location.hash.slice(1)).get('a')?.split(',');
		const known = inputs(form).filter(i => given?.includes(i.name + ':' + i.value));
		if (known[0]) {
			for (const i of inputs(form)) {
				i.checked = known.includes(i);
			}
			history.replaceState(entry(intro), '', address);
			history.pushState(entry(result), '');
		}
		return known[0];
	};

	/** Goes on from a question, if it is answered. */
	const next = () => {
		const { q, open } = asked();
		const { change } = history.state;
		if (answered(shown)) {
			step(!change && q[q.indexOf(shown) + 1] || open || result, change);
			return;
		}
		const string = inputs(shown)[0].type === 'radio' ? strings.select : strings.tick;
		const message = ticked(shown)[0] ? String(all(shown, '.clash')[0].textContent) : string.replace('{q}', () => text(shown));
		all(shown, 'fieldset')[0].after(error);
		link.textContent = message;
		error.textContent = strings.mistake + ' ' + message;
		document.title = strings.mistake + ' ' + [text(shown), progress.textContent, title].join(' – ');
		problem.hidden = error.hidden = false;
		problem.focus();
	};

	part('skip').hidden = part('heading').hidden = true;
	part('start').hidden = part('answers').hidden = part('actions').hidden = false;
	history.scrollRestoration = 'manual';
	on(part('start'), () => step(asked().q[0]));
	on(back.children[0], () => history.back());
	on(link, () => inputs(shown)[0].focus());
	on(go, next);
	result.addEventListener('click', event => {
		const a = event.target instanceof Element && /** @type {HTMLElement | null} */ (event.target.closest('[data-change]'));
		if (a) {
			event.preventDefault();
			if (event.detail < 2) {
				step(/** @type {HTMLElement} */ (questions.find(e => e.dataset.question === a.dataset.change)), true);
			}
		}
	});
	on(part('restart'), () => {
		HTMLFormElement.prototype.reset.call(form);
		step(intro);
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
	});
	// A link within the page was followed, or one with answers.
	const arrive = () => {
		if (!history.state) {
			if (restore()) {
				show(current(), true);
			} else {
				history.replaceState(entry(shown), '');
			}
		}
	};
	addEventListener('popstate', ({ state }) => state ? show(current(), true) : arrive());
	addEventListener('hashchange', arrive);
	show(intro);
	// Browsers give the form its answers back before this, and no earlier.
	addEventListener('pageshow', () => {
		if (!(history.state && ticked(form)[0]) && !restore() && !history.state) {
			history.replaceState(entry(intro), '');
		}
		show(current());
	});
}
