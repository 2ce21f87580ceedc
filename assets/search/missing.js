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
		// What isn't UTF-8, as in addresses of older sites, parts words.
		path = path.replace(/(?:%[\da-f]{2})+/gi, code => {
			try {
				return decodeURIComponent(code);
			} catch {
				return ' ';
			}
		});
		// Neither extensions of files, nor what hosts call the file of a directory, nor numbers are
		// words. Hyphens that are seen only where a line ends part none.
		const words = path.replace(/\p{Cf}+/gu, '').replace(/\.[a-z][a-z\d]{1,4}\/*$/i, '').replace(/(?:^|\/)(?:index|default)\/*$/i, '')
			.split(/[^\p{L}\p{N}\p{M}'’]+/u).filter(w => /\p{L}/u.test(w));
		while (words.join(' ').length > 100) {
			words.pop();
		}
		input.value = words.join(' ');
	}
}
