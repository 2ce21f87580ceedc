// Check reads a JSON array of tasks (the type task in opendata_test.go) from stdin, and writes a
// JSON array to stdout: for each task its problems as text, how many results of decisions were
// compared, and how many triples validated.

import { text } from 'node:stream/consumers'

import { conforms } from './linked.mjs'
import { compare, read, valid } from './dmn.mjs'

const tasks = JSON.parse(await text(process.stdin))
const answers = tasks.map(() => ({ problems: [], compared: 0, triples: 0 }))
for (const version of ['1.3', '1.5']) {
	const models = tasks.filter(task => task.schemas)
	if (models.length === 0) break
	const problems = await valid(version, models.map(task => task.dmn[version]))
	models.forEach((task, i) => answers[tasks.indexOf(task)].problems.push(...problems[i].slice(0, 5)))
}
for (const [i, task] of tasks.entries()) {
	const answer = answers[i]
	try {
		if (task.dmn) {
			const { decisions, problems } = await read(task.dmn['1.3'])
			answer.problems.push(...problems)
			const { problems: differences, compared } = await compare(decisions, task.cases)
			answer.problems.push(...differences)
			answer.compared = compared
		}
		if (task.linked) {
			const { problems, triples } = await conforms(task.linked)
			answer.problems.push(...problems)
			answer.triples = triples
		}
	} catch (error) {
		answer.problems.push(error.stack)
	}
}
process.stdout.write(JSON.stringify(answers))
