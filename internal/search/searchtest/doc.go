// Package searchtest measures how well search finds what was looked for, beside other engines on
// the same text, and what a query transfers.
//
// # Relevance
//
// A [Set] holds pages in a language, and queries with the sections that answer them:
//
//   - known items of the repository's portal: its headings, titles, terms of the glossary and the
//     texts of its links, each with where it leads;
//   - queries for the portal that people wrote and judged, in testdata/portal.LANG.txt;
//   - a generated corpus of a thousand pages, with queries by rule, and with queries that people
//     wrote, in testdata/corpus.LANG.txt;
//   - the pages of a public library, and queries for them, in testdata/library.LANG*.txt.
//
// Queries were written and judged by reading the pages, before an engine had answered one. In each
// group, every second one is held out: ranking may be tuned with the first, third, … ones only. All
// queries for the library are held out.
//
// The engines are Baken's own evaluator, MiniSearch and Pagefind. The figures of the last two are
// recorded in testdata/recorded.json; the test compares Baken with these, and "make search-compare"
// runs the engines and records anew.
//
// # Requirements
//
// Node.js, and "npm ci" in this directory, for the comparison. Without them it is skipped with a
// message, or fails if CI=true.
package searchtest
