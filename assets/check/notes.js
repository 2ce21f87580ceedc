// @ts-check
// Says above a question or a result whose answers these are, and what a changed one changed. check.js
// sends the form an event "notes" when there is something to say: of the answers of a link, with the
// questions that are asked and what the link has given under which version; or of a change, with a
// function that calls another one while the form has the answers before.

{
	/**
	 * @typedef {{ notes: HTMLElement[], counts: (e: HTMLElement) => boolean, asked: HTMLElement[],
	 *   given?: string[], version: string, before: (f: () => string[][]) => string[][] }} About
	 */

	/**
	 * @param {ParentNode} within
	 * @param {string} selector
	 */
	const all = (within, selector) => /** @type {HTMLElement[]} */ ([...within.querySelectorAll(selector)]);

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
	 * @param {string} string
	 * @param {Record<string, string | number>} places
	 */
	const format = (string, places) => string.replace(/{(\w+)}/g, (_, name) => String(places[name]));

	/** @param {ParentNode} e */
	const heading = e => all(e, 'h1, h2, h3')[0];

	/** @param {ParentNode} e */
	const text = e => String(heading(e).textContent);

	const form = /** @type {HTMLFormElement} */ (document.getElementById('Check'));
	// No destructuring: the minifier puts it before the declaration of the form.
	const own = /** @type {Record<string, string>} */ (Reflect.get(HTMLElement.prototype, 'dataset', form)).version;
	/** @type {{ notes: Record<string, string>, versions: Record<string, string> }} */
	const { notes: says, versions: dates } = Reflect.get(self, 'checkWords');

	/**
	 * Says whose answers these are, under which version, and which of them couldn't be carried
	 * over.
	 * @param {HTMLElement[]} asked
	 * @param {string[]} given
	 * @param {string} version
	 */
	const explainShared = (asked, given, version) => {
		const questions = all(form, '[data-question]');
		/** @param {HTMLElement} e */
		const to = e => given.filter(s => s.startsWith(e.dataset.question + ':'));
		const lost = questions.filter(e => to(e)[0]).flatMap(e =>
			!asked.includes(e) ? format(says.unasked, { q: text(e) }) :
			to(e).every(s => all(e, 'input[name]').some(i => s === e.dataset.question + ':' + i.getAttribute('value'))) ? [] :
			format(says.option, { q: text(e) }));
		const gone = given.length - questions.flatMap(to).length;
		if (gone) {
			lost.push(format(says.gone, { n: gone }));
		}
		const under = !version ? says.unknown : version === own ? says.same : says.other;
		return [
			element('p', says.shared + ' ' + format(under, { v: dates[version] ?? version, own: dates[own] })),
			...lost[0] ? [element('p', says.lost), element('ul', ...lost.map(s => element('li', s)))] : [],
		];
	};

	/**
	 * Says what a changed answer changed in the result.
	 * @param {About} about
	 */
	const explainChange = about => {
		/** What the result came to: the verdict on each criterion that has one, and the outcome. */
		const verdicts = () => [
			...all(form, '[data-verdict]').filter(about.counts).map(e => [
				String(e.dataset.criterion), String((heading(e) ?? e.children[0]).textContent),
				String((all(e, '.verdict')[0] ?? all(/** @type {Element} */ (e.closest('.line')), 'b span')[0]).textContent),
			]),
			['', '', text(all(form, '[data-outcome]').filter(about.counts)[0])],
		];
		const now = verdicts();
		const before = about.before(verdicts);
		const changed = now.flatMap(([id, criterion, verdict]) => {
			const was = before.find(b => b[0] === id)?.[2];
			return was && was !== verdict ? { id, criterion, verdict, was } : [];
		});
		// The outcome is in the heading: its change is news where no verdict changed.
		const news = changed.filter(c => c.id || !changed[1]);
		return before[0] ? [...news.map(c => format(c.id ? says.changed : says.came, c)), ...news[0] ? [] : [says.unchanged]].map(s => element('p', s)) : [];
	};

	form.addEventListener('notes', event => {
		const { detail } = /** @type {CustomEvent<About>} */ (event);
		detail.notes = detail.given ? explainShared(detail.asked, detail.given, detail.version) : explainChange(detail);
	});
}
