// @ts-check
// Says in words how a self-check came out: the sentence on top, why, all answers, and a message
// about it. check.js sends the form an event "result" whenever it shows the result, with the
// questions that are asked and functions: whether an element counts with these answers, and the
// address of a link with them.
// Which verdicts are reached is known without this script; a link with data-change leads to a
// question, by check.js.

{
	/**
	 * @typedef {Record<string, string>} Forms a text in the plural forms of the language, by CLDR's names
	 * @typedef {(string | Node)[]} Content
	 * @typedef {{ unmet: Forms, unmetAll: Forms, open: Forms, openAll: Forms, also: Forms, metAll: Forms, met: Forms,
	 *   reasons: Forms, none: string, why: string, reason: string, day: string, date: string, days?: Forms, months: string[],
	 *   next: string, and: string, colon: string, subject: string, cut: string }} Words
	 * @typedef {{ asked: HTMLElement[], counts: (e: HTMLElement) => boolean, link: () => string }} Result
	 */

	/** How long the address of a message may be: some mail programs cut off longer ones. */
	const longest = 1800;

	/** How many answers a reason quotes; more are only counted. */
	const most = 4;

	/** @param {string} name */
	const part = name => /** @type {HTMLElement} */ (document.getElementById('check:' + name));

	/**
	 * @param {ParentNode} within
	 * @param {string} selector
	 */
	const all = (within, selector) => /** @type {HTMLElement[]} */ ([...within.querySelectorAll(selector)]);

	/**
	 * @param {string} name
	 * @param {Content} content
	 */
	const element = (name, content) => {
		const e = document.createElement(name);
		e.append(...content);
		return e;
	};

	const form = /** @type {HTMLFormElement} */ (document.getElementById('Check'));
	const { lang } = document.documentElement;
	const [result, headline, day, answers, mail, copied, refused, status] =
		['result', 'headline', 'day', 'answers', 'mail', 'copied', 'refused', 'status'].map(part);
	const links = /** @type {HTMLAnchorElement[]} */ (all(headline, 'a'));
	const [list] = all(answers, 'dl');
	const row = list.children[0];
	/** @type {Words} */
	const words = Reflect.get(self, 'checkWords').result;
	const plurals = new Intl.PluralRules(lang);

	/** @type {() => string} */
	let link;

	/** @type {Result["counts"]} */
	let counts;

	/** @param {string} verdict */
	const reached = verdict => all(form, `[data-verdict=${verdict}]`).filter(counts);

	/** @param {Element | undefined} e */
	const text = e => String(e?.textContent).trim();

	/** @param {ParentNode} e */
	const title = e => text(all(e, 'h1, h2, h3')[0]);

	/**
	 * @param {string} s
	 * @param {Record<string, Content>} places what stands in the places of s
	 */
	const fill = (s, places) => s.split(/\{(\w+)\}/).flatMap((t, i) => i % 2 ? places[t] : [t]);

	/**
	 * Lists items in the words of the site: not every browser knows those of every language.
	 * @param {Content[]} items
	 */
	const conjunction = items => items.slice(1).reduce(
		(before, next, i) => fill(items[i + 2] ? words.next : words.and, { before, next }), items[0] || [],
	);

	/**
	 * @param {Forms} forms
	 * @param {number} c
	 * @param {Record<string, Content>} [places]
	 */
	const count = (forms, c, places) => fill(forms[plurals.select(c)] || forms.other || Object.values(forms)[0], { c: [String(c)], ...places });

	/** Returns which criteria aren't met, can't be assessed, or that all is well. */
	const sentences = () => {
		// An outcome that ends the questions leaves some pending.
		const [unmet, open, met, pending] = ['unmet', 'open', 'met', 'pending'].map(reached);
		const n = [...unmet, ...open, ...met, ...pending].length;
		/**
		 * @param {Forms} some
		 * @param {Forms} every
		 * @param {HTMLElement[]} of
		 */
		const say = (some, every, of) => count(of.length < n ? some : every, of.length, {
			n: [String(n)],
			names: conjunction(of.map(e => links.filter(a => a.hash === '#' + e.id))),
		});
		return [
			...unmet[0] ? say(words.unmet, words.unmetAll, unmet) : [],
			...unmet[0] && open[0] ? [' '] : [],
			...open[0] ? say(unmet[0] ? words.also : words.open, words.openAll, open) : [],
			...unmet[0] || open[0] ? [] : !met[0] ? [words.none] : !pending[0] ? count(words.metAll, n) : [
				...count(words.met, met.length, { names: conjunction(met.map(e => [title(e)])) }), '.',
			],
		];
	};

	/** @param {HTMLElement} question */
	const brief = question => question.dataset.short || title(question);

	/** @param {HTMLElement} question */
	const answer = question => question.dataset.typed || conjunction(
		/** @type {HTMLInputElement[]} */ (all(question, ':checked')).map(i => [i.dataset.short || text(i.labels?.[0])]),
	).join('');

	/**
	 * Returns a link that leads to a question, to change the answer.
	 * @param {HTMLElement} question
	 */
	const change = question => {
		const a = /** @type {HTMLElement} */ (all(/** @type {Element} */ (row), 'a')[0].cloneNode(true));
		a.dataset.change = question.dataset.question;
		a.children[0].append(' ', brief(question));
		return a;
	};

	/**
	 * Says of a verdict which answers it follows from.
	 * @param {HTMLElement} verdict
	 * @param {HTMLElement[]} asked
	 */
	const explain = (verdict, asked) => {
		const of = asked.filter(q => verdict.dataset.bears?.split(' ').includes(String(q.dataset.question)));
		if (of[0]) {
			const reasons = of.map(q => [...fill(words.reason, { q: [brief(q)], a: [answer(q)] }), element('small', [' (', change(q), ')'])]);
			// The reasons have the links of questions that they quote.
			for (const a of all(verdict, '.why.has a')) {
				/** @type {HTMLElement} */ (a.parentElement).hidden = of.length <= most && of.some(q => q.dataset.question === a.dataset.change);
			}
			all(verdict, '.why')[0].replaceChildren(
				element('b', [words.why]), ' ', ...of.length > most ? count(words.reasons, of.length) : [...conjunction(reasons), '.'],
			);
		}
	};

	/**
	 * Returns the address of a message about the result, without what is needed least if it would
	 * be too long.
	 * @param {HTMLElement[]} asked
	 */
	const message = asked => {
		const outcome = title(all(form, '[data-outcome]').filter(counts)[0] || result);
		const head = [
			title(part('intro')),
			[text(day), text(part('version'))].join(' '),
			[outcome, text(headline), text(part('indication'))].join('\r\n'),
		];
		const verdicts = ['unmet', 'open', 'met'].flatMap(reached).map(e => title(e) + words.colon + ' ' + text(all(e, '.verdict')[0])).join('\r\n');
		const given = asked.map(q => brief(q) + (q.dataset.short ? words.colon + ' ' : ' ') + answer(q)).join('\r\n');
		const address = link();
		const texts = [
			[...head, verdicts, given, address],
			[...head, verdicts, words.cut, address],
			[...head, words.cut, address],
			[outcome, words.cut, address],
			[outcome, words.cut],
		].map(paragraphs => 'mailto:?subject=' + encodeURIComponent(words.subject.replace('{o}', () => outcome)) +
			'&body=' + encodeURIComponent(paragraphs.filter(p => p).join('\r\n\r\n')));
		return texts.find(t => t.length <= longest) || 'mailto:?body=' + encodeURIComponent(words.cut);
	};

	/** @param {Result} result */
	const show = ({ asked, counts: by, link: address }) => {
		counts = by;
		link = address;
		headline.replaceChildren(element('p', sentences()));
		headline.hidden = !headline.textContent; // Without criteria there is nothing to say.
		const now = new Date();
		const date = fill(words.days?.[now.getDate()] ?? words.date, { day: [String(now.getDate())], month: [words.months[now.getMonth()]], year: [String(now.getFullYear())] });
		day.replaceChildren(...fill(words.day, { d: date }));
		for (const v of ['unmet', 'open', 'met'].flatMap(reached)) {
			explain(v, asked);
		}
		for (const e of all(form, '.none')) {
			e.hidden = !['unmet', 'open', 'met'].some(v => reached(v)[0]); // The headline says so.
		}
		const met = reached('met');
		for (const e of all(form, '.fold')) {
			e.removeAttribute('open');
			e.children[0].replaceChildren(...count(words.met, met.length, { names: conjunction(met.map(e => [title(e)])) }));
		}
		list.replaceChildren(...asked.map(q => {
			const r = /** @type {Element} */ (row.cloneNode(true));
			r.children[0].append(brief(q));
			r.children[1].append(answer(q));
			r.children[2].replaceChildren(change(q));
			return r;
		}));
		mail.setAttribute('href', message(asked));
		copied.hidden = refused.hidden = true;
	};

	const copy = async () => {
		let said = copied;
		try {
			await navigator.clipboard.writeText(link());
		} catch {
			history.replaceState(history.state, '', link());
			said = refused;
		}
		said.hidden = false;
		status.textContent = said.textContent;
	};

	form.addEventListener('result', e => show(/** @type {CustomEvent<Result>} */ (e).detail));
	part('copy').addEventListener('click', copy);
	part('print').addEventListener('click', () => print());
	// Not every browser unfolds what a link leads to, or what is printed.
	result.addEventListener('click', ({ target }) => {
		const a = target instanceof Element && target.closest('a');
		const to = a && document.getElementById(a.hash.slice(1))?.closest('details');
		if (to) {
			to.open = true;
		}
	});
	/** @type {HTMLDetailsElement[]} */
	let folded = [];
	addEventListener('beforeprint', () => {
		folded = /** @type {HTMLDetailsElement[]} */ (all(result, 'details:not([open])'));
		folded.forEach(d => d.open = true);
	});
	addEventListener('afterprint', () => folded.forEach(d => d.open = false));
}
