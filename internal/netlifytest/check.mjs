// Check deploys a site as Netlify does, by its netlify.toml, and checks the responses to requests.
// It reads a JSON array of tasks (the type task in netlify_test.go) from stdin, and writes a JSON
// array to stdout: for each task an array of problems as text.
//
// Netlify's own packages parse the files and match the rules. The script also reports faults that
// Netlify's build ignores: unknown sections, and missing directories and functions.

import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { text } from 'node:stream/consumers'

import toml from '@iarna/toml'
import { resolveConfig } from '@netlify/config'
import { parseAllHeaders } from '@netlify/headers-parser'
import { parseAllRedirects } from '@netlify/redirect-parser'
import redirector from 'netlify-redirector'

const host = 'site.example'
const ruleLimit = 10_000

let problems = [] // of the current task
const problem = message => problems.push(message)

// known has the keys of netlify.toml
// (https://docs.netlify.com/configure-builds/file-based-configuration/).
const build = ['base', 'command', 'edge_functions', 'environment', 'functions', 'ignore', 'processing', 'publish']
const known = {
	'': ['build', 'context', 'database', 'dev', 'edge_functions', 'functions', 'headers', 'images', 'plugins', 'redirects', 'template'],
	build,
	context: [...build, 'build', 'dev', 'edge_functions', 'functions', 'plugins'],
	redirects: ['conditions', 'force', 'from', 'headers', 'query', 'rate_limit', 'signed', 'status', 'to'],
	headers: ['for', 'values'],
}

// checkKeys reports sections and keys that Netlify ignores.
function checkKeys(file) {
	const within = (object, section, name) => {
		for (const key of Object.keys(object ?? {})) {
			if (!known[section].includes(key)) problem(`netlify.toml: there is no ${name}${key}: Netlify passes over it`)
		}
	}
	const config = toml.parse(readFileSync(file, 'utf8'))
	within(config, '', '')
	within(config.build, 'build', 'build.')
	for (const [name, settings] of Object.entries(config.context ?? {})) within(settings, 'context', `context.${name}.`)
	for (const section of ['redirects', 'headers']) {
		for (const entry of config[section] ?? []) within(entry, section, `${section}.`)
	}
}

// readConfig returns the configuration of a context, or undefined if Netlify can't parse it.
async function readConfig({ root, context }) {
	const config = join(root, 'netlify.toml')
	if (!existsSync(config)) return problem('netlify.toml is missing')
	try {
		checkKeys(config)
		const read = await resolveConfig({
			repositoryRoot: root, config, context, branch: 'main', offline: true, mode: 'buildbot', buffer: true, env: {}, featureFlags: {},
		})
		for (const line of read.logs.stderr) problem(`netlify.toml: ${line}`)
		return read
	} catch (error) {
		problem(`netlify.toml: ${error.message}`)
	}
}

// makeSite runs the build command.
function makeSite({ context, path }, { buildDir, config }) {
	if (!config.build.command) return problem(`${context}: there is no build command`)
	// Without --norc, bash would take node's pipe for a network connection and run the user's
	// ~/.bashrc.
	const run = spawnSync('bash', ['--norc', '-c', config.build.command], {
		cwd: buildDir, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'],
		env: {
			...config.build.environment, PATH: path, HOME: process.env.HOME, NETLIFY: 'true', CONTEXT: context,
			URL: `https://${host}`, DEPLOY_PRIME_URL: `https://${context}--${host}`, DEPLOY_URL: `https://0123456789--${host}`,
		},
	})
	if (run.status !== 0) problem(`${context}: the build command ends with ${run.status}: ${run.stderr}`)
}

const isFile = name => existsSync(name) && statSync(name).isFile()
const isDirectory = name => existsSync(name) && statSync(name).isDirectory()

// checkFunctions returns the names of the functions that would be published.
function checkFunctions(directory, root) {
	if (!directory || !isDirectory(directory)) {
		problem(`netlify.toml: the functions directory ${directory ? relative(root, directory) : ''} isn't there`)
		return []
	}
	return readdirSync(directory).filter(name => {
		const there = isFile(join(directory, name, 'main.go')) || isFile(join(directory, name, `${name}.go`))
		if (!there) problem(`${relative(root, join(directory, name))} isn't a function, and Netlify would publish it as one`)
		return there
	})
}

