// @ts-check
// Shows a self-check one question at a time. The selectors in data-when are the only evaluator: what
// has one counts while the form matches it. Without this script, and where browsers don't know
// :has(), the page is whole: what is hidden in it is for this script.
//
// Each step is an entry of the tab's history: {view, change, depth}. view is the id of a question, "*" for the result
// or "" for the introduction; change tells that the reader came to change an answer; depth is how many
// steps lie before it. Answers are in the form and nowhere else, but in a link that the reader asks for.

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
const on = (e, act) => e.addEventListener('click', event => {
	event.preventDefault();
	act();
});

const form = /** @type {HTMLFormElement} */ (document.getElementById('Check'));
const title = document.title;
const questions = all(form, '[data-question]');
const [intro, back, problem, progress, error, go, result, status, copied, refused] =
	['intro', 'back', 'problem', 'progress', 'error', 'go', 'result', 'status', 'copied', 'refused'].map(part);
const link = /** @type {Element} */ (problem.querySelector('a'));
const list = /** @type {Element} */ (part('answers').querySelector('dl'));
const row = /** @type {Element} */ (list.firstElementChild);

/** What is shown: a question, the result or the introduction. */
let shown = intro;

/** Where the h1 is, and what that heading is when it isn't the h1. */
let top = intro;
let rest = 'p';

/** @param {HTMLElement} e */
const counts = e => !e.dataset.when || form.matches(e.dataset.when);

/** @param {ParentNode} e */
const inputs = e => /** @type {HTMLInputElement[]} */ (all(e, 'input'));

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

/** @param {ParentNode} e */
const heading = e => /** @type {Element} */ ((e.querySelector('legend') || e).firstElementChild);

/** @param {ParentNode} e */
const text = e => heading(e).textContent || '';

/** @param {ParentNode} e */
const answer = e => ticked(e).map(i => i.labels?.[0].textContent).join('; ');

/**
 * Returns a string of the page with a value in one of its places.
 * @param {string | undefined} string
 * @param {string} place
 * @param {unknown} value
 */
const fill = (string, place, value) => String(string).replace(place, () => String(value));

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

/** Says of each criterion which answers bear on it, and lists all answers. */
const explain = () => {
	const { q } = asked();
	for (const c of all(form, '[data-bears]')) {
		const verdict = all(c, '[data-verdict]').find(counts);
		const why = verdict?.querySelector('.why > div');
		const reasons = q.filter(e => c.dataset.bears?.split(' ').includes(e.dataset.question || ''));
		c.hidden = verdict?.dataset.verdict === 'not_applicable';
		if (why && reasons[0]) {
			const ul = document.createElement('ul');
			for (const e of reasons) {
				const li = document.createElement('li');
				const b = document.createElement('b');
				b.append(answer(e));
				li.append(text(e), ' ', b);
				ul.append(li);
			}
			why.replaceChildren(ul);
		}
	}
	list.replaceChildren(...q.map(e => {
		const r = /** @type {Element} */ (row.cloneNode(true));
		const [question, given, change] = r.children;
		const a = change.children[0];
		question.append(text(e));
		given.append(answer(e));
		a.children[0].append(text(e));
		on(a, () => step(e, true));
		return r;
	}));
};

/**
 * Shows a question, the result or the introduction.
 * @param {HTMLElement} e
 * @param {boolean} [stepped] whether the reader took a step, and is to be told
 */
