// @ts-check
// Evaluates a self-check by the selectors in its style sheet: what has data-when counts while the
// form matches that of its class. check.js finds the functions in checkForm.
//
// A browser looks through a whole form for each selector that it is asked about. So it is asked about
// a copy of the form that has nothing but its inputs, once for each selector while answers stay.

{
	const form = /** @type {HTMLFormElement} */ (document.getElementById('Check'));

	/**
	 * The selectors that match the form, by the class of what their rules show.
	 * @type {Record<string, string>}
	 */
	const selectors = {};
	for (const sheet of document.styleSheets) {
		try {
			for (const group of /** @type {Iterable<CSSGroupingRule>} */ (sheet.cssRules)) {
				for (const { selectorText } of /** @type {Iterable<CSSStyleRule>} */ (group.cssRules ?? [])) {
					const end = /^#Check:.*( \.(\w+))$/.exec(selectorText);
					if (end) {
						selectors[end[2]] = selectorText.replaceAll(end[1], '');
					}
				}
			}
		} catch {} // A sheet of another origin, from an extension of the browser.
	}

	const inputs = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll('input[name]')]);
	const copies = inputs.map(i => /** @type {HTMLInputElement} */ (i.cloneNode()));
	const copy = /** @type {HTMLElement} */ (form.cloneNode());
	copy.append(...copies);

	/** Whether the copy may have other answers. */
	let stale = true;

	/**
	 * What the form matches, by selector. It is undefined while answers may change at any time.
	 * @type {Map<string, boolean> | undefined}
	 */
	let known;

	/**
	 * @template T
	 * @param {() => T} f
	 * @param {typeof known} from
	 */
	const knowing = (f, from) => {
		const before = known;
		known = from;
		stale = true;
		try {
			return f();
		} finally {
			known = before;
			stale = true;
		}
	};

	/**
	 * Reports whether the form matches a selector.
	 * @param {string} selector
	 */
	const matches = selector => {
		let is = known?.get(selector);
		if (is === undefined) {
			if (stale || !known) {
				copies.forEach((c, n) => c.checked = inputs[n].checked);
				stale = false;
			}
			is = copy.matches(selector); // No input has this name.
			known?.set(selector, is);
		}
		return is;
	};

	Reflect.set(self, 'checkForm', {
		matches,
		/** @param {HTMLElement} e */
		counts: e => {
			const { when } = e.dataset;
			return when === undefined || matches(when || [...e.classList].map(c => selectors[c]).find(s => s) || ':not(*)');
		},
		/**
		 * Calls f, which leaves the answers as they are.
		 * @param {() => unknown} f
		 */
		steady: f => knowing(f, known ?? new Map()),
		/**
		 * Calls f while other answers are in the form, which it leaves as they are.
		 * @param {() => unknown} f
		 */
		apart: f => knowing(f, new Map()),
		/** Whether there are rules at all. */
		evaluates: !!Object.keys(selectors)[0],
	});
}