// Deploy is a built site with its rules, as parsed by Netlify.
class Deploy {
	constructor(publish, rules, headers, matcher) {
		Object.assign(this, { publish, rules, headers, matcher })
	}

	// file returns the file at a path, or "".
	file(path) {
		let name
		try {
			name = decodeURIComponent(path)
		} catch {
			return ''
		}
		for (const candidate of [name, join(name, 'index.html'), name.replace(/\/$/, '') + '.html']) {
			if (isFile(join(this.publish, candidate))) return join('/', candidate)
		}
		return ''
	}

	// ask returns the response to a request as a line: the status, and the target or the file.
	ask(path, language = 'xx') {
		const rule = this.matcher.match({
			scheme: 'https', host, path, query: '', headers: {}, cookieValues: {}, getCookie: () => '',
			getHeader: name => (name.toLowerCase() === 'x-language' ? language : ''),
		})
		const file = this.file(path)
		if (rule && (rule.force || !file)) {
			return rule.status === 200 || rule.status >= 400 ? `${rule.status} ${this.file(rule.to) || rule.to}` : `${rule.status} ${rule.to}`
		}
		return file ? `200 ${file}` : `404 ${this.file('/404.html')}`
	}

	// expect reports a problem unless a request gets the expected response.
	expect(what, path, want, language) {
		const got = this.ask(path, language)
		if (got !== want) problem(`${what}: ${path} gets "${got}", want "${want}"`)
	}

	// header returns a header of a path.
	header(path, name) {
		let value
		for (const rule of this.headers) {
			if (!rule.forRegExp.test(path)) continue
			for (const [key, v] of Object.entries(rule.values)) if (key.toLowerCase() === name) value = v
		}
		return value
	}
}

// hasFiles reports whether the build wrote a site to the publish directory.
function hasFiles({ root, base }, { config: { build: { publish } } }) {
	const missing = [...['index.html', '404.html', 'robots.txt'].map(name => join('.', base, name)), '_headers', '_redirects'].filter(name => !isFile(join(publish, name)))
	for (const name of missing) {
		problem(`${relative(root, join(publish, name))} isn't there: look at publish in netlify.toml, and at --out in its command`)
	}
	return missing.length === 0
}

