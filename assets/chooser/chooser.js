// @ts-check
// Leads to the language that the reader prefers among those on offer, where the host has not done
// so: some hosts look at the first language of Accept-Language only. Who prefers none of them
// chooses.

// In a block, so that the minifier may shorten all names.
{
	/** @type {NodeListOf<HTMLAnchorElement>} */
	const links = document.querySelectorAll('.choices a');
	/** @param {string} tag */
	const find = tag => [...links].find(link => link.hreflang.toLowerCase() === tag);

	/**
	 * The language and the script of a tag: readers of another region can read it.
	 * @param {string} tag
	 */
	const read = tag => {
		const { language, script } = new Intl.Locale(tag).maximize();
		return language + script;
	};

	for (const tag of navigator.languages) {
		const name = tag.toLowerCase();
		if (/^und\b/.test(name)) {
			continue; // Its likely language isn't the reader's.
		}
		const link = find(name) ?? find(name.split('-')[0]) ?? [...links].find(link => read(link.hreflang) === read(tag));
		if (link) {
			location.replace(link.href);
			break;
		}
	}
}
