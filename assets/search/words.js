// @ts-check
// Finds the words of a text as the Go package search/language says, and compares words. query.js
// finds the functions in searchWords.

// In a block, so that the minifier may shorten all names.
{
	/** Replacements of characters, when a text is folded. @type {Record<string, string>} */
	const replaced = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ı: 'i', ς: 'σ', '’': "'", ʼ: "'", '‐': '-' };

	/** @type {Map<string, string>} */
	const folded = new Map();

	/** @param {string} char */
	const fold = char => {
		let f = folded.get(char);
		if (f === undefined) {
			f = [...char.normalize('NFKD')].map(c => {
				const lower = c.toLowerCase();
				return replaced[lower] ?? lower.replace(/[\p{M}\p{Cf}]/u, '');
			}).join('');
			folded.set(char, f);
		}
		return f;
	};

	// A character that stands alone, a letter of a word, and one that isn't a digit.
	const alone = '(?=\\p{L})[\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Thai}\\p{sc=Laoo}\\p{sc=Khmr}\\p{sc=Mymr}]';
	const letters = `(?:(?!${alone})[\\p{L}\\p{N}])+`;
	const single = `(?!${alone})\\p{L}`;
	const pattern = new RegExp(`${alone}|${single}(?:\\.${single}(?![\\p{L}\\p{N}]))+|${letters}(?:['-]${letters})*`, 'gu');

	/** @param {string} s */
	const chars = s => [...s];

	/** @param {string} s */
	const length = s => chars(s).length;

	/**
	 * Calls f with each word of a text, its start and its end.
	 * @param {string} text
	 * @param {(word: string, start: number, end: number) => void} f
	 */
	const words = (text, f) => {
		let all = '';
		let at = 0;
		/** @type {number[]} */
		const starts = [];
		/** @type {number[]} */
		const ends = [];
		for (const c of text) {
			const s = fold(c);
			const end = at + c.length;
			all += s;
			for (let i = 0; i < s.length; i++) {
				starts.push(at);
				ends.push(end);
			}
			if (!s && ends[0]) {
				ends[ends.length - 1] = end;
			}
			at = end;
		}
		for (const { 0: match, index } of all.matchAll(pattern)) {
			/**
			 * @param {number} from
			 * @param {string} s
			 */
			const emit = (from, s) => f(chars(s.replace(/[-'.]/g, '')).slice(0, 64).join(''), starts[from], ends[from + s.length - 1]);
			emit(index, match);
			if (/[-']/.test(match)) {
				let start = index;
				const parts = match.split('-');
				for (const p of parts) {
					if (parts[1]) {
						emit(start, p);
					}
					const tail = p.lastIndexOf("'") + 1;
					if (tail && length(p.slice(tail)) > 2) {
						emit(start + tail, p.slice(tail));
					}
					start += p.length + 1;
				}
			}
		}
	};

	/**
	 * Returns the number of letters that were added, left out, replaced or swapped with their
	 * neighbour between two words (optimal string alignment); more than limit if it is more.
	 * @param {string[]} x
	 * @param {string[]} y
	 * @param {number} limit
	 */
	const distance = (x, y, limit) => {
		if (Math.abs(x.length - y.length) > limit) {
			return limit + 1;
		}
		/** @type {number[]} */
		let before = [];
		let last = [0, ...y.map((_, j) => j + 1)];
		for (let i = 1; i <= x.length; i++) {
			const row = [i];
			for (let j = 1; j <= y.length; j++) {
				row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + +(x[i - 1] !== y[j - 1]));
				if (i > 1 && j > 1 && x[i - 1] === y[j - 2] && x[i - 2] === y[j - 1]) {
					row[j] = Math.min(row[j], before[j - 2] + 1);
				}
			}
			before = last;
			last = row;
		}
		return last[y.length];
	};

	Reflect.set(self, 'searchWords', { chars, length, words, distance });
}