// readDeploy reads the rules of a built site.
async function readDeploy({ root }, { config }) {
	const { publish } = config.build
	const netlifyConfigPath = join(root, 'netlify.toml')
	const headers = await parseAllHeaders({ headersFiles: [join(publish, '_headers')], netlifyConfigPath, configHeaders: [], minimal: false })
	const redirects = await parseAllRedirects({ redirectsFiles: [join(publish, '_redirects')], netlifyConfigPath, configRedirects: [], minimal: false, featureFlags: {} })
	for (const line of readFileSync(join(publish, '_headers'), 'utf8').split('\n')) {
		if (!/^\s*(#|\/|$)|:/.test(line)) problem(`_headers: "${line}" is neither a path nor a header: Netlify passes over it`)
	}
	for (const error of [...headers.errors, ...redirects.errors]) problem(error.message)
	const rules = redirects.redirects
	if (rules.length > ruleLimit) problem(`there are ${rules.length} redirect rules, and Netlify takes ${ruleLimit}`)
	// The matcher's options, as Netlify's command line sets them.
	const plain = rules.map(({ conditions: { country, language, role, ...others }, from, query, ...rule }) => ({
		...rule, origin: from, params: query,
		conditions: { ...others, ...(role && { Role: role }), ...(country && { Country: country }), ...(language && { Language: language }) },
	}))
	const matcher = await redirector.parseJSON(JSON.stringify(plain), { jwtSecret: '', jwtRoleClaim: '' })
	return new Deploy(publish, rules, headers.headers, matcher)
}

// checkRules reports rules without a target and unreachable rules.
function checkRules(deploy, functions) {
	const seen = new Set()
	const called = new Set()
	for (const { from, to, status, conditions, query } of deploy.rules) {
		const key = JSON.stringify([from.replace(/\/$/, ''), conditions, query])
		if (seen.has(key)) problem(`the rule from ${from} stands there twice`)
		seen.add(key)
		const name = /^\/\.netlify\/functions\/([^/?]+)/.exec(to)?.[1]
		if (name) {
			called.add(name)
			if (!functions.includes(name)) problem(`the rule from ${from} leads to the function ${name}, which isn't there`)
		} else if (to.startsWith('/') && !to.includes(':') && !deploy.file(to)) {
			problem(`the rule from ${from} leads to ${to}, which isn't there (${status})`)
		}
	}
	for (const name of functions) if (!called.has(name)) problem(`no rule leads to the function ${name}`)
}

// spellings returns the forms of an old path in requests: as a browser sends it
// (https://url.spec.whatwg.org/), and with non-ASCII characters decoded.
function spellings(path) {
	const sent = new URL(path, `https://${host}`).pathname
	const decoded = sent.replace(/(?:%[89a-f][0-9a-f])+/gi, bytes => {
		try {
			const letters = decodeURIComponent(bytes)
			return /[\s\p{C}\p{Z}]/u.test(letters) ? bytes : letters
		} catch {
			return bytes
		}
	})
	return new Set([sent, decoded])
}

// checkAnswers checks the responses to all requests of readers.
function checkAnswers({ aliases, base, languages, pages }, deploy) {
	for (const { from, to } of aliases) {
		for (const path of spellings(from)) deploy.expect('an alias', path, `301 ${to}`)
	}
	for (const path of pages) deploy.expect('a page', path, `200 ${decodeURIComponent(path)}index.html`)
	for (const code of languages) {
		deploy.expect(`the entrance, in ${code}`, `${base}/`, `302 ${base}/${code}/`, code)
		deploy.expect(`nothing, in ${code}`, `${base}/${code}/there/is/nothing/`, `404 ${base}/${code}/404.html`)
	}
	deploy.expect('the entrance, in another language', `${base}/`, `200 ${base}/index.html`)
	deploy.expect('nothing', `${base}/there/is/nothing/`, '404 /404.html')
	deploy.expect('feedback', `${base}/api/feedback`, '200 /.netlify/functions/feedback')
}

// checkIndexing checks that a published site is indexed, and that a preview is neither indexed nor
// counted.
function checkIndexing({ base, context }, deploy, directory) {
	const preview = context !== 'production'
	const robots = deploy.header(`${base}/`, 'x-robots-tag')
	if (preview !== (robots === 'noindex')) problem(`${context}: X-Robots-Tag is ${robots}`)
	if (preview === isFile(join(deploy.publish, base, 'sitemap.xml'))) problem(`${context}: ${preview ? 'there is a' : 'there is no'} sitemap`)
	if (/^disallow/im.test(readFileSync(join(deploy.publish, base, 'robots.txt'), 'utf8'))) problem(`${context}: robots.txt keeps robots from reading X-Robots-Tag`)
	if (!deploy.header(`${base}/`, 'content-security-policy')) problem(`${context}: there is no Content-Security-Policy`)

	const manifest = join(directory, 'feedback/site/pages.json')
	if (!isFile(manifest)) return problem(`${context}: the build command doesn't write ${manifest}`)
	const { preview: uncounted = false, origin } = JSON.parse(readFileSync(manifest, 'utf8'))
	if (uncounted !== preview) problem(`${context}: preview is ${uncounted} in the list of pages`)
	const want = `https://${preview ? `${context}--` : ''}${host}`
	if (origin !== want) problem(`${context}: the site is built for ${origin}, want ${want}`)
}

async function check(task) {
	const read = await readConfig(task)
	if (!read) return
	makeSite(task, read)
	const directory = read.config.functionsDirectory
	const functions = checkFunctions(directory, task.root)
	if (problems.length > 0 || !hasFiles(task, read)) return
	const deploy = await readDeploy(task, read)
	if (problems.length > 0) return
	checkRules(deploy, functions)
	checkAnswers(task, deploy)
	checkIndexing(task, deploy, directory)
	if (read.config.build.environment.CGO_ENABLED !== '0') problem('netlify.toml: CGO_ENABLED isn\'t 0, so that the build compiles C for nothing')
}

const all = []
for (const task of JSON.parse(await text(process.stdin))) {
	problems = []
	await check(task)
	all.push(problems)
}
process.stdout.write(JSON.stringify(all))
