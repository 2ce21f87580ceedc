// Answers queries with MiniSearch and with Pagefind, over the same pages.
//
// The input is {language, pages: [{url, title, description, sections: [{anchor, heading, text}]}],
// queries: [text], dir}; dir is an empty directory for Pagefind's files. The output is {minisearch,
// pagefind}: for each query its results, grouped by page, as [url, anchor], the best ones first.
import {execFileSync} from "node:child_process"
import {mkdirSync, readFileSync, writeFileSync} from "node:fs"
import {join} from "node:path"
import {fileURLToPath} from "node:url"
import MiniSearch from "minisearch"

const pagesShown = 10, sectionsShown = 3

// miniSearch is configured as VitePress has it, which is the most used search that is built on it:
// sections are documents, with prefixes, with typing errors of a fifth of a word, and with these
// boosts. Words are told apart and folded as MiniSearch does by default.
function miniSearch({pages, queries}) {
	const index = new MiniSearch({
		fields: ["title", "titles", "text"],
		storeFields: ["url", "anchor"],
		searchOptions: {prefix: true, fuzzy: 0.2, boost: {title: 4, text: 2, titles: 1}},
	})
	let id = 0
	for (const page of pages) {
		page.sections.forEach((section, i) => {
			index.add({
				id: id++, url: page.url, anchor: section.anchor,
				title: i === 0 ? page.title : section.heading,
				titles: i === 0 ? "" : page.title,
				text: i === 0 ? page.description + "\n" + section.text : section.text,
			})
		})
	}
	return queries.map((query) => {
		const byPage = new Map()
		for (const {url, anchor} of index.search(query)) {
			if (!byPage.has(url)) {
				byPage.set(url, [])
			}
			byPage.get(url).push([url, anchor])
		}
		return [...byPage.values()].slice(0, pagesShown).flatMap((sections) => sections.slice(0, sectionsShown))
	})
}

const escape = (text) => text.replace(/[&<>"]/g, (c) => ({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})[c])
const paragraphs = (text) => text.split("\n").filter((t) => t).map((t) => `<p>${escape(t)}</p>`).join("\n")

// pagefind runs Pagefind's own program on the pages as HTML, and its script on the queries.
// Headings are <h2 id>, which Pagefind counts six times and makes results of.
async function pagefind({language, pages, queries, dir}) {
	pages.forEach((page, i) => {
		const body = page.sections.map((s, i) =>
			(i === 0 ? `<h1>${escape(page.title)}</h1>\n<p>${escape(page.description)}</p>` : `<h2 id="${escape(s.anchor)}">${escape(s.heading)}</h2>`) +
			"\n" + paragraphs(s.text)).join("\n")
		const at = join(dir, decodeURI(page.url))
		mkdirSync(at, {recursive: true})
		writeFileSync(join(at, "index.html"), `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escape(page.title)}</title></head>` +
			`<body><main data-pagefind-body>${body}</main></body></html>`)
	})
	const program = fileURLToPath(new URL("node_modules/pagefind/lib/runner/bin.cjs", import.meta.url))
	execFileSync(process.execPath, [program, "--site", dir, "--quiet"], {stdio: ["ignore", "ignore", "inherit"]})
	// In a browser it fetches its files; here they are read, whatever the origin is.
	const origin = "http://site.test"
	globalThis.fetch = async (url) => new Response(readFileSync(join(dir, decodeURI(new URL(url, origin).pathname))))
	globalThis.window = {location: {origin}}
	globalThis.location = {href: origin + "/"}
	globalThis.document = {querySelector: () => ({getAttribute: () => language}), currentScript: null}
	const script = await import(join(dir, "pagefind/pagefind.js"))
	await script.options({basePath: origin + "/pagefind/", baseUrl: "/"})
	await script.init()
	const out = []
	for (const query of queries) {
		const {results} = await script.search(query)
		const answer = []
		for (const result of results.slice(0, pagesShown)) {
			const data = await result.data()
			const value = (sub) => (sub.weighted_locations ?? []).reduce((sum, l) => sum + l.balanced_score, 0)
			const sections = [...data.sub_results].sort((a, b) => value(b) - value(a)).slice(0, sectionsShown)
			for (const sub of sections.length ? sections : [{url: data.url}]) {
				const [url, anchor = ""] = sub.url.split("#")
				answer.push([url, decodeURIComponent(anchor)])
			}
		}
		out.push(answer)
	}
	return out
}

const task = JSON.parse(readFileSync(0, "utf8"))
const answers = {minisearch: miniSearch(task), pagefind: await pagefind(task)}
process.stdout.write(JSON.stringify(answers), () => process.exit(0))
