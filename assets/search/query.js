// @ts-check
// Evaluates queries over the index of a language, step by step as the Go package search/query does:
// with whole numbers only, and by comparing words by their UTF-16 code units, so that both find the
// same. words.js finds words. search.js finds the function in openSearch.

// In a block, so that the minifier may shorten all names.
{
	/**
	 * A class of words, and where they occur: first in any form, then in each that has postings of
	 * its own.
	 * @typedef {{ forms: string[], postings: string[] }} Term
	 *
	 * A term that a word may stand for, because of a form: of 16, factor is what it counts.
	 * @typedef {{ term: Term, form: string, factor: number }} Candidate
	 *
	 * A word of a query: what it may stand for, and whether it is a stop word.
	 * @typedef {Candidate[] & { stop?: boolean }} Slot
	 * @typedef {{ terms: Term[], byForm: Map<string, Term> }} Shard
	 *
	 * A section of a unit, what it is worth, and how many words of the query it has, stop words apart.
	 * @typedef {{ unit: number, section: number, score: number, words: number }} Hit
	 * @typedef {{ score: number, hits: Hit[] }} Page
	 * @typedef {{ slots: Slot[], corrected: string, pages: Page[] }} Answer
	 * @typedef {[anchor: string, heading: string, text: string]} Section
	 * @typedef {[url: string, title: string, description: string, sections: Section[]]} Unit
	 *
	 * @typedef {(word: string, start: number, end: number) => void} Found
	 * @typedef {(text: string, f: Found) => void} Words
	 * @typedef {(x: string[], y: string[], limit: number) => number} Distance
	 * @typedef {{ chars: (s: string) => string[], length: (s: string) => number }} Characters
	 */

	/** @type {Characters & { words: Words, distance: Distance }} */
	const { chars, length, words, distance } = Reflect.get(self, 'searchWords');

	/**
	 * Compares two candidates: first the one with the higher factor, then that whose form comes
	 * first.
	 * @param {Candidate} a
	 * @param {Candidate} b
	 */
	const compare = (a, b) => b.factor - a.factor || (a.form < b.form ? -1 : +(a.form > b.form));

	/**
	 * Returns the best candidates, each term once.
	 * @param {Candidate[]} candidates
	 */
	const best = candidates => candidates.sort(compare).filter((c, i, all) => all.findIndex(o => o.term === c.term) === i).slice(0, 6);

	/**
	 * Opens an index. It throws "format" if the index is for another version of this script.
	 * @param {string} address the manifest's
	 * @param {RequestCache} [cache]
	 */
	const open = async (address, cache) => {
		/** @type {Map<string, Promise<any>>} */
		const files = new Map();

		/**
		 * Returns the content of a file.
		 * @param {string} url
		 * @param {RequestCache} [cache]
		 */
		const get = async (url, cache) => {
			// The page's own address, which has the query in it, isn't sent along.
			const response = await fetch(url, { cache, referrerPolicy: 'no-referrer', signal: AbortSignal.timeout?.(20000) });
			if (!response.ok) {
				throw Error(url);
			}
			return response.json();
		};

		/**
		 * Returns the content of a file of the index, decoded, always the same.
		 * @template T
		 * @param {string} group
		 * @param {number} i its number in the group
		 * @param {(content: any) => T} decode
		 * @returns {Promise<T>}
		 */
		const file = (group, i, decode) => {
			const name = group + '-' + i + '.json';
			const known = files.get(name) ?? get(address.replace(/[^/]*$/, name), cache).then(decode);
			files.set(name, known);
			return known;
		};

		const { format, per, rules, stops, terms, endings, shards, texts, group, continued } = await get(address, cache ?? 'no-cache');
		if (format !== 3) {
			throw 'format';
		}
		const stop = rules.stop.split(' ');
		/**
		 * @param {[string, string][]} [pairs]
		 * @returns {[RegExp, string][]}
		 */
		const compile = (pairs = []) => pairs.map(([from, to]) => [RegExp(from, 'u'), to]);
		const stems = compile(rules.stem);
		const bases = compile(rules.base);
		let last = 0;
		const parts = new Set(continued.map((/** @type {number} */ step) => last += step));

		/** @param {string} word */
		const stem = word => length(word) < 4 ? word : stems.reduce((w, [from, to]) => w.replace(from, to), word);

		/**
		 * Returns the place of the file that holds a word; -1 if none does.
		 * @param {string[]} list the bounds of the files
		 * @param {string} word
		 */
		const find = (list, word) => {
			let i = list.length;
			while (i-- && list[i] > word);
			return i;
		};

		/**
		 * @param {number} i
		 * @param {boolean} [ofStops] whether it is one of those of stop words, which come first
		 * @returns {Promise<Shard>}
		 */
		const nth = async (i, ofStops) => i < 0 ? { terms: [], byForm: new Map() } : file(shards, ofStops ? i : stops.length + i, (/** @type {[string, string][]} */ content) => {
			const all = content.map(([forms, postings]) => ({ forms: forms.split(' '), postings: postings.split(' ') }));
			return { terms: all, byForm: new Map(all.flatMap(t => t.forms.map(f => [f, t]))) };
		});

		/**
		 * @param {number} i
		 * @returns {Promise<string[]>}
		 */
		const ending = i => file(shards, stops.length + terms.length + i, content => content.split(' '));

		/** @param {string} word */
		const placeOfEnding = word => find(endings, chars(word).reverse().join(''));

		/** @param {string} word */
		const shard = word => nth(find(terms, word));

		/** @param {string} word */
		const known = async word => (await (stop.includes(word) ? nth(find(stops, word), true) : shard(word))).byForm.get(word);

		/**
		 * Returns the shards in which forms of a word would be: that of the word, and that of its
		 * stem.
		 * @param {string} word
		 */
		const near = async word => [...new Set(await Promise.all([shard(word), shard(stem(word))]))];

		/**
		 * Returns the terms of which a form has the stem of a word, by the rules.
		 * @param {string} word
		 */
		const sameStem = async word => best((await near(word)).flatMap(s => s.terms).flatMap(term => {
			const form = term.forms.find(f => stem(f) === stem(word));
			return form ? { term, form, factor: 14 } : [];
		}));

		/**
		 * Returns the term of a form, or those with the same stem.
		 * @param {string} form
		 * @param {number} factor
		 */
		const oneOf = async (form, factor) => {
			const term = await known(form);
			return term ? [{ term, form, factor }] : sameStem(form);
		};

		/**
		 * Splits a word that isn't on the site into two that are, of that many letters at least.
		 * @param {string} word
		 * @param {number} shortest
		 * @returns {Promise<Slot[]>}
		 */
		const split = async (word, shortest) => {
			const all = chars(word);
			let tries = 0;
			for (let i = all.length - shortest; shortest > 0 && i >= shortest && tries < 4; i--) {
				const left = all.slice(0, i).join('');
				const right = all.slice(i).join('');
				for (const link of rules.linking) {
					const form = left.slice(0, left.length - link.length);
					const term = left.endsWith(link) && length(form) >= shortest && !stop.includes(form) && await known(form);
					if (term) {
						tries++;
						const tails = await oneOf(right, 13);
						if (tails[0]) {
							return [[{ term, form, factor: 13 }], tails];
						}
						break;
					}
				}
			}
			return [];
		};

		/**
		 * Returns the terms with forms that begin or end with a word, or differ from it by typing
		 * errors.
		 * @param {string} word
		 */
		const similar = async word => {
			const x = chars(word);
			const n = x.length;
			if (n < 3) {
				return [];
			}
			const edits = n < 4 ? 0 : n < 8 ? 1 : 2;

			/** @param {string} form */
			const similarity = form => {
				const y = chars(form);
				const m = y.length;
				const d = edits && m > 2 ? distance(x, y, edits) : 9;
				return Math.max(
					form.startsWith(word) ? Math.max(12 - m + n, 6) : 0,
					form.endsWith(word) ? 12 : 0,
					d < 2 ? 12 : d <= edits ? 9 : 0,
				);
			};

			const shards = await near(word);
			const next = find(terms, word) + 1;
			if (next && terms[next]?.startsWith(word)) {
				shards.push(await nth(next));
			}
			const found = shards.flatMap(s => s.terms).flatMap(term => term.forms.map(form => ({ term, form, factor: similarity(form) })));
			const last = placeOfEnding(word);
			if (last >= 0) {
				const forms = await ending(last);
				// The terms are looked up below.
				const more = forms.map(form => /** @type {Candidate} */ ({ form, factor: similarity(form) })).filter(c => c.factor).sort(compare).slice(0, 3);
				for (const c of more) {
					const term = await known(c.form);
					if (term) {
						found.push({ ...c, term });
					}
				}
			}
			return best(found.filter(c => c.factor));
		};

		/**
		 * Returns the terms of a word of which nothing else was found: its longest last or first
		 * letters that are a word of the site, in languages with compounds; else the forms that
		 * share most of its first letters.
		 * @param {string} word
		 */
		const half = async word => {
			const all = (await shard(word)).terms.flatMap(term => term.forms.map(form => ({ term, form })));
			const place = placeOfEnding(word);
			if (rules.linking[0] !== undefined) {
				let longest = 3;
				/** @param {string} form */
				const longer = form => {
					const n = length(form);
					return n > longest && !stop.includes(form) && (longest = n);
				};
				const forms = place < 0 ? [] : await ending(place);
				const last = forms.filter(f => word.endsWith(f) && longer(f)).pop();
				const head = all.filter(c => word.startsWith(c.form) && longer(c.form)).pop();
				if (head) {
					return [{ ...head, factor: 8 }];
				}
				const term = last && await known(last);
				if (term) {
					return [{ term, form: last, factor: 8 }];
				}
			}
			const x = chars(word);
			let longest = Math.max(4, Math.ceil(x.length / 2));
			return best(all.map(c => {
				const y = chars(c.form);
				let n = 0;
				while (n < x.length && x[n] === y[n]) {
					n++;
				}
				longest = Math.max(longest, n);
				return { ...c, factor: 6, n };
			}).filter(c => c.n === longest));
		};

		/**
		 * Returns the slots of a word of a query, one or those of its parts, and the word that was
		 * found instead.
		 * @param {string} word
		 * @returns {Promise<{ slots: Slot[], corrected: string }>}
		 */
		const resolve = async word => {
			const term = await known(word);
			if (term) {
				return { slots: [[{ term, form: word, factor: 16 }]], corrected: word };
			}
			let same = await sameStem(word);
			const base = bases.find(([from]) => from.test(word));
			if (!same[0] && base) {
				same = await oneOf(word.replace(...base), 14);
			}
			const slots = same[0] ? [same] : await split(word, rules.shortest);
			if (slots[0]) {
				return { slots, corrected: word };
			}
			const found = await similar(word);
			if (!found[0]) {
				const parts = await split(word, Math.min(rules.shortest, 3));
				return { slots: parts[0] ? parts : [await half(word)], corrected: word };
			}
			const form = found[0].form;
			return { slots: [found], corrected: form.startsWith(word) || form.endsWith(word) ? word : form };
		};

		/**
		 * Returns the words of a query that count, and its stop words.
		 * @param {string} query
		 */
		const wordsOf = query => {
			/** @type {Set<string>} */
			const all = new Set();
			let last = 0;
			words(chars(query).slice(0, 200).join(''), (word, start, end) => {
				if (start >= last) {
					last = end;
					all.add(word);
				}
			});
			const telling = [...all].filter(w => !stop.includes(w)).slice(0, 16);
			return { telling, others: [...all].filter(w => stop.includes(w)).slice(0, 16 - telling.length) };
		};

		/**
		 * Calls f with each posting of a list.
		 * @param {string} postings
		 * @param {(unit: number, section: number, weight: number) => void} f
		 */
		const each = (postings, f) => {
			let at = 0;
			const digit = () => {
				const code = postings.charCodeAt(at++);
				const d = code - (code > 92 ? 41 : 40);
				if (!(d >= 0 && d < 64)) {
					throw Error(postings);
				}
				return d;
			};
			const number = () => {
				let n = 0;
				for (let shift = 0, d = 32; d & 32; shift += 5) {
					d = digit();
					n |= (d & 31) << shift;
				}
				return n;
			};
			for (let unit = 0; at < postings.length;) {
				unit += number();
				f(unit, number(), digit());
			}
		};

		/**
		 * Returns the pages that answer a query.
		 * @param {Slot[]} slots
		 * @returns {Page[]}
		 */
		const rank = slots => {
			/**
			 * The highest value of each slot in a page, and its sections with the sums of the
			 * slots, by the first unit of the page.
			 * @type {Map<number, { bySlot: number[], hits: Map<string, Hit> }>}
			 */
			const found = new Map();
			const telling = slots.filter(s => !s.stop);
			slots.forEach((slot, i) => {
				/** The highest value of the slot in each section. @type {Map<string, Omit<Hit, 'words'>>} */
				const values = new Map();
				for (const { term, form, factor } of slot) {
					for (const list of [0, factor < 16 ? 0 : 1 + term.forms.indexOf(form)]) {
						each(term.postings[list] ?? '', (unit, section, weight) => {
							const key = unit + ' ' + section;
							const hit = values.get(key) ?? { unit, section, score: 0 };
							hit.score = Math.max(hit.score, weight * factor);
							values.set(key, hit);
						});
					}
				}
				for (const [key, { unit, section, score }] of values) {
					let first = unit;
					while (parts.has(first)) {
						first--;
					}
					const { bySlot, hits } = found.get(first) ?? { bySlot: telling.map(() => 0), hits: new Map() };
					const hit = hits.get(key) ?? { unit, section, score: 0, words: 0 };
					if (hit.score || !slot.stop) {
						hit.score += score;
						hits.set(key, hit);
					}
					if (!slot.stop) {
						hit.words++;
						bySlot[i] = Math.max(bySlot[i], score);
						found.set(first, { bySlot, hits });
					}
				}
			});
			const pages = [...found.values()].map(({ bySlot, hits }) => {
				const sorted = [...hits.values()].sort((a, b) => b.score - a.score || a.unit - b.unit || a.section - b.section);
				const all = telling.length;
				const sum = bySlot.reduce((a, b) => a + b) + sorted[0].score;
				return {
					score: Math.floor((8 * sum + (sorted[1]?.score ?? 0)) * (8 * all + 23 * bySlot.filter(v => v).length + sorted[0].words) / (256 * all)),
					hits: sorted,
				};
			}).sort((a, b) => b.score - a.score || a.hits[0].unit - b.hits[0].unit);
			// One text file holds all that is shown of a page, and as many more as there are pages
			// fewer than are shown at first.
			let spare = 3 - pages.length;
			for (const page of pages) {
				const units = new Set();
				/** @type {Hit[]} */
				const hits = [];
				for (const hit of page.hits) {
					if (hits.length < 3 && (!units.size || units.has(hit.unit) || spare-- > 0)) {
						units.add(hit.unit);
						hits.push(hit);
					}
				}
				page.hits = hits;
			}
			return pages;
		};

		/**
		 * @param {string} query
		 * @returns {Promise<Answer>}
		 */
		const search = async query => {
			const { telling, others } = wordsOf(query);
			const found = await Promise.all(telling.map(resolve));
			// Compounds whose parts stand apart in the query.
			await Promise.all(telling.slice(1).map(async (next, i) => {
				const joined = await oneOf(telling[i] + next, 16);
				if (joined[0]) {
					for (const part of [i, i + 1]) {
						found[part].corrected = telling[part];
						found[part].slots.forEach(slot => slot.push(...joined));
					}
				}
			}));
			let slots = found.flatMap(f => f.slots);
			const corrected = found.map(f => f.corrected).join(' ');
			const none = !slots.some(s => s[0]);
			if (none) {
				slots = [];
			}
			(await Promise.all(others.map(known))).forEach((term, i) => {
				if (term) {
					slots.push(Object.assign([{ term, form: others[i], factor: none ? 16 : 4 }], { stop: !none }));
				}
			});
			return { slots, corrected: corrected === telling.join(' ') ? '' : corrected, pages: rank(slots) };
		};

		/**
		 * Returns a unit as it is shown.
		 * @param {number} number
		 * @returns {Promise<Unit>}
		 */
		const unit = async number => {
			const n = Math.floor(number / per);
			return (await file(texts[Math.floor(n / group)], n % group, units => units))[number % per];
		};

		/**
		 * Returns the part of a text that has the most of the words that were looked for, in
		 * pieces, of which each second one is marked: the first isn't.
		 * @param {Slot[]} slots
		 * @param {string} text
		 */
		const excerpt = (slots, text) => {
			// The ends of blocks, such as options and cells, still show on one line.
			text = text.replace(/(^|[^!,.:;?…\n])\n+/g, '$1 · ');
			const forms = slots.map(slot => slot.stop ? [] : slot.flatMap(c => c.term.forms));
			/** @param {string} word */
			const slotOf = word => forms.findIndex(list => list.some(f => word === f || length(f) > 3 && (word.startsWith(f) || word.endsWith(f)) || length(f) > 5 && word.includes(f)));

			/** @type {{ start: number, end: number, slot: number }[]} */
			const all = [];
			words(text, (word, start, end) => {
				const last = all[all.length - 1];
				const slot = slotOf(word);
				if (start >= (last?.end ?? 0)) {
					all.push({ start, end, slot });
				} else if (last.slot < 0) {
					last.slot = slot;
				}
			});
			let from = 0;
			let most = 0;
			all.forEach((w, i) => {
				const count = new Set(all.slice(i, i + 24).map(w => w.slot).filter(s => s >= 0)).size;
				if (w.slot >= 0 && count > most) {
					from = Math.max(0, i - 6);
					most = count;
				}
			});
			const to = Math.min(all.length, from + 30);
			if (to === all.length) {
				from = Math.max(0, Math.min(from, to - 30));
			}
			const before = from > 0;
			const after = to < all.length;
			let at = before ? all[from].start : 0;
			const pieces = [];
			for (const { start, end, slot } of all.slice(from, to)) {
				if (slot >= 0) {
					pieces.push(text.slice(at, start), text.slice(start, end));
					at = end;
				}
			}
			pieces.push(text.slice(at, after ? all[to - 1].end : text.length));
			return { pieces, before, after };
		};

		/**
		 * Returns the pages that answer a query, as they are shown, a number of them at most.
		 * @param {string} query
		 * @param {number} most
		 */
		const show = async (query, most) => {
			const { slots, corrected, pages } = await search(query);
			return { count: pages.length, corrected, pages: await Promise.all(pages.slice(0, most).map(async ({ hits }) => {
				const sections = await Promise.all(hits.map(async h => {
					const [url, title, description, all] = await unit(h.unit);
					const [anchor, heading, text] = all[h.section];
					return { url, title, description, anchor, heading, text };
				}));
				const { url, title, description } = sections[0];
				return {
					url,
					title: excerpt(slots, title),
					text: excerpt(slots, sections.find(s => !s.anchor)?.text || description),
					sections: sections.filter(s => s.anchor).map(({ anchor, heading, text }) => ({ url: url + '#' + encodeURIComponent(anchor), heading: excerpt(slots, heading), text: excerpt(slots, text) })),
				};
			})) };
		};

		return { search, unit, excerpt, show };
	};

	Object.assign(self, { openSearch: open });
}
