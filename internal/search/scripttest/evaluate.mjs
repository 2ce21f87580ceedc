// Evaluates queries with the script of the page that searches. The input names the script, and for
// each index its directory, and queries with a text of which an excerpt is made. Each line of the
// output is the answer to a query.

import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { runInThisContext } from 'node:vm';

const { script, tasks } = JSON.parse(await text(process.stdin));
globalThis.self = globalThis;
globalThis.fetch = async url => new Response(readFileSync(url));
runInThisContext(readFileSync(script, 'utf8'));

for (const { directory, queries } of tasks) {
	const index = await openSearch(directory + '/manifest.json');
	const lines = [];
	for (const { query, text } of queries) {
		const { slots, corrected, pages } = await index.search(query);
		const excerpts = [index.excerpt(slots, text)];
		for (const { unit, section } of pages.slice(0, 3).flatMap(p => p.hits)) {
			const [, , , sections] = await index.unit(unit);
			excerpts.push(index.excerpt(slots, sections[section][2]));
		}
		lines.push(JSON.stringify({ corrected, pages: pages.map(p => [p.score, ...p.hits.map(h => [h.unit, h.section, h.score])]), excerpts }));
	}
	process.stdout.write(lines.join('\n') + '\n');
}
