// Expands linked data and validates its graph.

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import dataFactory from '@rdfjs/data-model'
import datasetFactory from '@rdfjs/dataset'
import jsonld from 'jsonld'
import { Parser } from 'n3'
import SHACLValidator from 'rdf-validate-shacl'

const dataset = text => datasetFactory.dataset(new Parser({ factory: dataFactory }).parse(text))

const shapes = dataset(readFileSync(fileURLToPath(new URL('shapes.ttl', import.meta.url)), 'utf8'))
const validator = new SHACLValidator(shapes)

// conforms returns where a document isn't JSON-LD or violates the shapes, and its number of triples.
export const conforms = async file => {
	const document = JSON.parse(readFileSync(file, 'utf8'))
	// Nothing is fetched, and no key is passed over (safe).
	const quads = await jsonld.toRDF(document, { format: 'application/n-quads', safe: true })
	const graph = dataset(quads)
	const report = await validator.validate(graph)
	const problems = report.results.map(r => `${r.focusNode?.value}: ${r.path?.value ?? ''} ${r.message.map(m => m.value).join(', ')}`)
	return { problems: problems.slice(0, 10), triples: graph.size }
}
