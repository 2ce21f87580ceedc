// @ts-check
// Lets readers of a self-check type a number, an amount or a date, where without this script they
// choose an interval: the interval that holds the value is chosen for them. All else knows the
// interval only. check.js sends the form an event "show" before it shows anything, and "read" when
// the reader goes on from a question, of which this script says in words what is wrong.
//
// The values are in the tab's session storage, in a notation of no language: 31250.50, 2026-03-01.
// They are never in a link. A value counts for as long as its interval is the answer. What is typed
// and is no value is there as it was typed, after a question mark, with each field on a line.

{
	/**
	 * @typedef {{ plain: string, minus: string, bare?: string, bareMinus?: string, empty: string,
	 *   not: string, decimals: string, step: string, least: string, most: string }} Texts
	 * @typedef {{ point: string, group: string, primary: number, secondary: number, missing: string,
	 *   parts: string[], wrong: string[], beyond: string, read: string, given: string,
	 *   questions: Record<string, Texts> }} Typing
	 * @typedef {Record<string, string>} Values
	 * @typedef {{ units?: bigint, says?: string, at?: HTMLInputElement[], plainly?: boolean }} Reading
	 *   what was typed, or what is wrong with it and in which fields; plainly reports whether it is
	 *   written as the language writes it
	 */

	/**
	 * @param {ParentNode} within
	 * @param {string} selector
	 */
	const all = (within, selector) => /** @type {HTMLElement[]} */ ([...within.querySelectorAll(selector)]);

	/**
	 * @param {string} string
	 * @param {Record<string, string | number | bigint>} places
	 */
	const fill = (string, places) => string.replace(/{(\w+)}/g, (_, name) => String(places[name]));

	const form = /** @type {HTMLFormElement} */ (document.getElementById('Check'));
	const strings = /** @type {Record<string, string>} */ (Reflect.get(HTMLElement.prototype, 'dataset', form));
	const { typing, result } = Reflect.get(self, 'checkWords');
	const words = /** @type {Typing} */ (typing);
	const months = /** @type {string[]} */ (result.months);
	// The site's path on its host is in it: other sites there have the same storage.
	const key = `check:${new URL('..', import.meta.url).pathname.slice(1)}${strings.set}@${strings.version}:values`;
	const day = 864e5;
	const plurals = new Intl.PluralRules(document.documentElement.lang);

	/** @param {string} digits */
	const grouped = digits => {
		let rest = Math.max(words.primary && digits.length - words.primary, 0);
		let out = digits.slice(rest);
		for (; rest > 0; rest -= words.secondary) {
			out = digits.slice(Math.max(rest - words.secondary, 0), rest) + words.group + out;
		}
		return out;
	};

	/**
	 * Returns a number without its sign as a decimal number with a point.
	 * @param {bigint} units
	 * @param {number} decimals
	 */
	const decimal = (units, decimals) => {
		const digits = String(units < 0 ? -units : units).padStart(decimals + 1, '0');
		return decimals ? digits.slice(0, -decimals) + '.' + digits.slice(-decimals) : digits;
	};

	/**
	 * Returns the units of a decimal number.
	 * @param {string} text
	 * @param {number} decimals
	 */
	const unitsOf = (text, decimals) => {
		const [whole, fraction = ''] = text.split('.');
		return BigInt(whole + fraction.padEnd(decimals, '0'));
	};

	/**
	 * Reports whether marks in a number stand where they group its digits.
	 * @param {string} number
	 */
	const isGrouped = number => (words.secondary === 2 ? /^[1-9]\d?([.,]\d\d)*[.,]\d{3}$/ : /^[1-9]\d{0,2}([.,]\d{3})+$/).test(number);

	/**
	 * Returns the days since 1970 of a day that exists.
	 * @param {number} year
	 * @param {number} month
	 * @param {number} of
	 */
	const dayOf = (year, month, of) => {
		const d = new Date(0);
		d.setUTCFullYear(year, month - 1, of);
		return BigInt(d.getTime() / day);
	};

	/** The question of a field. */
	class Field {
		/** @param {HTMLElement} e */
		constructor(e) {
			this.typed = e;
			this.question = /** @type {HTMLElement} */ (e.closest('[data-question]'));
			this.id = String(this.question.dataset.question);
			this.texts = words.questions[this.id];
			this.inputs = /** @type {HTMLInputElement[]} */ (all(e, 'input'));
			this.radios = /** @type {HTMLInputElement[]} */ (all(this.question, 'input[name]'));
			const [given, read] = all(e, '.hint');
			this.given = given;
			this.read = read;
			this.date = e.dataset.type === 'date';
			this.money = e.dataset.type === 'money';
			this.decimals = Number(e.dataset.decimals);
			this.min = this.units(String(e.dataset.min));
			this.max = this.units(String(e.dataset.max));
			this.step = unitsOf(String(e.dataset.step), this.decimals);
			/** @type {Map<HTMLInputElement, bigint[]>} */
			this.intervals = new Map();
			for (const i of this.radios) {
				const ends = i.value.split('..');
				if (ends[1]) {
					this.intervals.set(i, ends.map(s => this.units(s)));
				}
			}
		}

		/**
		 * Returns the units of a value in the notation of no language.
		 * @param {string} text
		 */
		units(text) {
			const [, year, month, of] = /^(\d+)-(\d\d)-(\d\d)$/.exec(text) ?? [];
			return this.date && year ? dayOf(+year, +month, +of) : unitsOf(text, this.decimals);
		}

		/** @param {bigint} units */
		canonical(units) {
			return this.date ? new Date(Number(units) * day).toISOString().slice(0, 10) : (units < 0 ? '-' : '') + decimal(units, this.decimals);
		}

		/**
		 * Returns the digits of a value as the language writes them.
		 * @param {bigint} units
		 */
		digits(units) {
			const [whole, fraction = ''] = decimal(units, this.decimals).split('.');
			const shown = this.money ? fraction.replace(/^0+$/, '') : fraction.replace(/0+$/, '');
			return grouped(whole) + (shown && words.point + shown);
		}

		/**
		 * Returns a value in words.
		 * @param {bigint} units
		 */
		text(units) {
			if (this.date) {
				const d = new Date(Number(units) * day);
				return fill(result.days?.[d.getUTCDate()] ?? result.date, { day: d.getUTCDate(), month: months[d.getUTCMonth()], year: d.getUTCFullYear() });
			}
			const { plain, minus, bare, bareMinus } = this.texts;
			// The unit has the form that it has behind 100.
			const alone = bare && bareMinus && plurals.select(Math.abs(Number(this.canonical(units)))) !== plurals.select(100);
			return fill(units < 0 ? alone ? bareMinus : minus : alone ? bare : plain, { n: this.digits(units) });
		}

		/** @param {bigint} units */
		interval(units) {
			return [...this.intervals].find(([, [low, high]]) => units >= low && units <= high)?.[0];
		}

		/** The option that is chosen. */
		get chosen() {
			return this.radios.find(i => i.checked);
		}

		/** Whether something is typed. */
		get filled() {
			return this.inputs.some(i => i.value.trim());
		}

		/**
		 * Makes the field hold a value, or nothing.
		 * @param {bigint} [units]
		 */
		put(units) {
			const d = new Date(Number(units) * day);
			/** @type {Record<string, number>} */
			const parts = { day: d.getUTCDate(), month: d.getUTCMonth() + 1, year: d.getUTCFullYear() };
			for (const i of this.inputs) {
				i.value = units === undefined ? '' : this.date ? String(parts[String(i.dataset.part)]) : (units < 0 ? '−' : '') + this.digits(units);
			}
		}

		/**
		 * Spreads a whole date that was put into one field over all three.
		 * @param {HTMLInputElement} i
		 */
		spread(i) {
			const [, ...parts] = /^\s*(\d{4})[-/.](\d\d)[-/.](\d\d)\s*$/.exec(i.value) ?? /^\s*(\d\d?)[-/. ](\d\d?)[-/. ](\d{4})\s*$/.exec(i.value) ?? [];
			const order = parts[0]?.length === 4 ? ['year', 'month', 'day'] : this.inputs.map(i => i.dataset.part);
			if (this.date && parts[0] && order[parts.findIndex(p => p.length === 4)] === 'year') {
				this.inputs.forEach(i => i.value = parts[order.indexOf(i.dataset.part)]);
			}
		}

		/** @returns {Reading} */
		parse() {
			const found = this.date ? this.parseDate() : this.parseNumber(this.inputs[0].value);
			const { units } = found;
			if (units === undefined) {
				return { at: this.inputs, ...found };
			}
			if (units < this.min || units > this.max) {
				return { says: units < this.min ? this.texts.least : this.texts.most, at: this.inputs };
			}
			const over = (units - this.min) % this.step;
			if (over) {
				return { says: fill(this.texts.step, { a: this.text(units - over), b: this.text(units - over + this.step) }), at: this.inputs };
			}
			return found;
		}

		/**
		 * Reads a number as people write it: with the decimal mark of the language, or that of
		 * another where it can't mean something else. One mark in front of three digits is a
		 * decimal mark if it is the language's, and groups them if that is what it does in the
		 * language.
		 * @param {string} typed
		 * @returns {Reading}
		 */
		parseNumber(typed) {
			const { texts } = this;
			let text = typed.normalize('NFKC').replace(/[\u0660-\u0669\u06f0-\u06f9]/g, c => String(c.charCodeAt(0) & 15)).replace(/[\s'’]/g, '').replace(/[−–]/g, '-');
			for (const affix of [...all(this.typed, '.affix').map(e => e.textContent), this.typed.dataset.currency].filter(s => s)) {
				const name = String(affix).normalize('NFKC').replace(/[\s'’]/g, '').toLowerCase();
				const at = text.toLowerCase().indexOf(name);
				if (at === 0 || at > 0 && (at + name.length === text.length || text.slice(0, at) === '-')) {
					text = text.slice(0, at) + text.slice(at + name.length);
				}
			}
			const [, sign, amount] = /^([+-]?)(.*?)(?:[.,]-+)?$/.exec(text) ?? [];
			if (!/^[\d.,]*\d[\d.,]*$/.test(amount)) {
				return { says: texts.not };
			}
			const marks = amount.replace(/\d/g, '');
			const last = marks.slice(-1);
			// Marks that come twice group digits, and so does a single one that looks like it in this
			// language.
			const groups = marks.length > 1 ? new Set(marks).size === 1 : last === words.group && isGrouped(amount);
			const at = last && !groups ? amount.lastIndexOf(last) : amount.length;
			const [whole, fraction] = [amount.slice(0, at), amount.slice(at + 1)];
			const between = whole.replace(/\d/g, '');
			if (between && (!isGrouped(whole) || new Set(between).size > 1)) {
				return { says: texts.not };
			}
			// Zeros too many are harmless, but three digits may be meant as a group.
			const kept = isGrouped(amount) ? fraction : fraction.replace(/0+$/, '');
			if (fraction.length > this.decimals && kept.length > this.decimals) {
				return { says: texts.decimals };
			}
			const units = unitsOf((whole.replace(/[.,]/g, '') || '0') + '.' + fraction.slice(0, this.decimals), this.decimals);
			return {
				units: sign === '-' ? -units : units,
				plainly: (groups || !last || last === words.point) && (!between || between[0] === words.group),
			};
		}

		/** @returns {Reading} */
		parseDate() {
			/** @type {Record<string, HTMLInputElement>} */
			const of = Object.fromEntries(this.inputs.map(i => [i.dataset.part, i]));
			const fields = [of.day, of.month, of.year];
			const texts = fields.map(i => i.value.normalize('NFKC').replace(/[\u0660-\u0669\u06f0-\u06f9]/g, c => String(c.charCodeAt(0) & 15)).trim().toLowerCase());
			const missing = fields.filter((_, i) => !texts[i]);
			if (missing[0]) {
				const names = this.inputs.filter(i => missing.includes(i)).map(i => words.parts[fields.indexOf(i)]);
				return { says: fill(words.missing, { parts: names.reduce((before, next) => fill(result.and, { before, next })) }), at: missing };
			}
			const name = months.filter(m => texts[1].length > 2 && m.toLowerCase().startsWith(texts[1].replace(/\.$/, '')));
			const numbers = texts.map((t, i) => i === 1 && name.length === 1 ? months.indexOf(name[0]) + 1 : /^\d{1,4}$/.test(t) ? Number(t) : 0);
			const [d, m, y] = numbers;
			const wrong = [d < 1 || d > 31, m < 1 || m > 12, y < 1000].indexOf(true);
			if (wrong >= 0) {
				return { says: words.wrong[wrong], at: [fields[wrong]] };
			}
			const units = dayOf(y, m, d);
			const days = Number(dayOf(y, m + 1, 1) - dayOf(y, m, 1));
			if (d > days) {
				return { says: fill(words.beyond, { n: days, month: months[m - 1], year: y }), at: [of.day] };
			}
			return { units, plainly: true };
		}
	}

	const fields = all(form, '.typed').map(e => new Field(e));

	/**
	 * The reader's own values by their questions, and those typed over the answers of a link.
	 * @type {Values}
	 */
	let own = {};
	/** @type {Values} */
	let others = {};
	let shared = '';
	let armed = false;
	try {
		own = Object(JSON.parse(sessionStorage.getItem(key) ?? '{}'));
	} catch {} // Storage is blocked.

	const store = () => {
		try {
			sessionStorage.setItem(key, JSON.stringify(own));
		} catch {} // Storage is blocked or full.
	};

	const values = () => shared ? others : own;

	/**
	 * Returns the value of a question, if its interval is the answer.
	 * @param {Field} f
	 */
	const value = f => {
		const text = values()[f.id];
		let units;
		try {
			units = text === undefined ? text : f.units(text);
		} catch {} // What is stored is damaged.
		return units !== undefined && f.chosen && f.interval(units) === f.chosen ? units : undefined;
	};

	/**
	 * Makes the page say how a field is understood.
	 * @param {Field} f
	 * @param {string} [reading]
	 */
	const say = (f, reading) => {
		const units = value(f);
		const { chosen } = f;
		f.read.textContent = reading ?? '';
		f.given.hidden = units !== undefined || !chosen || !f.intervals.has(chosen);
		f.given.textContent = f.given.hidden ? '' : fill(words.given, { v: String(chosen?.labels?.[0].textContent).trim() });
		if (units === undefined) {
			delete f.question.dataset.typed;
		} else {
			f.question.dataset.typed = f.text(units);
		}
	};

	/**
	 * Chooses the interval of what is typed, or none.
	 * @param {Field} f
	 */
	const choose = f => {
		const { units, plainly } = f.parse();
		const interval = units === undefined ? undefined : f.interval(units);
		for (const i of f.radios) {
			i.checked = i === interval;
		}
		if (units === undefined && !f.filled) {
			delete values()[f.id];
		} else {
			values()[f.id] = units === undefined ? '?' + f.inputs.map(i => i.value).join('\n') : f.canonical(units);
		}
		store();
		form.dispatchEvent(new Event('change')); // check.js keeps the answers.
		say(f, units === undefined || plainly ? '' : fill(words.read, { v: f.text(units) }));
		if (f.read.textContent) {
			f.read.scrollIntoView({ block: 'nearest' }); // Not under the button that stays in view.
		}
	};

	/** Shows the fields in the place of the intervals. */
	const arm = () => {
		armed = true;
		for (const f of fields) {
			f.typed.hidden = false;
			const set = all(f.question, 'fieldset')[0];
			const described = String(set.getAttribute('aria-describedby'));
			set.setAttribute('role', 'group');
			set.removeAttribute('aria-describedby');
			for (const i of f.inputs) {
				i.setAttribute('aria-describedby', `${f.id}:given ${described} ${f.id}:read`);
				i.addEventListener('input', () => {
					f.spread(i);
					choose(f);
				});
				i.addEventListener('change', () => {
					const units = value(f);
					if (units !== undefined) {
						f.put(units);
					}
				});
			}
			for (const i of f.radios) {
				if (f.intervals.has(i)) {
					// The label, and what explains it.
					for (let e = /** @type {Element | null | undefined} */ (i.labels?.[0]); e && (!e.matches('label') || e.contains(i)) && e.matches('label, .hint, .meaning'); e = e.nextElementSibling) {
						e.toggleAttribute('hidden', true);
					}
				} else {
					i.addEventListener('change', () => {
						f.put();
						delete values()[f.id];
						store();
						say(f);
					});
				}
			}
		}
	};

	form.addEventListener('show', event => {
		const link = /** @type {CustomEvent<{ shared: string }>} */ (event).detail.shared;
		if (!armed) {
			arm();
		}
		if (link !== shared) {
			if (link) {
				others = {};
			} else if (Object.values(own).every(text => String(text)[0] === '?')) {
				own = others; // The link's answers have become the reader's own.
				store();
			}
			shared = link;
		}
		for (const f of fields) {
			const text = String(values()[f.id]);
			f.put(value(f));
			if (!f.chosen && text[0] === '?') {
				const lines = text.slice(1).split('\n');
				f.inputs.forEach((i, n) => i.value = lines[n] ?? '');
			}
			say(f);
		}
	});
	form.addEventListener('read', event => {
		const { detail } = /** @type {CustomEvent<{ question: HTMLElement, says?: string, at?: HTMLElement[] }>} */ (event);
		const f = fields.find(f => f.question === detail.question);
		if (f && !f.chosen && f.filled) {
			choose(f); // It may be a value here that was none in the language in which it was typed.
		}
		if (!f || f.chosen) {
			return;
		}
		const { says, at } = f.filled ? f.parse() : { says: f.question.dataset.error || f.texts.empty, at: f.inputs };
		detail.says = says;
		detail.at = at;
	});
	form.addEventListener('reset', () => {
		own = others = {};
		store();
	});
	// The first button above a link's answers makes them the reader's own.
	all(document, '#check\\:notice button')[0].addEventListener('click', () => {
		own = others;
		store();
	}, true);
}
