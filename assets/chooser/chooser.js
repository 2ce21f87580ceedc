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

	for (const tag of navigator.languages) {
		const name = tag.toLowerCase();
		const link = find(name) ?? find(name.split('-')[0]);
		if (link) {
			location.replace(link.href);
			break;
		}
	}
}
