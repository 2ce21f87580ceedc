// @ts-check
// Fills the field for queries on a page that says that an address leads nowhere: with the words of
// the address. Nothing is asked before the reader does.

// In a block, so that the minifier may shorten all names.
{
	const form = /** @type {HTMLFormElement | null} */ (document.querySelector('main form[role=search]'));
	const input = /** @type {HTMLInputElement | null | undefined} */ (form?.elements.namedItem('q'));
	if (form && input && !input.value) {
		// The address of the page that searches begins with that of its language.
		const home = new URL('..', form.action).pathname;
		let path = location.pathname;
		path = path.startsWith(home) ? path.slice(home.length) : path;
		try {
			path = decodeURIComponent(path);
		} catch {} // It isn't UTF-8.
		// Extensions of files aren't words, nor are numbers.
		input.value = path.replace(/\.[a-z]{2,5}$/, '').split(/[^\p{L}\p{N}\p{M}'’]+/u).filter(w => /\p{L}/u.test(w)).join(' ').slice(0, 100).trim();
	}
}