const show = (e, stepped) => {
	const n = asked().q.indexOf(e) + 1;
	const outcome = all(form, '[data-outcome]').find(counts);
	let said = '';
	shown = e;
	for (const p of [intro, result, ...questions]) {
		p.hidden = p !== e;
	}
	form.hidden = back.hidden = e === intro;
	progress.hidden = go.hidden = !n;
	problem.hidden = error.hidden = copied.hidden = refused.hidden = true;
	error.textContent = '';
	document.body.classList.toggle('under-way', e !== intro);

	retag(top, rest);
	top = e;
	rest = e === intro ? 'p' : 'h2';
	if (n) {
		const later = questions.length - questions.indexOf(e) - 1;
		said = fill(fill(form.dataset.progress, '{n}', n), '{m}', Math.min(n + later, Number(form.dataset.most)));
		progress.textContent = said;
	} else if (e === result && outcome) {
		top = outcome;
		rest = 'h3';
		said = fill(form.dataset.announce, '{r}', text(outcome));
		explain();
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
 * Goes on to a question, the result or the introduction.
 * @param {HTMLElement} e
 * @param {boolean} [change]
 */
const step = (e, change) => {
	history.pushState(entry(e, change, (history.state?.depth || 0) + 1), '');
	show(e, true);
};

/**
 * @param {HTMLElement} e
 * @param {boolean} [change]
 * @param {number} [depth]
 */
const entry = (e, change, depth) => ({ view: e === result ? '*' : e.dataset.question || '', change, depth });

/**
 * Returns what to show for the current entry of the history. No question comes before one that is
 * asked earlier and has no answer.
 * @param {boolean} [loaded] whether the page was just loaded
 */
const current = loaded => {
	const { q, open } = asked();
	const view = history.state?.view;
	const e = q.find(e => e.dataset.question === view);
	if (!view || loaded && !ticked(form)[0]) {
		return intro;
	}
	return e && (!open || q.indexOf(e) <= q.indexOf(open)) ? e : open || result;
};

/** Takes the answers of a link, if the page was opened with one, and takes them out of the address. */
const restore = () => {
	const given = new URLSearchParams(location.hash.slice(1)).get('a')?.split(',');
	if (given) {
		for (const i of inputs(form)) {
			i.checked = given.includes(i.name + ':' + i.value);
		}
		history.replaceState({ view: '*' }, '', location.pathname + location.search);
	}
	return given;
};

const next = () => {
	const first = inputs(shown)[0];
	const { q, open } = asked();
	const { change } = history.state || {};
	if (answered(shown)) {
		step((!change && q[q.indexOf(shown) + 1]) || open || result, change);
		return;
	}
	const { select, tick, mistake } = form.dataset;
	const message = fill(first.type === 'radio' ? select : tick, '{q}', text(shown));
	const fieldset = /** @type {Element} */ (shown.querySelector('fieldset'));
	const described = fieldset.getAttribute('aria-describedby') || '';
	if (!described.includes(error.id)) {
		fieldset.setAttribute('aria-describedby', described + ' ' + error.id);
	}
	fieldset.after(error);
	link.textContent = message;
	error.textContent = mistake + ' ' + message;
	problem.hidden = error.hidden = false;
	document.title = mistake + ' ' + document.title.replace(mistake + ' ', '');
	problem.focus();
};

const retreat = () => {
	const { q } = asked();
	if (history.state?.depth) {
		history.back();
		return;
	}
	// The reader came here by a link: there is no step to go back to.
	const e = (shown === result ? q.at(-1) : q[q.indexOf(shown) - 1]) || intro;
	history.replaceState(entry(e), '');
	show(e, true);
};

const copy = async () => {
	const address = location.href.split('#')[0] + '#a=' + asked().q.flatMap(ticked).map(i => i.name + ':' + i.value);
	let said = copied;
	try {
		await navigator.clipboard.writeText(address);
	} catch {
		history.replaceState(history.state, '', address);
		said = refused;
	}
	said.hidden = false;
	status.textContent = said.textContent;
};

if (CSS.supports('selector(form:has(:checked))')) {
	for (const name of ['skip', 'heading', 'done']) {
		part(name).hidden = true;
	}
	part('start').hidden = part('answers').hidden = false;
	on(part('start'), () => step(asked().q[0]));
	on(back, retreat);
	on(link, () => inputs(shown)[0].focus());
	on(go, next);
	on(part('copy'), copy);
	on(part('print'), () => print());
	on(part('restart'), () => {
		form.reset();
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
	addEventListener('popstate', ({ state }) => {
		if (state) { // A link within the page makes an entry without.
			show(current(), true);
		}
	});
	addEventListener('hashchange', () => {
		if (restore()) {
			show(current(true), true);
		}
	});
	show(intro);
	// Browsers give the form its answers back before this, and no earlier.
	addEventListener('pageshow', ({ persisted }) => {
		if (!persisted) {
			restore();
			if (!history.state) {
				history.replaceState(entry(intro), '');
			}
			show(current(true));
		}
	});
}
