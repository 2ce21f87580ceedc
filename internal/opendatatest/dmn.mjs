// Reads decision models and evaluates their tables.

import { createReadStream, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createInterface } from 'node:readline'
import { join } from 'node:path'

import { DmnModdle } from 'dmn-moddle'
import { evaluate, unaryTest } from 'feelin'
import { validateXML } from 'xmllint-wasm'

// OMG's schemas as published; no package has them alone.
const schemas = fileURLToPath(new URL('node_modules/@kie-tools/dmn-marshaller/src/schemas/', import.meta.url))
const files = {
	'1.3': ['dmn-1_3', 'DMN13.xsd', 'DMNDI13.xsd', 'DC.xsd', 'DI.xsd'],
	'1.5': ['dmn-1_5', 'DMN15.xsd', 'DMNDI15.xsd', 'DC.xsd', 'DI.xsd'],
}

// valid returns the mistakes in files by the XML Schema of a version, for each file.
export const valid = async (version, models) => {
	const [dir, root, ...others] = files[version]
	const read = name => ({ fileName: name, contents: readFileSync(join(schemas, dir, name), 'utf8') })
	const result = await validateXML({
		xml: models.map((file, i) => ({ fileName: `${i}.dmn`, contents: readFileSync(file, 'utf8') })),
		schema: [read(root)],
		preload: others.map(read),
		initialMemoryPages: 1024,
		maxMemoryPages: 8192,
	})
	const problems = models.map(() => [])
	let last = 0
	for (const e of result.errors) {
		const i = parseInt(e.loc?.fileName ?? '')
		if (i >= 0) last = i // Other lines go on from the one before.
		problems[last].push(`DMN ${version}: ${e.rawMessage}`)
	}
	return problems
}

// read returns the decisions of a file by their id, and dmn-moddle's warnings.
export const read = async file => {
	const { rootElement, warnings, elementsById } = await new DmnModdle().fromXML(readFileSync(file, 'utf8'))
	const problems = warnings.map(w => `dmn-moddle: ${w.message}`)
	const decisions = new Map()
	for (const element of rootElement.drgElement ?? []) {
		if (element.$type === 'dmn:Decision') decisions.set(element.id, element)
		const needs = [...(element.informationRequirement ?? []), ...(element.authorityRequirement ?? [])]
		for (const need of needs) {
			const { href } = need.requiredInput ?? need.requiredAuthority
			if (!elementsById[href.slice(1)]) problems.push(`${need.id} leads to ${href}, which isn't there`)
		}
	}
	const drawn = new Set()
	for (const shape of rootElement.dmnDI?.diagrams?.[0]?.diagramElements ?? []) drawn.add(shape.dmnElementRef?.id)
	for (const element of rootElement.drgElement ?? []) {
		if (!drawn.has(element.id)) problems.push(`${element.id} isn't in the diagram`)
		for (const need of [...(element.informationRequirement ?? []), ...(element.authorityRequirement ?? [])]) {
			if (!drawn.has(need.id)) problems.push(`${need.id} isn't in the diagram`)
		}
	}
	return { decisions, problems }
}

// feel returns the value of an expression, which has to be without a warning.
const feel = (expression, context) => {
	const { value, warnings } = evaluate(expression, context)
	if (warnings.length > 0) throw new Error(`${expression}: ${warnings.map(w => w.message).join(', ')}`)
	return value
}

// table compiles a decision: for each column, and each value of it, which rules may hold.
const table = (decision, columns, results) => {
	const logic = decision.decisionLogic
	const index = text => results.indexOf(text)
	if (logic.$type === 'dmn:LiteralExpression') {
		const result = index(JSON.stringify(feel(logic.text, {})))
		return () => [result]
	}
	if (logic.hitPolicy !== 'UNIQUE') throw new Error(`${decision.id} has the hit policy ${logic.hitPolicy}`)
	const rules = logic.rule
	const words = Math.ceil(rules.length / 32)
	const inputs = logic.input.map((input, n) => {
		const name = input.inputExpression.text
		const column = columns.findIndex(c => c.name === name)
		if (column < 0) throw new Error(`${decision.id} has an input ${name}`)
		const fits = columns[column].values.map(alternatives => {
			const of = alternatives.map(expression => {
				const value = feel(expression, {})
				const given = feel(name, { [name]: value })
				const bits = new Uint32Array(words)
				const known = new Map()
				rules.forEach((rule, r) => {
					const test = rule.inputEntry[n].text
					if (!known.has(test)) known.set(test, unaryTest(test, { '?': given }).value === true)
					if (known.get(test)) bits[r >> 5] |= 1 << (r & 31)
				})
				return bits
			})
			for (const bits of of) {
				if (bits.some((word, i) => word !== of[0][i])) throw new Error(`${decision.id} distinguishes ${alternatives} of ${name}`)
			}
			return of[0]
		})
		return { column, fits }
	})
	const outcomes = rules.map(rule => index(JSON.stringify(feel(rule.outputEntry[0].text, {}))))
	return values => {
		const held = []
		for (let word = 0; word < words; word++) {
			let bits = word === words - 1 && rules.length % 32 ? (1 << rules.length % 32) - 1 : -1
			for (const { column, fits } of inputs) {
				bits &= fits[values[column]][word]
				if (bits === 0) break
			}
			for (; bits !== 0; bits &= bits - 1) held.push(outcomes[word * 32 + 31 - Math.clz32(bits & -bits)])
		}
		return held
	}
}

// compare evaluates the tables for all cases in a file. It returns the differences, at most ten,
// and how many results were compared.
export const compare = async (decisions, file) => {
	const problems = []
	let head, tables, compared = 0
	for await (const line of createInterface({ input: createReadStream(file) })) {
		const row = JSON.parse(line)
		if (!head) {
			head = row
			if (decisions.size !== head.decisions.length) problems.push(`there are ${decisions.size} decisions, not ${head.decisions.length}`)
			tables = head.decisions.map(({ id, results }) => table(decisions.get(id), head.columns, results))
			continue
		}
		const [complete, values, results] = row
		tables.forEach((held, d) => {
			const got = held(values)
			compared++
			const right = got.length <= 1 && (got.length === 1 || !complete && results[d] < 0) && (results[d] < 0 || got[0] === results[d])
			if (right || problems.length >= 10) return
			const given = head.columns.map((c, i) => `${c.name}=${c.values[values[i]][0]}`).filter(g => !g.endsWith('=null'))
			const name = i => (i === undefined ? 'nothing' : i < 0 ? 'unknown' : head.decisions[d].results[i])
			problems.push(`${head.decisions[d].id} is ${got.map(name).join(' and ') || 'nothing'}, not ${name(results[d])}, for ${given.join(' ')}`)
		})
	}
	return { problems, compared }
}
