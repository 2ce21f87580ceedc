// Keeps what Baken caches between builds on Netlify: the sizes of photos, for instance. Without it,
// a build makes the same portal and takes longer. netlify.toml names this plugin, and the directory
// once more, as --cache of the build command.
//
// Go's own caches aren't here: Netlify keeps them by itself.
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')

const dir = path.join(os.homedir(), '.cache', 'baken-site')

// isCache reports whether Baken takes the directory for one of its caches. Damage in an entry it
// finds by itself.
function isCache() {
	try {
		return fs.readFileSync(path.join(dir, 'CACHEDIR.TAG'), 'utf8').includes('cache of Baken')
	} catch {
		return false
	}
}

// A cache is never a reason to fail.
async function attempt(what, action) {
	try {
		console.log(`${what}: ${(await action()) ? 'done' : 'nothing is there'}`)
	} catch (error) {
		console.log(`${what}: ${error.message}`)
	}
}

module.exports = {
	async onPreBuild({ utils }) {
		process.umask(0o077) // Baken uses no cache that other users may write to.
		await attempt('Restoring the cache of Baken', () => utils.cache.restore(dir))
		if (!isCache()) fs.rmSync(dir, { recursive: true, force: true })
	},

	async onPostBuild({ utils }) {
		await attempt('Saving the cache of Baken', () => utils.cache.save(dir, { move: true }))
	},
}
