// Package translation says whether the language versions of a page are in step. It knows two ways to tell.
//
// # Drift
//
// Two versions of a page have the same structure: headings of the same levels, in each section the
// same lists with as many items, tables of the same size, code blocks, callouts, quotations, definitions,
// footnotes, links, pictures and directives. What one has and the other lacks is a [Difference]. Links to the same page in different
// languages are the same link, whatever the fragment, and so are pictures and files whose names
// differ in their language alone. Links to other sites and addresses count by their number. Within a
// section the order doesn't matter, since sentences of two languages have theirs. Paragraphs, the
// words, and what stands for emphasis are left to the translator.
//
// # Notes
//
// Structure says nothing of a sentence that was added. So a translation notes in its front matter,
// when somebody has compared the two ([New]), the print of every section of the original. When the original
// changes, the sections that did are a [Change] each; a change of what readers don't see is none. Differences in structure that there were at that time
// are noted too, and aren't mentioned again as long as they stay the same.
//
// # Which version is the original
//
// Any version can be. A note names the language that its page was made from. Without notes it is
// the version in the first of the site's languages that has one; a version without a note that others were made from is
// an original too ([Originals]).
package translation
